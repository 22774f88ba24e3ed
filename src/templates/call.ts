import type { MapNode, Node } from "../text/node.js";

/** A use of an intrinsic function. */
export interface Call {
  /** In its long form: `Ref`, `Fn::Sub`. */
  readonly name: string;
  readonly argument: Node;
}

/**
 * The intrinsic function that a value is a use of, in the long form or in YAML's short one; undefined for any other value.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function callOf(node: Node): Call | undefined {
  if (node.tag !== undefined) {
    const { tag, ...argument } = node;
    return { name: tag === "!Ref" || tag === "!Condition" ? tag.slice(1) : `Fn::${tag.slice(1)}`, argument };
  }
  if (node.kind !== "map") return undefined;
  const entry = node.entries.find(({ key }) => key === "Ref" || key.startsWith("Fn::"));
  if (entry === undefined) return undefined;
  // A macro beside other properties may change them all.
  return node.entries.length === 1 ? { name: entry.key, argument: entry.value } : entry.key === "Ref" ? undefined : { name: entry.key, argument: withoutCalls(node) };
}

const withoutCalls = (node: MapNode): Node => ({ ...node, entries: node.entries.map((entry) => ({ ...entry, key: entry.key.replace(/^Fn::/, "Fn ") })) });
