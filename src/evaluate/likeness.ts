import type { Condition } from "../policy/condition.js";
import type { Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";

/** Equal for conditions that ask the same. */
export function likenessOfCondition({ operator, key, asks }: Condition): string {
  return JSON.stringify([operator, key, asks.kind === "null" ? asks.absent : asks.wanted.map(({ symbols }) => symbols)]);
}

/** Equal for entries that match the same: texts alone do not tell, for `${*}` means a star in one version of the language only. */
export const likenessOfEntry = ({ pattern, symbols }: ResourceEntry) => JSON.stringify(symbols ?? pattern.tokens);

/** Equal for statements about one action that say the same of it. */
export function likenessOfStatement(statement: Statement): string {
  const known = likenesses.get(statement);
  if (known !== undefined) return known;
  const { effect, resources, principals, conditions } = statement;
  const likeness = JSON.stringify([
    effect, resources?.negated, resources?.entries.map(({ value }) => likenessOfEntry(value)),
    principals?.negated, principals?.entries.map(({ value }) => [value.type, value.id]), conditions.map(likenessOfCondition),
  ]);
  likenesses.set(statement, likeness);
  return likeness;
}

const likenesses = new WeakMap<Statement, string>();
