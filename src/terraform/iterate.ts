import { choiceOf } from "../templates/choice.js";
import { textOf } from "../templates/values.js";
import type { Node } from "../text/node.js";
import { evaluate, evaluated } from "./evaluate.js";
import { truthOf } from "./operate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { For, Place } from "./syntax.js";
import { eitherAt, isRest, isUnknown, listAt, mapAt, scalarAt, unknownFor } from "./value.js";

/** One turn of a loop. */
export interface Turn {
  readonly key: Node;
  readonly value: Node;
  /** An unknown text, where nobody knows whether there is this turn, and whether it must hold. */
  readonly perhaps?: { readonly condition: string; readonly holds: boolean };
}

/** The turns of a loop over a value, a map by its keys in order; undefined where nobody knows how many there are. */
export function turnsOf(value: Node, place: Place): readonly Turn[] | undefined {
  if (isUnknown(value) || isRest(value)) return undefined;
  const choice = choiceOf(value);
  if (choice !== undefined) {
    const branch = (node: Node | undefined, holds: boolean) => node ? turnsOf(node, place)?.map((turn): Turn => ({ ...turn, perhaps: turn.perhaps ?? { condition: choice.condition, holds } })) : [];
    const [yes, no] = [branch(choice.yes, true), branch(choice.no, false)];
    return yes && no && [...yes, ...no];
  }
  switch (value.kind) {
    case "scalar": return undefined;
    case "map": return value.entries.toSorted((a, b) => a.key < b.key ? -1 : 1).map((entry) => ({ key: scalarAt(place, entry.key), value: entry.value }));
    case "list": return value.items.some(isRest) ? undefined : value.items.flatMap((item, i): readonly Turn[] => {
      const perhaps = choiceOf(item);
      const key = scalarAt(place, i);
      if (perhaps === undefined) return [{ key, value: item }];
      return [[perhaps.yes, true] as const, [perhaps.no, false] as const].flatMap(([node, holds]) => node ? [{ key, value: node, perhaps: { condition: perhaps.condition, holds } }] : []);
    });
  }
}

/** The scope inside a loop. */
export function turnScope(scope: Scope, names: readonly string[], { key, value }: Pick<Turn, "key" | "value">): Scope {
  const [first = "", second] = names;
  return { ...scope, names: new Map([...scope.names, ...(second === undefined ? [[first, value] as const] : [[first, key] as const, [second, value] as const])]) };
}

/** What `[for …]` and `{for …}` give. Source: https://developer.hashicorp.com/terraform/language/expressions/for */
export function iterated(expression: For, scope: Scope): Node | undefined {
  const { names, of, key, value, grouped, condition, location } = expression;
  const collection = evaluate(of, scope);
  if (collection === undefined) return undefined;
  const turns = turnsOf(collection, location);
  if (turns === undefined) return unknownFor(location, `for … in ${spelled(of)}`, [collection, scalarAt(location, `${scope.module.id} ${location.pointer}`), ...scope.names.values()]);
  const items: Node[] = [];
  const entries = new Map<string, Node>();
  for (const turn of turns) {
    const inner = turnScope(scope, names, turn);
    const wanted = condition && evaluated(condition, inner);
    const holds = wanted === undefined ? true : truthOf(wanted);
    if (holds === false) continue;
    const perhaps = (node: Node): Node => {
      const sure = holds === true ? node : eitherAt(location, textOf(wanted) ?? "", node, undefined);
      return turn.perhaps === undefined ? sure : turn.perhaps.holds ? eitherAt(location, turn.perhaps.condition, sure, undefined) : eitherAt(location, turn.perhaps.condition, undefined, sure);
    };
    const result = evaluated(value, inner);
    const name = key && (textOf(evaluated(key, inner)) ?? "");
    if (name === undefined) items.push(perhaps(result));
    else if (!grouped) entries.set(name, perhaps(result));
    else {
      const group = entries.get(name);
      entries.set(name, listAt(location, [...(group?.kind === "list" ? group.items : []), perhaps(result)]));
    }
  }
  return key ? mapAt(location, entries) : listAt(location, items);
}
