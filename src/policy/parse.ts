import type { Document, SyntaxFault } from "../text/document.js";
import { below } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import { actionPattern } from "./action.js";
import { grammarFaults } from "./grammar.js";
import type { GrammarFault, PolicyUse } from "./grammar-fault.js";
import { conditionOf, type Condition } from "./condition.js";
import type { Element, Entry, Policy, Principal, PrincipalType, Statement } from "./policy.js";
import { resourceEntry } from "./resource.js";

export interface Parsed {
  readonly policy: Policy;
  readonly faults: readonly (SyntaxFault | GrammarFault)[];
}

/**
 * The policy that a document spells. Total: a document that IAM would refuse comes back as an unread policy, for nobody knows
 * what is attached in its stead, with every fault at its place.
 */
export function parsePolicy(document: Document, use: PolicyUse): Parsed {
  const { root, artifact } = document;
  if (root !== undefined && document.faults.length === 0) return parsePolicyNode(root, use);
  return { policy: { kind: "unread", location: { artifact, pointer: "" }, because: `\`${artifact}\`, which IAM would refuse` }, faults: document.faults };
}

/** The policy that a value spells, which may be a part of something larger. */
export function parsePolicyNode(root: Node, use: PolicyUse): Parsed {
  const { location } = root;
  const faults = grammarFaults(root, use);
  if (faults.length > 0) return { policy: { kind: "unread", location, because: `\`${location.artifact}\`, which IAM would refuse` }, faults };
  return { policy: { kind: "read", location, node: root, statements: statementsOf(root) }, faults };
}

/** The statements of a well-formed policy. */
function statementsOf(root: Node): readonly Statement[] {
  const variables = stringOf(propertyOf(root, "Version")) === "2012-10-17";
  return itemsOf(propertyOf(root, "Statement")).map((node) => ({
    location: node.location,
    sid: stringOf(propertyOf(node, "Sid")),
    effect: stringOf(propertyOf(node, "Effect")) === "Allow" ? "Allow" : "Deny",
    actions: elementOf(node, "Action", actionPattern) ?? { negated: false, entries: [], location: node.location },
    resources: elementOf(node, "Resource", (text) => resourceEntry(text, variables)),
    principals: principalsOf(node),
    conditions: conditionsOf(propertyOf(node, "Condition"), variables),
  }));
}

function elementOf<Value>(statement: Node, name: "Action" | "Resource", valueOf: (text: string) => Value): Element<Value> | undefined {
  const plain = propertyOf(statement, name);
  const element = plain ?? propertyOf(statement, `Not${name}`);
  if (element === undefined) return undefined;
  return { negated: plain === undefined, location: element.location, entries: itemsOf(element).map((item) => ({ value: valueOf(stringOf(item) ?? ""), location: item.location })) };
}

function principalsOf(statement: Node): Element<Principal> | undefined {
  const plain = propertyOf(statement, "Principal");
  const element = plain ?? propertyOf(statement, "NotPrincipal");
  if (element === undefined) return undefined;
  return { negated: plain === undefined, location: element.location, entries: element.kind === "map" ? principalTypes.flatMap((type) => entriesOf(type, propertyOf(element, type))) : entriesOf("AWS", element) };
}

const principalTypes: readonly PrincipalType[] = ["AWS", "Service", "Federated", "CanonicalUser"];

const entriesOf = (type: PrincipalType, node: Node | undefined): readonly Entry<Principal>[] =>
  itemsOf(node).map((item) => ({ value: { type, id: stringOf(item) ?? "" }, location: item.location }));

function conditionsOf(condition: Node | undefined, variables: boolean): readonly Condition[] {
  if (condition?.kind !== "map") return [];
  return condition.entries.flatMap(({ key: operator, value: operands }) => operands.kind !== "map" ? [] :
    operands.entries.flatMap(({ key, value }) => conditionOf(operator, key, itemsOf(value).map(textOf), variables, condition.location.span === undefined ? below(condition.location, operator, key) : value.location) ?? []));
}

/** JSON booleans and numbers stand for their text. */
const textOf = (node: Node): string => node.kind === "scalar" ? typeof node.value === "string" ? node.value : node.source : "";
