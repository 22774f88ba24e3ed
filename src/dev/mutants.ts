/** What became of the mutants of one file. */
export interface Score {
  readonly file: string;
  readonly mutants: number;
  readonly killed: number;
  /** Those that no test kills, by place in the file. */
  readonly survivors: readonly Survivor[];
}

export interface Survivor {
  /** The file, the declaration, the text that was changed and what it was changed to, on one line: what is listed, for lines move. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The scores in a report of Stryker's, one a file. What did not run for want of a test has survived; what ran out of time is killed.
 *
 * Source: https://github.com/stryker-mutator/mutation-testing-elements/blob/master/packages/report-schema/src/mutation-testing-report-schema.json
 */
export function scoresIn(report: unknown): readonly Score[] {
  return Object.entries(recordOf(recordOf(report)["files"])).map(([file, result]) => {
    const { source, mutants } = recordOf(result);
    const lines = String(source).split("\n");
    const ran = listOf(mutants).map(recordOf).filter(({ status }) => ["Killed", "Timeout", "Survived", "NoCoverage"].includes(String(status)));
    const survivors = ran.filter(({ status }) => status === "Survived" || status === "NoCoverage").map((mutant) => survivorOf(file, lines, mutant));
    return { file, mutants: ran.length, killed: ran.length - survivors.length, survivors: survivors.sort((a, b) => a.line - b.line) };
  });
}

type Fields = Readonly<Record<string, unknown>>;

const recordOf = (value: unknown): Fields => typeof value === "object" && value !== null ? { ...value } : {};

const listOf = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : [];

function survivorOf(file: string, lines: readonly string[], { location, replacement }: Fields): Survivor {
  const [start, end] = [placeOf(recordOf(location)["start"]), placeOf(recordOf(location)["end"])];
  const changed = lines.slice(start.line - 1, end.line).map((line, i, all) => line.slice(i === 0 ? start.column - 1 : 0, i === all.length - 1 ? end.column - 1 : undefined)).join(" ");
  return { name: `${file} ${declarationAt(lines, start.line)}: ${short(changed)} → ${short(String(replacement))}`, line: start.line };
}

function placeOf(value: unknown): { readonly line: number; readonly column: number } {
  const { line, column } = recordOf(value);
  return { line: Number(line), column: Number(column) };
}

/** The name of the declaration that a line lies in: those of a file begin at the margin. */
function declarationAt(lines: readonly string[], line: number): string {
  const names = lines.slice(0, line).map((text) => /^(?:export )?(?:const|function) (\w+)/.exec(text)?.[1]);
  return names.findLast((name) => name !== undefined) ?? "top";
}

/** The text on one line, and of a long one its two ends. */
function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 140 ? `${line.slice(0, 90)} … ${line.slice(-40)}` : line;
}
