import { textAt } from "../templates/values.js";
import { propertyOf, type MapNode, type Node } from "../text/node.js";
import { unknownsIn } from "../text/unknown.js";
import type { Held } from "./alternatives.js";

/** The statement with one condition more, on a key that no request carries and of which nobody knows the value. There may be two of it, so it loses its `Sid`. */
export function heldOnly(statement: Node, { condition, holds }: Held): Node {
  if (statement.kind !== "map") return statement;
  const { location, span } = statement;
  const operands: MapNode = { kind: "map", location, span, entries: [{ key: unknownsIn(condition)[0] ?? condition, keySpan: span, value: textAt(statement, String(holds)) }] };
  const written = propertyOf(statement, "Condition");
  const already = written?.kind === "map" ? written.entries : [];
  return withProperty(withProperty(statement, "Sid", undefined), "Condition", { kind: "map", location: written?.location ?? location, span: written?.span ?? span, entries: [...already, { key: "StringEquals", keySpan: span, value: operands }] });
}

/** The map with this value under the key, or, where there is none, without the key. */
export function withProperty(node: MapNode, key: string, value: Node | undefined): MapNode {
  const others = node.entries.filter((entry) => entry.key !== key);
  return { ...node, entries: value ? [...others, { key, keySpan: value.span, value }] : others };
}
