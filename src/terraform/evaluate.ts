import type { Node } from "../text/node.js";
import { deepest, most, type Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Expression } from "./syntax.js";
import { mostNodes, sizeOf, unknownAt } from "./value.js";

/**
 * What an expression gives, as far as it can be known, with the places of all that is in it; undefined where Terraform could
 * not work it out either, as for an attribute that is not there.
 */
export function evaluate(expression: Expression, scope: Scope): Node | undefined {
  const { effort, id, worth } = scope.module;
  if (effort.depth >= deepest || effort.spent >= most) return unknownAt(expression.location, "a value too deep to follow", `${id} ${expression.location.pointer}`);
  effort.depth += 1;
  effort.spent += 1;
  const value = worth(expression, scope);
  effort.depth -= 1;
  if (value !== undefined && sizeOf(value) > mostNodes) return unknownAt(expression.location, "a value too large to follow", `${id} ${expression.location.pointer}`);
  return value;
}

/** The same, where what could not be worked out is not known. */
export function evaluated(expression: Expression, scope: Scope): Node {
  return evaluate(expression, scope) ?? unknownAt(expression.location, spelled(expression), `${scope.module.id} ${expression.location.pointer}`);
}
