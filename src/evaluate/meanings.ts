import { tokensOf, type Pattern } from "../policy/pattern.js";
import { eitherOf } from "../policy/patterns.js";
import type { Element, Statement } from "../policy/policy.js";
import { firstUnknown } from "../policy/token.js";
import type { ResourceEntry } from "../policy/resource.js";
import { remembering } from "../text/remembering.js";
import type { Binding } from "./binding.js";
import type { Context } from "./context.js";
import { askedLoosely, meaningOf, type Meaning } from "./variables.js";

/** What the entries of the statements match, for one context. */
export interface Meanings {
  readonly of: (entry: ResourceEntry, element: Element<ResourceEntry>) => Meaning;
  /** All the patterns that tell resources apart. */
  readonly patterns: readonly Pattern[];
}

/**
 * What the entries of the statements match. Those that cannot matter are left out, for the more patterns the more classes: of an
 * element in which one entry matches everything that is asked for, the others; of a layer in which one Allow grants everything
 * that is asked for, the other Allows. Which of its entries an element matches by does not matter either: they are one pattern.
 */
export function meaningsOf({ layers }: Binding, context: Context, within: Pattern): Meanings {
  const meanings = new Map<Element<ResourceEntry>, ReadonlyMap<ResourceEntry, Meaning>>();
  for (const { name, denies, allows } of layers) {
    const granting = name === "resource" ? undefined : allows.find((statement) => grantsAll(statement, within));
    for (const { resources } of granting ? [...denies, granting] : [...denies, ...allows]) if (resources) meanings.set(resources, meaningsIn(resources, context, within));
  }
  const patterns = new Set([...meanings.values()].flatMap((of) => [...of.values()]).flatMap(patternsOf));
  return { of: (entry, element) => meanings.get(element)?.get(entry) ?? nothing, patterns: [...patterns] };
}

const nothing: Meaning = { kind: "nothing" };

function patternsOf(meaning: Meaning): readonly Pattern[] {
  switch (meaning.kind) {
    case "nothing": return [];
    case "between": return [meaning.atLeast, meaning.pattern];
    default: return [meaning.pattern];
  }
}

/**
 * What each entry matches: the first without variables what any of those match, the others of them nothing. But where a text that
 * nobody knows is asked for, any entry may match or not, and each is looked at for itself.
 */
function meaningsIn({ entries, negated }: Element<ResourceEntry>, context: Context, within: Pattern): ReadonlyMap<ResourceEntry, Meaning> {
  const whole = entries.find(({ value }) => coversAll(value, within))?.value;
  if (whole) return new Map([[whole, { kind: "exactly", pattern: whole.pattern }]]);
  const values = entries.map(({ value }) => value);
  const meaning = (entry: ResourceEntry): [ResourceEntry, Meaning] => [entry, meaningIn(entry, context, negated)];
  if (tokensOf(within).some((token) => token >= firstUnknown)) return new Map(values.map(meaning).map(([entry, each]) => [entry, askedLoosely(each)]));
  const fixed = values.filter(({ symbols }) => symbols === undefined);
  const varying = values.filter(({ symbols }) => symbols !== undefined).map(meaning);
  const [first] = fixed;
  return new Map(first ? [[first, { kind: "exactly", pattern: fixed.map(({ pattern }) => pattern).reduce((all, next) => joinedTo(all)(next)) }], ...varying] : varying);
}

/** What either matches. Equal lists are one pattern, as equal texts are. */
const joinedTo = remembering((one: Pattern) => remembering((other: Pattern) => eitherOf([one, other])));

/** AWS says not what a variable without a value does in `NotResource`: there it may match what it could match at most. */
function meaningIn(entry: ResourceEntry, context: Context, negated: boolean): Meaning {
  const meaning = meaningOf(entry, context);
  return meaning.kind === "nothing" && negated ? { kind: "atMost", pattern: entry.pattern } : meaning;
}

const grantsAll = ({ conditions, principals, resources }: Statement, within: Pattern) =>
  conditions.length === 0 && principals === undefined && resources?.negated === false && resources.entries.some(({ value }) => coversAll(value, within));

/** Every text of the one begins as the other does, and the other asks for no more. */
const coversAll = ({ symbols, pattern }: ResourceEntry, { prefix }: Pattern) => symbols === undefined && pattern.shape === "beginning" && prefix.startsWith(pattern.prefix);
