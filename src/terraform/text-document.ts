import type { Node, ScalarNode } from "../text/node.js";
import { embeddedText, type Embedded, type Mapped } from "../text/embedded.js";
import { parseJson } from "../text/json.js";
import { unknownParts, unknownsIn } from "../text/unknown.js";
import type { Run } from "./syntax.js";
import { isTextNode } from "./value.js";

/**
 * The JSON document that a text spells, each part of it where it stands in the heredoc, string or file. A part that nobody knows
 * may be any value, where it is not inside a string. Undefined where the text may spell a document, but nobody knows which.
 */
export function documentIn(node: ScalarNode): Embedded | undefined {
  const { value } = node;
  if (typeof value !== "string") return { root: node, faults: [] };
  const unknowns = [...new Set(unknownsIn(value))];
  if (unknowns.length > 0 && value.includes(start)) return undefined;
  const { root, faults } = embeddedText(mapped(isTextNode(node) ? node.runs : [{ text: value, span: node.span, exact: false }], node.span.end, unknowns), node, parseJson);
  if (unknowns.length === 0) return { root, faults };
  return faults.length > 0 ? undefined : { root: root && restored(root, unknowns), faults };
}

/** No text of a file passes for one that nobody knows, so while the text is read another stands for it: between two code points that are no characters. */
const [start, end] = ["\uFDD0", "\uFDD1"];

function restored(node: Node, unknowns: readonly string[]): Node {
  const text = (said: string) => said.includes(start) ? said.replace(/\uFDD0(\d+)\uFDD1/g, (_, i: string) => unknowns[Number(i)] ?? "") : said;
  switch (node.kind) {
    case "scalar": return typeof node.value === "string" ? { ...node, value: text(node.value), source: text(node.source) } : node;
    case "list": return { ...node, items: node.items.map((item) => restored(item, unknowns)) };
    case "map": return { ...node, entries: node.entries.map((entry) => ({ ...entry, key: text(entry.key), value: restored(entry.value, unknowns) })) };
  }
}

/** The text of the runs, with quotes around what stands for a value. */
function mapped(runs: readonly Run[], last: number, unknowns: readonly string[]): Mapped {
  const pieces: string[] = [];
  const offsets: number[] = [];
  let quoted = false;
  const add = (text: string, offsetOf: (i: number) => number) => {
    pieces.push(text);
    for (let i = 0; i < text.length; i++) offsets.push(offsetOf(i));
  };
  for (const { text, span, exact } of runs) {
    let from = 0;
    unknownParts(text).forEach((part, i) => {
      const at = from;
      from += part.length;
      const offsetOf = exact ? (unit: number) => span.start + at + unit : () => span.start;
      if (i % 2 === 0) {
        quoted = isInside(part, quoted);
        add(part, offsetOf);
      } else {
        const name = `${start}${unknowns.indexOf(part)}${end}`;
        add(quoted ? name : `"${name}"`, () => offsetOf(0));
      }
    });
  }
  return { text: pieces.join(""), offsets: [...offsets, last] };
}

/** Whether a string is open behind a piece of JSON, if one was before it. */
const isInside = (text: string, before: boolean): boolean => ((text.replace(/\\[^]/g, "").match(/"/g) ?? []).length % 2 === 1) !== before;

/** The value that a text of JSON decodes to; undefined where nobody knows. */
export function decodedIn(node: Node): Node | undefined {
  if (node.kind !== "scalar") return node;
  const read = documentIn(node);
  return read && read.faults.length === 0 ? read.root : undefined;
}
