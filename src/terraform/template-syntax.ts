import type { Span } from "../text/location.js";
import { withoutUnknowns } from "../text/unknown.js";
import { deeper, demand, passes, placeFrom, skip, stop, take, unexpected, within, type Cursor } from "./cursor.js";
import { forIntro } from "./for-intro.js";
import type { Run, Template, TemplatePart, Trimming } from "./syntax.js";

/** The text in quotes that stands here. Source: https://developer.hashicorp.com/terraform/language/expressions/strings */
export function quotedAt(cursor: Cursor, pointer: string): Template {
  const start = cursor.at;
  cursor.at += 1;
  const { parts } = partsAt(cursor, pointer, quoted);
  if (cursor.mistake === undefined && take(cursor, /"/y) === undefined) stop(cursor, "this text has no closing quote on its line: close it, and write a line break inside as `\\n`", { start, end: cursor.at });
  return { kind: "template", parts, location: placeFrom(cursor, start, pointer) };
}

/** The text in quotes that stands here, if nothing in it must be worked out. */
export function literalText(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const { parts, location } = quotedAt(cursor, "");
  if (parts.some(({ kind }) => kind !== "text")) stop(cursor, "a label of a block is a plain text", { start, end: start + (location.span.end - location.span.start) });
  return parts.flatMap((part) => part.kind === "text" ? part.runs.map(({ text }) => text) : []).join("");
}

/** The heredoc that stands here: its last line end belongs to it. */
export function heredocAt(cursor: Cursor, pointer: string): Template {
  const start = cursor.at;
  const [, flush, marker] = /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n$/u.exec(take(cursor, /<<[^\n]*\n/y) ?? "") ?? [];
  const end = marker === undefined ? undefined : endOfHeredoc(cursor, marker);
  if (end === undefined) {
    stop(cursor, marker === undefined ? "a value must stand here" : `this text never ends: a line with \`${marker}\` alone is missing`, { start, end: marker === undefined ? start + 1 : cursor.at });
    return { kind: "template", parts: [], location: placeFrom(cursor, Math.min(start, cursor.at), pointer) };
  }
  const body = { ...cursor, text: cursor.text.slice(0, end.start), spansLines: false };
  const { parts } = partsAt(body, pointer, plain);
  if (body.mistake) stop(cursor, body.mistake.message, body.mistake.span);
  else cursor.at = end.end;
  return { kind: "template", parts: flush === "-" ? outdented(parts, indentOf(cursor.text.slice(start, end.start))) : parts, location: placeFrom(cursor, start, pointer) };
}

function endOfHeredoc(cursor: Cursor, marker: string): Span | undefined {
  const line = new RegExp(`^[ \\t]*${marker}(?=[ \\t\\r]*$)`, "gm");
  line.lastIndex = cursor.at;
  const found = line.exec(cursor.text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

interface Style {
  readonly run: RegExp;
  readonly escape: RegExp;
}

const quoted: Style = { run: /(?:[^"\\$%\n]|\$(?!\$?\{)|%(?!%?\{))+/y, escape: /\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8}|\\[nrt"\\]|\$\$\{|%%\{/y };
export const plain: Style = { run: /(?:[^$%\n]|\$(?!\$?\{)|%(?!%?\{))*\n|(?:[^$%\n]|\$(?!\$?\{)|%(?!%?\{))+/y, escape: /\$\$\{|%%\{/y };

interface Parts {
  readonly parts: readonly TemplatePart[];
  /** The directive that ends them. */
  readonly end?: { readonly word: "else" | "endif" | "endfor" } & Trimming;
}

/** The parts of a template, up to its end, or to a directive that ends them. */
export function partsAt(cursor: Cursor, pointer: string, style: Style): Parts {
  const parts: TemplatePart[] = [];
  let runs: Run[] = [];
  const flush = () => { if (runs.length > 0) parts.push({ kind: "text", runs }); runs = []; };
  while (cursor.mistake === undefined) {
    const start = cursor.at;
    const run = take(cursor, style.run);
    const escape = run === undefined ? take(cursor, style.escape) : undefined;
    if (run !== undefined) runs.push(...runsAt(cursor, withoutUnknowns(run), start));
    else if (escape !== undefined) runs.push({ text: unescaped(escape), span: cursor.placed({ start, end: cursor.at }), exact: false });
    else if (cursor.text.startsWith("${", start)) {
      flush();
      parts.push(valueAt(cursor, pointer));
    } else if (cursor.text.startsWith("%{", start)) {
      flush();
      const directive = deeper(cursor, () => directiveAt(cursor, pointer, style));
      if (directive !== undefined && "word" in directive) return { parts, end: directive };
      if (directive !== undefined) parts.push(directive);
    } else {
      if (cursor.text[start] === "\\") stop(cursor, `\`${cursor.text.slice(start, start + 2)}\` is no escape: write a backslash itself as \`\\\\\``, { start, end: start + 2 });
      break;
    }
  }
  flush();
  return { parts };
}

/** A run stands in the file as it is, unless the file is JSON and has escapes of its own in it. */
function runsAt(cursor: Cursor, text: string, start: number): readonly Run[] {
  const span = cursor.placed({ start, end: start + text.length });
  if (span.end - span.start === text.length) return [{ text, span, exact: true }];
  return text.split("").map((unit, i) => ({ text: unit, span: cursor.placed({ start: start + i, end: start + i + 1 }), exact: false }));
}

function unescaped(escape: string): string {
  if (/^[$%]/.test(escape)) return escape.slice(1);
  const code = /^\\[uU](.+)$/.exec(escape)?.[1];
  if (code !== undefined) return parseInt(code, 16) <= 0x10ffff ? withoutUnknowns(String.fromCodePoint(parseInt(code, 16))) : "\uFFFD";
  return { n: "\n", r: "\r", t: "\t" }[escape.slice(1)] ?? escape.slice(1);
}

function valueAt(cursor: Cursor, pointer: string): TemplatePart {
  const start = cursor.at;
  cursor.at += 2;
  const trimsBefore = take(cursor, /~/y) !== undefined;
  const value = within(cursor, true, () => cursor.expression(cursor, pointer));
  const trimsAfter = closed(cursor);
  return { kind: "value", value, span: cursor.placed({ start, end: cursor.at }), trimsBefore, trimsAfter };
}

/** Passes the end of `${` or `%{`, and says whether it trims. */
function closed(cursor: Cursor): boolean {
  return within(cursor, true, () => {
    const trims = passes(cursor, "~");
    demand(cursor, "}");
    return trims;
  });
}

function directiveAt(cursor: Cursor, pointer: string, style: Style): TemplatePart | NonNullable<Parts["end"]> {
  const start = cursor.at;
  cursor.at += 2;
  const trimsBefore = take(cursor, /~/y) !== undefined;
  within(cursor, true, () => skip(cursor));
  const span = () => cursor.placed({ start, end: cursor.at });
  const word = take(cursor, /(?:if|for|else|endif|endfor)\b/y);
  if (word === "else" || word === "endif" || word === "endfor") return { word, trimsBefore, trimsAfter: closed(cursor) };
  if (word === "for") {
    const intro = within(cursor, true, () => forIntro(cursor, pointer));
    const first = closed(cursor);
    const { parts, end } = partsAt(cursor, pointer, style);
    if (end?.word !== "endfor") unexpected(cursor, "`%{ endfor }` must stand");
    return { kind: "for", ...intro, parts: trimmed(parts, first, end?.trimsBefore === true), span: span(), trimsBefore, trimsAfter: end?.trimsAfter === true };
  }
  if (word === undefined) unexpected(cursor, "`if` or `for` must stand");
  const condition = within(cursor, true, () => cursor.expression(cursor, pointer));
  const first = closed(cursor);
  const then = partsAt(cursor, pointer, style);
  const other = then.end?.word === "else" ? partsAt(cursor, pointer, style) : { parts: [], end: then.end };
  if (other.end?.word !== "endif") unexpected(cursor, "`%{ endif }` must stand");
  return {
    kind: "if", condition, yes: trimmed(then.parts, first, then.end?.trimsBefore === true), no: trimmed(other.parts, then.end?.trimsAfter === true, other.end?.trimsBefore === true),
    span: span(), trimsBefore, trimsAfter: other.end?.trimsAfter === true,
  };
}

/** The parts without white space at their begin or end. */
function trimmed(parts: readonly TemplatePart[], before: boolean, after: boolean): readonly TemplatePart[] {
  return parts.map((part, i) => part.kind !== "text" ? part : trimmedText(part, before && i === 0, after && i === parts.length - 1));
}

function trimmedText({ runs }: Extract<TemplatePart, { kind: "text" }>, before: boolean, after: boolean): TemplatePart {
  const start = before ? runs.findIndex(({ text }) => /\S/.test(text)) : 0;
  const kept = before && start < 0 ? [] : runs.slice(start);
  const end = after ? kept.findLastIndex(({ text }) => /\S/.test(text)) : kept.length - 1;
  return { kind: "text", runs: kept.slice(0, end + 1).map((run, i) => cut(run, before && i === 0, after && i === end)) };
}

function cut(run: Run, before: boolean, after: boolean): Run {
  const from = before ? /^\s*/.exec(run.text)?.[0].length ?? 0 : 0;
  const text = after ? run.text.slice(from).trimEnd() : run.text.slice(from);
  return run.exact ? { ...run, text, span: { start: run.span.start + from, end: run.span.start + from + text.length } } : { ...run, text };
}

/** The parts, in which `~` took away the white space beside it. */
export function withTrims(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const trims = (part: TemplatePart | undefined, side: keyof Trimming) => part !== undefined && part.kind !== "text" && part[side];
  return parts.map((part, i) => part.kind === "text" ? trimmedText(part, trims(parts[i - 1], "trimsAfter"), trims(parts[i + 1], "trimsBefore")) : part);
}

/** How far the lines of a heredoc that stands behind `<<-` are indented, all of them. */
function indentOf(text: string): number {
  const lines = text.split("\n").slice(1).filter((line) => line.trim() !== "");
  return lines.length === 0 ? 0 : Math.min(...lines.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
}

/** A run of a heredoc never goes past a line's end, so a line begins with a run or behind one that ends so. */
function outdented(parts: readonly TemplatePart[], indent: number): readonly TemplatePart[] {
  let begins = true;
  return parts.map((part) => {
    if (part.kind !== "text") {
      begins = false;
      return part;
    }
    return { ...part, runs: part.runs.map((run) => {
      const isFirst = begins;
      begins = run.text.endsWith("\n");
      const from = isFirst && run.exact ? Math.min(indent, /^[ \t]*/.exec(run.text)?.[0].length ?? 0) : 0;
      return { ...run, text: run.text.slice(from), span: { start: run.span.start + from, end: run.span.end } };
    }) };
  });
}
