import { merge } from "../audit/merge.js";
import { readReport, readReportOfLines } from "../audit/read-report.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { linesIn } from "./lines.js";
import { outputsFrom, write, type OutputOptions } from "./output.js";
import { notANumber, type CheckOptions } from "./options.js";
import { sayMisused } from "./say.js";
import { isSystemError } from "./system-error.js";

export type MergeOptions = OutputOptions & Pick<CheckOptions, "format" | "failOn" | "failOnOpen" | "maxWarnings" | "allowIncomplete">;

/** Joins the JSON reports of several shards or accounts into one; what is no such report is a mistake on the command line. */
export async function mergeReports(files: readonly string[], options: MergeOptions): Promise<ExitCode> {
  const outputs = outputsFrom(options.format ?? ["stylish"]);
  const lines = [..."lines" in outputs ? outputs.lines : [], ...notANumber(options.maxWarnings ?? "0")];
  if ("lines" in outputs || lines.length > 0) return sayMisused(lines);
  const readings = await Promise.all(files.map(async (file) => ({ file, reading: await readingOf(file) })));
  const misuse = readings.flatMap(({ file, reading }) => typeof reading === "string" ? [`${file}: ${reading}`] : []);
  const [first, ...others] = readings.flatMap(({ reading }) => typeof reading === "string" ? [] : [reading]);
  if (misuse.length > 0 || first === undefined) return sayMisused(misuse);
  const report = merge(first, ...others);
  const unwritten = await write(report, outputs, options);
  return unwritten === undefined ? exitCodeOf(report, { failOn: options.failOn ?? "error", failOnOpen: options.failOnOpen, maxWarnings: options.maxWarnings === undefined ? undefined : Number(options.maxWarnings), allowIncomplete: options.allowIncomplete }) : sayMisused([unwritten]);
}

/** The report in a file, `-` for stdin; or why there is none. */
async function readingOf(file: string): Promise<ReturnType<typeof readReport>> {
  try {
    const lines = await linesIn(file);
    return /^\uFEFF?\{"kind":/.test(lines[0] ?? "") ? readReportOfLines(lines) : readReport(lines.join("\n"));
  } catch (error) {
    if (isSystemError(error)) return error.message;
    throw error;
  }
}
