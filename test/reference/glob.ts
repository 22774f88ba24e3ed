/**
 * A pattern as a list of tokens, so that text which came from a variable can never turn into a wildcard.
 * `many` and `one` say whether they may stand for a colon.
 */
export type Token =
  | { readonly kind: "character"; readonly text: string }
  | { readonly kind: "many"; readonly colons: boolean }
  | { readonly kind: "one"; readonly colons: boolean };

/** Tokens of text in which nothing is a wildcard. */
export function literal(text: string): readonly Token[] {
  return [...text].map((character) => ({ kind: "character", text: character }));
}

/** Tokens of text in which `*` and `?` are wildcards that stand for every character, line breaks included. */
export function wildcards(text: string): readonly Token[] {
  return [...text].map((character) =>
    character === "*" ? { kind: "many", colons: true }
    : character === "?" ? { kind: "one", colons: true }
    : { kind: "character", text: character });
}

/**
 * Whether the whole text matches: `*` none or more characters, `?` exactly one, everything else itself:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matches(tokens: readonly Token[], text: string): boolean {
  return rest(tokens, 0, [...text], 0);
}

/** Whether the tokens from `at` match the characters from `from`: tries everything, naively. */
function rest(tokens: readonly Token[], at: number, text: readonly string[], from: number): boolean {
  const token = tokens[at];
  const character = text[from];
  if (token === undefined) return character === undefined;
  if (token.kind === "many") {
    if (rest(tokens, at + 1, text, from)) return true;
    return character !== undefined && stands(token, character) && rest(tokens, at, text, from + 1);
  }
  if (character === undefined) return false;
  const here = token.kind === "one" ? stands(token, character) : token.text === character;
  return here && rest(tokens, at + 1, text, from + 1);
}

function stands(wildcard: { readonly colons: boolean }, character: string): boolean {
  return wildcard.colons || character !== ":";
}
