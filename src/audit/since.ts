import { isLet } from "./is-let.js";
import { gravity } from "./merge.js";
import type { Finding, NotApplicable, Passed, Report, Summary } from "./report.js";

/** What a report says that the one before the change did not, or less gravely; a finding that was waived before and is not now is new. */
export function reportSince(since: string, now: Report, before: Report | undefined): Report {
  const known = new Map(before?.findings.map((finding) => [finding.fingerprint, gravity(finding)]));
  const fresh = <Item>(items: readonly Item[], old: readonly Item[] | undefined, keyOf: (item: Item) => string) => { const keys = new Set(old?.map(keyOf)); return items.filter((item) => !keys.has(keyOf(item))); };
  const findings = now.findings.filter((finding) => gravity(finding) > (known.get(finding.fingerprint) ?? -1));
  const passes = fresh(now.passes, before?.passes, verdictKey);
  const notApplicable = fresh(now.notApplicable, before?.notApplicable, verdictKey);
  const failures = fresh(now.failures, before?.failures, JSON.stringify);
  const subjects = fresh(now.summary.subjects, before?.summary.subjects, JSON.stringify);
  return { ...now, since, findings, passes, notApplicable, failures, skipped: fresh(now.skipped, before?.skipped, JSON.stringify), summary: { ...countsOf(findings), proved: passes.length, notApplicable: notApplicable.length, failures: failures.length, subjects } };
}

const verdictKey = ({ rule, subject, environment, location: { artifact } }: Passed | NotApplicable) => JSON.stringify([rule, subject, environment, artifact]);

function countsOf(findings: readonly Finding[]): Pick<Summary, "errors" | "warnings" | "notes" | "refuted" | "open"> {
  const counting = findings.filter((finding) => finding.verdict === "fail" && !isLet(finding));
  const leveled = (level: Finding["level"]) => counting.filter((finding) => finding.level === level).length;
  const verdicts = (verdict: Finding["verdict"]) => new Set(findings.filter((finding) => finding.verdict === verdict).map(({ rule, subject, environment }) => JSON.stringify([rule, subject, environment]))).size;
  return { errors: leveled("error"), warnings: leveled("warning"), notes: leveled("note"), refuted: verdicts("fail"), open: verdicts("open") };
}
