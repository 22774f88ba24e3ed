import type { Finding } from "../audit/report.js";
import type { Settled } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import type { Span } from "../text/location.js";

/** What was wrong before anybody looked, one line a finding: it may only become less. */
export interface Baseline {
  readonly artifact: string;
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly rule: string;
  readonly fingerprint: string;
  /** The line as it stands. */
  readonly line: string;
  readonly span: Span;
}

/** A baseline, or the numbers of the lines that are none of one: what a merge left behind, say. */
export function readBaseline({ artifact, text }: Document): Baseline | { readonly wrong: readonly number[] } {
  const lines = [...text.matchAll(/^.*$/gm)].map((found, i) => ({ line: found[0].trimEnd(), start: found.index, number: i + 1 })).filter(({ line }) => line !== "" && !line.startsWith("#"));
  const read = lines.map(({ line, start, number }) => {
    const columns = line.split("  ");
    const [, rule = "", , fingerprint = ""] = columns;
    return { number, isLine: columns.length === 4 && /^[0-9a-f]{16}$/.test(fingerprint), entry: { rule, fingerprint, line, span: { start, end: start + line.length } } };
  });
  const wrong = read.filter(({ isLine }) => !isLine).map(({ number }) => number);
  return wrong.length > 0 ? { wrong } : { artifact, entries: read.map(({ entry }) => entry) };
}

/** The findings, with a mark on those that the baseline knows. What is open is no debt: nobody knows yet whether it is wrong. */
export function baselined(findings: readonly Finding[], { entries }: Baseline): readonly Finding[] {
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  return findings.map((finding) => finding.verdict === "fail" && finding.waived === undefined && known.has(finding.fingerprint) ? { ...finding, baselined: true } : finding);
}

/** What is to be said of a baseline of which some is mended; nothing can be said of rules that did not run over everything. */
export function settledBaseline({ artifact, entries }: Baseline, findings: readonly Finding[], ran: ReadonlySet<string>): readonly Settled[] {
  const stale = staleIn(entries, findings, ran);
  const [first] = stale;
  if (first === undefined) return [];
  const [file = "", rule, subject] = first.line.split("  ");
  const count = stale.length === 1 ? "a line of the baseline is" : `${stale.length} lines of the baseline are`;
  const message = `${count} about nothing that is wrong any more: \`${rule}\` of \`${subject}\` in \`${file}\`${stale.length > 1 ? `, and ${stale.length - 1} more` : ""}`;
  const location = { artifact, pointer: "", span: first.span };
  return [{ kind: "baseline", name: artifact, location, faults: [{ kind: "stale", message, location }] }];
}

/**
 * The lines of a baseline for what was found: those of the old one that still are wrong, or of which nobody can say; where it
 * `grows`, what is new too. Sorted by code unit, so that two branches merge and `sort -u` mends what does not.
 */
export function updatedLines(old: readonly BaselineEntry[], findings: readonly Finding[], ran: ReadonlySet<string>, grows: boolean): readonly string[] {
  const stale = new Set(staleIn(old, findings, ran));
  const wrong = findings.filter(({ verdict, waived, pack }) => verdict === "fail" && waived === undefined && pack !== "governance");
  const known = new Set(old.map(({ fingerprint }) => fingerprint));
  const kept = old.filter((entry) => !stale.has(entry)).map(({ line }) => line);
  return [...new Set([...kept, ...wrong.filter(({ fingerprint }) => grows && !known.has(fingerprint)).map(lineOf)])].sort();
}

/** The text of a baseline of these lines. */
export function baselineText(lines: readonly string[]): string {
  return `# What gluelint found before anybody looked, one line a finding. It may only become less: gluelint check --update-baseline\n${lines.map((line) => `${line}\n`).join("")}`;
}

function staleIn(entries: readonly BaselineEntry[], findings: readonly Finding[], ran: ReadonlySet<string>): readonly BaselineEntry[] {
  const wrong = new Set(findings.filter(({ verdict }) => verdict === "fail").map(({ fingerprint }) => fingerprint));
  return entries.filter(({ rule, fingerprint }) => ran.has(rule) && !wrong.has(fingerprint));
}

const lineOf = ({ location: { artifact }, rule, subject, fingerprint }: Finding) => [column(artifact), rule, column(subject), fingerprint].join("  ");

const column = (text: string) => text.replace(/\s+/gu, " ").trim() || "-";
