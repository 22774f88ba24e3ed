import type { Report } from "../audit/report.js";

/** What was found, in one line: faults by level, then verdicts by outcome. */
export function tally({ summary, findings }: Report): string {
  const found = [[summary.errors, "error"], [summary.warnings, "warning"], [summary.notes, "note"]] as const;
  const problems = found.filter(([count]) => count > 0).map(([count, name]) => counted(count, name)).join(", ");
  const waived = findings.filter((finding) => finding.waived !== undefined).length;
  const known = findings.filter(({ baselined }) => baselined).length;
  return [
    problems === "" ? "no problems" : problems, `${summary.proved} proved, ${summary.refuted} refuted, ${summary.open} open`,
    ...(known > 0 ? [`${known} in the baseline`] : []), ...(waived > 0 ? [`${waived} waived`] : []), ...(summary.failures > 0 ? [`${summary.failures} not looked at`] : []),
  ].join(" · ");
}

/** A number and its noun, in the plural where there is more or less than one. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
