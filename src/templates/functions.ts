import { itemsOf, propertyOf, type Node } from "../text/node.js";
import { hasUnknown, isOnePiece, leadingUnknown, unknownsIn } from "../text/unknown.js";
import { chosen } from "./choice.js";
import type { Result, Scope } from "./scope.js";
import { substituted } from "./sub.js";
import { textAt, textOf } from "./values.js";

/** What a function gives, to stand where `place` stands; undefined where it cannot be known. */
type Function = (argument: Node, place: Node, scope: Scope) => Result | undefined;

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
export const functions: Readonly<Record<string, Function>> = {
  "Ref": (argument, place, { ref }) => {
    const name = textOf(argument);
    return name === undefined ? undefined : { value: ref(name, place) };
  },
  "Fn::GetAtt": (argument, place, scope) => {
    const [id, ...attribute] = argument.kind === "list" ? argument.items.map((item) => textOf(scope.resolve(item))) : (textOf(argument) ?? "").split(".");
    return id === undefined || attribute.length === 0 ? undefined : text(place, scope.attribute(id, attribute.join(".")));
  },
  "Fn::Sub": (argument, place, scope) => {
    const [template, variables] = itemsOf(argument);
    const given = variables?.kind === "map" ? variables.entries.map(({ key, value }) => [key, scope.resolve(value)] as const) : [];
    const spelled = textOf(template);
    return spelled === undefined ? undefined : text(template ?? place, substituted(spelled, new Map(given), template ?? place, scope));
  },
  "Fn::Join": (argument, place, { resolve }) => {
    const [delimiter, parts] = itemsOf(argument).map(resolve);
    const texts = parts?.kind === "list" ? parts.items.map(textOf) : [undefined];
    const between = textOf(delimiter);
    return between === undefined || texts.includes(undefined) ? undefined : text(place, texts.join(between));
  },
  "Fn::Select": (argument, _place, { resolve }) => {
    const [index, list] = itemsOf(argument).map(resolve);
    const value = list?.kind === "list" ? list.items[Number(textOf(index))] : undefined;
    return value && { value };
  },
  "Fn::Split": (argument, place, { resolve }) => {
    const [delimiter, whole] = itemsOf(argument).map((item) => textOf(resolve(item)));
    if (delimiter === undefined || delimiter === "" || whole === undefined || !isCertain(whole, delimiter)) return undefined;
    return { value: { kind: "list", location: place.location, span: place.span, items: whole.split(delimiter).map((part) => textAt(place, part)) } };
  },
  "Fn::FindInMap": (argument, place, { resolve, mappings }) => {
    const [map = "", ...keys] = itemsOf(argument).slice(0, 3).map((item) => textOf(resolve(item)) ?? "");
    const value = keys.reduce<Node | undefined>(propertyOf, mappings.get(map));
    return value && keys.length === 2 ? { value: movedTo(place, value) } : undefined;
  },
  "Fn::If": chosen,
};

const text = (place: Node, value: string): Result => ({ value: textAt(place, value) });

/** An unknown part may hold the delimiter, unless it is the name of a bucket, an account or the like. */
function isCertain(whole: string, delimiter: string): boolean {
  if (!hasUnknown(whole)) return true;
  return (delimiter === ":" || delimiter === "/") && unknownsIn(whole).every((unknown) => isOnePiece(unknown) && (delimiter === "/" || leadingUnknown(unknown) !== "piece"));
}

/** What a mapping says is meant where it is used. */
function movedTo({ location, span }: Node, value: Node): Node {
  switch (value.kind) {
    case "scalar": return { ...value, location, span };
    case "list": return { ...value, location, span, items: value.items.map((item) => movedTo({ ...value, location, span }, item)) };
    case "map": return value;
  }
}
