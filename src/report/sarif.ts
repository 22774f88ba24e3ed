import type { Finding, Report } from "../audit/report.js";
import { ordered } from "./ordered.js";
import { joined } from "./sarif-joined.js";
import { fixesOf } from "./sarif-fixes.js";
import { resultText, sentence } from "./sarif-messages.js";
import { invocationOf, notificationRules } from "./sarif-notifications.js";
import { gravity, outcomesOf, type Outcome, type SarifOptions } from "./sarif-outcomes.js";
import { physicalLocation, relatedLocations, shownPlace } from "./sarif-places.js";
import { ruleTable, type RuleTable } from "./sarif-rules.js";
import { standingOf } from "./standing.js";
import { wellFormed } from "./well-formed.js";

/** GitHub refuses an upload with more results. Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (limits) */
const room = 25_000;

/**
 * The report as SARIF 2.1.0 for GitHub code scanning: two spaces a level, a final newline. By default what is proved wrong and
 * nothing else. A finding whose artifact no reader could open stands where the first related place is that one could, else
 * among the notifications; beyond 25,000 results the gravest stay.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function sarif(report: Report, options: SarifOptions): string {
  const outcomes = outcomesOf(report, options);
  const placed = joined(outcomes.flatMap((outcome) => {
    const place = shownPlace(outcome.place, outcome.related);
    return place ? [{ ...outcome, place }] : [];
  }));
  const unplaced = outcomes.filter(({ place, related }) => !shownPlace(place, related));
  const kept = placed.length > room ? [...placed].sort((a, b) => gravity[b.level] - gravity[a.level]).slice(0, room) : placed;
  const table = ruleTable(kept);
  const { name, version, informationUri } = report.tool;
  return `${JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: { driver: { name, organization: "gluelint", semanticVersion: version, version, informationUri, rules: table.rules, notifications: notificationRules } },
      // GitHub's category is what stands before the last slash; a second run of it would close the alerts of the first.
      automationDetails: { id: "gluelint/" },
      columnKind: "utf16CodeUnits",
      originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder in which gluelint ran: the root of the repository." } } },
      invocations: [invocationOf(report, unplaced, placed.length - kept.length)],
      results: kept.map((outcome) => resultOf(outcome, table)),
    }],
  }, strings, 2)}\n`;
}

/** Who took the finding on: SARIF tells what a comment says from what is said elsewhere. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.35) */
const suppressionsOf = ({ waived }: Finding) => [waived ? { kind: waived.inSource ? "inSource" : "external", status: "accepted", justification: `${waived.reason} (${waived.owner}, until ${waived.until})` } : { kind: "external", status: "accepted", justification: "it is in the baseline" }];

const strings = (_key: string, value: unknown): unknown => (typeof value === "string" ? wellFormed(value) : value);

function resultOf(outcome: Outcome, table: RuleTable) {
  const { kind, level, place, subjects, pack, assumes, counterexample, finding } = outcome;
  const related = relatedLocations(outcome.related, (message) => sentence(message) || "Related.");
  return {
    ruleId: table.idOf(outcome),
    ruleIndex: table.indexOf(outcome),
    ...(kind !== "fail" && { kind }),
    level,
    message: { text: resultText(outcome) },
    locations: [{
      physicalLocation: physicalLocation(place),
      logicalLocations: subjects.filter((subject) => subject !== "").map((subject) => ({ fullyQualifiedName: subject, kind: "resource" })),
    }],
    ...(related.length > 0 && { relatedLocations: related }),
    ...(finding?.mends && { fixes: fixesOf(finding) }),
    ...(finding && standingOf(finding) === "waived" && { suppressions: suppressionsOf(finding) }),
    partialFingerprints: { ...(place.lineHash !== "" && { primaryLocationLineHash: place.lineHash }), ...(finding && { "gluelint/v1": finding.fingerprint }) },
    properties: { ...(pack !== undefined && { pack }), subjects, assumes, ...(counterexample && { counterexample: ordered(counterexample) }), ...(finding && finding.evidence.length > 1 && { evidence: ordered(finding.evidence) }) },
  };
}
