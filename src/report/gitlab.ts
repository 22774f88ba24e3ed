import { fingerprint } from "../audit/fingerprint.js";
import type { Failure, Finding, Level, Report } from "../audit/report.js";
import { pathOf, shownPlace } from "./sarif-places.js";
import { isFault } from "./standing.js";
import { wellFormed } from "./well-formed.js";
import { oneLine } from "./words.js";

/** GitLab's scale is info, minor, major, critical, blocker. */
const severity = { error: "major", warning: "minor", note: "info" } as const satisfies Record<Level, string>;

/**
 * The faults as a GitLab Code Quality report: a JSON array, empty where nothing is wrong; two spaces a level, no byte order
 * mark. GitLab drops all but one issue of a fingerprint, so each has one of its own. What is open or waived stays out; what
 * could not be looked at is critical, for nobody knows what it hides.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlab(report: Report): string {
  const seen = new Map<string, number>();
  const issues = [...report.failures.map(unseen), ...report.findings.filter(isFault).map(issueOf)].map((issue) => {
    const ordinal = seen.get(issue.fingerprint) ?? 0;
    seen.set(issue.fingerprint, ordinal + 1);
    return ordinal === 0 ? issue : { ...issue, fingerprint: fingerprint([issue.fingerprint], ordinal) };
  });
  return `${JSON.stringify(issues, (_key, value: unknown) => (typeof value === "string" ? wellFormed(value) : value), 2)}\n`;
}

function issueOf({ rule, level, message, location, related, fingerprint: print }: Finding) {
  const place = shownPlace(location, related) ?? location;
  return { description: oneLine(message), check_name: rule, fingerprint: print, severity: severity[level], location: at(place.artifact, place.startLine, place.endLine) };
}

const unseen = ({ artifact, message }: Failure) =>
  ({ description: oneLine(`${artifact} could not be looked at: ${message}`), check_name: "gluelint/failure", fingerprint: fingerprint(["failure", artifact, message], 0), severity: "critical" as const, location: at(artifact, 1, 1) });

/** A path is obligatory. What no reader can open keeps its name, which GitLab shows without a link. */
const at = (artifact: string, begin: number, end: number) => ({ path: pathOf(artifact) ?? (artifact === "" ? "(no file)" : artifact), lines: { begin, end } });
