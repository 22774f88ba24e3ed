import { documentIn } from "../terraform/text-document.js";
import type { Resource } from "../terraform/module.js";
import { hasRest, isUnknown } from "../terraform/value.js";
import type { UnreadPolicy } from "../policy/policy.js";
import { textOf } from "../templates/values.js";
import type { Node } from "../text/node.js";
import { itemsPerhaps, type Held } from "./alternatives.js";
import type { PolicyPart } from "./assemble.js";
import { policyNode } from "./policy-node.js";
import type { Among } from "./uncertain-statement.js";

/** The policy that an argument says; of two of which nobody knows which, both on their conditions. */
export function partsOf(resource: Pick<Resource, "node" | "address" | "perhaps">, policy: Node | undefined, what = "", among?: Among): readonly PolicyPart[] {
  const held: readonly Held[] = resource.perhaps;
  return itemsPerhaps(policy, held).map(({ node, held: all }) => partOf(`${node.location.artifact} ${resource.address}${what}`, node, all, among));
}

function partOf(name: string, node: Node, held: readonly Held[], among: Among | undefined): PolicyPart {
  const unread: UnreadPolicy = { kind: "unread", location: node.location, because: `\`${isUnknown(node) ? textOf(node) ?? name : name}\`, which is not known before it is applied` };
  if (hasRest(node)) return unread;
  if (node.kind !== "scalar") return policyPart(name, node, held, unread, among);
  const read = isUnknown(node) ? undefined : documentIn(node);
  if (read === undefined) return unread;
  return read.faults.length > 0 || read.root === undefined ? { kind: "node", name, root: read.root ?? node, faults: read.faults } : policyPart(name, read.root, held, unread, among);
}

/** A document that several roles have is one, as long as it is there for certain. */
function policyPart(name: string, node: Node, held: readonly Held[], unread: UnreadPolicy, among: Among | undefined): PolicyPart {
  const isShared = held.length === 0 && among === undefined;
  const known = isShared ? parts.get(node) : undefined;
  const part = known ?? policyNode(name, node, held, among);
  if (isShared) parts.set(node, part);
  return part.kind === "unread" ? unread : part;
}

const parts = new WeakMap<Node, ReturnType<typeof policyNode>>();
