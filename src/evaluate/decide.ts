import { matches } from "../policy/pattern.js";
import { applies } from "./applies.js";
import { authorize, type Outcome } from "./authorize.js";
import { layersOf } from "./layers.js";
import type { Policies, Request } from "./request.js";

/** What AWS answers to one request under these policies, and because of what; `open` where that hangs on a condition or on a policy that nobody could read. */
export function decide(policies: Policies, request: Request): Outcome {
  const { principal, action, resource } = request;
  return authorize(layersOf(policies, request, resource), (statement) => applies(statement, principal, action, (pattern) => matches(pattern, resource)));
}
