import { matches, type Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { applies, type Situation } from "./applies.js";
import { authorize, knownBy } from "./authorize.js";
import { bindingOf, type Binding } from "./binding.js";
import { callerOf } from "./caller.js";
import { classesOf, type TextClass } from "./classes.js";
import type { Context } from "./context.js";
import { contextFor } from "./context-for.js";
import { explained, type Because, type Outcome } from "./explain.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
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
export function contain(authorizer: Authorizer, permission: Permission, budget = defaultBudget): Answer {
  const { resources, ...call } = permission;
  const { policies } = authorizer;
  const caller = callerOf(call.principal);
  const action = call.action.toLowerCase();
  const binding = bindingOf(authorizer.about(action), caller, { action, resource: resources.text, resourceAccount: call.resourceAccount }, policies.managementAccount);
  const context = contextFor(call, caller, resources.text, "unknown");
  const meanings = meaningsOf(binding, context, resources);
  const patterns = new Set([...meanings.values()].flatMap((meaning) => meaning.kind === "nothing" ? [] : [meaning.pattern]));
  const open: Because[] = [];
  for (const requests of classesOf(resources, [...patterns], budget)) {
    if (requests === "budget") return { kind: "open", because: [{ kind: "budget" }] };
    const situation: Situation = { caller, context, bounded: policies.boundary !== undefined, hits: (entry) => hit(meanings.get(entry) ?? { kind: "nothing" }, (pattern) => requests.hits.has(pattern)) };
    const known = knownBy((statement) => applies(statement, situation));
    const decision = authorize(binding, known);
    if (decision === "open") open.push(...explained(decision, binding, known).because);
    else if (decision !== "allowed") return refused(authorizer, { ...call, resource: natural(requests, [resources, ...patterns]) }, explained(decision, binding, known));
  }
  return open.length === 0 ? { kind: "yes" } : { kind: "open", because: distinct(open) };
}

/**
 * What the entries of the statements match. Those that cannot matter are left out of the walk, for the more patterns the more
 * classes: of an element in which one entry matches everything that is asked for, the others; of a layer in which one Allow
 * grants everything that is asked for, the other Allows.
 */
function meaningsOf({ layers }: Binding, context: Context, within: Pattern): ReadonlyMap<ResourceEntry, Meaning> {
  const meanings = new Map<ResourceEntry, Meaning>();
  for (const { name, denies, allows } of layers) {
    const granting = name === "resource" ? undefined : allows.find((statement) => grantsAll(statement, within));
    for (const { resources } of granting ? [...denies, granting] : [...denies, ...allows]) {
      const entries = resources?.entries ?? [];
      const whole = entries.find(({ value }) => coversAll(value, within));
      for (const { value } of whole ? [whole] : entries) if (!meanings.has(value)) meanings.set(value, meaningOf(value, context));
    }
  }
  return meanings;
}

const grantsAll = ({ conditions, principals, resources }: Statement, within: Pattern) =>
  conditions.length === 0 && principals === undefined && resources?.negated === false && resources.entries.some(({ value }) => coversAll(value, within));

/** Every text of the one begins as the other does, and the other asks for no more. */
const coversAll = ({ symbols, pattern }: ResourceEntry, { prefix }: Pattern) => symbols === undefined && pattern.shape === "beginning" && prefix.startsWith(pattern.prefix);

/** No counterexample is shown that the concrete evaluator does not refuse as well. */
function refused({ decide }: Authorizer, counterexample: Request, outcome: Outcome): Answer {
  const replayed = decide(counterexample);
  if (replayed !== "explicitDeny" && replayed !== "implicitDeny") throw new Error(`contain says ${outcome.decision}, decide does not: ${JSON.stringify(counterexample)}`);
  return { kind: "no", counterexample, outcome };
}

/** What ends with a slash is the name of a folder to most people; they are shown something in it, if that is of the same class. */
function natural({ sample, hits }: TextClass, [within, ...patterns]: readonly Pattern[]): string {
  const inside = `${sample}a`;
  const isAlike = sample.endsWith("/") && within !== undefined && matches(within, inside) && patterns.every((pattern) => matches(pattern, inside) === hits.has(pattern));
  return isAlike ? inside : sample;
}

/** Each reason once: the classes of one question mostly hang on the same. */
function distinct(reasons: readonly Because[]): readonly Because[] {
  const subject = (because: Because) => because.kind === "statement" ? because.statement : because.kind === "unread" ? because.policy : because.kind;
  return [...new Map(reasons.map((because) => [subject(because), because])).values()];
}
