import { itemsOf, type Node } from "../text/node.js";
import { hasUnknown } from "../text/unknown.js";
import { callOf } from "./call.js";
import type { Scope } from "./scope.js";
import { textOf } from "./values.js";

/**
 * Whether a condition holds; undefined where it hangs on something that nobody knows.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function truthOf(node: Node, scope: Pick<Scope, "resolve" | "holds">): boolean | undefined {
  const { name, argument } = callOf(node) ?? namedIn(node) ?? { name: "", argument: node };
  const parts = itemsOf(argument);
  const truths = () => parts.map((part) => truthOf(part, scope));
  switch (name) {
    case "Condition": return scope.holds(textOf(argument) ?? "");
    case "Fn::Not": return negated(truths()[0]);
    case "Fn::And": return all(truths());
    case "Fn::Or": return negated(all(truths().map(negated)));
    case "Fn::Equals": return equal(parts.map((part) => textOf(scope.resolve(part))));
    default: return undefined;
  }
}

/** `{ "Condition": "IsProd" }`, which is a function only among conditions. */
function namedIn(node: Node) {
  const [entry] = node.kind === "map" ? node.entries : [];
  return entry?.key === "Condition" ? { name: "Condition", argument: entry.value } : undefined;
}

const negated = (truth: boolean | undefined) => truth === undefined ? undefined : !truth;

const all = (truths: readonly (boolean | undefined)[]) => truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;

/** An unknown is equal to itself. */
function equal([a, b]: readonly (string | undefined)[]): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? true : hasUnknown(a) || hasUnknown(b) ? undefined : false;
}
