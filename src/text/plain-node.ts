import { below, type Location } from "./location.js";
import type { Node } from "./node.js";

/** The node of a plain value, as it would be read from a text: for data that was handed in and has no lines and columns. */
export function nodeOf(value: unknown, location: Location): Node {
  const span = { start: 0, end: 0 };
  if (Array.isArray(value)) return { kind: "list", location, span, items: value.map((item: unknown, i) => nodeOf(item, below(location, i))) };
  if (typeof value === "object" && value !== null) return { kind: "map", location, span, entries: Object.entries(value).map(([key, item]) => ({ key, keySpan: span, value: nodeOf(item, below(location, key)) })) };
  const scalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  return { kind: "scalar", location, span, value: scalar, source: String(scalar) };
}
