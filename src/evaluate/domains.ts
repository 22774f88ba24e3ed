import type { Condition } from "../policy/condition.js";
import { samplesOf, type Comparand } from "../policy/samples.js";
import type { Context, ContextValue } from "./context.js";
import { withValues } from "./variables.js";

/** Ways in which a context key that nobody stated can turn out: whatever it is, all conditions on it hold as with one of these. */
export type Domain = readonly Exclude<ContextValue, "unknown">[];

/**
 * The domain of the key that all these conditions are on. Undefined where it cannot be told: the conditions read the values as
 * of different kinds, or part them in too many ways.
 */
export function domainOf(conditions: readonly Condition[], context: Context): Domain | undefined {
  const isFree = conditions.some(({ key }) => isFreeText(key));
  const samples = conditions.some(({ key }) => flags.has(key)) ? ["true", "false"] : samplesOf(conditions.flatMap((condition) => comparandsOf(condition, context)), mostStates, isFree);
  if (samples === undefined) return undefined;
  const texts = [...new Set([...samples, ...(isFree ? ["a"] : [])])];
  // That some value is in a class is all that a condition sees, so as many values as there are conditions are enough.
  const hasSeveral = conditions.some(({ key, set }) => set !== undefined || lists.has(key));
  const most = hasSeveral ? new Set(conditions.filter(({ asks }) => asks.kind === "compare").map(({ location }) => location)).size : 1;
  const sets = most < 2 ? [] : subsets(texts, most).filter((values) => values.length > 1);
  return sets.length > mostValues ? undefined : ["absent", ...texts.map((text) => [text]), ...sets];
}

/** The values that a condition compares with; what hangs on another key that nobody stated is left out. */
function comparandsOf({ asks }: Condition, context: Context): readonly Comparand[] {
  if (asks.kind === "null") return [];
  return asks.wanted.flatMap((wanted): readonly Comparand[] => {
    const symbols = wanted.kind === "fixed" ? wanted.symbols : withValues(wanted.symbols, context);
    return typeof symbols === "string" ? [] : [{ operator: asks.operator, symbols }];
  });
}

/**
 * Keys that AWS sets to `true` or `false`, whatever a condition reads them as.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const flags: ReadonlySet<string> = new Set(["aws:multifactorauthpresent", "aws:principalisawsservice", "aws:securetransport", "aws:viaawsservice"]);

/**
 * Keys that hold several values, whatever a condition reads them as; of others, the set operator tells.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const lists: ReadonlySet<string> = new Set(["aws:calledvia", "aws:principalorgpaths", "aws:principalservicenameslist", "aws:resourceorgpaths", "aws:sourceorgpaths", "aws:tagkeys"]);

/** Tags hold what people write into them, whatever a condition reads it as. */
const isFreeText = (key: string) => key.includes("tag/");

const mostStates = 2_000;
const mostValues = 512;

/** All the subsets of up to so many values; at most one more than is of use. */
function subsets(values: readonly string[], most: number): readonly (readonly string[])[] {
  let all: (readonly string[])[] = [[]];
  for (const value of values) {
    all = [...all, ...all.filter((subset) => subset.length < most).map((subset) => [...subset, value])];
    if (all.length > 2 * mostValues) break;
  }
  return all;
}
