import { sentence } from "./sarif-messages.js";
import type { Outcome } from "./sarif-outcomes.js";
import { uriOf } from "./sarif-places.js";

/**
 * The outcomes with those joined that differ in their subject alone: a policy that two roles share has one fault, not two, and
 * equal results would open equal alerts. The first of them gives the text, the request and the fingerprint.
 */
export function joined(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byKey = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const key = keyOf(outcome);
    const first = byKey.get(key);
    byKey.set(key, first ? { ...first, subjects: [...new Set([...first.subjects, ...outcome.subjects])] } : outcome);
  }
  return [...byKey.values()];
}

// All that a reader sees, without the names of the subjects. The request's principal is one of those names.
function keyOf({ rule, kind, level, message, subjects, place, finding, counterexample }: Outcome): string {
  const { startLine, startColumn, endLine, endColumn } = place;
  const words = [sentence(message), counterexample?.action ?? "", counterexample?.resource ?? ""];
  const anonymous = subjects.flatMap((subject) => [subject, shortOf(subject)]).reduce((texts, subject) => (subject === "" ? texts : texts.map((text) => text.replaceAll(subject, "\0"))), words);
  return JSON.stringify([rule, kind, level, finding?.verdict, finding?.waived, finding?.baselined, anonymous, uriOf(place.artifact), startLine, startColumn, endLine, endColumn]);
}

/** The name that messages call a role by. */
const shortOf = (subject: string) => subject.startsWith("arn:") ? subject.slice(subject.lastIndexOf("/") + 1) : subject;
