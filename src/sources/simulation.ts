import type { PolicyUse } from "../policy/grammar-fault.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import type { Location } from "../text/location.js";
import { itemsOf, propertyOf, type Node } from "../text/node.js";

/** The policies of a simulation, by layer: plain data, as `--batch` and the library take them. */
export interface SimulatedPolicies {
  readonly identity: readonly Policy[];
  readonly boundary?: readonly Policy[];
  readonly session?: readonly Policy[];
  readonly serviceControl?: readonly (readonly Policy[])[];
  readonly resourceControl?: readonly (readonly Policy[])[];
  readonly endpoint?: readonly Policy[];
  /** The policy of each resource by its ARN; under the empty text, of whichever resource a request is about. */
  readonly resource: ReadonlyMap<string, readonly Policy[]>;
}

/** The policies, or the first thing that is wrong with them, with its place. */
export type Simulation = { readonly kind: "policies"; readonly policies: SimulatedPolicies } | { readonly kind: "error"; readonly message: string };

/** Reads the layers of policies; an empty list means that the layer is not in play, `"unknown"` that it may say anything. */
export function readPolicies(node: Node | undefined): Simulation {
  const errors: string[] = [];
  const unknownLayer = node?.kind === "map" ? node.entries.find(({ key }) => !layers.includes(key)) : undefined;
  if (node !== undefined && node.kind !== "map") return { kind: "error", message: "`policies` must be an object of layers" };
  if (unknownLayer) return { kind: "error", message: `\`${unknownLayer.key}\` is no layer of policies: the layers are ${layers.join(", ")}` };

  const policyOf = (each: Node, use: PolicyUse): Policy => {
    if (isUnknown(each)) return unread(each.location);
    const { policy, faults } = parsePolicyNode(each, use);
    errors.push(...faults.map(({ message, location }) => `${location.pointer}: ${message}`));
    return policy;
  };
  const layerOf = (name: string, use: PolicyUse) => {
    const layer = propertyOf(node, name);
    return layer && isUnknown(layer) ? [unread(layer.location)] : itemsOf(layer).map((each) => policyOf(each, use));
  };
  const levelsOf = (name: string, use: PolicyUse) => {
    const levels = propertyOf(node, name);
    return levels && isUnknown(levels) ? [[unread(levels.location)]] : itemsOf(levels).map((level) => isUnknown(level) ? [unread(level.location)] : itemsOf(level).map((each) => policyOf(each, use)));
  };
  const inPlay = (name: string, items: readonly unknown[]) => items.length > 0 ? { [name]: items } : {};
  const policies: SimulatedPolicies = {
    identity: layerOf("identity", "identity"), resource: resourcesOf(propertyOf(node, "resource"), (each) => policyOf(each, isTrust(each) ? "trust" : "resource")),
    ...inPlay("boundary", layerOf("boundary", "identity")), ...inPlay("session", layerOf("session", "identity")), ...inPlay("endpoint", layerOf("endpoint", "limit")),
    ...inPlay("serviceControl", levelsOf("serviceControl", "organization")), ...inPlay("resourceControl", levelsOf("resourceControl", "limit")),
  };
  return errors.length > 0 ? { kind: "error", message: errors.slice(0, 3).join("; ") } : { kind: "policies", policies };
}

/** The policy of the resource that a request is about: the one given for all, or that of its ARN, or of its bucket. */
export function resourcePolicies({ resource }: SimulatedPolicies, arn: string): readonly Policy[] {
  return resource.get("") ?? resource.get(arn) ?? resource.get(arn.split("/")[0] ?? "") ?? none;
}

/** Always the same, so that policies that are prepared for it are prepared once. */
const none: readonly Policy[] = [];

const layers = ["identity", "boundary", "session", "serviceControl", "resourceControl", "resource", "endpoint"];

/** The policy of a role names no resource: it speaks of its own. */
const isTrust = (node: Node) => !itemsOf(propertyOf(node, "Statement")).some((statement) => propertyOf(statement, "Resource") ?? propertyOf(statement, "NotResource"));

const isUnknown = (node: Node) => node.kind === "scalar" && node.value === "unknown";

const unread = (location: Location): Policy => ({ kind: "unread", location, because: "a layer that is unknown" });

function resourcesOf(node: Node | undefined, policyOf: (node: Node) => Policy): ReadonlyMap<string, readonly Policy[]> {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return new Map();
  const isMap = node.kind === "map" && propertyOf(node, "Statement") === undefined && node.entries.every(({ key }) => key.startsWith("arn:"));
  return isMap ? new Map(node.entries.map(({ key, value }) => [key, [policyOf(value)]])) : new Map([["", [policyOf(node)]]]);
}
