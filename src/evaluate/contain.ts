import { matches, type Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { applies } from "./applies.js";
import { authorize, type Because, type Outcome } from "./authorize.js";
import { classesOf, type TextClass } from "./classes.js";
import { callerOf } from "./caller.js";
import type { Context } from "./context.js";
import { decide } from "./decide.js";
import { bindingOf, type Binding } from "./layers.js";
import type { Permission, Policies, Request } from "./request.js";
import { contextFor } from "./situation.js";
import { hit, meaningOf, type Meaning } from "./variables.js";

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
  const caller = callerOf(call.principal);
  const binding = bindingOf(policies, caller, call, resources.text);
  const context = contextFor(call, caller, resources.text, "unknown");
  const common = { caller, action: call.action.toLowerCase(), context, bounded: policies.boundary !== undefined };
  const meanings = meaningsOf(binding, common.action, context);
  const patterns = new Set([...meanings.values()].flatMap((meaning) => meaning.kind === "nothing" ? [] : [meaning.pattern]));
  const open: Because[] = [];
  for (const requests of classesOf(resources, [...patterns], budget)) {
    if (requests === "budget") return { kind: "open", because: [{ kind: "budget" }] };
    const hits = (entry: ResourceEntry) => hit(meanings.get(entry) ?? { kind: "nothing" }, (pattern) => requests.hits.has(pattern));
    const outcome = authorize(binding, caller, (statement) => applies(statement, { ...common, hits }));
    if (outcome.decision === "open") open.push(...outcome.because);
    else if (isRefused(outcome)) return refused(policies, { ...call, resource: natural(requests, [resources, ...patterns]) }, outcome);
  }
  return open.length === 0 ? { kind: "yes" } : { kind: "open", because: distinct(open) };
}

/** What the entries of the statements about an action match; patterns of one text stand for each other, so that none is walked twice. */
function meaningsOf({ identity, boundary, session, resource, limits, denying }: Binding, action: string, context: Context): ReadonlyMap<ResourceEntry, Meaning> {
  const layers = [identity, boundary, session, resource, ...limits, ...denying].filter((layer) => layer !== undefined);
  const statements = layers.flatMap((layer) => layer.policies).flatMap((policy) => policy.kind === "read" ? policy.statements : []);
  const firsts = new Map<string, Pattern>();
  return new Map(statements.filter((statement) => isAbout(statement, action)).flatMap((statement) => statement.resources?.entries ?? []).map(({ value }): [ResourceEntry, Meaning] => {
    const meaning = meaningOf(value, context);
    if (meaning.kind === "nothing") return [value, meaning];
    const key = meaning.pattern.tokens.join();
    const first = firsts.get(key) ?? meaning.pattern;
    firsts.set(key, first);
    return [value, { ...meaning, pattern: first }];
  }));
}

const isAbout = ({ actions }: Statement, action: string) => actions.negated !== actions.entries.some(({ value }) => matches(value, action));

/** No counterexample is shown that the concrete evaluator does not refuse as well. */
function refused(policies: Policies, counterexample: Request, outcome: Outcome): Answer {
  if (!isRefused(decide(policies, counterexample))) throw new Error(`contain says ${outcome.decision}, decide does not: ${JSON.stringify(counterexample)}`);
  return { kind: "no", counterexample, outcome };
}

/** What ends with a slash is the name of a folder to most people; they are shown something in it, if that is of the same class. */
function natural({ sample, hits }: TextClass, [within, ...patterns]: readonly Pattern[]): string {
  const inside = `${sample}a`;
  const isAlike = sample.endsWith("/") && within !== undefined && matches(within, inside) && patterns.every((pattern) => matches(pattern, inside) === hits.has(pattern));
  return isAlike ? inside : sample;
}

const isRefused = ({ decision }: Outcome) => decision === "explicitDeny" || decision === "implicitDeny";

/** Each reason once: the classes of one question mostly hang on the same. */
function distinct(reasons: readonly Because[]): readonly Because[] {
  const subject = (because: Because) => because.kind === "statement" ? because.statement : because.kind === "unread" ? because.policy : because.kind;
  return [...new Map(reasons.map((because) => [subject(because), because])).values()];
}
