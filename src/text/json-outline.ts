import type { Span } from "./location.js";

/** A value in a list of a JSON object, as `/Jobs/7`, of a text that is too large to be held; offsets count bytes. */
export interface Listed extends Span {
  /** The name of the list. */
  readonly list: string;
  readonly index: number;
  /** 0-based, as `column`, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Where its line starts, and the line before: itself where there is none. */
  readonly lineStart: number;
  readonly before: number;
  /** The texts that were asked for, each with what it was asked for as, in the order of the text. */
  readonly told: readonly (readonly [string, string])[];
}

/** A text that somebody wants to know of each value: the member with this name, so many objects and lists deep in the value: 1 for its own. */
export interface Wanted {
  readonly name: string;
  readonly deep: number;
}

/** Goes through a text in runs of bytes. */
export interface Outline {
  readonly push: (bytes: Uint8Array) => void;
  /** Why the text is no whole JSON object, as far as its outermost brackets tell, once all was pushed. */
  readonly end: () => string | undefined;
}

/**
 * Finds the values in the lists of a JSON object, whatever its size: nothing is kept of what was gone through. Only brackets,
 * strings and lines are looked at; what a value says is for who reads it.
 */
export function outlineOf(wanted: readonly Wanted[], found: (listed: Listed) => void): Outline {
  let [offset, line, lineStart, before, wide] = [0, 0, 0, 0, 0];
  let [inString, escaped, isName, apart] = [false, false, true, true];
  let [list, index, name] = ["", -1, ""];
  let flaw: string | undefined;
  let captured: number[] | undefined;
  let item: Omit<Listed, "end" | "told"> | undefined;
  let told: (readonly [string, string])[] = [];
  const open: number[] = [];

  function begin(bracket: number): void {
    if (open.length === 2 && open[1] === LIST) {
      if (!apart) flaw ??= `a comma is missing on line ${line + 1}`;
      index += 1;
      apart = false;
      told = [];
      item = { list, index, start: offset, line, column: offset - lineStart - wide, lineStart, before };
    }
    if (open.length === 1) index = -1;
    open.push(bracket);
    apart ||= open.length === 2;
    isName = bracket === MAP;
  }

  function close(bracket: number): void {
    if (open.pop() !== bracket - 2) flaw ??= `a bracket closes nothing on line ${line + 1}`;
    if (open.length === 2 && item) {
      found({ ...item, end: offset + 1, told });
      item = undefined;
    }
  }

  const depths = new Set(wanted.map(({ deep }) => deep));
  const isWanted = () => (open.length === 1 && isName) || (item !== undefined && depths.has(open.length - 2) && (isName || wanted.some((each) => each.name === name && each.deep === open.length - 2)));

  function text(bytes: number[]): void {
    const value = unescaped(decoder.decode(Uint8Array.from(bytes)));
    if (!isName) told.push([name, value]);
    else if (open.length === 1) list = value;
    else name = value;
  }

  /** Goes on inside a string from a byte of this run; where the run, or the string, has come to its end. */
  function inside(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length; at += 1) {
      if (!escaped && captured === undefined) at = behindPlain(bytes, at);
      const byte = bytes[at];
      if (byte === undefined) break;
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) break;
      if (byte >= 0x80) wide += wideness(byte);
      captured?.push(byte);
    }
    if (at === bytes.length) return at;
    inString = false;
    if (captured) text(captured);
    captured = undefined;
    return at + 1;
  }

  return {
    push(bytes) {
      const base = offset;
      for (let at = inString ? inside(bytes, 0) : 0; at < bytes.length; at += 1) {
        at = behindSpaces(bytes, at);
        const byte = bytes[at];
        if (byte === undefined) break;
        offset = base + at;
        switch (byte) {
          case QUOTE:
            inString = true;
            captured = isWanted() ? [] : undefined;
            at = inside(bytes, at + 1) - 1;
            break;
          case MAP: case LIST: begin(byte); break;
          case MAP + 2: case LIST + 2: close(byte); break;
          case COMMA:
            isName = open.at(-1) === MAP;
            if (open.length === 2) apart = true;
            break;
          case COLON: isName = false; break;
          case LINE_FEED:
            line += 1;
            before = lineStart;
            lineStart = offset + 1;
            wide = 0;
            break;
          default: if (byte >= 0x80) wide += wideness(byte);
        }
      }
      offset = base + bytes.length;
    },
    end: () => flaw ?? (inString || open.length > 0 ? `it ends on line ${line + 1}, before its brackets are closed` : undefined),
  };
}

/** By how much the bytes of a character of UTF-8 outnumber its UTF-16 units: one for each byte that goes on, less one where four bytes are two units. */
const wideness = (byte: number) => byte < 0xc0 ? 1 : byte >= 0xf0 ? -1 : 0;

/** The first byte from here on that is no plain character inside a string: most bytes of a dump are passed here, or are white space. */
function behindPlain(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? QUOTE;
    if (byte === QUOTE || byte === BACKSLASH || byte >= 0x80) break;
  }
  return at;
}

/** The first byte from here on that is no space. */
function behindSpaces(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) at += 1;
  return at;
}

/** A string with an escape that JSON does not know is for the reader of the value to refuse. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

const decoder = new TextDecoder();

const [QUOTE, BACKSLASH, COMMA, COLON, LINE_FEED, SPACE, MAP, LIST] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a, 0x20, 0x7b, 0x5b];
