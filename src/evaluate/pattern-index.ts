import { matches, type Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";

/** Patterns by how they begin, so that a resource is held against the few that it may match. */
export interface PatternIndex {
  readonly matchesAny: (resource: string) => boolean;
}

/** Statements that apply wherever one of their resources matches, and nothing else is asked: no condition, no principal, no `Not…`. */
export function isPlain({ principals, conditions, resources }: Statement): boolean {
  return principals === undefined && conditions.length === 0 && resources !== undefined && !resources.negated && resources.entries.every(({ value }) => value.symbols === undefined);
}

/**
 * The index of the resources of plain statements. Resources of one action begin alike (`arn:aws:s3:::`), so the patterns are
 * sorted by the letters behind that; those that begin with a wildcard sooner are tried always.
 */
export function patternIndexOf(statements: readonly Statement[]): PatternIndex {
  const patterns = [...new Set(statements.flatMap(({ resources }) => resources?.entries ?? []).map(({ value }) => value.pattern))];
  const start = commonLength(patterns.map(({ prefix }) => prefix).filter((prefix) => prefix.length > 0));
  const keyOf = (text: string) => text.slice(start, start + keyLength);
  const always = patterns.filter(({ prefix }) => prefix.length < start + keyLength);
  const byKey = new Map<string, Pattern[]>();
  for (const pattern of patterns.filter((each) => !always.includes(each))) byKey.set(keyOf(pattern.prefix), [...(byKey.get(keyOf(pattern.prefix)) ?? []), pattern]);
  return { matchesAny: (resource) => anyMatches(always, resource) || (byKey.size > 0 && anyMatches(byKey.get(keyOf(resource)) ?? none, resource)) };
}

const keyLength = 8;
const none: readonly Pattern[] = [];

function anyMatches(patterns: readonly Pattern[], resource: string): boolean {
  for (const pattern of patterns) if (matches(pattern, resource)) return true;
  return false;
}

/** How many characters all the texts begin with alike. */
function commonLength(texts: readonly string[]): number {
  const [first = "", ...others] = texts;
  let length = first.length;
  for (const text of others) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return length;
}
