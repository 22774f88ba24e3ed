import { arnOf } from "./arn.js";
import { instantOf } from "./instant.js";
import { ipRangeOf, liesIn } from "./ip.js";
import { many, manyInSegment, matches, one, oneInSegment, patternOf, colon, type Token } from "./pattern.js";
import { spelled, type Symbol } from "./symbols.js";

/** Whether a value of the request is what a value of the policy asks for. */
export type Test = (value: string) => boolean;

/** One way of comparing. A negated operator holds where none of the policy's values is met. */
export interface Operator {
  readonly negated: boolean;
  /** Policy variables are filled in. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
  readonly variables: boolean;
  /** The test that a value of the policy stands for. */
  readonly test: (symbols: readonly Symbol[]) => Test;
  /** Values of the request that the operator never holds for, negated or not. */
  readonly refuses?: (value: string) => boolean;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const positive = {
  StringEquals: { variables: true, test: (symbols) => { const text = spelled(symbols); return (value) => value === text; } },
  StringEqualsIgnoreCase: { variables: true, test: (symbols) => { const text = spelled(symbols).toLowerCase(); return (value) => value.toLowerCase() === text; } },
  StringLike: { variables: true, test: (symbols) => { const pattern = patternOf("", symbols.map(anywhere)); return (value) => matches(pattern, value); } },
  NumericEquals: { variables: false, test: compared(numberOf, (value, limit) => value === limit) },
  NumericLessThan: { variables: false, test: compared(numberOf, (value, limit) => value < limit) },
  NumericLessThanEquals: { variables: false, test: compared(numberOf, (value, limit) => value <= limit) },
  NumericGreaterThan: { variables: false, test: compared(numberOf, (value, limit) => value > limit) },
  NumericGreaterThanEquals: { variables: false, test: compared(numberOf, (value, limit) => value >= limit) },
  DateEquals: { variables: false, test: compared(instantOf, (value, limit) => value === limit) },
  DateLessThan: { variables: false, test: compared(instantOf, (value, limit) => value < limit) },
  DateLessThanEquals: { variables: false, test: compared(instantOf, (value, limit) => value <= limit) },
  DateGreaterThan: { variables: false, test: compared(instantOf, (value, limit) => value > limit) },
  DateGreaterThanEquals: { variables: false, test: compared(instantOf, (value, limit) => value >= limit) },
  Bool: { variables: false, test: compared(booleanOf, (value, wanted) => value === wanted) },
  BinaryEquals: { variables: false, test: compared(bytesOf, (value, wanted) => value === wanted) },
  IpAddress: { variables: false, test: compared(ipRangeOf, liesIn) },
  ArnLike: { variables: true, refuses: isNoArn, test: (symbols) => { const pattern = patternOf("", arnTokens(symbols)); return (value) => matches(pattern, value); } },
} satisfies Readonly<Record<string, Omit<Operator, "negated">>>;

/** All operators by name in lower case, without `IfExists` and set prefixes; `Null` asks another question and is none of them. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...Object.entries(positive).map(([name, operator]): [string, Operator] => [name, { ...operator, negated: false }]),
  ["ArnEquals", { ...positive.ArnLike, negated: false }],
  ["StringNotEquals", { ...positive.StringEquals, negated: true }],
  ["StringNotEqualsIgnoreCase", { ...positive.StringEqualsIgnoreCase, negated: true }],
  ["StringNotLike", { ...positive.StringLike, negated: true }],
  ["NumericNotEquals", { ...positive.NumericEquals, negated: true }],
  ["DateNotEquals", { ...positive.DateEquals, negated: true }],
  ["NotIpAddress", { ...positive.IpAddress, negated: true }],
  ["ArnNotEquals", { ...positive.ArnLike, negated: true }],
  ["ArnNotLike", { ...positive.ArnLike, negated: true }],
]);

/** Both values are read alike; one that cannot be read is met by nothing. */
function compared<Value>(read: (text: string) => Value | undefined, holds: (value: Value, wanted: Value) => boolean): Operator["test"] {
  return (symbols) => {
    const wanted = read(spelled(symbols));
    return (text) => {
      const value = read(text);
      return value !== undefined && wanted !== undefined && holds(value, wanted);
    };
  };
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Anything but `true` is read as false: seen on AWS's policy simulator. */
function booleanOf(text: string): boolean {
  return text.toLowerCase() === "true";
}

/** Equal bytes have equal texts once padding and the spare bits of the last character are gone. */
function bytesOf(text: string): string | undefined {
  const bare = text.replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) return undefined;
  const spare = [0, 0, 4, 2][bare.length % 4] ?? 0;
  const last = alphabet.indexOf(bare.slice(-1)) >> spare;
  return spare === 0 ? bare : `${bare.slice(0, -1)}${alphabet[last << spare] ?? ""}`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function isNoArn(value: string): boolean {
  return arnOf(value) === undefined;
}

const anywhere = (symbol: Symbol): Token => typeof symbol === "number" ? symbol : symbol === "?" ? one : many;

/** The six parts are compared one by one: only in the last may a wildcard stand for a colon. */
function arnTokens(symbols: readonly Symbol[]): readonly Token[] {
  let colons = 0;
  return symbols.map((symbol) => {
    if (symbol === colon) colons++;
    return colons < 5 && symbol === "*" ? manyInSegment : colons < 5 && symbol === "?" ? oneInSegment : anywhere(symbol);
  });
}
