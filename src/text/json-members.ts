import type { Span } from "./location.js";

/** A member of an object in a JSON text. */
export interface Member {
  readonly name: string;
  /** In how many objects and lists it stands: 1 for those of the outermost object. */
  readonly deep: number;
  /** Where its value stands. */
  readonly span: Span;
}

/** What a text says, and where some of it stands. */
export interface Membered {
  readonly value: unknown;
  /** In the order in which their values end. */
  readonly members: readonly Member[];
}

/**
 * Reads a JSON text as fast as it can be read, for somebody who wants the places of a few strings, lists and objects and of nothing
 * else; undefined where the text is not JSON, or where an object has two members of one name.
 */
export function membersOf(text: string, names: ReadonlySet<string>): Membered | undefined {
  const value = parsed(text);
  if (value === undefined) return undefined;
  const members: Member[] = [];
  const open: { readonly name: string; readonly start: number }[] = [];
  let [name, count] = ["", 0];
  const found = (what: string, start: number, end: number) => { if (names.has(what)) members.push({ name: what, deep: open.length, span: { start, end } }); };
  for (let at = 0; at < text.length; at += 1) switch (text.charCodeAt(at)) {
    case QUOTE: {
      const end = behindString(text, at);
      if (isName(text, end)) {
        name = text.slice(at + 1, end - 1);
        count += 1;
      } else {
        found(name, at, end);
        name = "";
      }
      at = end - 1;
      break;
    }
    case MAP: case LIST:
      open.push({ name, start: at });
      name = "";
      break;
    case MAP + 2: case LIST + 2: {
      const { name: own, start } = open.pop() ?? { name: "", start: at };
      found(own, start, at + 1);
      break;
    }
    case COMMA: name = "";
  }
  return count === membersIn(value) ? { value, members } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many members all objects have together, of those with one name one. */
function membersIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const values: readonly unknown[] = Object.values(value);
  return values.reduce<number>((sum, each) => sum + membersIn(each), Array.isArray(value) ? 0 : values.length);
}

function behindString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (at - start) % 2 === 1;
}

function isName(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}

const [QUOTE, BACKSLASH, COMMA, COLON, SPACE, MAP, LIST] = [0x22, 0x5c, 0x2c, 0x3a, 0x20, 0x7b, 0x5b];
