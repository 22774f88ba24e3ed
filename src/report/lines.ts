import type { NotApplicable, Passed, Report } from "../audit/report.js";
import { rules } from "../rules/rules.generated.js";
import { rememberingEach } from "../text/remembering.js";
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
    ...grouped(passes, ({ assumes, evidence }) => `${spelled(assumes)} ${spelled(evidence)}`, "passes"),
    ...grouped(notApplicable, ({ because }) => because, "notApplicable"),
    ...summary.subjects.map((subject) => line("subject", subject)),
  ].join("");
}

/** What is known once everything is judged. */
export function lastLines({ failures, skipped, notes, summary: { subjects: _, ...counts } }: Pick<Report, "failures" | "skipped" | "notes" | "summary">): string {
  return [...failures.map((each) => line("failure", each)), ...skipped.map((each) => line("skipped", each)), ...notes.map((note) => line("note", { note })), line("summary", counts)].join("");
}

/** Verdicts of one subject that are the same but for their rule, as one line each. */
function grouped<Verdict extends Passed | NotApplicable>(verdicts: readonly Verdict[], reasonOf: (verdict: Verdict) => string, kind: string): readonly string[] {
  const groups = new Map<string, { readonly first: Verdict; readonly rules: string[] }>();
  for (const verdict of verdicts) {
    const { subject, environment = "", location: { artifact, pointer, startLine, startColumn, endLine, endColumn } } = verdict;
    const key = [subject, environment, artifact, pointer, startLine, startColumn, endLine, endColumn, reasonOf(verdict)].join("\0");
    const known = groups.get(key);
    if (known) known.rules.push(verdict.rule);
    else groups.set(key, { first: verdict, rules: [verdict.rule] });
  }
  return [...groups.values()].map(({ first, rules: names }) => `${JSON.stringify(grouping(kind, first, names))}\n`);
}

/** There are few objects of this kind, and each is asked for again and again. */
const spelled = rememberingEach((value: object) => JSON.stringify(value));
const orderedOnce = rememberingEach((value: object) => ordered(value));

/** With its keys in the order that `ordered` gives them: there may be a million of these. */
function grouping(kind: string, verdict: Passed | NotApplicable, names: readonly string[]): object {
  const { environment, subject, location: { artifact, pointer, startLine, startColumn, endLine, endColumn } } = verdict;
  const reason = "because" in verdict ? { because: verdict.because } : { assumes: verdict.assumes, evidence: orderedOnce(verdict.evidence) };
  return { kind, ...(environment !== undefined && { environment }), subject, location: { artifact, pointer, startLine, startColumn, endLine, endColumn }, ...reason, rules: names };
}

/** `fromEntries` in `ordered` keeps what a key of the user's is. */
const line = (kind: string, value: object): string => `${JSON.stringify({ kind, ...Object(ordered(value)) })}\n`;
