import type { Span } from "./location.js";
import { limits, nodeAt, shown, type Mistake } from "./mistake.js";
import type { Node } from "./node.js";
import type { Syntax } from "./yaml-syntax.js";

type LibraryError = Syntax["errors"][number];

/**
 * The library's errors in our words. An error in the structure of a YAML text throws the rest of it out of step, so of
 * those the first alone is told; an error inside one value stands for itself.
 */
export function flawsOf(errors: readonly LibraryError[], root: Node | undefined, text: string): readonly Mistake[] {
  const ordered = errors.toSorted((a, b) => a.span.start - b.span.start);
  const broken = ordered.find(({ code }) => !SEPARATE.has(code));
  const told = ordered.filter((error) => error === broken || SEPARATE.has(error.code));
  return told.slice(0, 50 * limits.faults).map((error) => {
    const span = guilty(error, root, text);
    const side = error.span.start < text.trimEnd().length ? "before" : "after";
    return { message: messageOf(error, text.slice(span.start, span.end)).replace("missing before", `missing ${side}`), span };
  });
}

/** The library often points at a line break or beyond the text: the next word is meant, or the last one, or an open quote. */
function guilty({ message, span }: LibraryError, root: Node | undefined, text: string): Span {
  const around = root && message.startsWith("Missing closing") ? nodeAt(root, span.start) : undefined;
  if (around?.kind === "scalar") return lineFrom(around.span.start, text);
  if (/\S|\t/.test(text.slice(span.start, span.end))) return { start: span.start, end: Math.min(span.end, text.length) };
  const next = span.start + text.slice(span.start).search(/\S/);
  if (next >= span.start) return { start: next, end: next + (/^[^\s:,]+|^./u.exec(text.slice(next, next + 200))?.[0].length ?? 1) };
  const last = /\S+\s*$/.exec(text.slice(-200));
  const start = Math.max(0, text.length - 200) + (last?.index ?? 0);
  return { start, end: start + (last?.[0].trimEnd().length ?? 0) };
}

function lineFrom(start: number, text: string): Span {
  const length = text.slice(start).search(/\r|\n|$/);
  return { start, end: start + length };
}

function messageOf({ code, message }: LibraryError, guiltyText: string): string {
  const told = code === "MISSING_CHAR" || code === "BAD_INDENT" ? MISSING.find(([pattern]) => pattern.test(message))?.[1] : undefined;
  const sentence = told ?? SENTENCES.get(code) ?? `this is no YAML (${message.charAt(0).toLowerCase()}${message.slice(1)}): correct it`;
  return sentence.replace("%", () => shown(guiltyText));
}

/** Errors of one value, which leave the structure around it as it is. */
const SEPARATE: ReadonlySet<string> = new Set(["ALIAS_PROPS", "BAD_ALIAS", "BAD_DQ_ESCAPE", "BAD_SCALAR_START", "MULTIPLE_ANCHORS", "MULTIPLE_TAGS", "TAB_AS_INDENT", "TAG_RESOLVE_FAILED"]);

/** By the library's code; `%` is the guilty text. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["ALIAS_PROPS", "% is an alias and cannot have an anchor or a tag: remove them"],
  ["BAD_ALIAS", "% starts an alias or an anchor in YAML: name it, or put the text in quotes"],
  ["BAD_DIRECTIVE", "% is no directive of YAML: remove it, or put a line `---` after the directives"],
  ["BAD_DQ_ESCAPE", "% starts an escape that YAML does not know: write a backslash itself as `\\\\`, or use single quotes"],
  ["BAD_INDENT", "% is not indented as its neighbours are: align it with them"],
  ["BAD_PROP_ORDER", "% stands before the sign that it belongs behind: move it after the `-`, `?` or `:`"],
  ["BAD_SCALAR_START", "% cannot start a value without quotes: put the value in quotes"],
  ["BLOCK_AS_IMPLICIT_KEY", "% starts a map or list on the line of another name: put it on a line of its own, or in quotes to mean text"],
  ["BLOCK_IN_FLOW", "% starts an indented list or map inside brackets: write it with brackets too, or add the comma that is missing"],
  ["KEY_OVER_1024_CHARS", "% is a name of more than 1024 characters: shorten it"],
  ["MISSING_CHAR", "a sign is missing at %: add it"],
  ["MULTILINE_IMPLICIT_KEY", "% is a name that goes over lines: put it on one line, and see whether a colon is missing"],
  ["MULTIPLE_ANCHORS", "% is the second anchor of one value: keep one"],
  ["MULTIPLE_TAGS", "% is the second tag of one value: keep one"],
  ["RESOURCE_EXHAUSTION", "% is nested too deep to be read: flatten it"],
  ["TAB_AS_INDENT", "a tab stands in the indentation: use spaces, for YAML does not count tabs"],
  ["TAG_RESOLVE_FAILED", "% is a tag that YAML cannot resolve here: remove it"],
  ["UNEXPECTED_TOKEN", "% cannot stand here: remove it, align it with its neighbours, or put text in quotes"],
]);

/** By the library's sentence, where its code says too little. */
const MISSING: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing/, "% has no closing quote: close it"],
  [/end with a }/, "a closing `}` is missing before %: close the map that is open here"],
  [/end with a ]/, "a closing `]` is missing before %: close the list that is open here"],
  [/^Missing , or : between/, "a comma or colon is missing before %: add it"],
  [/^Missing , between/, "a comma is missing before %: add it"],
  [/^Missing space after :/, "a space is missing after the colon before %: add it"],
  [/followed by map values/, "% is a name without a colon and a value: add them, or align it with what it belongs to"],
  [/without - indicator/, "a `-` is missing before %: add it"],
  [/^Comments must be separated/, "a space is missing before the comment %: add it"],
  [/^Tags and anchors must be separated/, "a space is missing before %: add it"],
  [/newline after block sequence props|same line with directives-end/, "a line break is missing before %: add it"],
  [/^Missing directives-end/, "a line `---` is missing after the directives: add it"],
];
