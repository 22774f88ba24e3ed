import type { ReadPolicy, Statement } from "../policy/policy.js";
import { itemsOf, propertyOf, type Node } from "../text/node.js";

/** The statements of a policy, each with a short name for what it says: two that are written alike have one name, wherever they stand. */
export function spellingOf(policy: ReadPolicy): readonly (readonly [Statement, string])[] {
  const known = before.get(policy);
  if (known) return known;
  const { node, statements } = policy;
  // A version decides what a statement means, and whatever else stands beside them is what remarks are about.
  const around = node.kind === "map" ? node.entries.filter(({ key }) => key !== "Statement").map(({ key, value }) => `${JSON.stringify(key)}:${spelled(value)}`).join() : "";
  const nodes = itemsOf(propertyOf(node, "Statement"));
  const spelling = statements.map((statement, i) => [statement, nameOf(`${around} ${nodes[i] ? spelled(nodes[i]) : ""} ${policy.managed ?? ""}`)] as const);
  before.set(policy, spelling);
  return spelling;
}

const before = new WeakMap<ReadPolicy, readonly (readonly [Statement, string])[]>();

/** The same for a policy as a whole. */
export const spellingOfAll = (policy: ReadPolicy): string => {
  const known = wholes.get(policy) ?? nameOf(`${spelled(policy.node)} ${policy.managed ?? ""}`);
  wholes.set(policy, known);
  return known;
};

const wholes = new WeakMap<ReadPolicy, string>();

/** What stands in the name of a text that may look at who calls: by a variable, by a key about the caller, or by naming principals; an escape may hide either. */
export const whoCalls = "@";

/** A short name for a text, the same one each time. */
export function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  // Memory does not grow with the input; a text that comes again later has another name, and is judged anew.
  if (names.size >= most) names.clear();
  count += 1;
  const name = `${count}${/\$\{|aws:(principal|user)|"(Not)?Principal"|\\/i.test(text) ? whoCalls : ""}`;
  names.set(text, name);
  return name;
}

const names = new Map<string, string>();
let count = 0;
const most = 2_000;

/** A value as it is written, white space aside. */
function spelled(node: Node): string {
  switch (node.kind) {
    case "scalar": return typeof node.value === "string" ? `"${node.source}"` : node.source;
    case "list": return `[${node.items.map(spelled).join()}]`;
    case "map": return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${spelled(value)}`).join()}}`;
  }
}
