import type { Outcome } from "./sarif-outcomes.js";
import { seeAlso } from "./sarif-places.js";

/** So many subjects are named in a message; the others are counted there and stand in the result's properties. */
const named = 10;

/**
 * The text as one line of plain SARIF text that ends with a full stop; empty text stays empty. White space is
 * collapsed, and `](` is broken up, since a reader takes `[text](1)`, as a user's policy may have it, for a link.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.11.6)
 */
export function sentence(text: string): string {
  const line = text.replaceAll("](", "] (").replace(/\s+/gu, " ").replace(/[\s.!?:;,]+$/u, "").trim();
  return line === "" ? "" : `${line}.`;
}

/**
 * What a result says: first what is wrong, as GitHub shows the first sentence alone as the alert's title; then the request that
 * shows it; then the subjects, where the first sentence does not name them all; last the links to the related places.
 * Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (result object)
 */
export function resultText(outcome: Outcome): string {
  const first = [outcome.message, outcome.title, outcome.rule].map(sentence).find((text) => text !== "") ?? "This is wrong.";
  const { counterexample } = outcome;
  return [
    first,
    counterexample ? sentence(`The request that shows it is \`${counterexample.action}\` on \`${counterexample.resource}\` by \`${counterexample.principal}\``) : "",
    outcome.subjects.every((subject) => outcome.message.includes(subject)) ? "" : sentence(`Found for ${listOf(outcome.subjects)}`),
    seeAlso(outcome.related),
  ].filter((text) => text !== "").join(" ");
}

function listOf(subjects: readonly string[]): string {
  const shown = subjects.slice(0, named).map((subject) => `\`${subject}\``);
  const words = subjects.length > named ? [...shown, `${subjects.length - named} more`] : shown;
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
