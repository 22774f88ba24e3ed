import type { Pattern } from "../policy/pattern.js";
import { commonBeginning, matcherOf } from "../policy/patterns.js";
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
 * sorted by the letters behind that; those that begin with a wildcard sooner are held against all resources.
 */
export function patternIndexOf(statements: readonly Statement[]): PatternIndex {
  const patterns = [...new Set(statements.flatMap(({ resources }) => resources?.entries ?? []).map(({ value }) => value.pattern))];
  const start = commonBeginning(patterns.map(({ prefix }) => prefix).filter((prefix) => prefix.length > 0)).length;
  const keyOf = (text: string) => text.slice(start, start + keyLength);
  const early: Pattern[] = [];
  const alike = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const key = keyOf(pattern.prefix);
    const those = key.length < keyLength ? early : alike.get(key);
    if (those === undefined) alike.set(key, [pattern]);
    else those.push(pattern);
  }
  const matchesEarly = matcherOf(early);
  const byKey = new Map([...alike].map(([key, those]) => [key, matcherOf(those)]));
  return { matchesAny: (resource) => matchesEarly(resource) || (byKey.size > 0 && byKey.get(keyOf(resource))?.(resource) === true) };
}

const keyLength = 8;
