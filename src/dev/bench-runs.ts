import { spawnSync } from "node:child_process";

/** Runs every command `times` times and once before, unmeasured; gives for each the milliseconds of its runs, in the order of the commands. */
export function interleaved(commands: readonly (readonly string[])[], times: number): readonly (readonly number[])[] {
  return turns(commands.map((args) => () => runTime(process.execPath, args)), times);
}

/** The same for whatever gives its milliseconds itself. */
export function turns(runs: readonly (() => number)[], times: number): readonly (readonly number[])[] {
  runs.forEach((run) => run());
  // In turns, so that a busy moment of the machine falls on all of them.
  const rounds = Array.from({ length: times }, () => runs.map((run) => run()));
  return runs.map((_, i) => rounds.flatMap((round) => round[i] ?? []));
}

/** The middle of the values, or the mean of the two in the middle; NaN for no values. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Milliseconds from start to finish of a program with these arguments. Throws where it does not end well: nobody wants the time of a crash. */
export function runTime(program: string, args: readonly string[], cwd?: string): number {
  const started = performance.now();
  const { error, status, stderr } = spawnSync(program, args, { ...(cwd !== undefined && { cwd }), env, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  const took = performance.now() - started;
  if (error !== undefined || status !== 0) throw new Error(`${program} ${args.slice(0, 4).join(" ")} … ended with ${error?.message ?? String(status)}: ${stderr}`);
  return took;
}

/** Reading more certificates would add some 30 ms to every start of Node 20. */
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** A time in a column. */
export function milliseconds(time: number): string {
  return `${time.toFixed(1)} ms`.padStart(9);
}

/** A goal, and whether it is met. */
export function goal(text: string, met: boolean): string {
  return `goal ${text}: ${met ? "met" : "NOT met"}`;
}
