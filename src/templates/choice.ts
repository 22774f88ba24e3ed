import { itemsOf, valueOf, type MapNode, type Node, type ScalarNode } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import type { Result, Scope } from "./scope.js";
import { textAt, textOf, unknownOf } from "./values.js";

/** One of two values, and nobody knows which. Either may be none. */
export interface Choice {
  /** A text that is unknown, and the same for the same condition. */
  readonly condition: string;
  readonly yes: Node | undefined;
  readonly no: Node | undefined;
}

/** A text of which nobody knows which of two it is, or whether it is there. */
export interface ChosenText extends ScalarNode {
  readonly choice: Choice;
}

export const isChosenText = (node: Node): node is ChosenText => node.kind === "scalar" && "choice" in node;

/**
 * `Fn::If`: the branch whose condition is known to hold. Of two texts an unknown one is left, with the two, of anything else the choice
 * itself, for whoever knows what it is about.
 */
export function chosen(argument: Node, place: Node, scope: Scope): Result | undefined {
  const [condition, yes, no] = itemsOf(argument);
  const name = textOf(condition);
  if (condition === undefined || name === undefined || yes === undefined || no === undefined) return undefined;
  const holds = scope.holds(name);
  if (holds !== undefined) return { value: scope.resolve(holds ? yes : no) };
  const [left, right] = [scope.resolve(yes), scope.resolve(no)];
  if (left === undefined && right === undefined) return { value: undefined };
  if (left && right && JSON.stringify(valueOf(left)) === JSON.stringify(valueOf(right))) return { value: left };
  const nothing: Node = { ...textAt(place, ""), value: null };
  const unknown = unknownText(`If ${name}`, scope.artifact);
  const items = [textAt(condition, unknown), left ?? nothing, right ?? nothing];
  const list: Node = { kind: "list", location: place.location, span: place.span, items };
  if ([left, right].every((branch) => branch === undefined || branch.kind === "scalar")) {
    const text: ChosenText = { ...textAt(place, unknownOf(`If ${name}`, { ...list, items: items.slice(1) }, place)), choice: { condition: unknown, yes: left, no: right } };
    return { value: text };
  }
  return { value: choiceNode(place, list) };
}

const choiceNode = ({ location, span }: Node, list: Node): MapNode => ({ kind: "map", location, span, entries: [{ key: "Fn::If", keySpan: span, value: list }] });

/** The choice that a resolved value is; undefined for any other value. */
export function choiceOf(node: Node): Choice | undefined {
  const [entry, ...others] = node.kind === "map" ? node.entries : [];
  if (entry?.key !== "Fn::If" || others.length > 0) return undefined;
  const [condition, yes, no] = itemsOf(entry.value).map((item) => item.kind === "scalar" && item.value === null ? undefined : item);
  return { condition: textOf(condition) ?? "", yes, no };
}
