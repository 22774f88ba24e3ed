import type { Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import { firstUnknown } from "../policy/token.js";
import type { ResourceEntry } from "../policy/resource.js";
import type { Binding } from "./binding.js";
import type { Context } from "./context.js";
import { askedLoosely, meaningOf, type Meaning } from "./variables.js";

/** What the entries of the statements match, for one context. */
export interface Meanings {
  readonly of: (entry: ResourceEntry) => Meaning;
  /** All the patterns that tell resources apart. */
  readonly patterns: readonly Pattern[];
}

/**
 * What the entries of the statements match. Those that cannot matter are left out, for the more patterns the more classes: of an
 * element in which one entry matches everything that is asked for, the others; of a layer in which one Allow grants everything
 * that is asked for, the other Allows.
 */
export function meaningsOf({ layers }: Binding, context: Context, within: Pattern): Meanings {
  const meanings = new Map<ResourceEntry, Meaning>();
  const isLoose = within.tokens.some((token) => token >= firstUnknown);
  for (const { name, denies, allows } of layers) {
    const granting = name === "resource" ? undefined : allows.find((statement) => grantsAll(statement, within));
    for (const { resources } of granting ? [...denies, granting] : [...denies, ...allows]) {
      const entries = resources?.entries ?? [];
      const whole = entries.find(({ value }) => coversAll(value, within));
      for (const { value } of whole ? [whole] : entries) if (!meanings.has(value)) {
        const meaning = meaningIn(value, context, resources?.negated === true);
        meanings.set(value, isLoose ? askedLoosely(meaning) : meaning);
      }
    }
  }
  const patterns = new Set([...meanings.values()].flatMap(patternsOf));
  return { of: (entry) => meanings.get(entry) ?? { kind: "nothing" }, patterns: [...patterns] };
}

function patternsOf(meaning: Meaning): readonly Pattern[] {
  switch (meaning.kind) {
    case "nothing": return [];
    case "between": return [meaning.atLeast, meaning.pattern];
    default: return [meaning.pattern];
  }
}

/** AWS says not what a variable without a value does in `NotResource`: there it may match what it could match at most. */
function meaningIn(entry: ResourceEntry, context: Context, negated: boolean): Meaning {
  const meaning = meaningOf(entry, context);
  return meaning.kind === "nothing" && negated ? { kind: "atMost", pattern: entry.pattern } : meaning;
}

const grantsAll = ({ conditions, principals, resources }: Statement, within: Pattern) =>
  conditions.length === 0 && principals === undefined && resources?.negated === false && resources.entries.some(({ value }) => coversAll(value, within));

/** Every text of the one begins as the other does, and the other asks for no more. */
const coversAll = ({ symbols, pattern }: ResourceEntry, { prefix }: Pattern) => symbols === undefined && pattern.shape === "beginning" && prefix.startsWith(pattern.prefix);
