import { createScanner } from "jsonc-parser";
import type { Span } from "./location.js";
import { withoutUnknowns } from "./unknown.js";

/** The smallest parts of a JSON text, and what people write that JSON does not know: a word, a comment, other white space. */
export type Token =
  | { readonly kind: "{" | "}" | "[" | "]" | ":" | "," | "end"; readonly span: Span }
  | { readonly kind: "string"; readonly span: Span; readonly value: string; readonly flaw?: "open" | "inside" }
  | { readonly kind: "literal"; readonly span: Span; readonly value: number | boolean | null }
  | { readonly kind: "word"; readonly span: Span }
  | { readonly kind: "comment" | "openComment" | "space"; readonly span: Span };

/** Gives the tokens of a text from an offset on, one after the other, without white space, and `end` for ever after the last; total. */
export function tokensOf(text: string, from: number): () => Token {
  const scanner = createScanner(text);
  // A byte order mark is no part of the text, but offsets count it.
  scanner.setPosition(from === 0 && text.startsWith("\uFEFF") ? 1 : from);

  /** A token that the scanner would end too early: it goes on to the end of what `pattern` matches. */
  function run(start: number, pattern: RegExp): Span {
    pattern.lastIndex = start;
    const end = start + Math.max(pattern.exec(text)?.[0].length ?? 0, 1);
    scanner.setPosition(end);
    return { start, end };
  }

  function odd(start: number): Token {
    if (text[start] === "#") return { kind: "comment", span: run(start, REST_OF_LINE) };
    return SPACE.test(text[start] ?? "") ? { kind: "space", span: run(start, SPACES) } : { kind: "word", span: run(start, WORD) };
  }

  /** The scanner would make a text of all the white space that JSON knows, character by character. */
  function passBlanks(): void {
    let at = scanner.getPosition();
    while (isBlank(text.charCodeAt(at))) at += 1;
    scanner.setPosition(at);
  }

  return function next() {
    passBlanks();
    const kind: number = scanner.scan();
    const start = scanner.getTokenOffset();
    // A comment that never ends puts the scanner one past the text.
    const span = { start, end: Math.min(scanner.getPosition(), text.length) };
    const error: number = scanner.getTokenError();
    switch (kind) {
      case 1: return { kind: "{", span };
      case 2: return { kind: "}", span };
      case 3: return { kind: "[", span };
      case 4: return { kind: "]", span };
      case 5: return { kind: ",", span };
      case 6: return { kind: ":", span };
      case 10: {
        const value = withoutUnknowns(scanner.getTokenValue());
        return error === 0 ? { kind: "string", span, value } : { kind: "string", span, value, flaw: error === OPEN_STRING ? "open" : "inside" };
      }
      case 12: return { kind: "comment", span };
      case 13: return { kind: error > 0 ? "openComment" : "comment", span };
      case 17: return { kind: "end", span };
      default: {
        const token = odd(start);
        const spelled = text.slice(token.span.start, token.span.end);
        return token.kind === "word" && LITERAL.test(spelled) ? { kind: "literal", span: token.span, value: literalOf(spelled) } : token;
      }
    }
  };
}

/** What a literal spells; the caller has checked that it is one. */
function literalOf(spelled: string): number | boolean | null {
  switch (spelled) {
    case "null": return null;
    case "true": return true;
    case "false": return false;
    default: return Number(spelled);
  }
}

// The scanner's kinds and errors by number: its enums exist for the compiler alone, which may not inline them here.
const OPEN_STRING = 2;

/** A space, a tab or a part of a line end. Source: RFC 8259, section 2. */
const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Up to the next character that means something to JSON, so that `01` and `1.2.3` are one word and not two numbers. */
const WORD = /[^\s\u200B\u2060,:[\]{}"/]+/y;
/** White space that JSON does not know, such as U+00A0 from a web page; what it knows is gone before. */
const SPACE = /[\s\u200B\u2060]/;
const SPACES = /[^\S \t\r\n]+|[\u200B\u2060]+/y;
const REST_OF_LINE = /[^\r\n]*/y;
/** Source: RFC 8259, sections 3 and 6. */
const LITERAL = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;
