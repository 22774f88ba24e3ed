import { textOf } from "../templates/values.js";
import type { Node } from "../text/node.js";
import { hasUnknown, unknownText } from "../text/unknown.js";
import { attributeOf } from "./blocks.js";
import { evaluated } from "./evaluate.js";
import { turnsOf, type Turn } from "./iterate.js";
import { numberOf } from "./operate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Body, Expression } from "./syntax.js";
import { isCertain, mapAt, scalarAt, unknownAt } from "./value.js";

/** One of the resources, or modules, that a block makes. */
export interface Instance {
  /** As in an address: empty, `[0]`, `["raw"]`. */
  readonly suffix: string;
  readonly key: string;
  readonly names: ReadonlyMap<string, Node>;
  /** Whether it is there, where nobody knows: an unknown text, and whether it must hold. */
  readonly perhaps?: NonNullable<Turn["perhaps"]>;
}

export interface Instances {
  /** `unknown`: nobody knows how many there are; the one that is here stands for all. */
  readonly shape: "one" | "list" | "map" | "unknown";
  readonly all: readonly Instance[];
}

/** Source: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each */
export function instancesOf(body: Body, scope: Scope, address: string): Instances {
  const [count, each] = [attributeOf(body, "count"), attributeOf(body, "for_each")];
  if (count !== undefined) return counted(count, scope, address);
  return each === undefined ? { shape: "one", all: [{ suffix: "", key: "", names: new Map() }] } : eachOf(each, scope, address);
}

function counted(expression: Expression, scope: Scope, address: string): Instances {
  const value = evaluated(expression, scope);
  const count = numberOf(value);
  const names = (index: number) => new Map([["count", mapAt(expression.location, [["index", scalarAt(expression.location, index)]])]]);
  if (count !== undefined && count <= mostInstances) return { shape: "list", all: Array.from({ length: Math.max(0, count) }, (_, i) => ({ suffix: `[${i}]`, key: String(i), names: names(i) })) };
  const text = textOf(value) ?? "";
  return { shape: "list", all: [{ suffix: "[0]", key: "0", names: names(0), perhaps: { condition: hasUnknown(text) ? text : unknownText(`count = ${spelled(expression)}`, `${scope.module.id} ${address}`), holds: true } }] };
}

const mostInstances = 1000;

function eachOf(expression: Expression, scope: Scope, address: string): Instances {
  const { location } = expression;
  const value = evaluated(expression, scope);
  const turns = turnsOf(value, location);
  const names = (key: Node, each: Node) => new Map([["each", mapAt(location, [["key", key], ["value", each]])]]);
  if (turns !== undefined && (value.kind === "map" || (value.kind === "list" && isCertain(value)))) {
    const keyed = turns.map((turn) => ({ ...turn, text: textOf(value.kind === "list" ? turn.value : turn.key) ?? "" }));
    if (keyed.length <= mostInstances && keyed.every(({ text }) => !hasUnknown(text))) {
      return { shape: "map", all: keyed.map(({ key, value: each, text, perhaps }) => ({ suffix: `["${text}"]`, key: text, names: names(value.kind === "list" ? each : key, each), ...(perhaps && { perhaps }) })) };
    }
  }
  const id = `${scope.module.id} ${address}`;
  return { shape: "unknown", all: [{ suffix: "[each.key]", key: "", names: names(unknownAt(location, "each.key", id), unknownAt(location, "each.value", id)), perhaps: { condition: unknownText(`for_each = ${spelled(expression)}`, id), holds: true } }] };
}
