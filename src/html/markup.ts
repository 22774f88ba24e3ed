import { wellFormed } from "../report/well-formed.js";
import { wordsOf } from "../report/words.js";

/** Text that is HTML already. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup is not, a list is each of its parts, `undefined` is nothing. */
export type Part = Markup | string | number | undefined | readonly Part[];

/** A template of HTML in which whatever is filled in is escaped: nothing of the user's can be anything but text. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((text, i) => text + shown(parts[i])).join("") };
}

/** A message with the user's text, which stands in backticks, as code. */
export function prose(message: string): Markup {
  return html`${wordsOf(message).map(({ text, quoted }) => quoted ? html`<code>${text}</code>` : text)}`;
}

function shown(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return "markup" in part ? part.markup : part.map(shown).join("");
}

const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

// HTML has no place for control characters: https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
const escaped = (text: string): string => wellFormed(text).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/g, "\uFFFD").replace(/[&<>"']/g, (character) => references[character] ?? character);
