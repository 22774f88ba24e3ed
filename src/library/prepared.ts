import { prepare, type Authorizer } from "../evaluate/prepare.js";
import type { Decision } from "../evaluate/authorize.js";
import type { Policies, Request } from "../evaluate/request.js";
import type { Policy } from "../policy/policy.js";
import { readPolicies, resourcePolicies, type SimulatedPolicies } from "../sources/simulation.js";
import { nodeOf } from "../text/plain-node.js";
import { citedOf, unmetOf, type Cited } from "./cited.js";

/** Policies by layer, read and made ready. */
export interface Prepared {
  /** What decides about this resource; of a pattern, undefined where the resources that it matches have policies of their own. */
  readonly authorizerOf: (resource: string) => Authorizer | undefined;
  readonly decide: (request: Request) => Decision;
  readonly explain: (request: Request) => Explanation;
}

/** A decision with its reasons. */
export interface Explanation {
  /** `open` only where a layer is `"unknown"` and the decision hangs on it. */
  readonly decision: Decision;
  /** The statements that decide. */
  readonly by: readonly Cited[];
  /** Keys that conditions asked for and the request does not carry. */
  readonly missingContext: readonly string[];
  /** Conditions that keep an Allow from applying; left out where there are none. */
  readonly unmet?: readonly Cited[];
}

/** Reads policies by layer, plain data as `simulate` takes them; a text says what is wrong with them. One authorizer is made for each policy of a resource, mostly one for all. */
export function preparedFrom(policies: unknown, managementAccount: string | undefined): Prepared | string {
  const simulation = readPolicies(nodeOf(policies, { artifact: "policies", pointer: "" }));
  if (simulation.kind === "error") return `policies${simulation.message}`;
  const byResource = new Map<readonly Policy[], Authorizer>();
  const authorizerOf = (resource: string) => {
    const attached = resourcePolicies(simulation.policies, resource);
    const known = byResource.get(attached) ?? prepare(policiesOf(simulation.policies, attached, managementAccount));
    byResource.set(attached, known);
    return known;
  };
  return {
    authorizerOf: (resource) => isSeveral(simulation.policies, resource) ? undefined : authorizerOf(resource),
    decide: (request) => authorizerOf(request.resource).decide(request),
    explain: (request) => explained(authorizerOf(request.resource), request),
  };
}

function explained(authorizer: Authorizer, request: Request): Explanation {
  const { decision, because } = authorizer.explain(request);
  const missed = decision === "implicitDeny" ? authorizer.missed(request) : [];
  return {
    decision, by: because.flatMap(citedOf),
    missingContext: [...new Set(missed.filter(({ missing }) => missing).map(({ condition }) => condition.name))],
    ...(missed.length > 0 && { unmet: missed.map(unmetOf) }),
  };
}

const policiesOf = ({ resource: _, ...policies }: SimulatedPolicies, resource: readonly Policy[], managementAccount: string | undefined): Policies => ({ ...policies, resource, ...(managementAccount !== undefined && { managementAccount }) });

/** Where policies stand by the ARNs of their resources, a pattern that leaves the resource open is about several of them. */
const isSeveral = ({ resource }: SimulatedPolicies, pattern: string) => resource.size > 0 && !resource.has("") && !resource.has(pattern) && /[*?]/.test(pattern.split("/")[0] ?? "");
