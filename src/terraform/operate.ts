import { textOf } from "../templates/values.js";
import { valueOf, type Node } from "../text/node.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Operation } from "./syntax.js";
import { isKnown, scalarAt, unknownFor } from "./value.js";

/** Whether a value is true; undefined where nobody knows. */
export function truthOf(node: Node | undefined): boolean | undefined {
  const text = node && textOf(node);
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** What an operator gives. Source: https://developer.hashicorp.com/terraform/language/expressions/operators */
export function operated(operation: Operation, scope: Scope): Node | undefined {
  const { operator, operands, location } = operation;
  const [left, right] = operands.map((operand) => evaluate(operand, scope));
  if (left === undefined) return undefined;
  const result = right === undefined ? operands.length === 1 ? one(operator, left) : undefined : two(operator, left, right);
  return result === undefined ? unknownFor(location, spelled(operation), right ? [left, right] : [left]) : scalarAt(location, result);
}

function one(operator: string, operand: Node): boolean | number | undefined {
  const truth = truthOf(operand);
  if (operator === "!") return truth === undefined ? undefined : !truth;
  const number = numberOf(operand);
  return number === undefined ? undefined : -number;
}

function two(operator: string, left: Node, right: Node): boolean | number | undefined {
  const truths = [truthOf(left), truthOf(right)];
  switch (operator) {
    case "&&": return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    case "||": return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    case "==": return equal(left, right);
    case "!=": { const same = equal(left, right); return same === undefined ? undefined : !same; }
    default: return calculated(operator, numberOf(left), numberOf(right));
  }
}

/** An unknown is equal to itself. */
export function equal(left: Node, right: Node): boolean | undefined {
  const same = JSON.stringify(valueOf(left)) === JSON.stringify(valueOf(right));
  return same ? true : isKnown(left) && isKnown(right) ? false : undefined;
}

function calculated(operator: string, left: number | undefined, right: number | undefined): boolean | number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "+": return left + right;
    case "-": return left - right;
    case "*": return left * right;
    case "/": return right === 0 ? undefined : left / right;
    case "%": return right === 0 ? undefined : left % right;
    case "<": return left < right;
    case "<=": return left <= right;
    case ">": return left > right;
    case ">=": return left >= right;
    default: return undefined;
  }
}

/** The number that a value is; undefined where it is none, or nobody knows which. */
export function numberOf(node: Node): number | undefined {
  const text = textOf(node);
  return text !== undefined && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined;
}
