import { choiceOf, isChosenText } from "../templates/choice.js";
import type { Node } from "../text/node.js";
import { unknownNames } from "../text/unknown.js";

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

/** The same of names and ARNs: of one text that may be two, each is there on its condition. */
export function textsPerhaps(node: Node | undefined, held: readonly Held[] = []): readonly Perhaps[] {
  return itemsPerhaps(node, held).flatMap((each): readonly Perhaps[] => {
    if (!isChosenText(each.node)) return [each];
    const { choice: { condition, yes, no } } = each.node;
    return [...textsPerhaps(yes, [...each.held, { condition, holds: true }]), ...textsPerhaps(no, [...each.held, { condition, holds: false }])];
  });
}

/** What the conditions are called, for a message. */
export const namesOf = (held: readonly Held[]): string => held.map(({ condition }) => unknownNames(condition).join("")).join(", ");

/** What is left to hold, given that something holds: a role that is there on the condition of what is attached to it has that, whenever it is there. */
export const without = (held: readonly Held[], given: readonly Held[]): readonly Held[] => held.filter(({ condition, holds }) => !given.some((each) => each.condition === condition && each.holds === holds));

/** What may be there, given that something holds. */
export const givenThat = (all: readonly Perhaps[], given: readonly Held[]): readonly Perhaps[] =>
  all.filter(({ held }) => !held.some(({ condition, holds }) => given.some((each) => each.condition === condition && each.holds !== holds))).map(({ node, held }) => ({ node, held: without(held, given) }));

/** What holds where a resource is there that is made on a condition. */
export const heldBy = (condition: string | undefined): readonly Held[] => condition === undefined ? [] : [{ condition, holds: true }];
