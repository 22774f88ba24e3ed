/** A line on stderr: everything that is not the report. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what is wrong with the command line or the configuration; the exit code for that. */
export function sayMisused(lines: readonly string[]): 2 {
  lines.forEach((line) => say(`gluelint: ${line}`));
  return 2;
}
