import { Composer, isAlias, isNode, isScalar, isSeq, Lexer, Parser, type CST, type ParsedNode } from "yaml";
import type { Span } from "./location.js";
import { limits } from "./mistake.js";
import { withoutUnknowns } from "./unknown.js";

/** A YAML value as it is spelled: aliases are not followed, merge keys are keys. */
export type Spelling =
  | { readonly kind: "alias"; readonly name: string; readonly span: Span }
  | { readonly kind: "scalar"; readonly anchor: string | undefined; readonly tag?: string; readonly span: Span; readonly value: string | number | boolean | null; readonly style: "plain" | "quoted" | "block" }
  | { readonly kind: "list"; readonly anchor: string | undefined; readonly tag?: string; readonly span: Span; readonly items: readonly Spelling[] }
  | { readonly kind: "map"; readonly anchor: string | undefined; readonly tag?: string; readonly span: Span; readonly pairs: readonly (readonly [key: Spelling, value: Spelling])[] };

/** The first document of a YAML text that holds something. */
export interface Syntax {
  /** Undefined where no document holds anything. */
  readonly root: Spelling | undefined;
  /** The library's own errors, with its code and English sentence. */
  readonly errors: readonly { readonly code: string; readonly message: string; readonly span: Span }[];
  /** Where a second document starts. */
  readonly second?: Span;
}

/** A text that is not read at all, since reading it would cost too much, and where that shows. */
export interface Refusal {
  readonly refused: "depth" | "length";
  readonly span: Span;
}

/** Reads the syntax of a YAML 1.2 text, with the core schema whatever its directives say; total. Source: YAML 1.2.2, section 10.3. */
export function syntaxOf(text: string): Syntax | Refusal {
  const tokens = tokensOf(text);
  if ("refused" in tokens) return tokens;
  // What holds nothing does not count: an empty document between markers is no second one.
  const documents = tokens.flatMap((token) => (token.type === "document" && token.value !== undefined ? [token] : []));
  const [first, second] = documents;
  const until = second === undefined ? tokens : tokens.slice(0, tokens.indexOf(second));
  const composer = new Composer({ schema: "core", merge: false, resolveKnownTags: false, uniqueKeys: false, prettyErrors: false });
  const [document] = composer.compose(until.filter((token) => token.type !== "document" || token === first || documents.length === 0), true, text.length);
  const errors = (document?.errors ?? []).map(({ code, message, pos: [start, end] }) => ({ code, message, span: { start, end } }));
  const root = first && document?.contents ? spellingOf(document.contents, text) : undefined;
  return { root, errors, ...(second !== undefined && { second: startOf(second) }) };
}

/** The library's tree of a text. It composes values by recursion and its memory grows with the tokens, so both are bounded here. */
function tokensOf(text: string): readonly CST.Token[] | Refusal {
  if (text.length > limits.length) return { refused: "length", span: { start: limits.length, end: limits.length + 1 } };
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    tokens.push(...parser.next(lexeme));
    count += 1;
    const span = { start, end: start + lexeme.length };
    if (count > limits.tokens) return { refused: "length", span };
    // The stack holds the document, the open lists and maps, and perhaps a scalar.
    if (parser.stack.length > limits.depth + 2) return { refused: "depth", span };
  }
  return [...tokens, ...parser.end()];
}

function spellingOf(node: ParsedNode, text: string): Spelling {
  const [start, end] = node.range;
  if (isAlias(node)) return { kind: "alias", name: node.source, span: { start, end } };
  const marks = { anchor: node.anchor, ...(node.tag?.startsWith("!") && { tag: node.tag }) };
  if (isScalar(node)) {
    const style = node.type === "PLAIN" ? "plain" : node.type?.startsWith("BLOCK") === true ? "block" : "quoted";
    // Nor is the line break below a block scalar a part of it.
    const trimmed = style === "block" ? start + text.slice(start, end).trimEnd().length : end;
    return { kind: "scalar", ...marks, span: { start, end: trimmed }, value: valueOf(node.value), style };
  }
  // The library lets a block end with the comments and empty lines below it; ours ends with its last value.
  const spanTo = (last: Spelling | undefined): Span => ({ start, end: node.flow === true ? end : Math.max(start, last?.span.end ?? end) });
  if (isSeq(node)) {
    const items = node.items.map((item) => (isNode(item) ? spellingOf(item, text) : nothingAt(end)));
    return { kind: "list", ...marks, span: spanTo(items.at(-1)), items };
  }
  const pairs = node.items.map((pair): readonly [Spelling, Spelling] => {
    const key = spellingOf(pair.key, text);
    return [key, pair.value === null ? nothingAt(key.span.end) : spellingOf(pair.value, text)];
  });
  return { kind: "map", ...marks, span: spanTo(pairs.at(-1)?.[1]), pairs };
}

/** A value that is left out: null, as in `a:`. */
function nothingAt(offset: number): Spelling {
  return { kind: "scalar", anchor: undefined, span: { start: offset, end: offset }, value: null, style: "plain" };
}

/** The core schema has no other values than these. */
function valueOf(value: unknown): string | number | boolean | null {
  if (typeof value === "string") return withoutUnknowns(value);
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

function startOf(document: CST.Document): Span {
  const marker = document.start.find((token) => token.type === "doc-start") ?? document;
  return { start: marker.offset, end: marker.offset + ("source" in marker ? marker.source.length : 1) };
}
