import { below, keyOf, type Location, type Span } from "./location.js";

/** A value as somebody wrote it: JSON and YAML are read into the same three kinds. */
export type Node = ScalarNode | ListNode | MapNode;

interface Placed {
  /** Where the value stands; under a YAML alias or merge key that is where its anchor does. */
  readonly location: Location;
  /** The value in the text, with its quotes or brackets, without its anchor and tag. */
  readonly span: Span;
  /** A local tag of YAML, as `!Ref`: for whoever gives it a meaning. */
  readonly tag?: string;
}

export interface ScalarNode extends Placed {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /**
   * The value as it is spelled, without its quotes but with its escapes: YAML's `3.0` is the number 3 and the source
   * `3.0`. A YAML block scalar's source is its value, that of a value left out is empty.
   */
  readonly source: string;
}

export interface ListNode extends Placed {
  readonly kind: "list";
  readonly items: readonly Node[];
  /** Of a list of which not all is here: the index that each item has in the whole, ascending. */
  readonly at?: readonly number[];
}

export interface MapNode extends Placed {
  readonly kind: "map";
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** The name as it reads; of a YAML name that is no string, as it is spelled. */
  readonly key: string;
  /** The name in the text, quotes included. */
  readonly keySpan: Span;
  readonly value: Node;
}

/** The value of a property, the last one where a name stands twice; undefined for anything that has no such property. */
export function propertyOf(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind !== "map") return undefined;
  for (let i = node.entries.length - 1; i >= 0; i -= 1) if (node.entries[i]?.key === key) return node.entries[i]?.value;
  return undefined;
}

/** The place of an entry's name, also where no pointer leads to it. */
export function nameLocation({ location }: MapNode, { key, keySpan }: Entry): Location {
  return location.span === undefined ? keyOf(below(location, key)) : { artifact: location.artifact, pointer: location.pointer, span: keySpan };
}

/** The string a node holds; undefined for anything else. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** The items of a list; a lone value counts as a list of one, nothing as none. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : node.kind === "list" ? node.items : [node];
}

/** The strings of a list, or the lone one; anything else in it is passed over. */
export function textsOf(node: Node | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => stringOf(item) ?? []);
}

/** The plain value that a node spells, as `JSON.parse` would give it. */
export function valueOf(node: Node): unknown {
  switch (node.kind) {
    case "scalar": return node.value;
    case "list": return node.items.map(valueOf);
    case "map": return Object.fromEntries(node.entries.map((entry) => [entry.key, valueOf(entry.value)]));
  }
}
