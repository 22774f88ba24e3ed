import { wellFormed } from "./well-formed.js";
import { oneLine, wordsOf } from "./words.js";

/**
 * A message as one line of Markdown: the user's text as code, ours as plain text. An empty comment within a
 * mention, the number of an issue or an address keeps GitHub from making links of them.
 * Source: https://github.github.com/gfm/ (6.1 backslash escapes, 6.3 code spans)
 */
export function prose(message: string): string {
  return wordsOf(oneLine(wellFormed(message))).map(({ text, quoted }) => quoted ? span(text) : text.replace(/[\\`*_{}[\]()<>#~|&!+$]/g, "\\$&").replace(/@|\\#|:(?=\/\/)|www(?=\.)/gi, "$&<!-- -->")).join("");
}

/** The text, without its backticks, as code. */
export function code(text: string): string {
  return span(oneLine(wellFormed(text)).replaceAll("`", "'"));
}

const span = (text: string) => (text.trim() === "" ? "" : `\`${text}\``);

/** The text as code in a cell of a table, which ends at a bar even within code, and whose bars no backslash hides behind another. Source: https://github.github.com/gfm/#tables-extension- */
export function cell(text: string): string {
  return `<code>${oneLine(wellFormed(text)).replace(/[^A-Za-z0-9 -]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)}</code>`;
}

/** A message as one line of HTML, as it stands within `<summary>`, where Markdown is not read. */
export function inline(message: string): string {
  return wordsOf(oneLine(wellFormed(message))).map(({ text, quoted }) => quoted ? `<code>${escaped(text)}</code>` : escaped(text).replace(/[@#]/g, "$&<!-- -->")).join("");
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Lines as they stand, in a fence that is longer than any in them. Source: https://github.github.com/gfm/#fenced-code-blocks */
export function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${wellFormed(text)}\n${fence}`;
}
