import { isWithin } from "../policy/classes.js";
import type { Condition } from "../policy/condition.js";
import { matches, type Pattern } from "../policy/pattern.js";
import type { Element, Principal, ReadPolicy, Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { hasUnknown } from "../text/unknown.js";

/**
 * Whether a policy, changed, certainly grants nothing that it did not: each Allow lies within one that was there, and each Deny that
 * was there within one that is. It looks at the patterns alone: so a no is no proof of the contrary.
 */
export function grantsNoMore(before: ReadPolicy, after: ReadPolicy): boolean {
  const are = ({ statements }: ReadPolicy, effect: Statement["effect"]) => statements.filter((statement) => statement.effect === effect);
  return eachLies(are(after, "Allow"), are(before, "Allow"), isPartOf) && eachLies(are(before, "Deny"), are(after, "Deny"), isPartOf);
}

/** Whether each lies within one of the others. Most are where they were, and as they were, so they are held against that one first. */
function eachLies<Value>(some: readonly Value[], others: readonly Value[], isWithinIt: (a: Value, b: Value) => boolean): boolean {
  return some.every((each, i) => others.slice(i, i + 1).some((other) => isWithinIt(each, other)) || others.some((other) => isWithinIt(each, other)));
}

function isPartOf(inner: Statement, outer: Statement): boolean {
  return lies(inner.actions, outer.actions, isActionWithin) && lies(inner.resources, outer.resources, isResourceWithin)
    && lies(inner.principals, outer.principals, isSamePrincipal) && spelled(inner.conditions) === spelled(outer.conditions);
}

/** Whether all that one element is about, another is about: of what they exclude it is the other way round. */
function lies<Value>(inner: Element<Value> | undefined, outer: Element<Value> | undefined, isWithinIt: (a: Value, b: Value) => boolean): boolean {
  if (inner === undefined || outer === undefined) return inner === outer;
  if (inner.negated !== outer.negated) return false;
  const [narrow, wide] = inner.negated ? [outer, inner] : [inner, outer];
  return eachLies(narrow.entries, wide.entries, (a, b) => isWithinIt(a.value, b.value));
}

const isActionWithin = (a: Pattern, b: Pattern) => a === b || isPatternWithin(a, b);

const isPatternWithin = (a: Pattern, b: Pattern) => a.shape === "exact" ? matches(b, a.prefix) : isWithin(a, b);

/** Of an entry with variables only that it says the same is certain. */
function isResourceWithin(a: ResourceEntry, b: ResourceEntry): boolean {
  if (a.text === b.text) return JSON.stringify(a.symbols) === JSON.stringify(b.symbols);
  return a.symbols === undefined && b.symbols === undefined && !hasUnknown(a.text) && !hasUnknown(b.text) && isPatternWithin(a.pattern, b.pattern);
}

const isSamePrincipal = (a: Principal, b: Principal) => a.type === b.type && a.id === b.id;

const spelled = (conditions: readonly Condition[]) => JSON.stringify(conditions.map(({ operator, key, asks }) => [operator, key, asks.kind === "null" ? asks.absent : asks.wanted.map(({ symbols }) => symbols)]).map((each) => JSON.stringify(each)).toSorted());
