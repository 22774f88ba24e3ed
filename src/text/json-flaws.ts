import type { Token } from "./json-tokens.js";
import { lineAt, lineStarts } from "./lines.js";
import type { Span } from "./location.js";
import { shown, type Mistake } from "./mistake.js";

export type TextToken = Extract<Token, { readonly kind: "string" | "word" }>;

/** What is wrong with a string or a word, in its smallest guilty part; undefined for a sound string. */
export interface Flaw {
  readonly message: string;
  readonly span: Span;
  /** Where the string ends is not certain, so nothing after it is. */
  readonly ends?: true;
  readonly mend?: NonNullable<Mistake["mend"]>;
}

/** The flaw of a string or a word: every word has one. */
export function flawOf(token: TextToken, text: string): Flaw | undefined {
  if (token.kind === "string" && token.flaw === undefined) return undefined;
  const { span } = token;
  const source = text.slice(span.start, span.end);
  if (token.kind === "word") return { message: wordMessage(source), span, ...mendOf(source, span) };
  if (token.flaw === "inside") return inside(source, span);
  const whole = `${shown(source)} has no closing quote on its line: close it, and write a line break inside a string as \`\\n\``;
  return { message: span.end < text.length ? whole : truncation("a string", text, span.start), span, ends: true };
}

/** The message for a text that ends inside a value that was opened at an offset. */
export function truncation(what: string, text: string, opening: number): string {
  return `the text ends in the middle of ${what} opened at line ${lineAt(lineStarts(text), opening) + 1}: complete and close it`;
}

function wordMessage(word: string): string {
  const quoted = shown(word);
  const literal = LITERALS.get(word.toLowerCase());
  if (literal !== undefined) return `${quoted} is spelled \`${literal}\` in JSON`;
  if (/^[-+.]?\d/.test(word)) return `${quoted} is no number in JSON: remove its leading zeros, plus sign or bare point, or put it in double quotes`;
  if (/^['‘’“”`]/.test(word)) return `${quoted} stands in quotes that JSON does not know: use straight double quotes`;
  return `${quoted} stands without quotes: put text in straight double quotes`;
}

/** A literal as JSON spells it, or a name in the quotes that it lacks. */
function mendOf(word: string, span: Span): Pick<Flaw, "mend"> {
  const text = LITERALS.get(word.toLowerCase()) ?? (/^[A-Za-z]\w*$/.test(word) ? JSON.stringify(word) : undefined);
  return text === undefined ? {} : { mend: { span, text } };
}

/** The first escape or control character of a string that JSON does not allow. */
function inside(source: string, span: Span): Flaw {
  for (const { 0: piece, index } of source.matchAll(PIECE)) {
    if (SOUND.test(piece)) continue;
    const message = piece.startsWith("\\")
      ? `${shown(piece)} is no escape in JSON: write a backslash itself as \`\\\\\``
      : `the control character ${shown(piece)} cannot stand in a string: write it as an escape`;
    return { message, span: { start: span.start + index, end: span.start + index + piece.length } };
  }
  return { message: `${shown(source)} is no string of JSON: write it anew`, span };
}

const LITERALS: ReadonlyMap<string, string> = new Map([["true", "true"], ["false", "false"], ["null", "null"], ["none", "null"]]);
/** What may be wrong in a string: an escape, or a character below the space. */
const PIECE = /\\u[0-9a-fA-F]{0,4}|\\.|[^ -\u{10FFFF}]/gsu;
/** Source: RFC 8259, section 7. */
const SOUND = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})$/;
