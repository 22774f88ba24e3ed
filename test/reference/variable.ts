import { type Context, valuesOf } from "./context.js";
import { literal, type Token } from "./glob.js";

/** `${…}`: a name, perhaps with a default in single quotes. */
const variable = /\$\{([^}]*)\}/g;
const nameAndDefault = /^\s*([^,'\s]+)\s*(?:,\s*'(.*)'\s*)?$/s;

/**
 * The tokens of a text once its variables have their values, or undefined where one has no value: such a text
 * matches nothing. What comes from a variable is literal (not stated by AWS in plain words);
 * what is written around it goes through `written`. One round only.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function substituted(
  text: string, context: Context, written: (text: string) => readonly Token[],
): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of text.matchAll(variable)) {
    tokens.push(...written(text.slice(end, found.index)));
    end = found.index + found[0].length;
    const value = valueOf(found[1] ?? "", context);
    if (value === undefined) return undefined;
    tokens.push(...literal(value));
  }
  return [...tokens, ...written(text.slice(end))];
}

function valueOf(inside: string, context: Context): string | undefined {
  // `${*}`, `${?}`, `${$}` are the characters themselves: the page above, "Special characters".
  if (inside === "*" || inside === "?" || inside === "$") return inside;
  const [, name, fallback] = nameAndDefault.exec(inside) ?? [];
  if (name === undefined) return undefined;
  // Key names ignore case. Only a key with one value can stand in a text, and an empty one is no value:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
  const values = valuesOf(context, name);
  const value = values.length === 1 && values[0] !== "" ? values[0] : undefined;
  return value ?? fallback;
}
