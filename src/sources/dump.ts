import type { Document, Piece, SyntaxFault } from "../text/document.js";
import { jsonAt } from "../text/json.js";
import type { Listed } from "../text/json-outline.js";
import { below } from "../text/location.js";
import type { Entry, Node } from "../text/node.js";

/** A value of a dump that was read, with what stands around it. */
export interface Excerpt extends Pick<Listed, "list" | "index">, Pick<Piece, "offset" | "lines" | "cut"> {
  /** The value alone. */
  readonly value: string;
  /** The value with what stands around it: it starts there at `offset`. */
  readonly text: string;
}

/** Some values of a dump as a document of their own, in which everything has the place that it has in the dump. */
export function documentOf(artifact: string, excerpts: readonly Excerpt[]): Document {
  const lists = new Map<string, Part>();
  const pieces: Piece[] = [];
  const faults: SyntaxFault[] = [];
  const text = excerpts.map(({ value }) => value).join("\n");
  let start = 0;
  for (const { list, index, value, ...around } of excerpts) {
    pieces.push({ span: { start, end: start + value.length }, ...around });
    const read = jsonAt(text, below({ artifact, pointer: "" }, list, index), start);
    start += value.length + 1;
    faults.push(...read.faults);
    const known = lists.get(list) ?? { items: [], at: [] };
    lists.set(list, known);
    if (read.root === undefined) continue;
    known.items.push(read.root);
    known.at.push(index);
  }
  // A part that holds nothing but policies is a part of a dump of roles all the same.
  return { artifact, text, root: rootOf(artifact, lists.has("Policies") ? new Map([["RoleDetailList", none], ...lists]) : lists), faults, pieces };
}

interface Part {
  readonly items: Node[];
  readonly at: number[];
}

const none: Part = { items: [], at: [] };

/** A dump in which there is nothing. */
export function emptyDump(artifact: string): Document {
  return { artifact, text: "", root: rootOf(artifact, new Map([["RoleDetailList", none]])), faults: [] };
}

/** The whole stands at its beginning: how far it goes nobody who holds a part can say. */
function rootOf(artifact: string, lists: ReadonlyMap<string, Part>): Node {
  const span = { start: 0, end: 0 };
  const entries = [...lists].map(([key, list]): Entry => ({ key, keySpan: span, value: { kind: "list", location: below({ artifact, pointer: "" }, key), span, ...list } }));
  return { kind: "map", location: { artifact, pointer: "" }, span, entries };
}
