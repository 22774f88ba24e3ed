import { reportSince } from "../audit/since.js";
import type { Report } from "../audit/report.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import type { Gathered } from "./gathered.js";
import type { CheckOptions } from "./options.js";
import { write } from "./output.js";
import type { Reading } from "./reading.js";
import { reportOn } from "./report-on.js";
import { say, sayMisused } from "./say.js";
import type { Settings } from "./settings.js";
import { strictnessOf } from "./strictness.js";

/** What there was before a change, of which only what it causes is reported. */
export interface Before {
  readonly since: string;
  /** Undefined where that could not be judged. */
  readonly report: Report | undefined;
}

/** From what was read to the exit code: report, render, write. */
export async function conclude(gathered: Gathered, reading: Pick<Reading, "at" | "over">, settings: Settings, options: CheckOptions, started: number, before?: Before): Promise<ExitCode> {
  const reported = await reportOn(gathered, reading, settings, options);
  if ("lines" in reported) return sayMisused(reported.lines);
  const report = before ? reportSince(before.since, reported.report, before.report) : reported.report;
  const written = await write(report, settings.outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${reported.verdicts} verdicts, ${Math.round(performance.now() - started)} ms`);
  return exitCodeOf(report, strictnessOf(options, gathered.ruling));
}
