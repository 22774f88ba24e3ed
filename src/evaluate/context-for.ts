import type { Caller } from "./caller.js";
import { contextOf, type Context } from "./context.js";
import { derivedContext } from "./derived.js";
import type { Request } from "./request.js";

/**
 * What is known of the context of a call: what it states, and else what follows from who calls what. What is stated comes last
 * and so wins, however either is spelled. Looked at only when a key is asked for.
 */
export function contextFor(call: Pick<Request, "context" | "derivedContext" | "resourceAccount">, caller: Caller, resource: string, unstated: "absent" | "unknown"): Context {
  let known: Context | undefined;
  return (key) => (known ??= contextOf({ ...(call.derivedContext === false ? {} : derivedContext(caller, call.resourceAccount, resource)), ...call.context }, unstated))(key);
}
