import type { Finding, NotApplicable, Passed, Report } from "../audit/report.js";
import { standingOf, type Standing } from "../report/standing.js";

/** A finding as the page shows it, with its name there; of open verdicts those that say the same of the same place are one. */
export interface Entry {
  readonly id: string;
  readonly standing: Standing;
  readonly findings: readonly [Finding, ...Finding[]];
}

/** What the page shows of a report, everything under a name of its own, in the report's order. */
export interface Entries {
  readonly findings: readonly Entry[];
  readonly passes: readonly (Passed & { readonly id: string })[];
  readonly notApplicable: readonly (NotApplicable & { readonly id: string })[];
}

export function entriesOf(report: Report): Entries {
  const entries = new Map<string, Entry>();
  for (const finding of report.findings) {
    const standing = standingOf(finding);
    const { artifact, pointer } = finding.location;
    const key = standing === "open" ? JSON.stringify([finding.message, artifact, pointer]) : String(entries.size);
    const before = entries.get(key);
    entries.set(key, before ? { ...before, findings: [...before.findings, finding] } : { id: `finding-${entries.size + 1}`, standing, findings: [finding] });
  }
  return {
    findings: [...entries.values()],
    passes: report.passes.map((passed, i) => ({ ...passed, id: `proof-${i + 1}` })),
    notApplicable: report.notApplicable.map((verdict, i) => ({ ...verdict, id: `none-${i + 1}` })),
  };
}
