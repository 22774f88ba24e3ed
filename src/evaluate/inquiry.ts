import type { Pattern } from "../policy/pattern.js";
import type { Condition } from "../policy/condition.js";
import { naturalIn, type TextClass } from "../policy/classes.js";
import type { Element, Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import type { Symbol } from "../policy/symbols.js";
import { applies } from "./applies.js";
import { authorize, knownBy } from "./authorize.js";
import { bindingOf, type Binding } from "./binding.js";
import { callerOf, type Caller } from "./caller.js";
import type { Supposing } from "./completions.js";
import type { Context } from "./context.js";
import { contextFor } from "./context-for.js";
import { explained, type Outcome } from "./explain.js";
import { meaningsOf, type Meanings } from "./meanings.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
import { hit } from "./variables.js";

/** A set of requests beside the policies that they are held against. */
export interface Inquiry {
  readonly call: Omit<Request, "resource">;
  readonly caller: Caller;
  readonly bounded: boolean;
  readonly binding: Binding;
  readonly context: Context;
  readonly meanings: Meanings;
  /** The conditions of all the statements on a key. */
  readonly related: (key: string) => readonly Condition[];
}

export function inquiryOf({ about, policies }: Authorizer, { resources, ...call }: Permission): Inquiry {
  const caller = callerOf(call.principal);
  const action = call.action.toLowerCase();
  const binding = bindingOf(about(action), caller, { action, resource: resources.text, resourceAccount: call.resourceAccount }, policies.managementAccount);
  const context = contextFor(call, caller, resources.text, "unknown");
  const statements = binding.layers.flatMap(({ denies, allows }) => [...denies, ...allows]);
  const conditions = () => statements.flatMap((statement) => statement.conditions);
  return { call: withoutIdle(call, statements), caller, binding, context, bounded: policies.boundary !== undefined, meanings: meaningsOf(binding, context, resources), related: (key) => conditions().filter((condition) => condition.key === key) };
}

/** The call without context that no statement asks for: nobody wants to read it in a counterexample. */
function withoutIdle({ context, ...call }: Omit<Request, "resource">, statements: readonly Statement[]): Omit<Request, "resource"> {
  if (context === undefined) return call;
  const asked = Object.entries(context).filter(([key, values]) => values.length > 0 && statements.some((statement) => asksFor(statement, key.toLowerCase())));
  return asked.length === 0 ? call : { ...call, context: Object.fromEntries(asked) };
}

function asksFor({ conditions, resources }: Statement, wanted: string): boolean {
  const fills = (symbols: readonly Symbol[] | undefined) => symbols?.some((symbol) => typeof symbol === "object" && symbol.key === wanted) === true;
  return resources?.entries.some(({ value }) => fills(value.symbols)) === true
    || conditions.some(({ key, asks }) => key === wanted || (asks.kind === "compare" && asks.wanted.some(({ symbols }) => fills(symbols))));
}

/** How a class of requests is decided, as far as it is known which conditions hold and which entries match. */
export function judged({ binding, caller, bounded, meanings }: Inquiry, requests: TextClass, { holding, hitting }: Supposing): Outcome & { readonly undecided: readonly Statement[] } {
  const hits = (entry: ResourceEntry, element: Element<ResourceEntry>) => {
    const truth = hit(meanings.of(entry, element), (pattern) => requests.hits.has(pattern));
    return truth === "unknown" ? hitting(entry) : truth;
  };
  const known = knownBy((statement) => applies(statement, { caller, bounded, holding, hits }));
  const decision = authorize(binding, known);
  if (decision === "allowed") return { decision, because: [], undecided: [] };
  const outcome = explained(decision, binding, known);
  return { ...outcome, undecided: decision === "open" ? outcome.because.flatMap((because) => because.kind === "statement" ? [because.statement] : []) : [] };
}

/** The request with the context of a completion; keys that it leaves out are absent to `decide`. */
export function withContext(request: Request, context: Readonly<Record<string, readonly string[] | "absent">>): Request {
  const stated = Object.entries(context).flatMap(([key, values]): [string, string | readonly string[]][] => values === "absent" ? [] : [[key, values.length === 1 ? values[0] ?? "" : values]]);
  return stated.length === 0 ? request : { ...request, context: { ...request.context, ...Object.fromEntries(stated) } };
}

/** A resource of the class that reads well. What ends with a slash is the name of a folder to most people: something in it is shown. */
export function natural(requests: TextClass, within: Pattern, patterns: readonly Pattern[], likely: readonly string[]): string {
  const { sample } = requests;
  return naturalIn(requests, within, patterns, [...likely, ...(sample.endsWith("/") ? [`${sample}a`] : [])]);
}
