import { matches, type Pattern } from "../policy/pattern.js";
import type { Situation } from "./applies.js";
import type { Caller } from "./caller.js";
import { contextOf, type Context } from "./context.js";
import { derivedContext } from "./derived.js";
import type { Permission, Policies, Request } from "./request.js";
import { hit, meaningOf } from "./variables.js";

/** The situation of one request; what it does not carry is absent, as AWS has it. */
export function situationOf(request: Request, caller: Caller, policies: Policies): Situation {
  const context = contextFor(request, caller, request.resource, "absent");
  const matched = (pattern: Pattern) => matches(pattern, request.resource);
  return { caller, action: request.action.toLowerCase(), context, hits: (entry) => hit(meaningOf(entry, context), matched), bounded: policies.boundary !== undefined };
}

/** What is known of the context of a request: what it states, and else what follows from who calls what. */
export function contextFor(call: Omit<Permission, "resources">, caller: Caller, resource: string, unstated: "absent" | "unknown"): Context {
  const derived = call.derivedContext === false ? {} : derivedContext(caller, call, resource);
  const stated = contextOf(call.context ?? {}, "unknown");
  const following = contextOf(derived, unstated);
  return (key) => { const value = stated(key); return value === "unknown" ? following(key) : value; };
}
