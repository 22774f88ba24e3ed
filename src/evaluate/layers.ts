import { accountOf, arnOf } from "../policy/arn.js";
import type { Policy } from "../policy/policy.js";
import type { Policies, Request } from "./request.js";

/** Policies that must, together, allow a request before it is allowed; a Deny in any of them refuses it. */
export interface Layer {
  readonly name: "identity" | "boundary" | "serviceControl" | "resource";
  readonly policies: readonly Policy[];
}

/**
 * The layers that bind a request of this principal to resources of this account. A service is bound by the resource's policy
 * alone; a role by its own policies, limited by boundary and organization, and in another account by the resource's policy too.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function layersOf(policies: Policies, request: Pick<Request, "principal" | "resourceAccount">, resource: string): readonly Layer[] {
  const resourceLayer: Layer = { name: "resource", policies: policies.resource ?? [unseen(resource)] };
  const caller = arnOf(request.principal);
  if (caller === undefined) return [resourceLayer];
  const owner = request.resourceAccount ?? accountOf(resource) ?? caller.account;
  return [
    { name: "identity", policies: policies.identity },
    ...(policies.boundary ? [{ name: "boundary", policies: policies.boundary } as const] : []),
    ...(policies.serviceControl ?? []).map((level): Layer => ({ name: "serviceControl", policies: level })),
    ...(owner === caller.account ? [] : [resourceLayer]),
  ];
}

const unseen = (resource: string): Policy => ({ kind: "unread", location: { artifact: "", pointer: "" }, because: `the policy of \`${resource}\`, which nobody gave` });
