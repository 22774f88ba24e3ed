import { firstUnknown, type Token } from "./token.js";

/**
 * Texts that nobody knows (`text/unknown.ts`) as tokens: each spelling has one, in the order in which they are first met.
 * Nothing hangs on the order.
 */
const tokens = new Map<string, Token>();
const spellings: string[] = [];

export function unknownToken(spelling: string): Token {
  const known = tokens.get(spelling);
  if (known !== undefined) return known;
  const token = firstUnknown + spellings.length;
  tokens.set(spelling, token);
  spellings.push(spelling);
  return token;
}

/** The character, or the unknown text as it is spelled, that a token stands for. */
export function textOfToken(token: Token): string {
  return token < firstUnknown ? String.fromCharCode(token) : spellings[token - firstUnknown] ?? "";
}

/** The name under which a context may give the value of an unknown text. */
export const keyOfUnknown = (token: Token): string => `unknown ${token - firstUnknown}`;
