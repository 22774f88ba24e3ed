import { matches, type Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import { applies } from "./applies.js";
import { authorize, type Because, type Outcome } from "./authorize.js";
import { classesOf } from "./classes.js";
import { decide } from "./decide.js";
import { layersOf, type Layer } from "./layers.js";
import type { Permission, Policies, Request } from "./request.js";

/** Whether all requests of a permission are allowed. */
export type Answer =
  | { readonly kind: "yes" }
  /** One request of the permission that is refused, whatever the unknowns may be; short, and in plain characters. */
  | { readonly kind: "no"; readonly counterexample: Request; readonly outcome: Outcome }
  | { readonly kind: "open"; readonly because: readonly Because[] };

/** How many states of the patterns are followed, side by side, before a question is left open: some 100 ms of work. */
export const defaultBudget = 20_000;

/**
 * What AWS answers to every request of the permission under these policies. Requests on resources that no pattern tells apart
 * are answered alike, so there are finitely many classes of them; each is decided as `decide` decides one request.
 */
export function contain(policies: Policies, permission: Permission, budget = defaultBudget): Answer {
  const { resources, ...call } = permission;
  const layers = layersOf(policies, permission, resources.text);
  const patterns = resourcePatterns(layers, call.action);
  const open: Because[] = [];
  for (const requests of classesOf(resources, [...new Set(patterns.values())], budget)) {
    if (requests === "budget") return { kind: "open", because: [{ kind: "budget" }] };
    const outcome = authorize(layers, (statement) => applies(statement, call.principal, call.action, (pattern) => requests.hits.has(patterns.get(pattern) ?? pattern)));
    if (outcome.decision === "open") open.push(...outcome.because);
    else if (outcome.decision !== "allowed") return refused(policies, { ...call, resource: requests.sample }, resources, outcome);
  }
  return open.length === 0 ? { kind: "yes" } : { kind: "open", because: distinct(open) };
}

/** The patterns by which the statements about an action tell resources apart; those of one text stand for each other. */
function resourcePatterns(layers: readonly Layer[], action: string): ReadonlyMap<Pattern, Pattern> {
  const byText = new Map<string, Pattern>();
  return new Map(layers.flatMap((layer) => layer.policies).flatMap((policy) => policy.kind === "read" ? policy.statements : [])
    .filter((statement) => isAbout(statement, action))
    .flatMap((statement) => statement.resources?.entries ?? [])
    .map(({ value }): [Pattern, Pattern] => {
      const key = `${value.variable ? "variable" : "plain"} ${value.text}`;
      const first = byText.get(key) ?? value;
      byText.set(key, first);
      return [value, first];
    }));
}

const isAbout = ({ actions }: Statement, action: string) => actions.negated !== actions.entries.some(({ value }) => matches(value, action.toLowerCase()));

/**
 * No counterexample is shown that the concrete evaluator does not refuse as well. One that ends with a slash is the name of a
 * folder to most people; they are shown something in it.
 */
function refused(policies: Policies, counterexample: Request, resources: Pattern, outcome: Outcome): Answer {
  const inside = { ...counterexample, resource: `${counterexample.resource}a` };
  if (counterexample.resource.endsWith("/") && matches(resources, inside.resource) && decide(policies, inside).decision === outcome.decision) return { kind: "no", counterexample: inside, outcome };
  const replayed = decide(policies, counterexample);
  if (replayed.decision !== outcome.decision) throw new Error(`contain says ${outcome.decision}, decide says ${replayed.decision}: ${JSON.stringify(counterexample)}`);
  return { kind: "no", counterexample, outcome };
}

/** Each reason once: the classes of one question mostly hang on the same. */
function distinct(reasons: readonly Because[]): readonly Because[] {
  const subject = (because: Because) => because.kind === "statement" ? because.statement : because.kind === "unread" ? because.policy : because.kind;
  return [...new Map(reasons.map((because) => [subject(because), because])).values()];
}
