import type { Assessment } from "./judge.js";

/** The verdicts, each once: what is judged for several Regions is often not about any. Of one environment all are told apart already. */
export function distinct(assessments: readonly Assessment[], environments: number): readonly Assessment[] {
  if (environments === 1) return assessments;
  return [...new Map(assessments.map((assessment) => [keyOf(assessment), assessment])).values()];
}

function keyOf({ rule, joined: { subject, datastore, environment }, verdict }: Assessment): string {
  const problems = verdict.kind === "fail" || verdict.kind === "open" ? verdict.problems.map(({ message, location, requirement }) => [message, location, requirement]) : [];
  return JSON.stringify([environment.name, rule.id, subject.kind, subject.name, subject.location, datastore, verdict.kind, problems]);
}
