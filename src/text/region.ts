import type { Document } from "./document.js";
import { lineAt, lineStarts } from "./lines.js";
import { keysOf, type Location, type Span } from "./location.js";
import type { Entry, MapNode, Node } from "./node.js";
import { rememberingEach } from "./remembering.js";

/** A run of text by lines and columns: 1-based, columns in UTF-16 units, end exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The lines and columns of a location, found as `spanOf` finds it. A byte order mark counts as a column of line 1. */
export function regionOf(document: Document, location: Location): Region {
  return regionBetween(startsOf(document), spanOf(document, location));
}

/** The lines and columns of a span of a text whose lines start there. */
export function regionBetween(starts: readonly number[], { start, end }: Span): Region {
  const [startLine, endLine] = [lineAt(starts, start), lineAt(starts, end)];
  return {
    startLine: startLine + 1,
    startColumn: start - (starts[startLine] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: end - (starts[endLine] ?? 0) + 1,
  };
}

/** The exact text at a location, as the author wrote it, quotes and brackets included. */
export function textAt(document: Document, location: Location): string {
  const { start, end } = spanOf(document, location);
  return document.text.slice(start, end);
}

/**
 * Where a location stands in the text: its span if it has one (cut to the text), else what its pointer leads to: the
 * last of duplicate keys, the property's name for `key`. A pointer that leads nowhere gives the nearest ancestor that
 * exists, and a document without a root the empty span at the start.
 */
export function spanOf(document: Document, location: Location): Span {
  if (location.span !== undefined) return within(document.text.length, location.span);
  if (document.root === undefined) return { start: 0, end: 0 };
  let node: Node = document.root;
  let place: Span = node.span;
  const keys = keysOf(location.pointer);
  for (const [index, key] of keys.entries()) {
    const step = stepTo(node, key);
    if (step === undefined) return node.span;
    node = step.value;
    place = location.key === true && index === keys.length - 1 ? step.named : node.span;
  }
  return place;
}

/** The child under a key, and what names it: a list's item is named by itself. */
function stepTo(node: Node, key: string): { readonly value: Node; readonly named: Span } | undefined {
  if (node.kind === "map") {
    const entry = entryOf(node, key);
    return entry && { value: entry.value, named: entry.keySpan };
  }
  // An index has no leading zero and no sign. Source: RFC 6901, section 4.
  const item = node.kind === "list" && /^(0|[1-9]\d*)$/.test(key) ? node.items[node.at ? node.at.indexOf(Number(key)) : Number(key)] : undefined;
  return item && { value: item, named: item.span };
}

/** Of the resources of a large template each is looked for many times. */
function entryOf(node: MapNode, key: string): Entry | undefined {
  if (node.entries.length < 50) return node.entries.findLast((candidate) => candidate.key === key);
  return entriesByKey(node).get(key);
}

const entriesByKey = rememberingEach(({ entries }: MapNode): ReadonlyMap<string, Entry> => new Map(entries.map((entry) => [entry.key, entry])));

const within = (length: number, { start, end }: Span): Span => {
  const from = Math.min(Math.max(start, 0), length);
  return { start: from, end: Math.min(Math.max(end, from), length) };
};

/** Where the lines of a document start. A report asks for many places of one document; its lines are counted once. */
export const startsOf = rememberingEach(({ text }: Document): readonly number[] => lineStarts(text));
