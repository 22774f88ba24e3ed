import { lineAt, lineStarts } from "./lines.js";
import type { Span } from "./location.js";

/** A comment that begins with `#`, as YAML and HCL have it, and what it is about. */
export interface Comment {
  /** What stands behind the `#`. */
  readonly text: string;
  readonly span: Span;
  /** The lines that it is about, 1-based, both included. */
  readonly lines: { readonly from: number; readonly to: number };
}

/**
 * The comments of a text that begin with a word. One that stands behind something is about its own line, one that has a line to
 * itself about the next that says something; either way with all that is indented below it, as an entry with all that it holds.
 */
export function commentsOf(text: string, word: string): readonly Comment[] {
  if (!text.includes(word)) return [];
  const starts = lineStarts(text);
  const lines = starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).trimEnd());
  return [...text.matchAll(/(?<=^|[ \t])#+[ \t]*([^\r\n]*)/gm)].filter(([, said = ""]) => said.split(/\s/, 1)[0] === word).map((found) => {
    const said = found[1]?.trimEnd() ?? "";
    const own = lineAt(starts, found.index);
    return { text: said, span: { start: found.index, end: found.index + found[0].trimEnd().length }, lines: linesFrom(lines, isBare(lines[own]) ? nextSaid(lines, own + 1) : own) };
  });
}

/** Nothing on the line counts: it is blank, or a comment. */
const isBare = (line = "") => /^\s*(#|$)/.test(line);

function nextSaid(lines: readonly string[], from: number): number {
  const next = lines.findIndex((line, i) => i >= from && !isBare(line));
  return next < 0 ? lines.length : next;
}

function linesFrom(lines: readonly string[], first: number): Comment["lines"] {
  const depth = depthOf(lines[first]);
  // YAML lets the items of a list stand as deep as the key that they belong to.
  const isList = /^\s*[^\s-].*:\s*(#.*)?$/.test(lines[first] ?? "");
  const isWithin = (line: string) => isBare(line) || depthOf(line) > depth || (isList && depthOf(line) === depth && /^\s*-(\s|$)/.test(line));
  const beyond = lines.findIndex((line, i) => i > first && !isWithin(line));
  return { from: first + 1, to: beyond < 0 ? lines.length : beyond };
}

const depthOf = (line = "") => line.length - line.trimStart().length;
