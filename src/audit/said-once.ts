import type { Finding, Place } from "./report.js";

/** A finding before it has a fingerprint. */
export type Unnamed = Omit<Finding, "fingerprint">;

/** A finding, and what is known of it beside. */
export interface Named<Found extends Unnamed = Unnamed> {
  readonly finding: Found;
  readonly requirement: string;
  /** It makes its text void: what is refused at the same place follows from it. */
  readonly voids: boolean;
  /** What to do in this very case, where that is said. */
  readonly advice: string | undefined;
}

/** What several verdicts say of one place in the same words, as of a role for each of its computes, is one thing to mend. */
export function saidOnce(all: readonly Named[]): readonly Named[] {
  const found = new Map<string, Named>();
  for (const each of all) {
    const key = keyOf(each);
    const before = found.get(key);
    found.set(key, before === undefined ? each : joined(before, each));
  }
  return [...found.values()];
}

const keyOf = ({ finding: { rule, verdict, subject, environment, message, location }, requirement }: Named) => JSON.stringify([rule, verdict, subject, environment, message, requirement, ...placeOf(location)]);

const placeOf = ({ artifact, pointer, startLine, startColumn }: Place) => [artifact, pointer, startLine, startColumn];

function joined(before: Named, { finding: { related } }: Named): Named {
  const known = new Set(before.finding.related.map(({ message, location }) => JSON.stringify([message, ...placeOf(location)])));
  return { ...before, finding: { ...before.finding, related: [...before.finding.related, ...related.filter(({ message, location }) => !known.has(JSON.stringify([message, ...placeOf(location)])))] } };
}
