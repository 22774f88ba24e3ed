import { choiceOf } from "../templates/choice.js";
import { textOf } from "../templates/values.js";
import { valueOf, type Entry, type MapNode, type Node } from "../text/node.js";
import { within } from "./access.js";
import { equal, numberOf } from "./operate.js";
import type { Place } from "./syntax.js";
import { decodedIn } from "./text-document.js";
import { eitherAt, isCertain, isKnown, isNull, isRest, isUnknown, listAt, mapAt, plainAt, scalarAt, spreadItems, textIn, unknownAt } from "./value.js";

/** What a function gives whose values need not be known to the last; undefined where nobody knows. */
type Function = (given: readonly Node[], place: Place) => Node | undefined;

const first: Function = ([value]) => value;

/** Source: https://developer.hashicorp.com/terraform/language/functions */
export const functions: ReadonlyMap<string, Function> = new Map<string, Function>([
  ["jsonencode", ([value], place) => value === undefined ? undefined : value.kind === "scalar" && isKnown(value) ? scalarAt(place, JSON.stringify(valueOf(value))) : value],
  ["jsondecode", ([value]) => value && decodedIn(value)],
  ...["sensitive", "nonsensitive", "ephemeralasnull"].map((name) => [name, first] as const),
  ...["tolist", "toset", "distinct", "setunion"].map((name) => [name, (given: readonly Node[], place: Place) => distinct(given, place)] as const),
  ["concat", (given, place) => listAt(place, given.flatMap((value) => spreadItems(place, value)))],
  ["flatten", (given, place) => listAt(place, given.flatMap((value) => flat(value, place)))],
  ["compact", (given, place) => listAt(place, given.flatMap((value) => spreadItems(place, value)).filter((item) => !isNull(item) && textOf(item) !== ""))],
  ["coalesce", (given) => decided(given, (value) => isNull(value) || textOf(value) === "" ? false : isUnknown(value) ? undefined : true)],
  ["coalescelist", (given) => decided(given, (value) => value.kind === "list" && isCertain(value) ? value.items.length > 0 : undefined)],
  ["merge", merged],
  ["lookup", ([map, key, fallback], place) => {
    if (map?.kind !== "map" || choiceOf(map) || key === undefined || !isKnown(key)) return undefined;
    return within(map, textOf(key) ?? "", place) ?? fallback ?? unknownAt(place, `lookup(…, ${textOf(key) ?? ""})`, place.pointer);
  }],
  ["element", ([list, index], place) => {
    const at = index && numberOf(index);
    return list?.kind === "list" && at !== undefined && list.items.length > 0 && isCertain(list) ? list.items[at % list.items.length] : list?.kind === "list" && at === 0 ? within(list, "0", place) : undefined;
  }],
  ["one", ([list], place) => list?.kind === "list" ? list.items.length === 0 ? scalarAt(place, null) : list.items.length === 1 ? within(list, "0", place) : undefined : undefined],
  ["length", ([value], place) => value?.kind === "list" && isCertain(value) ? scalarAt(place, value.items.length) : isWhole(value) ? scalarAt(place, value.entries.length) : value && isKnown(value) && typeof valueOf(value) === "string" ? scalarAt(place, Array.from(textOf(value) ?? "").length) : undefined],
  ["keys", ([map], place) => isWhole(map) ? plainAt(place, map.entries.map(({ key }) => key).sort()) : undefined],
  ["values", ([map], place) => isWhole(map) ? listAt(place, sorted(map.entries).map(({ value }) => value)) : undefined],
  ["reverse", ([list], place) => list?.kind === "list" ? listAt(place, list.items.toReversed()) : undefined],
  ["slice", ([list, from, to], place) => {
    const [start, end] = [from && numberOf(from), to && numberOf(to)];
    return list?.kind === "list" && isCertain(list) && start !== undefined && end !== undefined ? listAt(place, list.items.slice(start, end)) : undefined;
  }],
  ["contains", ([list, value], place) => {
    if (list?.kind !== "list" || value === undefined) return undefined;
    const truths = list.items.map((item) => isRest(item) || choiceOf(item) ? undefined : equal(item, value));
    return truths.includes(true) ? scalarAt(place, true) : truths.includes(undefined) ? undefined : scalarAt(place, false);
  }],
  ["zipmap", ([keys, values], place) => keys?.kind === "list" && values?.kind === "list" && isKnown(keys) && isCertain(values) ? mapAt(place, keys.items.flatMap((key, i): readonly (readonly [string, Node])[] => { const value = values.items[i]; return value ? [[textOf(key) ?? "", value]] : []; })) : undefined],
  ["join", ([between, ...lists], place) => {
    const items = lists.flatMap((list) => spreadItems(place, list));
    const texts = items.map((item) => isRest(item) || choiceOf(item) ? undefined : textIn(item));
    const separator = between && textOf(between);
    return separator === undefined || texts.includes(undefined) ? undefined : scalarAt(place, texts.join(separator));
  }],
  ["format", ([format, ...values], place) => { const text = format && isKnown(format) ? formatted(textOf(format) ?? "", values) : undefined; return text === undefined ? undefined : scalarAt(place, text); }],
  ["formatlist", ([format, ...values], place) => {
    const lists = values.map((value) => value.kind === "list" ? value : undefined);
    const count = Math.max(1, ...lists.map((list) => list?.items.length ?? 0));
    if (format === undefined || !isKnown(format) || lists.some((list, i) => list ? !isCertain(list) : isUnknown(values[i] ?? format))) return undefined;
    const texts = Array.from({ length: lists.some((list) => list?.items.length === 0) ? 0 : count }, (_, i) => formatted(textOf(format) ?? "", values.map((value, k) => lists[k]?.items[i] ?? value)));
    return texts.includes(undefined) ? undefined : plainAt(place, texts);
  }],
  ["tostring", ([value], place) => { const text = value?.kind === "scalar" ? textOf(value) : undefined; return text === undefined ? value : scalarAt(place, text); }],
  ["tomap", first], ["tobool", first], ["tonumber", first],
]);

const isWhole = (node: Node | undefined): node is MapNode => node?.kind === "map" && !choiceOf(node) && !isRest(node);

/** The first value that is certainly meant; undefined where that cannot be told. */
function decided(values: readonly Node[], isMeant: (value: Node) => boolean | undefined): Node | undefined {
  const meant = values.find((value) => isMeant(value) !== false);
  return meant && isMeant(meant) === true ? meant : undefined;
}

/** All items, each once; what nobody knows may be equal to anything. */
function distinct(given: readonly Node[], place: Place): Node | undefined {
  if (given.length === 1 && given[0] && isUnknown(given[0])) return given[0];
  return listAt(place, [...new Map(given.flatMap((value) => spreadItems(place, value)).map((item) => [JSON.stringify(valueOf(item)), item])).values()]);
}

const flat = (value: Node, place: Place): readonly Node[] => spreadItems(place, value).flatMap((item): readonly Node[] => item.kind === "list" ? flat(item, place) : perhapsFlat(item, place));

/** A list that is perhaps there is perhaps each of its items. */
function perhapsFlat(item: Node, place: Place): readonly Node[] {
  const choice = choiceOf(item);
  if (choice?.yes?.kind !== "list" && choice?.no?.kind !== "list") return [item];
  return [...(choice.yes ? flat(choice.yes, place).map((each) => eitherAt(place, choice.condition, each, undefined)) : []), ...(choice.no ? flat(choice.no, place).map((each) => eitherAt(place, choice.condition, undefined, each)) : [])];
}

const sorted = (entries: readonly Entry[]) => entries.toSorted((a, b) => a.key < b.key ? -1 : 1);

/** Of a key that stands in several maps the last counts. What stands before a map that nobody knows may be in it as well. */
function merged(given: readonly Node[], place: Place): Node | undefined {
  const maps = given.filter((value) => !isNull(value));
  const unknown = maps.findLastIndex((map) => map.kind !== "map" || choiceOf(map) !== undefined || isRest(map));
  const own = (map: Node | undefined) => map?.kind === "map" && !choiceOf(map) ? map.entries : [];
  const entries = [...own(maps[unknown]), ...maps.slice(unknown + 1).flatMap(own)];
  if (unknown >= 0 && entries.length === 0) return undefined;
  return { kind: "map", location: place, span: place.span, entries: [...new Map(entries.map((entry) => [entry.key, entry])).values()], ...(unknown >= 0 && { tag: "rest" }) };
}

/** Source: https://developer.hashicorp.com/terraform/language/functions/format */
function formatted(format: string, values: readonly Node[]): string | undefined {
  let [next, sure] = [0, true];
  const text = format.replace(/%(%|(0?\d*)([a-zA-Z#]))/g, (whole, verb: string, width: string, letter: string) => {
    if (verb === "%") return "%";
    const value = values[next++];
    const said = value && textIn(value);
    if (said === undefined || !/[svdq]/.test(letter) || (width !== "" && !/^\d+$/.test(said))) sure = false;
    return letter === "q" ? JSON.stringify(said) : width.startsWith("0") ? (said ?? "").padStart(Number(width), "0") : (said ?? whole).padStart(Number(width || 0));
  });
  return sure ? text : undefined;
}

