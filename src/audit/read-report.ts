import { schemaMessage } from "../text/schema-message.js";
import { byPlace } from "./by-place.js";
import { bySubject } from "./merge-summaries.js";
import { reportOfLines } from "./read-lines.js";
import type { Report } from "./report.js";
import { schemas } from "./report-validator.generated.js";

/** Reads a JSON report; what comes back for any other text is what is wrong with it, in one sentence. */
export function readReport(text: string): Report | string {
  const value = parsed(text.replace(/^\uFEFF/, ""));
  return value === undefined ? "it is no JSON" : checked(value);
}

/** Reads a report that is written as lines of JSON, in the order in which a report of dumps stands. */
export function readReportOfLines(lines: Iterable<string>): Report | string {
  const value = reportOfLines(lines);
  const report = typeof value === "string" ? `it is no report of gluelint: ${value}` : checked(value);
  if (typeof report === "string") return report;
  const { summary, findings, passes, notApplicable } = report;
  return { ...report, summary: { ...summary, subjects: summary.subjects.toSorted(bySubject) }, findings: findings.toSorted(byPlace), passes: passes.toSorted(byPlace), notApplicable: notApplicable.toSorted(byPlace) };
}

function checked(value: unknown): Report | string {
  if (!isReport(value)) return `it is no JSON report of gluelint: ${faultOf(value)}`;
  const { shard } = value;
  return shard !== undefined && shard.index > shard.count ? `it says that it is shard ${shard.index} of ${shard.count}` : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isReport = (value: unknown): value is Report => schemas["report"]?.(value).length === 0;

function faultOf(value: unknown): string {
  const [error] = schemas["report"]?.(value) ?? [];
  return error === undefined ? "" : `${error.instancePath === "" ? "" : `at ${error.instancePath} `}${schemaMessage(error)}`;
}
