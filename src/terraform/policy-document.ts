import { choiceOf } from "../templates/choice.js";
import { textOf } from "../templates/values.js";
import { itemsOf, propertyOf, type Entry, type MapNode, type Node } from "../text/node.js";
import { hasUnknown } from "../text/unknown.js";
import type { Place } from "./syntax.js";
import { decodedIn } from "./text-document.js";
import { eitherAt, isCertain, isRest, listAt, scalarAt, spreadItems, unknownFor } from "./value.js";

/**
 * The policy that `data "aws_iam_policy_document"` writes, each part where somebody wrote it.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(written: MapNode, place: Place): Node {
  const of = (...keys: readonly string[]) => keys.flatMap((key) => { const value = propertyOf(written, key); return value ? spreadItems(place, value) : []; });
  const before = of("source_json", "source_policy_documents").map((node) => statementsIn(node, place));
  const own = of("statement").map((node) => perhaps(node, place, statementOf));
  const after = of("override_json", "override_policy_documents").map((node) => statementsIn(node, place));
  const documents = [...before, own, ...after];
  const statements = documents.slice(1).reduce<readonly Node[]>(overridden, documents[0] ?? []);
  const id = propertyOf(written, "policy_id");
  return mapOf(place, [entry("Version", propertyOf(written, "version") ?? scalarAt(place, "2012-10-17")), ...(id ? [entry("Id", id)] : []), entry("Statement", listAt(place, statements))]);
}

/** Of statements with one `Sid` the last stays, in the place of the first. */
function overridden(earlier: readonly Node[], later: readonly Node[]): readonly Node[] {
  const bySid = new Map(later.flatMap((statement) => { const sid = sidOf(statement); return sid === undefined ? [] : [[sid, statement] as const]; }));
  const replaced = earlier.map((statement) => bySid.get(sidOf(statement) ?? "") ?? statement);
  return [...replaced, ...later.filter((statement) => !replaced.includes(statement))];
}

function sidOf(statement: Node): string | undefined {
  const sid = textOf(propertyOf(statement, "Sid"));
  return sid === undefined || sid === "" || hasUnknown(sid) ? undefined : sid;
}

/** The statements of another document; one that nobody knows, where nobody knows the document. */
function statementsIn(node: Node, place: Place): readonly Node[] {
  const choice = choiceOf(node);
  if (choice !== undefined) {
    return [...(choice.yes ? statementsIn(choice.yes, place).map((each) => eitherAt(place, choice.condition, each, undefined)) : []), ...(choice.no ? statementsIn(choice.no, place).map((each) => eitherAt(place, choice.condition, undefined, each)) : [])];
  }
  if (textOf(node) === "") return [];
  const document = isRest(node) ? undefined : decodedIn(node);
  const statement = propertyOf(document, "Statement");
  return statement ? itemsOf(statement) : [unknownFor(place, "source_policy_documents", [node])];
}

function perhaps(node: Node, place: Place, make: (node: MapNode) => Node): Node {
  const choice = choiceOf(node);
  if (choice !== undefined) return eitherAt(place, choice.condition, choice.yes && perhaps(choice.yes, place, make), choice.no && perhaps(choice.no, place, make));
  return node.kind === "map" ? make(node) : node;
}

function statementOf(written: MapNode): Node {
  const { location, span } = written;
  const place: Place = { ...location, span };
  const one = (key: string, name: string) => { const value = propertyOf(written, key); return value && textOf(value) !== "" ? [entry(name, value)] : []; };
  const many = (key: string, name: string, variables: boolean) => { const value = propertyOf(written, key); return value && !isEmpty(value) ? [entry(name, variables ? withVariables(value) : value)] : []; };
  return mapOf(place, [
    ...one("sid", "Sid"), entry("Effect", propertyOf(written, "effect") ?? scalarAt(place, "Allow")),
    ...principalsOf("principals", "Principal", written, place), ...principalsOf("not_principals", "NotPrincipal", written, place),
    ...many("actions", "Action", false), ...many("not_actions", "NotAction", false), ...many("resources", "Resource", true), ...many("not_resources", "NotResource", true),
    ...conditionOf(written, place),
  ]);
}

const isEmpty = (node: Node) => node.kind === "list" && node.items.length === 0;

/** In these texts `&{aws:username}` is a variable of the policy. */
function withVariables(node: Node): Node {
  if (node.kind === "list") return { ...node, items: node.items.map(withVariables) };
  return node.kind === "scalar" && typeof node.value === "string" && node.value.includes("&{") ? { ...node, value: node.value.replaceAll("&{", "${") } : node;
}

function principalsOf(key: string, name: string, written: MapNode, place: Place): readonly Entry[] {
  const blocks = propertyOf(written, key);
  if (blocks === undefined || isEmpty(blocks)) return [];
  const items = spreadItems(place, blocks);
  const types = items.map((item) => textOf(propertyOf(item, "type")));
  if (!isCertain(listAt(place, items)) || types.some((type) => type === undefined || hasUnknown(type))) return [entry(name, unknownFor(place, key, [blocks]))];
  const groups = new Map<string, Node[]>();
  items.forEach((item, i) => {
    const identifiers = propertyOf(item, "identifiers");
    if (identifiers) groups.set(types[i] ?? "", [...groups.get(types[i] ?? "") ?? [], ...spreadItems(place, withVariables(identifiers))]);
  });
  const everybody = groups.get("*");
  if (everybody && groups.size === 1) return [entry(name, scalarAt(place, "*"))];
  const first = items[0];
  return [entry(name, mapOf(first ? { ...first.location, span: first.span } : place, Array.from(groups, ([type, all]) => entry(type, all.length === 1 && all[0] ? all[0] : listAt(placeOf(all[0], place), all)))))];
}

const placeOf = (node: Node | undefined, place: Place): Place => node ? { ...node.location, span: node.span } : place;

function conditionOf(written: MapNode, place: Place): readonly Entry[] {
  const blocks = propertyOf(written, "condition");
  if (blocks === undefined || isEmpty(blocks)) return [];
  const items = spreadItems(place, blocks);
  const tests = items.map((item) => ({ item, test: textOf(propertyOf(item, "test")), key: textOf(propertyOf(item, "variable")), values: propertyOf(item, "values") }));
  if (!isCertain(listAt(place, items)) || tests.some(({ test, key }) => test === undefined || key === undefined || hasUnknown(test))) return [entry("Condition", unknownFor(place, "condition", [blocks]))];
  const operators = new Map<string, { readonly at: Node; readonly operands: Map<string, Entry> }>();
  for (const { item, test = "", key = "", values = listAt(place, []) } of tests) {
    const operator = operators.get(test) ?? { at: propertyOf(item, "test") ?? item, operands: new Map<string, Entry>() };
    operator.operands.set(key, { ...entry(key, withVariables(values)), keySpan: (propertyOf(item, "variable") ?? item).span });
    operators.set(test, operator);
  }
  const at = placeOf(items[0], place);
  return [entry("Condition", mapOf(at, Array.from(operators, ([test, operator]) => ({ ...entry(test, mapOf(at, [...operator.operands.values()])), keySpan: operator.at.span }))))];
}

const entry = (key: string, value: Node): Entry => ({ key, keySpan: value.span, value });
const mapOf = (place: Place, entries: readonly Entry[]): MapNode => ({ kind: "map", location: place, span: place.span, entries });
