import type { Condition } from "../policy/condition.js";
import { classesOf, type TextClass } from "../policy/classes.js";
import { matches, type Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import { applies } from "./applies.js";
import { authorize, knownBy } from "./authorize.js";
import { bindingOf, type Binding } from "./binding.js";
import { callerOf, type Caller } from "./caller.js";
import { completions } from "./completions.js";
import type { Context } from "./context.js";
import { contextFor } from "./context-for.js";
import { explained, type Because, type Outcome } from "./explain.js";
import { meaningsOf, type Meanings } from "./meanings.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
import type { Truth } from "./truth.js";
import { hit } from "./variables.js";

/** Whether all requests of a permission are allowed. */
export type Answer =
  | { readonly kind: "yes" }
  /** One request of the permission that is refused, whatever the unknowns may be; short, and in plain characters. */
  | { readonly kind: "no"; readonly counterexample: Request; readonly outcome: Outcome }
  /** Neither is certain; where it hangs on the context, one under which a request is allowed and one under which it is refused. */
  | { readonly kind: "open"; readonly because: readonly Because[]; readonly either?: { readonly allowed: Request; readonly refused: Request } };

/** How many states of the patterns are followed, side by side, before a question is left open: some 100 ms of work. */
export const defaultBudget = 20_000;

/**
 * What AWS answers to every request of the permission under these policies. Requests on resources that no pattern tells apart
 * are answered alike, and so are those whose contexts no condition tells apart: there are finitely many classes of both, and
 * each is decided as `decide` decides one request.
 */
export function contain(authorizer: Authorizer, permission: Permission, budget = defaultBudget): Answer {
  const asked = askedOf(authorizer, permission);
  const { resources } = permission;
  let open: Extract<Answer, { kind: "open" }> | undefined;
  let spent = 0;
  for (const requests of classesOf(resources, asked.meanings.patterns, budget)) {
    if (requests === "budget") return { kind: "open", because: [{ kind: "budget" }] };
    const request: Request = { ...asked.call, resource: natural(requests, [resources, ...asked.meanings.patterns]) };
    const ways: Ways = { allowed: undefined, refused: undefined, open: undefined };
    for (const { judgement, context, feasible } of completions(asked.context, asked.related, (holding) => judged(asked, requests, holding))) {
      if (++spent > budget) return { kind: "open", because: [{ kind: "budget" }] };
      const way = { request: feasible ? withContext(request, context) : undefined, outcome: judgement };
      if (judgement.decision === "allowed") ways.allowed ??= way;
      else if (judgement.decision === "open") ways.open ??= way;
      else ways.refused ??= way;
      if (ways.open || (ways.allowed && ways.refused)) break;
    }
    if (ways.refused && !ways.allowed && !ways.open) return refused(authorizer, request, ways.refused.outcome);
    if (ways.refused || ways.open) open ??= openAnswer(asked, requests, ways);
  }
  return open ?? { kind: "yes" };
}

/** A permission beside the policies that it is held against. */
interface Asked {
  readonly call: Omit<Request, "resource">;
  readonly caller: Caller;
  readonly bounded: boolean;
  readonly binding: Binding;
  readonly context: Context;
  readonly meanings: Meanings;
  /** The conditions of all the statements on a key. */
  readonly related: (key: string) => readonly Condition[];
}

function askedOf(authorizer: Authorizer, { resources, ...call }: Permission): Asked {
  const caller = callerOf(call.principal);
  const action = call.action.toLowerCase();
  const { policies } = authorizer;
  const binding = bindingOf(authorizer.about(action), caller, { action, resource: resources.text, resourceAccount: call.resourceAccount }, policies.managementAccount);
  const context = contextFor(call, caller, resources.text, "unknown");
  const conditions = () => binding.layers.flatMap(({ denies, allows }) => [...denies, ...allows]).flatMap((statement) => statement.conditions);
  return { call, caller, binding, context, bounded: policies.boundary !== undefined, meanings: meaningsOf(binding, context, resources), related: (key) => conditions().filter((condition) => condition.key === key) };
}

/** How a class of requests is decided, as far as it is known which conditions hold. */
function judged({ binding, caller, bounded, meanings }: Asked, requests: TextClass, holding: (condition: Condition) => Truth): Outcome & { readonly undecided: readonly Statement[] } {
  const known = knownBy((statement) => applies(statement, { caller, bounded, holding, hits: (entry) => hit(meanings.of(entry), (pattern) => requests.hits.has(pattern)) }));
  const decision = authorize(binding, known);
  if (decision === "allowed") return { decision, because: [], undecided: [] };
  const outcome = explained(decision, binding, known);
  return { ...outcome, undecided: decision === "open" ? outcome.because.flatMap((because) => because.kind === "statement" ? [because.statement] : []) : [] };
}

/** In what ways one class of requests can be decided, the first met of each. */
interface Ways {
  allowed: Way | undefined;
  refused: Way | undefined;
  open: Way | undefined;
}

interface Way {
  /** Undefined where nobody knows whether there is such a context. */
  readonly request: Request | undefined;
  readonly outcome: Outcome;
}

function openAnswer(asked: Asked, requests: TextClass, { allowed, refused, open }: Ways): Extract<Answer, { kind: "open" }> {
  const { because } = open?.outcome ?? judged(asked, requests, () => "unknown");
  return { kind: "open", because, ...(allowed?.request && refused?.request && { either: { allowed: allowed.request, refused: refused.request } }) };
}

/** The request with the context of a completion; keys that it leaves out are absent to `decide`. */
function withContext(request: Request, context: Readonly<Record<string, readonly string[] | "absent">>): Request {
  const stated = Object.entries(context).flatMap(([key, values]): [string, string | readonly string[]][] => values === "absent" ? [] : [[key, values.length === 1 ? values[0] ?? "" : values]]);
  return stated.length === 0 ? request : { ...request, context: { ...request.context, ...Object.fromEntries(stated) } };
}

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
