import { textAt, textOf } from "../templates/values.js";
import { itemsOf, propertyOf, type Entry, type MapNode, type Node } from "../text/node.js";
import { hasUnknown, leadingUnknown, unknownsIn, unknownText } from "../text/unknown.js";
import { heldOnly, withProperty } from "./uncertain-condition.js";

/** Among whom the policy of a resource names somebody: the callers of an account, if that is known. */
export interface Among {
  readonly account: string | undefined;
}

/**
 * A statement as two: what it certainly says, and what it says perhaps, where an action, a service that it names or a condition
 * is not known. That part is about every action or principal that may be meant, on a condition that nobody knows.
 */
export function widened(statement: Node, among?: Among): readonly Node[] {
  return [...(among ? splitsAmong(among) : []), ...splits].reduce<readonly Node[]>((statements, split) => statements.flatMap((each) => each.kind === "map" ? split(each) : [each]), [statement]);
}

type Split = (statement: MapNode) => readonly Node[];

const splits: readonly Split[] = [
  (statement) => splitBy(statement, "Action", (sure) => sure, (unsure) => listOf(unsure, itemsOf(unsure).map(widestAction))),
  (statement) => splitBy(statement, "NotAction", () => undefined, (unsure) => textAt(unsure, "*"), "Action"),
  (statement) => splitBy(statement, "Principal", (sure) => sure, (unsure) => textAt(unsure, "*")),
  (statement) => splitBy(statement, "NotPrincipal", () => undefined, (unsure) => textAt(unsure, "*"), "Principal"),
  splitByCondition,
];

/**
 * Whom a resource names. A text that nobody knows is equal to itself and may be anybody else, and so may somebody of an account while
 * nobody knows of whose account all this is.
 */
const splitsAmong = ({ account }: Among): readonly Split[] => ["Principal", "NotPrincipal"].map((name): Split => (statement) => {
  const element = propertyOf(statement, name);
  const named = element && propertyOf(element, "AWS");
  if (element?.kind !== "map" || named === undefined) return [statement];
  const doubts = itemsOf(named).flatMap((item) => doubtAbout(textOf(item) ?? "", account) ?? []);
  const items = itemsOf(named).map(byNumber);
  const numbered = items.every((item) => itemsOf(named).includes(item)) ? statement : withProperty(statement, name, withProperty(element, "AWS", listOf(named, items)));
  const [condition] = doubts;
  if (condition === undefined) return [numbered];
  const anybody = heldOnly(withProperty(withProperty(statement, name, undefined), "Principal", textAt(named, "*")), { condition, holds: true });
  return name === "Principal" ? [numbered, anybody] : [anybody];
});

/** What nobody knows of whom an entry names; undefined where it can be compared. A name that AWS makes up is the name of something new. */
function doubtAbout(text: string, account: string | undefined): string | undefined {
  const unknown = unknownsIn(text).filter((each) => each !== ownAccount);
  if (text === "*" || unknown.some((each) => /^(name|bucket)$/.test(leadingUnknown(each) ?? ""))) return undefined;
  return unknown[0] ?? (account === undefined && !text.includes(ownAccount) && /^(\d{12}$|arn:)/.test(text) ? ownAccount : undefined);
}

/** The account of whatever is made here, where nobody knows it. */
const ownAccount = unknownText("AWS AccountId");

/** An account is its root, and the other way round; of an account that nobody knows only the number can be compared. */
function byNumber(item: Node): Node {
  const [, account] = /^arn:[^:]+:iam::(\uE000[^\uE001]*\uE001):root$/.exec(textOf(item) ?? "") ?? [];
  return account === undefined ? item : textAt(item, account);
}

/** The statement with the known part of an element, if that says anything, and with what the unknown part says at most. */
function splitBy(statement: MapNode, name: string, sure: (known: Node) => Node | undefined, atMost: (unsure: Node) => Node, renamed = name): readonly Node[] {
  const element = propertyOf(statement, name);
  const [known, unsure] = element ? [partOf(element, false), partOf(element, true)] : [];
  if (element === undefined || unsure === undefined) return [statement];
  const certain = known && sure(known);
  const perhaps = withProperty(withProperty(statement, name, undefined), renamed, atMost(unsure));
  return [...(certain ? [withProperty(statement, name, certain)] : []), heldOnly(perhaps, { condition: unknownIn(unsure), holds: true })];
}

/** The texts of an element that are known, or those that are not; undefined where there are none. Which account is meant is told by its ARN, known or not. */
function partOf(element: Node, unknown: boolean): Node | undefined {
  switch (element.kind) {
    case "scalar": return hasUnknown(textOf(element) ?? "") === unknown ? element : undefined;
    case "list": {
      const items = element.items.flatMap((item) => partOf(item, unknown) ?? []);
      return items.length > 0 ? listOf(element, items) : undefined;
    }
    case "map": {
      const entries = element.entries.flatMap((entry): readonly Entry[] => {
        const value = entry.key === "AWS" ? unknown ? undefined : entry.value : partOf(entry.value, unknown);
        return value ? [{ ...entry, value }] : [];
      });
      return entries.length > 0 ? { ...element, entries } : undefined;
    }
  }
}

/** `s3:Get${Kind}` is some action that begins so. */
const widestAction = (item: Node): Node => {
  const [known = ""] = (textOf(item) ?? "").split("\uE000");
  return textAt(item, known.includes(":") ? `${known}*` : "*");
};

/** What a condition demands of which nobody knows what it demands, nobody knows. */
function splitByCondition(statement: MapNode): readonly Node[] {
  const condition = propertyOf(statement, "Condition");
  const operands = condition?.kind === "map" ? condition.entries.filter(({ value }) => isText(value)).map(({ value }) => value) : [];
  const unsure = condition && isText(condition) ? [condition] : operands;
  if (condition === undefined || unsure.length === 0) return [statement];
  const known: Node | undefined = condition.kind === "map" ? { ...condition, entries: condition.entries.filter(({ value }) => !isText(value)) } : undefined;
  return [unsure.reduce<Node>((each, node) => heldOnly(each, { condition: unknownIn(node), holds: true }), withProperty(statement, "Condition", known))];
}

const isText = (node: Node) => node.kind === "scalar" && hasUnknown(textOf(node) ?? "");

const listOf = ({ location, span }: Node, items: readonly Node[]): Node => ({ kind: "list", location, span, items });

/** The first text under a value. */
function unknownIn(node: Node): string {
  switch (node.kind) {
    case "scalar": return textOf(node) ?? "";
    case "list": return node.items.map(unknownIn)[0] ?? "";
    case "map": return node.entries.map(({ value }) => unknownIn(value))[0] ?? "";
  }
}
