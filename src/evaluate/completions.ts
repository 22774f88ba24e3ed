import type { Condition } from "../policy/condition.js";
import type { Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { holds } from "./conditions.js";
import type { Context, ContextValue } from "./context.js";
import { domainOf, type Domain } from "./domains.js";
import { impliedBy } from "./implied.js";
import { likenessOfCondition, likenessOfEntry } from "./likeness.js";
import type { Truth } from "./truth.js";

/** What one way in which all that nobody stated can turn out leads to. */
export interface Completion<Judgement> {
  readonly judgement: Judgement;
  /** The values of the keys that matter here, by key as a condition spells it. */
  readonly context: Readonly<Record<string, readonly string[] | "absent">>;
  /** What had to be supposed: conditions and resources of which we cannot tell how they hang together are tried in all combinations. */
  readonly supposed: readonly Supposed[];
}

/** That a condition holds, or that an entry with variables matches: known for no value of the context, and perhaps true of none. */
export interface Supposed {
  readonly of: Condition | ResourceEntry;
  readonly truth: "yes" | "no";
}

/** What a judgement is made by: whether a condition holds, and whether an entry matches of which the patterns do not tell. */
export interface Supposing {
  readonly holding: (condition: Condition) => Truth;
  readonly hitting: (entry: ResourceEntry) => Truth;
}

export const nothingSupposed: Supposing = { holding: () => "unknown", hitting: () => "unknown" };

/** What is judged, and the statements that it still hangs on. */
export interface Undecided {
  readonly undecided: readonly Statement[];
}

/**
 * All the ways in which the unstated context can turn out, as far as they matter: a key is looked at only where the judgement
 * hangs on a condition on it. Two conditions on one key are held against each other by their values, and two alike are one; so
 * are two entries with the same variables.
 */
export function* completions<Judgement extends Undecided>(known: Context, related: (key: string) => readonly Condition[], judge: (supposing: Supposing) => Judgement): Generator<Completion<Judgement>> {
  const domains = new Map<string, Domain | undefined>();
  const domainFor = (key: string) => {
    if (!domains.has(key)) domains.set(key, domainOf(related(key), known));
    return domains.get(key);
  };
  const spellings = new Map<string, string>();
  const open: Trial[] = [{ values: new Map(), supposed: new Map() }];
  for (let trial = open.pop(); trial !== undefined; trial = open.pop()) {
    const { values, supposed } = trial;
    const context: Context = (key) => values.get(key) ?? known(key);
    const holding = (condition: Condition) => supposed.get(likenessOf(condition))?.truth ?? certainly(condition, context);
    const vague = new Set<ResourceEntry>();
    const hitting = (entry: ResourceEntry) => {
      const truth = supposed.get(likenessOf(entry))?.truth ?? impliedBy(supposed.values(), entry);
      if (truth === undefined) vague.add(entry);
      return truth ?? "unknown";
    };
    const judgement = judge({ holding, hitting });
    const condition = judgement.undecided.flatMap(({ conditions }) => conditions).find((each) => holding(each) === "unknown");
    const domain = condition && context(condition.key) === "unknown" ? domainFor(condition.key) : undefined;
    const unclear = condition ?? judgement.undecided.flatMap(({ resources }) => resources?.entries ?? []).find(({ value }) => vague.has(value))?.value;
    if (unclear === undefined) yield { judgement, context: Object.fromEntries([...values].map(([key, value]) => [spellings.get(key) ?? key, value])), supposed: [...supposed.values()] };
    else if (condition === undefined || domain === undefined) open.push(...(["no", "yes"] as const).map((truth) => ({ values, supposed: new Map([...supposed, [likenessOf(unclear), { of: unclear, truth }]]) })));
    else {
      spellings.set(condition.key, condition.name);
      open.push(...domain.map((value) => ({ values: new Map([...values, [condition.key, value]]), supposed })).reverse());
    }
  }
}

interface Trial {
  readonly values: ReadonlyMap<string, Exclude<ContextValue, "unknown">>;
  readonly supposed: ReadonlyMap<string, Supposed>;
}

/** Whether a condition holds; where a key has several values and the condition says not how to take them, AWS says not what it does. */
function certainly(condition: Condition, context: Context): Truth {
  const values = context(condition.key);
  return typeof values !== "string" && values.length > 1 && condition.set === undefined && condition.asks.kind === "compare" ? "unknown" : holds(condition, context);
}

/** Equal for conditions that ask the same, and for entries that match the same. */
const likenessOf = (each: Condition | ResourceEntry) => "asks" in each ? likenessOfCondition(each) : likenessOfEntry(each);
