import { inOrder } from "./in-order.js";
import { isLet } from "./is-let.js";
import type { Failure, Finding, Report, SubjectSummary, Summary } from "./report.js";
import { union } from "./union.js";

/** The counts of the merged report. Verdicts that failed or are open are told apart by rule and subject, as their findings do not say more. */
export function mergeSummaries(reports: readonly Report[], { findings, passes, notApplicable, failures }: Pick<Report, "findings" | "passes" | "notApplicable" | "failures">): Summary {
  const leveled = (level: Finding["level"]) => findings.filter((finding) => finding.verdict === "fail" && !isLet(finding) && finding.level === level).length;
  return {
    errors: leveled("error"), warnings: leveled("warning"), notes: leveled("note"),
    proved: passes.length, refuted: verdicts(reports, "fail", "refuted"), open: verdicts(reports, "open", "open"), notApplicable: notApplicable.length, failures: failures.length,
    // Shards of a run share its subjects: a compute may lie in one and its role in another.
    subjects: inOrder(union(runsOf(reports).map((run) => union([...run.shards.values()].map((alike) => union(alike.map(({ summary }) => summary.subjects), JSON.stringify)), ({ subject }) => subject, sum)), JSON.stringify), reports.map(({ summary }) => summary.subjects), bySubject),
  };
}

/** The order of subjects where there are too many for any other. */
export const bySubject = (a: SubjectSummary, b: SubjectSummary): number => a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;

function sum(a: SubjectSummary, b: SubjectSummary): SubjectSummary {
  const ceiling = a.ceiling ?? b.ceiling;
  return { subject: a.subject, demanded: a.demanded + b.demanded, proved: a.proved + b.proved, open: a.open + b.open, failing: a.failing + b.failing, ...(ceiling && { ceiling }) };
}

/** Each report adds its verdicts but for those that a report before it had. */
function verdicts(reports: readonly Report[], verdict: Finding["verdict"], count: "refuted" | "open"): number {
  const known = new Set<string>();
  return reports.reduce((total, { findings, summary }) => {
    const own = [...new Set(findings.filter((finding) => finding.verdict === verdict).map(({ rule, subject }) => JSON.stringify([rule, subject])))];
    const fresh = own.filter((key) => !known.has(key));
    fresh.forEach((key) => known.add(key));
    return total + (own.length > 0 && fresh.length === 0 ? 0 : Math.max(fresh.length, summary[count] - (own.length - fresh.length)));
  }, 0);
}

interface Run {
  /** How many shards the run has, and the reports of those that are here by their indices; a report that is no shard is a run of its own. */
  readonly count: number;
  readonly shards: Map<number, Report[]>;
}

/** The runs that the reports are of. Shards of one run have its environment in common. */
function runsOf(reports: readonly Report[]): readonly Run[] {
  const runs = new Map<string, Run>();
  reports.forEach((report, i) => {
    const { index, count } = report.shard ?? { index: 1, count: 1 };
    const key = report.shard === undefined ? String(i) : JSON.stringify([count, Object.entries(report.environment).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    const run = runs.get(key) ?? { count, shards: new Map<number, Report[]>() };
    run.shards.set(index, [...run.shards.get(index) ?? [], report]);
    runs.set(key, run);
  });
  return [...runs.values()];
}

/** What cannot be said because nobody gave the report of a shard. */
export function missingShards(reports: readonly Report[]): readonly Failure[] {
  return runsOf(reports).flatMap(({ count, shards }) => Array.from({ length: count }, (_, i) => i + 1).filter((index) => !shards.has(index)).map((index) =>
    ({ artifact: `shard ${index}/${count}`, message: "its report is missing: what it looked at is not known" })));
}
