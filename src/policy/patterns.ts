import { matches, tokensOf, type Pattern } from "./pattern.js";
import { type Token } from "./token.js";

/** Tells whether any of the patterns matches a text. Each text is read once for many of them. */
export function matcherOf(patterns: readonly Pattern[]): (text: string) => boolean {
  const groups = Array.from({ length: Math.ceil(patterns.length / groupSize) }, (_, i) => groupOf(patterns.slice(i * groupSize, (i + 1) * groupSize)));
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return only;
  return (text) => {
    for (const matchesOne of groups) if (matchesOne(text)) return true;
    return false;
  };
}

const groupSize = 32;

/** Patterns that stand in each other's way (`*a*1`, `*b*2`, …) have a state for each mixture, and are soon better read one by one. */
function groupOf(patterns: readonly Pattern[]): (text: string) => boolean {
  const together = eitherOf(patterns);
  return (text) => (together.states?.size ?? 0) < worthwhile ? matches(together, text) : patterns.some((pattern) => matches(pattern, text));
}

/** More states than a group has that does not mix. */
const worthwhile = 1000;

/** The pattern of all texts that any of these matches. */
export function eitherOf(patterns: readonly Pattern[]): Pattern {
  const [only] = patterns;
  if (only !== undefined && patterns.length === 1) return only;
  const starts: number[] = [];
  const tokens: Token[] = [];
  for (const pattern of patterns) {
    for (const start of pattern.starts) starts.push(tokens.length + start);
    for (const token of tokensOf(pattern)) tokens.push(token);
  }
  return { text: patterns.map(({ text }) => text).join(" or "), tokens, starts, prefix: commonBeginning(patterns.map(({ prefix }) => prefix)), shape: "general", states: undefined, begin: undefined };
}

/** What all the texts begin with alike. */
export function commonBeginning([first = "", ...others]: readonly string[]): string {
  let length = first.length;
  for (const text of others) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}
