import type { Finding, MendKind, ReportedMend } from "../audit/report.js";
import { sentence } from "./sarif-messages.js";
import { uriOf } from "./sarif-places.js";

/** SARIF's fixes: those whose files a reader can open, each change by lines and columns. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.55) */
export function fixesOf({ mends = [] }: Finding) {
  return mends.filter(({ edits }) => edits.every(({ artifact }) => uriOf(artifact) !== undefined)).map((mend) => ({
    description: { text: `${sentence(mend.title)}${remarks[mend.kind]}` },
    artifactChanges: [...new Set(mend.edits.map(({ artifact }) => artifact))].map((artifact) => ({ artifactLocation: { uri: uriOf(artifact), uriBaseId: "%SRCROOT%" }, replacements: replacementsIn(artifact, mend) })),
  }));
}

function replacementsIn(changed: string, { edits }: ReportedMend) {
  return edits.filter(({ artifact }) => artifact === changed).map(({ startLine, startColumn, endLine, endColumn, text }) => ({ deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent: { text } }));
}

const remarks: Readonly<Record<MendKind, string>> = { fix: "", grant: " This grants more than before.", suggestion: " There may be another right answer." };
