import type { Passed, Report } from "../audit/report.js";
import { rules } from "../rules/rules.generated.js";
import { ordered } from "./ordered.js";

/**
 * The report as lines of JSON, each an object with a `kind`, so that it can be written while it is still found and read without
 * being held: first `run`, last `summary`, which is missing where the run did not come to its end. What passes for one reason at
 * one place is one line.
 */
export function lines(report: Report): string {
  return firstLine(report) + bodyLines(report) + lastLines(report);
}

/** What is known before anything is judged. */
export function firstLine({ version, tool, at, shard, since, environment }: Pick<Report, "version" | "tool" | "at" | "shard" | "since" | "environment">): string {
  const known = Object.fromEntries(rules.map(({ id, title, pack }) => [id, { title, pack }]));
  return line("run", { version, tool, ...(at !== undefined && { at }), ...(shard && { shard }), ...(since !== undefined && { since }), environment, rules: known });
}

/** What was found, of a part of a run or of all of it. */
export function bodyLines({ findings, passes, notApplicable, summary }: Pick<Report, "findings" | "passes" | "notApplicable" | "summary">): string {
  return [
    ...findings.map((finding) => line("finding", finding)),
    ...grouped(passes, ({ rule: _, title: __, pack: ___, ...alike }) => alike, "passes"),
    ...grouped(notApplicable, ({ rule: _, title: __, ...alike }) => alike, "notApplicable"),
    ...summary.subjects.map((subject) => line("subject", subject)),
  ].join("");
}

/** What is known once everything is judged. */
export function lastLines({ failures, skipped, notes, summary: { subjects: _, ...counts } }: Pick<Report, "failures" | "skipped" | "notes" | "summary">): string {
  return [...failures.map((each) => line("failure", each)), ...skipped.map((each) => line("skipped", each)), ...notes.map((note) => line("note", { note })), line("summary", counts)].join("");
}

function grouped<Verdict extends Pick<Passed, "rule" | "location">>(verdicts: readonly Verdict[], alikeOf: (verdict: Verdict) => Pick<Passed, "location">, kind: string): readonly string[] {
  const groups = new Map<string, { readonly alike: object; readonly rules: string[] }>();
  for (const verdict of verdicts) {
    const alike = alikeOf(verdict);
    const { frame: _, underline: __, lineHash: ___, ...location } = alike.location;
    const key = JSON.stringify({ ...alike, location });
    const known = groups.get(key);
    if (known) known.rules.push(verdict.rule);
    else groups.set(key, { alike: { ...alike, location }, rules: [verdict.rule] });
  }
  return [...groups.values()].map(({ alike, rules: names }) => line(kind, { ...alike, rules: names }));
}

/** `fromEntries` in `ordered` keeps what a key of the user's is. */
const line = (kind: string, value: object): string => `${JSON.stringify({ kind, ...Object(ordered(value)) })}\n`;
