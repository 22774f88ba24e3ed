import { choiceOf, isChosenText, type ChosenText } from "../templates/choice.js";
import { textOf } from "../templates/values.js";
import { valueOf, type ListNode, type MapNode, type Node, type ScalarNode } from "../text/node.js";
import { rememberingEach } from "../text/remembering.js";
import { hasUnknown, readable, unknownText, unknownsIn } from "../text/unknown.js";
import type { Place, Run } from "./syntax.js";

/** A text that a template spells, and where its parts come from. */
export interface TextNode extends ScalarNode {
  readonly runs: readonly Run[];
}

export const isTextNode = (node: Node): node is TextNode => node.kind === "scalar" && "runs" in node;

export const scalarAt = (place: Place, value: ScalarNode["value"]): ScalarNode => ({ kind: "scalar", location: place, span: place.span, value, source: String(value) });
export const listAt = (place: Place, items: readonly Node[]): ListNode => ({ kind: "list", location: place, span: place.span, items });
export const mapAt = (place: Place, entries: Iterable<readonly [string, Node]>): MapNode => ({ kind: "map", location: place, span: place.span, entries: Array.from(new Map(entries), ([key, value]) => ({ key, keySpan: value.span, value })) });

/** A plain value, all of it at one place. */
export function plainAt(place: Place, value: unknown): Node {
  if (Array.isArray(value)) return listAt(place, value.map((item) => plainAt(place, item)));
  if (typeof value === "object" && value !== null) return mapAt(place, Object.entries(value).map(([key, item]) => [key, plainAt(place, item)]));
  return scalarAt(place, typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null);
}

export const unknownAt = (place: Place, name: string, scope: string): ScalarNode => scalarAt(place, unknownText(name, scope));

/** What a function or an operator gives for values of which it cannot be worked out: the same for the same values. */
export function unknownFor(place: Place, name: string, values: readonly Node[]): ScalarNode {
  const said = values.every((value) => sizeOf(value) < mostNodes) ? JSON.stringify(values.map(valueOf)) : place.pointer;
  return unknownAt(place, name, said.length > 2000 ? `${said.slice(0, 2000)} ${said.length}` : said);
}

/** Whether nobody knows the value, and it may be of any kind. */
export const isUnknown = (node: Node): boolean => node.kind === "scalar" && typeof node.value === "string" && unknownsIn(node.value)[0] === node.value;

export const isNull = (node: Node | undefined): boolean => node === undefined || (node.kind === "scalar" && node.value === null);

/** An item that stands for any number of them, or a map that may have other entries too. */
export const isRest = (node: Node): boolean => node.tag === "rest";

/** Whether a map is in it that may have more entries than it has. */
export function hasRest(node: Node): boolean {
  switch (node.kind) {
    case "scalar": return false;
    case "list": return node.items.some(hasRest);
    case "map": return isRest(node) || node.entries.some(({ value }) => hasRest(value));
  }
}

/** Whether a list has just the items that it has. */
export const isCertain = (list: ListNode): boolean => list.items.every((item) => !isRest(item) && choiceOf(item) === undefined);

/** Whether all of a value is known, to its last text. */
export function isKnown(node: Node): boolean {
  if (node.kind === "scalar") return typeof node.value !== "string" || !hasUnknown(node.value);
  return isWhollyKnown(node);
}

const isWhollyKnown = rememberingEach((node: ListNode | MapNode): boolean => node.kind === "list" ? node.items.every(isKnown) : node.entries.every(({ key, value }) => !hasUnknown(key) && isKnown(value)));

/** How many values it is with all inside. One that stands in two places counts twice, so that it cannot be too large to write out. */
export function sizeOf(node: Node): number {
  return node.kind === "scalar" ? 1 : wholeSizeOf(node);
}

const wholeSizeOf = rememberingEach((node: ListNode | MapNode): number => (node.kind === "list" ? node.items : node.entries.map(({ value }) => value)).reduce((sum, value) => sum + sizeOf(value), 1));

/** No policy, no job and no set of names has more values. */
export const mostNodes = 20_000;

/** One value or the other, and nobody knows which: of two texts one that nobody knows. */
export function eitherAt(place: Place, condition: string, yes: Node | undefined, no: Node | undefined): Node {
  const [left, right] = [isNull(yes) ? undefined : yes, isNull(no) ? undefined : no];
  if (left && right && JSON.stringify(valueOf(left)) === JSON.stringify(valueOf(right))) return left;
  if (left?.kind === "scalar" && right?.kind === "scalar") {
    const text: ChosenText = { ...unknownFor(place, nameOfUnknown(condition), [scalarAt(place, condition), left, right]), choice: { condition, yes: left, no: right } };
    return text;
  }
  const none = scalarAt(place, null);
  return { kind: "map", location: place, span: place.span, entries: [{ key: "Fn::If", keySpan: place.span, value: listAt(place, [scalarAt(place, condition), left ?? none, right ?? none]) }] };
}

/** The name of an unknown text, as it stands between `${` and `}`. */
export const nameOfUnknown = (text: string): string => readable(text).replace(/^\$\{([^{}]*)\}$/, "$1");

/** The items of a list that may be there on conditions; one that nobody knows is any number of items. */
export function spreadItems(place: Place, node: Node): readonly Node[] {
  if (node.kind === "list") return node.items;
  const choice = choiceOf(node);
  if (choice === undefined) return isNull(node) ? [] : isUnknown(node) ? [{ ...node, tag: "rest" }] : [node];
  const branch = (value: Node | undefined, isYes: boolean) => value ? spreadItems(place, value).map((item) => isYes ? either(item, undefined) : either(undefined, item)) : [];
  const either = (yes: Node | undefined, no: Node | undefined): Node => eitherAt(place, choice.condition, yes, no);
  return [...branch(choice.yes, true), ...branch(choice.no, false)];
}

/** The text that a value is where a text is wanted: lists and maps as JSON; undefined for nothing. */
export function textIn(node: Node): string | undefined {
  if (node.kind === "scalar") return textOf(node);
  return sizeOf(node) < mostNodes && !hasRest(node) ? JSON.stringify(valueOf(node)) : undefined;
}

/** The value where it is used: a text or a number stands there, but a document, a list or a map where somebody wrote it. */
export function movedTo(place: Place, node: Node): Node {
  if (node.kind !== "scalar") return node;
  return isTextNode(node) && /^\s*[{[]/.test(String(node.value)) ? node : { kind: "scalar", location: place, span: place.span, value: node.value, source: node.source, ...(isChosenText(node) && { choice: node.choice }) };
}
