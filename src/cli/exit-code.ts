import { isLet } from "../audit/is-let.js";
import type { Finding, Report, Summary } from "../audit/report.js";
import type { Threshold } from "../sources/config.generated.js";

/** 0 clean · 1 findings at or above the threshold · 2 usage, configuration, or a bug of ours · 3 something could not be looked at. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Strictness {
  readonly failOn: Threshold;
  readonly failOnOpen: boolean | undefined;
  /** More warnings than these fail. */
  readonly maxWarnings: number | undefined;
  readonly allowIncomplete: boolean | undefined;
}

/** The exit code of a report: the same whatever format it is written in. */
export function exitCodeOf({ findings, failures, summary: { warnings } }: Report, strictness: Strictness): ExitCode {
  return codeOf(findings.some((finding) => isFailing(finding, strictness)), { warnings, failures: failures.length }, strictness);
}

/** The same by what is known of a report whose findings are not at hand: whether any of them fails the run, and how many there are of what. */
export function codeOf(failing: boolean, { warnings, failures }: Pick<Summary, "warnings" | "failures">, { maxWarnings, allowIncomplete }: Strictness): ExitCode {
  if (failing || (maxWarnings !== undefined && warnings > maxWarnings)) return 1;
  return failures > 0 && allowIncomplete !== true ? 3 : 0;
}

/** Whether a finding is one that makes the exit code 1. */
export function isFailing(finding: Finding, { failOn, failOnOpen }: Strictness): boolean {
  return !isLet(finding) && (finding.verdict === "open" ? failOnOpen === true : failOn !== "never" && rank[finding.level] >= rank[failOn]);
}

const rank = { note: 0, warning: 1, error: 2 };
