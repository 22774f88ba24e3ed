import { valueOf, type Node } from "../text/node.js";
import { evaluate } from "./evaluate.js";
import { called as calledFile } from "./file-functions.js";
import { functions } from "./functions.js";
import { plainFunctions, unsupported } from "./plain-functions.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Call } from "./syntax.js";
import { isKnown, plainAt, scalarAt, spreadItems, unknownFor } from "./value.js";

/** What a function gives. Source: https://developer.hashicorp.com/terraform/language/functions */
export function called(call: Call, scope: Scope): Node | undefined {
  const { name: full, location } = call;
  const name = full.replace(/^core::/, "");
  if (name === "try") return call.arguments.reduce<Node | undefined>((found, argument) => found ?? evaluate(argument, scope), undefined);
  const values = call.arguments.map((argument) => evaluate(argument, scope));
  if (name === "can") return values[0] === undefined ? scalarAt(location, false) : isKnown(values[0]) ? scalarAt(location, true) : unknownFor(location, spelled(call), [values[0]]);
  if (values.includes(undefined)) return undefined;
  const given = values.flatMap((value, i) => value === undefined ? [] : call.spread && i === values.length - 1 ? spreadItems(location, value) : [value]);
  const unknown = () => unknownFor(location, spelled(call), given);
  const own = functions.get(name);
  if (own !== undefined) return own(given, location) ?? unknown();
  const plain = plainFunctions.get(name);
  if (plain !== undefined && given.every(isKnown)) {
    const result = plain(...given.map(valueOf));
    return result === undefined ? undefined : result === unsupported ? unknown() : plainAt(location, result);
  }
  return calledFile(name, given, location, scope) ?? unknown();
}
