import type { Document, Parser } from "./document.js";
import { cursorOf, type Cursor } from "./json-cursor.js";
import { flawOf, truncation, type TextToken } from "./json-flaws.js";
import { below, type Location, type Span } from "./location.js";
import { emptiness, faultsOf, limits, shown, tooDeep, twice } from "./mistake.js";
import type { Entry, Node } from "./node.js";

/**
 * Reads strict JSON: no comments, no trailing commas, no second value; a byte order mark at the start is passed over.
 * Where the author's meaning is beyond doubt (a comment, a comma too few or too many, a word without quotes) the
 * mistake is noted and the reading goes on; anywhere else it ends, so that no fault is the echo of another, and the
 * root holds what was read so far. Source: RFC 8259.
 */
export const parseJson: Parser = (artifact, text) => {
  const { root, cursor } = readFrom(text, { artifact, pointer: "" }, 0);
  const { kind, span } = cursor.token();
  const sourceOf = () => text.slice(span.start, span.end);
  if (root === undefined) {
    if (kind !== "end") cursor.stop(`${shown(sourceOf())} stands where a value must stand`, span);
  } else if (kind === "}" || kind === "]") cursor.stop(`${shown(kind)} closes nothing: remove it`, span);
  else if (kind !== "end" && (root.kind !== "scalar" || cursor.mistakes().length === 0)) {
    cursor.stop("a second value stands after the first: keep one, for a JSON text holds one", span);
  }
  const mistakes = root === undefined && cursor.mistakes().length === 0 ? [emptiness] : cursor.mistakes();
  return { artifact, text, root, faults: faultsOf(artifact, text, mistakes) };
};

/** Reads the one value that starts at an offset of a text, whatever follows it; its places are those of the value at `location`, and below. */
export function jsonAt(text: string, location: Location, from: number): Pick<Document, "root" | "faults"> {
  const { root, cursor } = readFrom(text, location, from);
  return { root, faults: faultsOf(location.artifact, text, cursor.mistakes()) };
}

function readFrom(text: string, outermost: Location, from: number): { readonly root: Node | undefined; readonly cursor: Cursor } {
  const cursor = cursorOf(text, from);
  const sourceOf = ({ start, end }: Span) => text.slice(start, end);
  let values = 0;

  /** Ends the reading at a token that cannot stand here; a text that ends here is its list's or object's to tell. */
  function demand(what: string): void {
    const { kind, span } = cursor.token();
    if (kind !== "end") cursor.stop(`${shown(sourceOf(span))} stands where ${what} must stand`, span);
  }

  /** The value at the cursor; undefined, and the cursor where it was, where none starts. */
  function readValue(location: Location, depth: number): Node | undefined {
    const token = cursor.token();
    const { span } = token;
    values += 1;
    if (values > limits.values) cursor.stop(`the text holds more than ${limits.values} values: split it`, span);
    switch (token.kind) {
      case "{":
      case "[":
        if (depth <= limits.depth) return token.kind === "{" ? readMap(location, depth) : readList(location, depth);
        cursor.stop(tooDeep(location.pointer, span).message, span);
        return undefined;
      case "literal":
        cursor.pass();
        return { kind: "scalar", location, span, value: token.value, source: sourceOf(span) };
      case "string":
      case "word": {
        const value = readText(token, location.pointer);
        return { kind: "scalar", location, span, value, source: token.kind === "word" ? value : text.slice(span.start + 1, token.flaw === "open" ? span.end : span.end - 1) };
      }
      default:
        return undefined;
    }
  }

  function readText(token: TextToken, pointer: string): string {
    const flaw = flawOf(token, text);
    if (flaw?.ends === true) cursor.stop(flaw.message, flaw.span, pointer);
    else if (flaw !== undefined) cursor.note({ ...flaw, pointer });
    cursor.pass();
    return token.kind === "string" ? token.value : sourceOf(token.span);
  }

  function readList(location: Location, depth: number): Node {
    const items: Node[] = [];
    const span = readMembers(location, "]", () => {
      const item = readValue(below(location, items.length), depth + 1);
      if (item === undefined) demand("a value or `]`");
      else items.push(item);
    });
    return { kind: "list", location, span, items };
  }

  function readMap(location: Location, depth: number): Node {
    const entries: Entry[] = [];
    const names = new Set<string>();
    const span = readMembers(location, "}", () => {
      const name = cursor.token();
      if (name.kind !== "string" && name.kind !== "word") {
        demand("a name in double quotes or `}`");
        return;
      }
      const key = readText(name, location.pointer);
      if (names.has(key)) cursor.note(twice(key, location.pointer, name.span));
      names.add(key);
      if (cursor.token().kind === ":") cursor.pass();
      else demand("a colon");
      const value = readValue(below(location, key), depth + 1);
      if (value === undefined) demand("a value");
      else entries.push({ key, keySpan: name.span, value });
    });
    return { kind: "map", location, span, entries };
  }

  /** Reads what stands between an opening bracket and its partner, member by member; the span of all. */
  function readMembers(location: Location, close: "}" | "]", readMember: () => void): Span {
    const opening = cursor.token().span;
    const outer = cursor.enter(location.pointer);
    cursor.pass();
    while (cursor.token().kind !== close && cursor.token().kind !== "end") {
      readMember();
      const { kind, span } = cursor.token();
      if (kind === ",") {
        cursor.pass();
        if (cursor.token().kind === close) cursor.note({ message: `nothing follows this comma before ${shown(close)}: remove it`, span, mend: { span, text: "" } });
      } else if (kind === "string" || (close === "]" && (kind === "{" || kind === "[" || kind === "literal"))) {
        cursor.note({ message: `a comma is missing after ${shown(sourceOf(cursor.last()))}: add it`, span: cursor.last(), mend: { span: { start: cursor.last().end, end: cursor.last().end }, text: "," } });
      } else if (kind !== close) demand(`a comma or \`${close}\``);
    }
    if (cursor.token().kind === "end" && !cursor.stopped()) {
      cursor.stop(truncation(close === "}" ? "an object" : "a list", text, opening.start), cursor.last());
    }
    cursor.enter(outer);
    cursor.pass();
    return { start: opening.start, end: cursor.last().end };
  }

  return { root: readValue(outermost, 1), cursor };
}
