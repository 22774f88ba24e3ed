import { serviceOf } from "../policy/action.js";
import { accountOf } from "../policy/arn.js";
import type { Policy } from "../policy/policy.js";
import { accountOfCaller, isServiceLinked, type Caller } from "./caller.js";
import type { Policies, Request } from "./request.js";
import { resourceControlServices } from "./resource-control.js";

export type LayerName = "identity" | "boundary" | "session" | "serviceControl" | "resourceControl" | "resource" | "endpoint";

/** Policies that speak with one voice: their Denies refuse, and one Allow among them is enough for the layer to allow. */
export interface Layer {
  readonly name: LayerName;
  readonly policies: readonly Policy[];
}

/** The layers that bind a request, by what they do. */
export interface Binding {
  /** The policies of the caller; undefined for a caller that has none: a service, an unsigned call. */
  readonly identity: Layer | undefined;
  /** They limit what the caller's own policies grant. */
  readonly boundary: Layer | undefined;
  readonly session: Layer | undefined;
  readonly resource: Layer | undefined;
  /** Each of them must allow as well. */
  readonly limits: readonly Layer[];
  /** Only their Denies count. */
  readonly denying: readonly Layer[];
  /** Whether the resource is in another account than the caller. */
  readonly foreign: boolean;
  /** Whether nothing is allowed unless the policy of the resource says so: keys, and roles to be assumed. */
  readonly guarded: boolean;
}

/**
 * Which layers bind a request. `resource` is the ARN, or the pattern of the ARNs, that it is about.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 * and https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function bindingOf(policies: Policies, caller: Caller, { action, resourceAccount }: Pick<Request, "action" | "resourceAccount">, resource: string): Binding {
  const account = accountOfCaller(caller);
  const owner = resourceAccount ?? accountOf(resource) ?? account;
  const service = serviceOf(action);
  const guarded = service === "kms" || (service === "sts" && /^sts:assumerole/i.test(action));
  const foreign = account === undefined || owner !== account;
  const resourcePolicies = policies.resource ?? (foreign || guarded ? [unseen(resource)] : undefined);
  const controlled = account !== undefined && account !== policies.managementAccount && !isServiceLinked(caller);
  const guardedByOrganization = owner !== policies.managementAccount && !isServiceLinked(caller) && resourceControlServices.has(service);
  const layer = (name: LayerName, stated: readonly Policy[] | undefined): Layer | undefined => stated && { name, policies: stated };
  return {
    identity: account === undefined ? undefined : layer("identity", policies.identity),
    boundary: account === undefined ? undefined : layer("boundary", policies.boundary),
    session: account === undefined ? undefined : layer("session", policies.session),
    resource: layer("resource", resourcePolicies),
    limits: [...(controlled ? policies.serviceControl ?? [] : []).map((level): Layer => ({ name: "serviceControl", policies: level })), ...(policies.endpoint ? [{ name: "endpoint", policies: policies.endpoint } as const] : [])],
    denying: (guardedByOrganization ? policies.resourceControl ?? [] : []).map((level): Layer => ({ name: "resourceControl", policies: level })),
    foreign, guarded,
  };
}

const unseen = (resource: string): Policy => ({ kind: "unread", location: { artifact: "", pointer: "" }, because: `the policy of \`${resource}\`, which nobody gave` });
