import { applies } from "./applies.js";
import { authorize, type Outcome } from "./authorize.js";
import { callerOf } from "./caller.js";
import { bindingOf } from "./layers.js";
import type { Policies, Request } from "./request.js";
import { situationOf } from "./situation.js";

/** What AWS answers to one request under these policies, and because of what; `open` only where that hangs on a policy that nobody could read. */
export function decide(policies: Policies, request: Request): Outcome {
  const caller = callerOf(request.principal);
  const situation = situationOf(request, caller, policies);
  return authorize(bindingOf(policies, caller, request, request.resource), caller, (statement) => applies(statement, situation));
}
