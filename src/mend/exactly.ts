import type { Document } from "../text/document.js";
import { keysOf, type Location, type Span } from "../text/location.js";
import type { Entry, ListNode, MapNode, Node } from "../text/node.js";

/** A value or a property's name that is spelled out at its place. */
export interface ExactPlace {
  readonly node: Node;
  /** What the text says there; undefined for lists and maps. */
  readonly text: string | undefined;
  /** Whether it is a text to its own language, and no number. */
  readonly isText: boolean;
  readonly span: Span;
  /** The list or map that it is a part of, with the property where it is one. */
  readonly within: { readonly parent: ListNode; readonly item: Node } | { readonly parent: MapNode; readonly item: Entry } | undefined;
}

/**
 * The one value that a location names; undefined where its pointer leads nowhere, where a text inside another is meant, where a
 * function of a template makes the value, or where it stands somewhere else, as under an alias of YAML.
 */
export function exactly({ root, artifact }: Document, { pointer, key, span }: Location): ExactPlace | undefined {
  if (root === undefined || span !== undefined) return undefined;
  const top: ExactPlace = { node: root, ...saidBy(root), span: root.span, within: undefined };
  const place = keysOf(pointer).reduce<ExactPlace | undefined>((at, step) => at && childOf(at.node, step), top);
  if (place === undefined || place.node.tag !== undefined || place.node.location.artifact !== artifact || place.node.location.pointer !== pointer) return undefined;
  if (key !== true) return place;
  return place.within && "key" in place.within.item ? { ...place, text: place.within.item.key, isText: true, span: place.within.item.keySpan } : undefined;
}

function childOf(node: Node, step: string): ExactPlace | undefined {
  switch (node.kind) {
    case "scalar": return undefined;
    case "list": {
      const item = node.items[Number(step)];
      return item && { node: item, ...saidBy(item), span: item.span, within: { parent: node, item } };
    }
    case "map": {
      const item = node.entries.findLast((entry) => entry.key === step);
      return item && { node: item.value, ...saidBy(item.value), span: item.value.span, within: { parent: node, item } };
    }
  }
}

function saidBy(node: Node): Pick<ExactPlace, "text" | "isText"> {
  const isText = node.kind === "scalar" && typeof node.value === "string";
  return { text: isText ? node.value : node.kind === "scalar" ? node.source : undefined, isText };
}
