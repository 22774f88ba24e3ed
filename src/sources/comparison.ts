import { faultAt, type GrammarFault, type PolicyUse } from "../policy/grammar-fault.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import type { Fault } from "../text/document.js";
import type { Location } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import { nodeOf } from "../text/plain-node.js";

/** What a policy is attached to: an identity, a resource, or a role that it says who may assume. */
export type ComparedKind = Extract<PolicyUse, "identity" | "resource" | "trust">;

export const comparedKinds = ["identity", "resource", "trust"] as const satisfies readonly ComparedKind[];

/** The policies that were read, and what is wrong with them. */
export interface ReadPolicies {
  readonly policies: readonly Policy[];
  readonly faults: readonly Fault[];
}

/** What kind of policies these are, by what they say; undefined where there are none, "several" where they are of several kinds. */
export function kindOf(nodes: readonly Node[]): ComparedKind | "several" | undefined {
  const [kind, ...others] = new Set(nodes.map(kindOfOne));
  return others.length > 0 ? "several" : kind;
}

/** A document that names a principal is attached to a resource: to a role, if it is about assuming it and names no resource. */
function kindOfOne(node: Node): ComparedKind {
  const statements = itemsOf(propertyOf(node, "Statement"));
  const says = (...elements: readonly string[]) => statements.some((statement) => elements.some((element) => propertyOf(statement, element) !== undefined));
  if (!says("Principal", "NotPrincipal")) return "identity";
  const actions = statements.flatMap((statement) => itemsOf(propertyOf(statement, "Action"))).map((action) => stringOf(action) ?? "");
  return !says("Resource", "NotResource", "NotAction") && actions.every((action) => /^sts:/i.test(action)) ? "trust" : "resource";
}

/** Reads policies of a kind, in order. */
export function readPoliciesOf(nodes: readonly Node[], kind: ComparedKind): ReadPolicies {
  const parsed = nodes.map((node) => parsePolicyNode(node, kind));
  return { policies: parsed.map(({ policy }) => policy), faults: parsed.flatMap(({ faults }) => faults) };
}

/**
 * Reads a list of what must not be granted, `[{ "actions": […], "resources": […] }]`, as a policy that denies it; either may be
 * left out, which means all.
 *
 * Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Access.html
 */
export function readAccess(node: Node, kind: ComparedKind): ReadPolicies {
  const faults = node.kind === "list" && node.items.length > 0 ? node.items.flatMap((item) => accessFaults(item, kind)) : [faultAt(node, "what must not be granted is a list of objects with `actions`, `resources` or both")];
  if (faults.length > 0) return { policies: [], faults };
  const denied = (item: Node) => statementOf("Deny", item.location, kind, propertyOf(item, "actions"), propertyOf(item, "resources"));
  return readPoliciesOf([policyOf(node.location, itemsOf(node).map(denied))], kind);
}

/** The policy of a kind that grants everything. */
export function everything(kind: ComparedKind): ReadPolicies {
  const location = { artifact: "", pointer: "" };
  return readPoliciesOf([policyOf(location, [statementOf("Allow", location, kind, undefined, undefined)])], kind);
}

/** In the version of the language that has no variables: a list of names has none. */
const policyOf = (location: Location, statements: readonly Node[]) => mapOf(location, { Version: nodeOf("2008-10-17", location), Statement: { kind: "list", items: statements, location, span: nowhere } });

/** A statement about these actions and resources, which keep their places; about all where they are left out. */
function statementOf(effect: "Allow" | "Deny", location: Location, kind: ComparedKind, actions: Node | undefined, resources: Node | undefined): Node {
  const all = nodeOf("*", location);
  return mapOf(location, { Effect: nodeOf(effect, location), Action: actions ?? all, ...(kind !== "trust" && { Resource: resources ?? all }), ...(kind !== "identity" && { Principal: all }) });
}

const mapOf = (location: Location, values: Readonly<Record<string, Node>>): Node => ({ kind: "map", location, span: nowhere, entries: Object.entries(values).map(([key, value]) => ({ key, keySpan: nowhere, value })) });

const nowhere = { start: 0, end: 0 };

function accessFaults(item: Node, kind: ComparedKind): readonly GrammarFault[] {
  if (item.kind !== "map" || item.entries.length === 0) return [faultAt(item, "what must not be granted is an object with `actions`, `resources` or both")];
  const unknown = item.entries.find(({ key }) => key !== "actions" && key !== "resources");
  if (unknown) return [faultAt(unknown.value, `\`${unknown.key}\` is neither \`actions\` nor \`resources\``)];
  const resources = propertyOf(item, "resources");
  return kind === "trust" && resources ? [faultAt(resources, "a trust policy speaks of its own role: leave `resources` out")] : [];
}
