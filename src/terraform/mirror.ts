import { below, type Location } from "../text/location.js";
import type { Entry, MapNode, Node } from "../text/node.js";
import { keyText } from "./key-text.js";
import type { Block, Body, Expression } from "./syntax.js";

/**
 * The tree of what a file says, as it stands there and unresolved: the places that pointers lead to. Its values are no values of JSON
 * or YAML, to be written anew as such.
 */
export function mirrorOf(body: Body, location: Location, length: number): MapNode {
  return bodyNode(body, location, { start: 0, end: length });
}

const tag = "hcl";

function bodyNode({ attributes, blocks }: Body, location: Location, span: MapNode["span"]): MapNode {
  const own = attributes.map(({ name, nameSpan, value }): Entry => ({ key: name, keySpan: nameSpan, value: nodeOf(value) }));
  return { kind: "map", location, span, tag, entries: [...own, ...blockEntries(blocks.map((block) => ({ block, path: [block.type, ...block.labels] })), location, span)] };
}

interface Labelled {
  readonly block: Block;
  readonly path: readonly string[];
}

/** Blocks by the first word of their paths: those that end there, and those that go on. */
function blockEntries(blocks: readonly Labelled[], location: Location, span: MapNode["span"]): readonly Entry[] {
  const groups = new Map<string, Labelled[]>();
  for (const { block, path: [first = "", ...path] } of blocks) {
    const group = groups.get(first) ?? [];
    group.push({ block, path });
    groups.set(first, group);
  }
  return Array.from(groups, ([key, group]): Entry => {
    const at = below(location, key);
    const [only] = group;
    const keySpan = only?.block.location.span ?? span;
    const ends = group.filter(({ path }) => path.length === 0);
    const named = only !== undefined && only.block.labels.length > 0;
    const items = ends.map(({ block }): Node => bodyNode(block.body, block.location, block.location.span));
    if (named && items[0]) return { key, keySpan, value: items[items.length - 1] ?? items[0] };
    if (ends.length > 0) return { key, keySpan, value: { kind: "list", location: at, span: keySpan, tag, items } };
    return { key, keySpan, value: { kind: "map", location: at, span: keySpan, tag, entries: blockEntries(group, at, keySpan) } };
  });
}

function nodeOf(expression: Expression): Node {
  const { location } = expression;
  const { span } = location;
  const map = (entries: readonly (readonly [string, Expression])[]): Node => ({ kind: "map", location, span, tag, entries: entries.map(([key, value]) => ({ key, keySpan: value.location.span, value: nodeOf(value) })) });
  switch (expression.kind) {
    case "literal": return { kind: "scalar", location, span, tag, value: expression.value, source: expression.source };
    case "list": return { kind: "list", location, span, tag, items: expression.items.map(nodeOf) };
    case "object": return { kind: "map", location, span, tag, entries: expression.entries.map(({ key, value }) => ({ key: keyText(key) ?? "", keySpan: key.location.span, value: nodeOf(value) })) };
    case "call": {
      const [first] = expression.arguments;
      return expression.name === "jsonencode" && first ? nodeOf(first) : map(expression.arguments.map((argument, i) => [String(i), argument]));
    }
    case "conditional": return map([["yes", expression.yes], ["no", expression.no]]);
    case "for": return map([["each", expression.value]]);
    default: return { kind: "scalar", location, span, tag, value: "", source: "" };
  }
}
