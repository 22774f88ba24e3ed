import { accountOf } from "../policy/arn.js";
import { accountOfCaller, isServiceLinked, type Caller } from "./caller.js";
import { layerOf, type Layer, type Layers } from "./layers.js";
import { resourceControlServices } from "./resource-control.js";

/** The layers that bind a request, by what they do. */
export interface Binding {
  readonly caller: Caller;
  /** The policies of the caller; undefined for a caller that has none: a service, an unsigned call. */
  readonly identity: Layer | undefined;
  /** They limit what the caller's own policies grant. */
  readonly boundary: Layer | undefined;
  readonly session: Layer | undefined;
  readonly resource: Layer | undefined;
  /** Each of them must allow as well. */
  readonly limits: readonly Layer[];
  /** All that bind, resource control policies too: their Denies refuse, and what allows everything is implied at each level. */
  readonly layers: readonly Layer[];
  /** Whether the resource is in another account than the caller. */
  readonly foreign: boolean;
  /** Whether nothing is allowed unless the policy of the resource says so: keys, and roles to be assumed. */
  readonly guarded: boolean;
}

/** What is called. */
export interface Call {
  /** In lower case. */
  readonly action: string;
  /** An ARN, or the pattern of many. */
  readonly resource: string;
  readonly resourceAccount: string | undefined;
}

/**
 * Which layers bind a request.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 * and https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function bindingOf(layers: Layers, caller: Caller, { action, resource, resourceAccount }: Call, managementAccount: string | undefined): Binding {
  const account = accountOfCaller(caller);
  const owner = resourceAccount ?? accountOf(resource) ?? account;
  const service = action.slice(0, action.indexOf(":"));
  const guarded = (action.startsWith("sts:assumerole") && resource.includes(":role/")) || (service === "kms" && resource.includes(":key/"));
  const foreign = account === undefined || owner !== account;
  const isControlled = account !== undefined && account !== managementAccount && !isServiceLinked(caller);
  const isGuardedByOrganization = layers.resourceControl.length > 0 && (managementAccount === undefined || owner !== managementAccount) && !isServiceLinked(caller) && resourceControlServices.has(service);
  const signed = account === undefined ? undefined : layers;
  const own = { identity: signed?.identity, boundary: signed?.boundary, session: signed?.session, resource: layers.resource ?? (foreign || guarded ? unseen(resource) : undefined) };
  const limits = [...(isControlled ? layers.serviceControl : []), ...(layers.endpoint ? [layers.endpoint] : [])];
  const denying = isGuardedByOrganization ? layers.resourceControl : [];
  return { caller, foreign, guarded, ...own, limits, layers: [own.identity, own.boundary, own.session, own.resource, ...limits, ...denying].filter((layer) => layer !== undefined) };
}

const unseen = (resource: string) => layerOf("resource", [{ kind: "unread", location: { artifact: "", pointer: "" }, because: `the policy of \`${resource}\`, which nobody gave` }]);
