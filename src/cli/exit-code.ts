import { isLet } from "../audit/is-let.js";
import type { Report } from "../audit/report.js";
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
export function exitCodeOf({ findings, failures, summary }: Report, { failOn, failOnOpen, maxWarnings, allowIncomplete }: Strictness): ExitCode {
  const failing = findings.some((finding) => !isLet(finding) && (finding.verdict === "open" ? failOnOpen === true : failOn !== "never" && rank[finding.level] >= rank[failOn]));
  if (failing || (maxWarnings !== undefined && summary.warnings > maxWarnings)) return 1;
  return failures.length > 0 && allowIncomplete !== true ? 3 : 0;
}

const rank = { note: 0, warning: 1, error: 2 };
