import { choiceOf } from "../templates/choice.js";
import type { Node } from "../text/node.js";

/** A value that is there only if all this holds; nobody knows whether it does. */
export interface Perhaps {
  readonly node: Node;
  readonly held: readonly Held[];
}

/** A condition of a template, as an unknown text, and whether it must hold or fail. */
export interface Held {
  readonly condition: string;
  readonly holds: boolean;
}

/** The items of a list, or a lone value, each with the conditions under which it is there. */
export function itemsPerhaps(node: Node | undefined, held: readonly Held[] = []): readonly Perhaps[] {
  if (node === undefined) return [];
  const choice = choiceOf(node);
  if (choice !== undefined) return [[choice.yes, true] as const, [choice.no, false] as const].flatMap(([branch, holds]) => itemsPerhaps(branch, [...held, { condition: choice.condition, holds }]));
  return node.kind === "list" ? node.items.flatMap((item) => itemsPerhaps(item, held)) : [{ node, held }];
}
