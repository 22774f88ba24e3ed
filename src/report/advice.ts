import type { Finding, MendKind } from "../audit/report.js";

/** What to do about a finding, in sentences: what the rule advises, and each way to mend it that was tried, under a word for it. */
export function adviceOn({ fix, mends = [] }: Finding): readonly { readonly word: string; readonly text: string }[] {
  const tried = mends.map(({ kind, title }) => ({ word: words[kind], text: title }));
  return tried.some(({ text }) => text === fix) ? tried : [{ word: "fix", text: fix }, ...tried];
}

const words: Readonly<Record<MendKind, string>> = { fix: "--fix", grant: "--fix-grants", suggestion: "perhaps" };

/** How many of the findings `--fix` mends. */
export function mendedByFix(findings: readonly Finding[]): number {
  return findings.filter(({ mends = [] }) => mends.some(({ kind }) => kind === "fix")).length;
}
