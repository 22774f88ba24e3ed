import { below } from "../text/location.js";
import { deeper, demand, identifier, isAt, isDone, isMore, passes, placeFrom, skip, stop, take, unexpected, within, type Cursor } from "./cursor.js";
import { forIntro } from "./for-intro.js";
import { keyText } from "./key-text.js";
import { heredocAt, quotedAt } from "./template-syntax.js";
import type { Expression, For, ObjectEntry, Step } from "./syntax.js";

/** The expression that stands here; `null` where none does, and then the reading has ended. Source: the page of `Expression`. */
export function expressionAt(cursor: Cursor, pointer: string): Expression {
  skip(cursor);
  const start = cursor.at;
  const read = deeper(cursor, (): Expression => {
    const condition = operationAt(cursor, pointer, 1);
    if (!passes(cursor, "?")) return condition;
    const yes = expressionAt(cursor, to(pointer, "yes"));
    demand(cursor, ":");
    const no = expressionAt(cursor, to(pointer, "no"));
    return { kind: "conditional", condition, yes, no, location: placeFrom(cursor, start, pointer) };
  });
  return read ?? nothing(cursor, start, pointer);
}

/** By how tightly they bind, the loosest first. Source: https://developer.hashicorp.com/terraform/language/expressions/operators */
const operators: Readonly<Record<string, number>> = { "||": 1, "&&": 2, "==": 3, "!=": 3, ">": 4, ">=": 4, "<": 4, "<=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6 };
const operator = /\|\||&&|==|!=|>=?|<(?!<)=?|[-+*/%]/y;

function operationAt(cursor: Cursor, pointer: string, loosest: number): Expression {
  const start = cursor.at;
  let left = unaryAt(cursor, pointer);
  for (let count = 0; ; count++) {
    skip(cursor);
    const before = cursor.at;
    const found = take(cursor, operator);
    const strength = found === undefined ? 0 : operators[found] ?? 0;
    if (found === undefined || strength < loosest) {
      cursor.at = before;
      return left;
    }
    if (count > longest) stop(cursor, "this expression is too long to be read");
    skip(cursor);
    left = { kind: "operation", operator: found, operands: [left, operationAt(cursor, pointer, strength + 1)], location: placeFrom(cursor, start, pointer) };
  }
}

/** What is longer nobody wrote by hand, and reading it would overflow the stack. */
const longest = 500;

function unaryAt(cursor: Cursor, pointer: string): Expression {
  skip(cursor);
  const start = cursor.at;
  const sign = take(cursor, /-|!(?!=)/y);
  if (sign === undefined) return accessesAt(cursor, pointer);
  const operand = deeper(cursor, () => unaryAt(cursor, pointer)) ?? nothing(cursor, start, pointer);
  return { kind: "operation", operator: sign, operands: [operand], location: placeFrom(cursor, start, pointer) };
}

function accessesAt(cursor: Cursor, pointer: string): Expression {
  const start = cursor.at;
  let value = termAt(cursor, pointer);
  for (let count = 0; !isDone(cursor); count++) {
    skip(cursor);
    if (count > longest) stop(cursor, "this expression is too long to be read");
    if (take(cursor, /\.\*/y) !== undefined) {
      const steps: Step[] = [];
      for (let name = take(cursor, /\.(?=[\p{ID_Start}_])/uy); name !== undefined; name = take(cursor, /\.(?=[\p{ID_Start}_])/uy)) steps.push(take(cursor, identifier) ?? "");
      value = { kind: "splat", of: value, steps, location: placeFrom(cursor, start, pointer) };
    } else if (take(cursor, /\[\s*\*\s*\]/y) !== undefined) {
      const steps: Step[] = [];
      for (let step = stepAt(cursor, pointer); step !== undefined; step = stepAt(cursor, pointer)) steps.push(step);
      value = { kind: "splat", of: value, steps, location: placeFrom(cursor, start, pointer) };
    } else {
      const step = stepAt(cursor, pointer);
      if (step === undefined) return value;
      value = { kind: "access", of: value, step, location: placeFrom(cursor, start, pointer) };
    }
  }
  return value;
}

/** `.name`, `.0` or `[index]`. */
function stepAt(cursor: Cursor, pointer: string): Step | undefined {
  if (take(cursor, /\.(?!\.|\*)/y) !== undefined) {
    skip(cursor);
    const name = take(cursor, identifier) ?? take(cursor, /\d+/y);
    if (name === undefined) unexpected(cursor, "a name must stand behind the dot");
    return name;
  }
  if (/^\[\s*\*/.test(cursor.text.slice(cursor.at, cursor.at + 20)) || take(cursor, /\[/y) === undefined) return undefined;
  return within(cursor, true, () => {
    const index = expressionAt(cursor, pointer);
    demand(cursor, "]");
    return index;
  });
}

function termAt(cursor: Cursor, pointer: string): Expression {
  skip(cursor);
  const start = cursor.at;
  const at = () => placeFrom(cursor, start, pointer);
  const number = take(cursor, /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y);
  if (number !== undefined) return { kind: "literal", value: Number(number), source: number, location: at() };
  switch (cursor.text[start]) {
    case '"': return quotedAt(cursor, pointer);
    case "<": return heredocAt(cursor, pointer);
    case "(": return within(cursor, true, () => {
      cursor.at += 1;
      const inner = expressionAt(cursor, pointer);
      demand(cursor, ")");
      return inner;
    });
    case "[": cursor.at += 1; return within(cursor, true, () => forAt(cursor, pointer, start, "]") ?? listAt(cursor, pointer, start));
    case "{": cursor.at += 1; return within(cursor, true, () => forAt(cursor, pointer, start, "}")) ?? within(cursor, false, () => objectAt(cursor, pointer, start));
    default: return wordAt(cursor, pointer, start);
  }
}

function wordAt(cursor: Cursor, pointer: string, start: number): Expression {
  const name = take(cursor, /[\p{ID_Start}_](?:[\p{ID_Continue}-]|::)*/uy);
  const location = placeFrom(cursor, start, pointer);
  if (name === undefined) {
    unexpected(cursor, "a value must stand");
    return nothing(cursor, start, pointer);
  }
  const word = words.get(name);
  if (word !== undefined) return { kind: "literal", value: word, source: name, location };
  if (!passes(cursor, "(")) return { kind: "reference", name, location };
  return within(cursor, true, () => {
    const given: Expression[] = [];
    let spread = false;
    while (isMore(cursor, ")")) {
      given.push(expressionAt(cursor, name === "jsonencode" ? pointer : to(pointer, given.length)));
      spread = passes(cursor, "...");
      if (!passes(cursor, ",") && !isAt(cursor, ")")) unexpected(cursor, "a comma or `)` must stand");
    }
    demand(cursor, ")");
    return { kind: "call", name, arguments: given, spread, location: placeFrom(cursor, start, pointer) };
  });
}

const words: ReadonlyMap<string, boolean | null> = new Map([["true", true], ["false", false], ["null", null]]);

function listAt(cursor: Cursor, pointer: string, start: number): Expression {
  const items: Expression[] = [];
  while (isMore(cursor, "]")) {
    items.push(expressionAt(cursor, to(pointer, items.length)));
    if (!passes(cursor, ",") && !isAt(cursor, "]")) unexpected(cursor, "a comma or `]` must stand");
  }
  demand(cursor, "]");
  return { kind: "list", items, location: placeFrom(cursor, start, pointer) };
}

function objectAt(cursor: Cursor, pointer: string, start: number): Expression {
  const entries: ObjectEntry[] = [];
  while (isMore(cursor, "}")) {
    const from = cursor.at;
    const key = operationAt(cursor, pointer, 1);
    const name = keyText(key) ?? cursor.text.slice(from, cursor.at);
    if (!passes(cursor, "=") && !passes(cursor, ":")) unexpected(cursor, "`=` must stand between a key and its value");
    entries.push({ key, value: expressionAt(cursor, to(pointer, name)) });
    skip(cursor);
    if (!passes(cursor, ",") && !/[\n}]/.test(cursor.text[cursor.at] ?? "\n")) unexpected(cursor, "a comma, a line end or `}` must stand");
  }
  demand(cursor, "}");
  return { kind: "object", entries, location: placeFrom(cursor, start, pointer) };
}

const forHead = /\s*for\s+[\p{ID_Start}_][\p{ID_Continue}-]*(?:\s*,|\s+in\s)/uy;

function forAt(cursor: Cursor, pointer: string, start: number, close: "]" | "}"): For | undefined {
  const from = cursor.at;
  skip(cursor);
  if (take(cursor, forHead) === undefined) {
    cursor.at = from;
    return undefined;
  }
  cursor.at = from;
  skip(cursor);
  cursor.at += "for".length;
  const { names, of } = forIntro(cursor, pointer);
  demand(cursor, ":");
  const first = expressionAt(cursor, to(pointer, "each"));
  const value = close === "}" ? (demand(cursor, "=>"), expressionAt(cursor, to(pointer, "each"))) : first;
  const grouped = passes(cursor, "...");
  skip(cursor);
  const condition = take(cursor, /if\b/y) === undefined ? undefined : expressionAt(cursor, pointer);
  demand(cursor, close);
  return { kind: "for", names, of, key: close === "}" ? first : undefined, value, grouped, condition, location: placeFrom(cursor, start, pointer) };
}

function nothing(cursor: Cursor, start: number, pointer: string): Expression {
  return { kind: "literal", value: null, source: "", location: placeFrom(cursor, Math.min(start, cursor.at), pointer) };
}

const to = (pointer: string, key: string | number) => below({ artifact: "", pointer }, key).pointer;
