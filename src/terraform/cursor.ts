import { limits, shown, type Mistake } from "../text/mistake.js";
import type { Span } from "../text/location.js";
import type { Expression, Place } from "./syntax.js";

/** Where the reading of a text stands. The first mistake ends it: what follows would be its echo. */
export interface Cursor {
  readonly artifact: string;
  readonly text: string;
  /** Where a run of this text stands in the file. */
  readonly placed: (span: Span) => Span;
  /** Reads an expression: in a template there are expressions, and templates in these. */
  readonly expression: (cursor: Cursor, pointer: string) => Expression;
  at: number;
  /** Lists and objects around this place. */
  depth: number;
  /** Whether a line end is white space, as in brackets, or ends what stands before it. */
  spansLines: boolean;
  mistake: Mistake | undefined;
}

export function cursorOf(artifact: string, text: string, expression: Cursor["expression"], placed: Cursor["placed"] = (span) => span): Cursor {
  return { artifact, text, placed, expression, at: text.startsWith("\uFEFF") ? 1 : 0, depth: 0, spansLines: false, mistake: undefined };
}

/** Ends the reading; the first mistake counts. */
export function stop(cursor: Cursor, message: string, span: Span = { start: cursor.at, end: Math.min(cursor.at + 1, cursor.text.length) }): void {
  cursor.mistake ??= { message, span: cursor.placed(span) };
  cursor.at = cursor.text.length;
}

/** The text that the pattern matches here, which is passed; undefined where it does not. The pattern is sticky. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/** Whether the text goes on like this, behind white space; then it is passed. */
export function passes(cursor: Cursor, token: string): boolean {
  skip(cursor);
  const found = cursor.text.startsWith(token, cursor.at);
  if (found) cursor.at += token.length;
  return found;
}

/** Passes a token that must stand here. */
export function demand(cursor: Cursor, token: string, what = `\`${token}\` must stand`): void {
  if (!passes(cursor, token)) unexpected(cursor, what);
}

/** Says what stands here instead of what must. */
export function unexpected(cursor: Cursor, what: string): void {
  skip(cursor);
  const { text, at } = cursor;
  if (at >= text.length) {
    stop(cursor, `the text ends where ${what}`, { start: Math.max(0, text.trimEnd().length - 1), end: text.trimEnd().length });
    return;
  }
  const [token = ""] = /^(?:[\p{ID_Start}_][\p{ID_Continue}-]*|\d+|\r?\n|[^])/u.exec(text.slice(at, at + 100)) ?? [];
  stop(cursor, `${/^\s/.test(token) ? "the line ends" : `${shown(token)} stands`} where ${what}`, { start: at, end: at + (/^\s/.test(token) ? 0 : token.length) });
}

/** White space and comments; line ends where they do not count. */
export function skip(cursor: Cursor): void {
  const from = cursor.at;
  if (take(cursor, cursor.spansLines ? anywhere : inLine) !== undefined && cursor.text.startsWith("/*", cursor.at)) stop(cursor, "this comment never ends", { start: Math.max(from, cursor.at), end: cursor.at + 2 });
}

/** Whether something stands here, behind white space and line ends, before this bracket closes. */
export function isMore(cursor: Cursor, close: string): boolean {
  within(cursor, true, () => skip(cursor));
  return !isDone(cursor) && cursor.text[cursor.at] !== close;
}

/** Whether this stands here, behind white space. */
export function isAt(cursor: Cursor, token: string): boolean {
  skip(cursor);
  return cursor.text.startsWith(token, cursor.at);
}

/** Reads with or without line ends as white space. */
export function within<Result>(cursor: Cursor, spansLines: boolean, read: () => Result): Result {
  const before = cursor.spansLines;
  cursor.spansLines = spansLines;
  const result = read();
  cursor.spansLines = before;
  return result;
}

/** Reads what lies one bracket deeper; what lies too deep is a mistake. */
export function deeper<Result>(cursor: Cursor, read: () => Result): Result | undefined {
  if (cursor.depth >= limits.depth) {
    stop(cursor, `brackets and blocks stand more than ${limits.depth} deep inside each other here: flatten them`);
    return undefined;
  }
  cursor.depth += 1;
  const result = read();
  cursor.depth -= 1;
  return result;
}

/** The place of what was read from an offset on. */
export function placeFrom(cursor: Cursor, start: number, pointer: string): Place {
  return { artifact: cursor.artifact, pointer, span: cursor.placed({ start, end: cursor.at }) };
}

export const isDone = (cursor: Cursor): boolean => cursor.mistake !== undefined || cursor.at >= cursor.text.length;

/** A name. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers */
export const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

const inLine = /(?:[ \t\r]|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)*/y;
const anywhere = /(?:[ \t\r\n]|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)*/y;
