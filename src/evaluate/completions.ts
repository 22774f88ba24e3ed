import type { Condition } from "../policy/condition.js";
import type { Statement } from "../policy/policy.js";
import { holds } from "./conditions.js";
import type { Context, ContextValue } from "./context.js";
import { domainOf, type Domain } from "./domains.js";
import type { Truth } from "./truth.js";

/** What one way in which all that nobody stated can turn out leads to. */
export interface Completion<Judgement> {
  readonly judgement: Judgement;
  /** The values of the keys that matter here, by key as a condition spells it. */
  readonly context: Readonly<Record<string, readonly string[] | "absent">>;
  /** Whether it can turn out so. Conditions of which we cannot tell how they hang together are tried in all combinations. */
  readonly feasible: boolean;
}

/** What is judged, and the statements that it still hangs on. */
export interface Undecided {
  readonly undecided: readonly Statement[];
}

/**
 * All the ways in which the unstated context can turn out, as far as they matter: a key is looked at only where the judgement
 * hangs on a condition on it. Two conditions on one key are held against each other by their values, and two alike are one.
 */
export function* completions<Judgement extends Undecided>(known: Context, related: (key: string) => readonly Condition[], judge: (holding: (condition: Condition) => Truth) => Judgement): Generator<Completion<Judgement>> {
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
    const holding = (condition: Condition) => supposed.get(likenessOf(condition)) ?? certainly(condition, context);
    const judgement = judge(holding);
    const condition = judgement.undecided.flatMap(({ conditions }) => conditions).find((each) => holding(each) === "unknown");
    const domain = condition && context(condition.key) === "unknown" ? domainFor(condition.key) : undefined;
    if (condition === undefined) yield { judgement, context: Object.fromEntries([...values].map(([key, value]) => [spellings.get(key) ?? key, value])), feasible: supposed.size === 0 };
    else if (domain === undefined) open.push(...(["no", "yes"] as const).map((truth) => ({ values, supposed: new Map([...supposed, [likenessOf(condition), truth]]) })));
    else {
      spellings.set(condition.key, condition.name);
      open.push(...domain.map((value) => ({ values: new Map([...values, [condition.key, value]]), supposed })).reverse());
    }
  }
}

interface Trial {
  readonly values: ReadonlyMap<string, Exclude<ContextValue, "unknown">>;
  readonly supposed: ReadonlyMap<string, Truth>;
}

/** Whether a condition holds; where a key has several values and the condition says not how to take them, AWS says not what it does. */
function certainly(condition: Condition, context: Context): Truth {
  const values = context(condition.key);
  return typeof values !== "string" && values.length > 1 && condition.set === undefined && condition.asks.kind === "compare" ? "unknown" : holds(condition, context);
}

/** Equal for conditions that ask the same. */
function likenessOf({ operator, key, asks }: Condition): string {
  return JSON.stringify([operator, key, asks.kind === "null" ? asks.absent : asks.wanted.map(({ symbols }) => symbols)]);
}
