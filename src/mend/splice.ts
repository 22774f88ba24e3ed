import type { Document } from "../text/document.js";
import type { Edit } from "../text/edit.js";
import type { Span } from "../text/location.js";
import type { Change, Mend } from "../text/mend.js";
import type { Entry, MapNode } from "../text/node.js";
import { exactly } from "./exactly.js";
import { insertionInto } from "./insertion.js";
import { removal } from "./removal.js";
import { spelledLike } from "./spelling.js";

/**
 * The mend as edits of texts, so that every other byte stays: quotes, indentation, line ends. Undefined where it cannot be made
 * exactly: where the value is not spelled at its place but follows from elsewhere, or stands in a text inside another.
 */
export function spliced({ changes }: Mend, documents: ReadonlyMap<string, Document>): readonly Edit[] | undefined {
  const edits = changes.flatMap((change): readonly Edit[] => {
    const document = documents.get(change.location.artifact);
    // A character that could not be read would be written as another.
    const edit = document === undefined || document.text.includes("\uFFFD") ? undefined : editOf(change, document);
    return edit === undefined || document === undefined ? [] : [narrowed(edit, document.text)];
  });
  return edits.length === changes.length && edits.some(({ start, end, text }) => start < end || text !== "") ? edits : undefined;
}

function editOf(change: Change, document: Document): Edit | undefined {
  const { artifact, text } = document;
  const edit = (span: Span | undefined, written: string | undefined): Edit | undefined => span && written !== undefined ? { artifact, start: span.start, end: span.end, text: written } : undefined;
  if (change.kind === "splice") return edit(change.location.span, change.text);
  const place = exactly(document, change.location);
  if (place === undefined) return undefined;
  switch (change.kind) {
    case "write": return place.text === change.from ? edit(place.span, spelledLike(text.slice(place.span.start, place.span.end), change.to, place.isText)) : undefined;
    case "add": return place.node.kind === "map" ? edit(...addition(place.node, change.key, change.value, text)) : undefined;
    case "insert": {
      const insertion = insertionInto(text, place.node, change.values);
      return insertion && edit(insertion.span, insertion.text);
    }
    case "remove": return edit(removal(place, text), "");
  }
}

/** What a new first property of a map is, and where it goes: written as the one that is the first so far. */
function addition({ span, entries: [first] }: MapNode, key: string, value: Extract<Change, { kind: "add" }>["value"], text: string): readonly [Span, string | undefined] {
  const isFlow = text.startsWith("{", span.start);
  if (first === undefined) return [{ start: span.start + 1, end: span.start + 1 }, isFlow ? `"${key}": ${JSON.stringify(value)}` : undefined];
  const at = { start: first.keySpan.start, end: first.keySpan.start };
  const name = spelledLike(text.slice(first.keySpan.start, first.keySpan.end), key, true);
  const spelled = spelledLike(isFlow ? text.slice(first.keySpan.start, first.keySpan.end) : "k", value, true);
  if (name === undefined || spelled === undefined) return [at, undefined];
  const between = isFlow ? text.slice(span.start + 1, at.start) : lineBreak(first, text);
  if (between === undefined || /\S/.test(between)) return [at, undefined];
  const colon = isFlow ? text.slice(first.keySpan.end, first.value.span.start) : ": ";
  // All on one line without blanks stays so.
  const gap = isFlow && between === "" && /\s/.test(colon) ? " " : between;
  return [at, `${name}${/^\s*:\s*$/.test(colon) ? colon : ": "}${spelled}${isFlow ? "," : ""}${gap}`];
}

/** The end of a line as the text has it, and the indentation of a block of YAML; undefined where its first name does not begin its line. */
function lineBreak({ keySpan: { start } }: Entry, text: string): string | undefined {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const indentation = text.slice(line, start);
  return /^ *$/.test(indentation) ? `${text.includes("\r\n") ? "\r\n" : "\n"}${indentation}` : undefined;
}

/** The edit without what both texts begin and end with: of a pair of surrogates it takes both or none. */
function narrowed({ artifact, start, end, text }: Edit, whole: string): Edit {
  const old = whole.slice(start, end);
  const shorter = Math.min(old.length, text.length);
  let [before, behind] = [0, 0];
  while (before < shorter && old[before] === text[before]) before += 1;
  while (behind < shorter - before && old[old.length - 1 - behind] === text[text.length - 1 - behind]) behind += 1;
  if (/[\uD800-\uDBFF]$/.test(old.slice(0, before))) before -= 1;
  if (/^[\uDC00-\uDFFF]/.test(old.slice(old.length - behind))) behind -= 1;
  return { artifact, start: start + before, end: end - behind, text: text.slice(before, text.length - behind) };
}

