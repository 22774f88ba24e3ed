import { isArn, partsOf } from "./arn.js";
import { matches, type Token, wildcards } from "./glob.js";
import { type Compare, resolved } from "./compare-string.js";

/**
 * ArnEquals and ArnLike, which are the same: each of the six parts by itself, `*` and `?` within the part.
 * Holds for no value that is not an ARN (measured).
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const compareArn: Compare = (written, asked, context, variables) => {
  if (!isArn(asked)) return false;
  const tokens = resolved(written, context, variables, wildcards);
  if (tokens === undefined) return false;
  const [patterns, values] = [sixParts(tokens), partsOf(asked)];
  return patterns.length === 6 && patterns.every((pattern, part) => matches(pattern, values[part] ?? ""));
};

/** Tokens cut at the first five colons. */
function sixParts(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (parts.length < 6 && token.kind === "character" && token.text === ":") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
