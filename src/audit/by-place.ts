import type { Finding } from "./report.js";

/** The order of findings: by place, then rule, then subject. */
export function byPlace(a: Pick<Finding, "location" | "rule" | "subject">, b: Pick<Finding, "location" | "rule" | "subject">): number {
  return compare(a.location.artifact, b.location.artifact) || a.location.startLine - b.location.startLine || a.location.startColumn - b.location.startColumn || compare(a.rule, b.rule) || compare(a.subject, b.subject);
}

const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;
