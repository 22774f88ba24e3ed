import type { Document, Fault, Parser } from "./document.js";
import type { Location, Span } from "./location.js";
import type { Node, ScalarNode } from "./node.js";

/** A text that was read inside another: its places are places in the outer text. */
export interface Embedded extends Pick<Document, "root"> {
  readonly faults: readonly Fault<"syntax">[];
}

/**
 * Reads the text that a string of another text spells, as AWS gives policies back: as a string with escapes, or, by RFC 3986,
 * percent-encoded. Everything keeps the place where it stands in the outer text.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
 */
export function embedded(node: ScalarNode, outer: string, parse: Parser): Embedded {
  return embeddedText(decoded(unescaped(outer, node.span)), node, parse);
}

/** Reads a text of which it is known where each of its units stands in the outer text. */
export function embeddedText({ text, offsets }: Mapped, { location, span }: Pick<Node, "location" | "span">, parse: Parser): Embedded {
  const placed = (at: Location, { start, end }: Span): Location => ({ ...at, pointer: `${location.pointer}${at.pointer}`, span: { start: offsets[start] ?? span.end, end: end > start ? behind(offsets, start, end) ?? span.end : offsets[start] ?? span.end } });
  const moved = (inner: Node): Node => {
    const own = placed(inner.location, inner.span);
    const place = { location: own, span: own.span ?? span };
    switch (inner.kind) {
      case "scalar": return { ...inner, ...place };
      case "list": return { ...inner, ...place, items: inner.items.map(moved) };
      case "map": return { ...inner, ...place, entries: inner.entries.map((entry) => ({ ...entry, keySpan: placed(location, entry.keySpan).span ?? span, value: moved(entry.value) })) };
    }
  };
  const { root, faults } = parse(location.artifact, text);
  // How to put it right is said of the inner text, and would be done to the outer one.
  return { root: root && moved(root), faults: faults.map(({ kind, message, ...fault }) => ({ kind, message, location: placed(fault.location, fault.location.span ?? { start: 0, end: text.length }) })) };
}

/** Where a run ends. Units that all come from one place end with it. */
function behind(offsets: readonly number[], start: number, end: number): number | undefined {
  let last = end;
  while (last < offsets.length && offsets[last] === offsets[start]) last += 1;
  return offsets[last];
}

/** A text, and for each of its units where it stands in the outer text; one more for its end. */
export interface Mapped {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** The content of a string of JSON, or of YAML as far as it spells it alike. */
export function unescaped(outer: string, { start, end }: Span): Mapped {
  const quoted = outer.startsWith('"', start);
  const inner = quoted || outer.startsWith("'", start) ? { start: start + 1, end: end - 1 } : { start, end };
  return mapped(outer, inner, quoted ? /\\u([0-9a-fA-F]{4})|\\([^])/y : /(?!)/y, ([, code, escape]) => code === undefined ? escapes[escape ?? ""] ?? escape ?? "" : String.fromCharCode(parseInt(code, 16)));
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** A document is percent-encoded as a whole, so its brace is. */
function decoded({ text, offsets }: Mapped): Mapped {
  if (!/^\s*%7B/i.test(text)) return { text, offsets };
  const plain = mapped(text, { start: 0, end: text.length }, character, ([bytes]) => characterOf(bytes));
  return { text: plain.text, offsets: plain.offsets.map((offset) => offsets[offset] ?? 0) };
}

/** One character of UTF-8. */
const character = /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/iy;

/** Bytes that are no character stand for themselves. */
function characterOf(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch (error) {
    if (error instanceof URIError) return bytes;
    throw error;
  }
}

function mapped(text: string, { start, end }: Span, pattern: RegExp, meaning: (match: RegExpExecArray) => string): Mapped {
  const pieces: string[] = [];
  const offsets: number[] = [];
  for (let at = start; at < end;) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const piece = match ? meaning(match) : text[at] ?? "";
    for (let i = 0; i < piece.length; i++) offsets.push(at);
    pieces.push(piece);
    at += match?.[0].length ?? 1;
  }
  return { text: pieces.join(""), offsets: [...offsets, end] };
}
