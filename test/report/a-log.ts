import type { Report } from "../../src/audit/report.js";
import type { SarifOptions } from "../../src/report/sarif-outcomes.js";
import { sarif } from "../../src/report/sarif.js";
import type { Log, Notification, Result, Run } from "./sarif-shape.js";

/** The report's SARIF log, read back. */
export function logOf(report: Report, options: SarifOptions = {}): Log {
  const log: Log = JSON.parse(sarif(report, options));
  return log;
}

/** The one run of the report's log. */
export function runOf(report: Report, options: SarifOptions = {}): Run {
  const [run] = logOf(report, options).runs;
  if (!run) throw new Error("the log has no run");
  return run;
}

export function resultsOf(report: Report, options: SarifOptions = {}): readonly Result[] {
  return runOf(report, options).results;
}

export function notesOf(report: Report): readonly Notification[] {
  return runOf(report).invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications);
}
