import { isLet } from "../audit/is-let.js";
import type { Finding, Level } from "../audit/report.js";

/** How a finding stands to its reader: by its level where it is proved, else that it is open, or waived, which what is in the baseline is too. */
export type Standing = Level | "open" | "waived";

export function standingOf(finding: Finding): Standing {
  const { verdict, level } = finding;
  return isLet(finding) ? "waived" : verdict === "open" ? "open" : level;
}

/** Proved wrong, and nobody lets it be. */
export function isFault(finding: Finding): boolean {
  return finding.verdict === "fail" && !isLet(finding);
}
