import type { Condition } from "../policy/condition.js";
import { tokensOf } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { rememberingEach } from "../text/remembering.js";

/** Equal for conditions that ask the same. Proofs ask again and again, so all of these are remembered. */
export const likenessOfCondition = rememberingEach(({ operator, key, asks }: Condition) => JSON.stringify([operator, key, asks.kind === "null" ? asks.absent : asks.wanted.map(({ symbols }) => symbols)]));

/** Equal for entries that match the same: texts alone do not tell, for `${*}` means a star in one version of the language only. */
export const likenessOfEntry = rememberingEach(({ pattern, symbols }: ResourceEntry) => JSON.stringify(symbols ?? tokensOf(pattern)));

/** Equal for statements about one action that say the same of it. */
export const likenessOfStatement = rememberingEach(({ effect, resources, principals, conditions }: Statement) => JSON.stringify([
  effect, resources?.negated, resources?.entries.map(({ value }) => likenessOfEntry(value)),
  principals?.negated, principals?.entries.map(({ value }) => [value.type, value.id]), conditions.map(likenessOfCondition),
]));
