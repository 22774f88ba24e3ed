import type { Outcome } from "./explain.js";
import { prepare } from "./prepare.js";
import type { Policies, Request } from "./request.js";

/** What AWS answers to one request under these policies, and because of what; `open` only where that hangs on a policy that nobody could read. */
export function decide(policies: Policies, request: Request): Outcome {
  return prepare(policies).explain(request);
}
