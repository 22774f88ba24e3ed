import { listOf, objectOf } from "./json.js";
import type { Line } from "./line.js";
import type { Statement } from "./policy.js";
import { readPolicy } from "./read-policy.js";

/** All layers of a line, read. A level of an organization is the statements of all its policies. */
export interface Layers {
  readonly identity: readonly Statement[];
  readonly boundary: readonly Statement[];
  readonly hasBoundary: boolean;
  readonly session: readonly Statement[];
  readonly hasSession: boolean;
  readonly serviceControl: readonly (readonly Statement[])[];
  readonly resourceControl: readonly (readonly Statement[])[];
  readonly resource: readonly Statement[];
  readonly endpoint: readonly Statement[];
  readonly hasEndpoint: boolean;
}

/** The layers of a line; throws Malformed. An empty list means that the layer is not in play. */
export function layersOf({ policies, request }: Line): Layers {
  const { identity = [], boundary = [], session = [], endpoint = [] } = policies;
  const attached = attachedTo(policies.resource ?? null, request.resource);
  return {
    identity: identity.flatMap((policy) => readPolicy(policy, "identity")),
    boundary: boundary.flatMap((policy) => readPolicy(policy, "boundary")),
    hasBoundary: boundary.length > 0,
    session: session.flatMap((policy) => readPolicy(policy, "session")),
    hasSession: session.length > 0,
    serviceControl: levels(policies.serviceControl, "serviceControl"),
    resourceControl: levels(policies.resourceControl, "resourceControl"),
    resource: attached.flatMap((policy) => readPolicy(policy, "resource")),
    endpoint: endpoint.flatMap((policy) => readPolicy(policy, "endpoint")),
    hasEndpoint: endpoint.length > 0,
  };
}

function levels(
  given: Line["policies"]["serviceControl"], layer: "serviceControl" | "resourceControl",
): readonly (readonly Statement[])[] {
  return (given ?? []).map((level) => level.flatMap((policy) => readPolicy(policy, layer)));
}

/** The resource's policy: the one given, or the one that a map from ARN to policy holds for it or for its bucket. */
function attachedTo(given: unknown, resource: string): readonly unknown[] {
  if (given === null) return [];
  if (typeof given === "string" || "Statement" in objectOf(given, "a resource policy")) return [given];
  const map = objectOf(given, "a map of resource policies");
  return listOf(map[resource] ?? map[resource.split("/")[0] ?? ""] ?? []);
}
