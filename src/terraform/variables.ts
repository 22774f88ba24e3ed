import { choiceOf } from "../templates/choice.js";
import type { Given } from "../templates/given.js";
import { propertyOf, type Entry, type Node } from "../text/node.js";
import { attributeOf } from "./blocks.js";
import { evaluated } from "./evaluate.js";
import { keyText } from "./key-text.js";
import type { Scope } from "./scope.js";
import type { Block, Expression, HclDocument } from "./syntax.js";
import { isUnknown, scalarAt } from "./value.js";
import { wholeExpression } from "./whole.js";

/**
 * The value that somebody gave a variable: on the command line, else in the last file of values that has it.
 *
 * Source: https://developer.hashicorp.com/terraform/language/values/variables
 */
export function givenValue(name: string, block: Block, values: readonly HclDocument[], { parameters }: Given, scope: Scope): Node | undefined {
  const text = parameters.get(name);
  if (text !== undefined) return valueIn(text, block, scope);
  const written = values.findLast(({ body }) => attributeOf(body, name))?.body;
  const value = written && attributeOf(written, name);
  return value && evaluated(value, { module: scope.module, names: new Map() });
}

/** A value of another type than a text is spelled as in the language. */
function valueIn(text: string, { body, location }: Block, scope: Scope): Node {
  const type = attributeOf(body, "type");
  const isText = type?.kind === "reference" && type.name === "string";
  const spelledOut = type === undefined ? /^\s*[[{]/.test(text) : !isText;
  const expression = spelledOut ? wholeExpression(location.artifact, text, () => location.span, location.pointer) : undefined;
  return expression ? evaluated(expression, { module: scope.module, names: new Map() }) : scalarAt(location, text);
}

/** The value with the attributes that its type says are optional. Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export function withDefaults(value: Node, type: Expression | undefined, scope: Scope): Node {
  const [inner] = type?.kind === "call" ? type.arguments : [];
  if (type?.kind !== "call" || isUnknown(value) || choiceOf(value)) return value;
  if (type.name === "optional") return withDefaults(value, inner, scope);
  if (type.name === "object" && value.kind === "map" && inner?.kind === "object") {
    const entries = inner.entries.map(({ key, value: wanted }): Entry => {
      const name = keyText(key) ?? "";
      const own = propertyOf(value, name);
      const otherwise = wanted.kind === "call" && wanted.name === "optional" ? wanted.arguments[1] : undefined;
      const given = own && !(own.kind === "scalar" && own.value === null && otherwise) ? own : otherwise ? evaluated(otherwise, scope) : own ?? scalarAt(key.location, null);
      return { key: name, keySpan: value.entries.find((entry) => entry.key === name)?.keySpan ?? key.location.span, value: withDefaults(given, wanted, scope) };
    });
    return { ...value, entries };
  }
  if (value.kind === "list") return { ...value, items: value.items.map((item) => withDefaults(item, inner, scope)) };
  if (value.kind === "map" && type.name === "map") return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: withDefaults(entry.value, inner, scope) })) };
  return value;
}
