import type { Document } from "../text/document.js";
import { unescaped } from "../text/embedded.js";
import { itemsOf, type Entry, type MapNode, type Node, type ScalarNode } from "../text/node.js";
import type { Block, Body, Expression, HclDocument, ObjectEntry, Place } from "./syntax.js";
import { wholeExpression, wholeTemplate } from "./whole.js";

/**
 * A file of Terraform's language in JSON: what stands at its top says which of its objects are blocks.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function hclOfJson(document: Document): HclDocument {
  const entries = document.root?.kind === "map" ? document.root.entries : [];
  const locals = entries.filter(({ key }) => key === "locals").flatMap(({ key, value }) => itemsOf(value).map((item): Block => blockOf(key, [], item, item)));
  const blocks = entries.flatMap(({ key, value }) => blocksIn(key, value, labels.get(key) ?? -1, []));
  return { ...document, body: { attributes: [], blocks: [...locals, ...blocks] } };
}

/** How many labels the blocks at the top have. */
const labels: ReadonlyMap<string, number> = new Map([["resource", 2], ["data", 2], ["variable", 1], ["output", 1], ["module", 1]]);

function blocksIn(type: string, node: Node, depth: number, path: readonly string[], named: Node = node): readonly Block[] {
  if (depth < 0) return [];
  if (depth === 0) return itemsOf(node).map((item) => blockOf(type, path, item, named));
  return itemsOf(node).flatMap((each) => each.kind === "map" ? each.entries.flatMap(({ key, keySpan, value }) => blocksIn(type, value, depth - 1, [...path, key], { ...value, span: keySpan })) : []);
}

/** The place of a block with labels is its name. */
function blockOf(type: string, path: readonly string[], node: Node, named: Node): Block {
  return { type, labels: path, location: { ...node.location, span: named.span }, body: bodyOf(node, type) };
}

/** A nested block is as good as an argument, but for what only a block has: `content`, and `dynamic` inside. */
function bodyOf(node: Node, type: string): Body {
  const entries = node.kind === "map" ? node.entries.filter(({ key }) => key !== "//") : [];
  const isBlock = ({ key, value }: Entry) => key === "dynamic" || (key === "content" && type === "dynamic") || itemsOf(value).some(holdsDynamic);
  const isWord = (key: string) => (key === "type" && type === "variable") || (key === "iterator" && type === "dynamic");
  return {
    attributes: entries.filter((entry) => !isBlock(entry)).map(({ key, keySpan, value }) => ({ name: key, nameSpan: keySpan, value: isWord(key) ? wordOf(value) : expressionOf(value) })),
    blocks: entries.filter(isBlock).flatMap(({ key, value }) => blocksIn(key, value, key === "dynamic" ? 1 : 0, [])),
  };
}

const holdsDynamic = (node: Node): boolean => node.kind === "map" && node.entries.some(({ key, value }) => key === "dynamic" || itemsOf(value).some(holdsDynamic));

/** A type of a variable is spelled as in the language. */
function wordOf(node: Node): Expression {
  const text = node.kind === "scalar" && typeof node.value === "string" ? node.value : "";
  return wholeExpression(node.location.artifact, text, () => node.span, node.location.pointer) ?? expressionOf(node);
}

function expressionOf(node: Node): Expression {
  const location: Place = { ...node.location, span: node.span };
  switch (node.kind) {
    case "scalar": return typeof node.value === "string" ? templateOf(node, node.value, location) : { kind: "literal", value: node.value, source: node.source, location };
    case "list": return { kind: "list", items: node.items.map(expressionOf), location };
    case "map": return { kind: "object", entries: entriesOf(node), location };
  }
}

const entriesOf = (node: MapNode): readonly ObjectEntry[] => node.entries.map(({ key, keySpan, value }) => ({ key: { kind: "literal", value: null, source: key, location: { ...node.location, span: keySpan } }, value: expressionOf(value) }));

/** The parts of a text stand where the units of the string do, escapes and all. */
function templateOf(node: ScalarNode, text: string, location: Place): Expression {
  const { offsets } = unescaped(`"${node.source}"`, { start: 0, end: node.source.length + 2 });
  const at = (offset: number) => node.span.start + (offsets[offset] ?? node.source.length + 1);
  const read = wholeTemplate(location.artifact, text, ({ start, end }) => ({ start: at(start), end: at(end) }), location.pointer);
  return { kind: "template", location, parts: read?.parts ?? [{ kind: "text", runs: [{ text, span: node.span, exact: false }] }] };
}
