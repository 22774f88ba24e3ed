import { unknownParts } from "../text/unknown.js";
import { codesOf, type Token } from "./token.js";
import { keyOfUnknown, unknownToken } from "./unknown-token.js";

/** One symbol of a policy's text: a character by its UTF-16 code, a wildcard, or a variable that the request fills in. */
export type Symbol = number | "*" | "?" | Variable;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export interface Variable {
  /** The context key, in lower case: keys have no regard to case. */
  readonly key: string;
  /** What stands in its place where the request has no such key. */
  readonly fallback: string | undefined;
  /** Of a text that nobody knows: the token that is equal to itself. It is no variable of IAM's; its value is the same for every request. */
  readonly unknown?: Token;
}

/** The symbols of a text. Without variables, as in a policy of version 2008-10-17, `${…}` is text like any other. */
export function symbolsOf(text: string, variables: boolean): readonly Symbol[] {
  const parts = unknownParts(text);
  return parts.length === 1 ? knownSymbols(text, variables) : parts.flatMap((part, i) => i % 2 === 0 ? knownSymbols(part, variables) : [unknownOf(part)]);
}

function knownSymbols(text: string, variables: boolean): readonly Symbol[] {
  if (!variables || !text.includes("${")) return plainSymbols(text);
  return text.split(/(\$\{[^}]*\})/).flatMap((part, i) => i % 2 === 0 ? plainSymbols(part) : [variableOf(part)]);
}

/** Whether the symbols are the same for every request. */
export function isFixed(symbols: readonly Symbol[]): boolean {
  return !symbols.some((symbol) => typeof symbol === "object");
}

/** The symbols with each variable replaced by its value, in which wildcards are plain characters; undefined where one has none. */
export function filled(symbols: readonly Symbol[], valueOf: (variable: Variable) => string | undefined): readonly Symbol[] | undefined {
  const result: Symbol[] = [];
  for (const symbol of symbols) {
    if (typeof symbol !== "object") {
      result.push(symbol);
      continue;
    }
    const value = valueOf(symbol);
    if (value === undefined) return undefined;
    result.push(...codesOf(value));
  }
  return result;
}

/** The text that the symbols spell where wildcards mean themselves. */
export function spelled(symbols: readonly Symbol[]): string {
  return symbols.map((symbol) => typeof symbol === "number" ? String.fromCharCode(symbol) : typeof symbol === "object" ? "" : symbol).join("");
}

function plainSymbols(text: string): readonly Symbol[] {
  const symbols: Symbol[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    symbols.push(character === "*" || character === "?" ? character : text.charCodeAt(i));
  }
  return symbols;
}

/** `${*}`, `${?}` and `${$}` are the characters themselves. */
function variableOf(part: string): Symbol {
  const inside = part.slice(2, -1);
  if (inside === "*" || inside === "?" || inside === "$") return inside.charCodeAt(0);
  const [, key = "", fallback] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inside) ?? [];
  return { key: key.toLowerCase(), fallback };
}

function unknownOf(spelling: string): Symbol {
  const unknown = unknownToken(spelling);
  return { key: keyOfUnknown(unknown), fallback: undefined, unknown };
}
