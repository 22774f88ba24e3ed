import { choiceOf } from "../templates/choice.js";
import { textAt, textOf, unknownOf } from "../templates/values.js";
import { itemsOf, propertyOf, type Node } from "../text/node.js";
import { hasUnknown, unknownNames } from "../text/unknown.js";
import { itemsPerhaps, type Held } from "./alternatives.js";
import { heldOnly, withProperty } from "./uncertain-condition.js";
import { widened, type Among } from "./uncertain-statement.js";

/**
 * The policy document, in which every statement of which nobody knows whether it is there, or whom and what it is about, says
 * so: it has a condition of which nobody knows whether it holds, and is about all that it may be about. Undefined where a text
 * that nobody knows stands for a document or a statement: it may say anything. Of the policy of a resource `among` tells whom it may name.
 */
export function settledPolicy(document: Node, held: readonly Held[], among?: Among): Node | undefined {
  if (isUnknown(document)) return undefined;
  const statement = propertyOf(document, "Statement");
  if (document.kind !== "map" || statement === undefined) return document;
  const statements = itemsPerhaps(statement, held);
  if (statements.some(({ node }) => isUnknown(node) || isUnknown(propertyOf(node, "Effect")))) return undefined;
  const items = statements.flatMap(({ node, held: all }) => widened(flat(node), among).map((each) => all.reduce(heldOnly, each)));
  const written = itemsOf(statement);
  if (items.length === written.length && items.every((item, i) => item === written[i])) return document;
  return withProperty(document, "Statement", { kind: "list", location: statement.location, span: statement.span, items });
}

const isUnknown = (node: Node | undefined) => node !== undefined && (hasUnknown(textOf(node) ?? "") || choiceOf(node) !== undefined);

/** The value, in which a choice is a text that nobody knows. */
function flat(node: Node): Node {
  const choice = choiceOf(node);
  if (choice !== undefined) return textAt(node, unknownOf(`If ${unknownNames(choice.condition).join("")}`, node, node));
  if (node.kind === "scalar") return node;
  const values = node.kind === "list" ? node.items : node.entries.map(({ value }) => value);
  const flats = values.map(flat);
  if (flats.every((value, i) => value === values[i])) return node;
  return node.kind === "list" ? { ...node, items: flats } : { ...node, entries: node.entries.map((entry, i) => ({ ...entry, value: flats[i] ?? entry.value })) };
}
