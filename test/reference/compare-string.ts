import type { Context } from "./context.js";
import { literal, matches, type Token, wildcards } from "./glob.js";
import { substituted } from "./variable.js";

/** Whether a value of the request satisfies a value written in the policy. */
export type Compare = (written: string, asked: string, context: Context, variables: boolean) => boolean;

/** Exact, and `*` is a character like any other. */
export const compareEqual: Compare = (written, asked, context, variables) =>
  fits(resolved(written, context, variables, literal), asked);

/** As compareEqual, without regard to case. */
export const compareIgnoringCase: Compare = (written, asked, context, variables) =>
  fits(resolved(written, context, variables, literal)?.map(lowered), asked.toLowerCase());

/** `*` none or more characters, `?` one; case-sensitive; a colon is a character like any other. */
export const compareLike: Compare = (written, asked, context, variables) =>
  fits(resolved(written, context, variables, wildcards), asked);

/** Tokens of a written value; undefined where a variable in it has no value. */
export function resolved(
  written: string, context: Context, variables: boolean, read: (text: string) => readonly Token[],
): readonly Token[] | undefined {
  return variables ? substituted(written, context, read) : read(written);
}

function fits(tokens: readonly Token[] | undefined, asked: string): boolean {
  return tokens !== undefined && matches(tokens, asked);
}

function lowered(token: Token): Token {
  return token.kind === "character" ? { kind: "character", text: token.text.toLowerCase() } : token;
}
