import type { Condition } from "../policy/condition.js";
import type { Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";

/** Equal for conditions that ask the same. */
export const likenessOfCondition = remembered(({ operator, key, asks }: Condition) => JSON.stringify([operator, key, asks.kind === "null" ? asks.absent : asks.wanted.map(({ symbols }) => symbols)]));

/** Equal for entries that match the same: texts alone do not tell, for `${*}` means a star in one version of the language only. */
export const likenessOfEntry = remembered(({ pattern, symbols }: ResourceEntry) => JSON.stringify(symbols ?? pattern.tokens));

/** Equal for statements about one action that say the same of it. */
export const likenessOfStatement = remembered(({ effect, resources, principals, conditions }: Statement) => JSON.stringify([
  effect, resources?.negated, resources?.entries.map(({ value }) => likenessOfEntry(value)),
  principals?.negated, principals?.entries.map(({ value }) => [value.type, value.id]), conditions.map(likenessOfCondition),
]));

/** The function, but made to remember what it gave for as long as there is what it was given: proofs ask again and again. */
function remembered<Key extends object>(make: (key: Key) => string): (key: Key) => string {
  const made = new WeakMap<Key, string>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
