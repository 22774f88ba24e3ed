import { arnOf } from "./arn.js";
import { matches, patternOf, type Pattern } from "./pattern.js";
import { codesOf, colon, eitherCase, many, manyInSegment, one, oneInSegment, type Token } from "./token.js";
import { spelled, type Symbol } from "./symbols.js";

/** How the values of conditions are read and compared, operator by operator. */

/** Whether a value of the request is what a value of the policy asks for. */
export type Test = (value: string) => boolean;

type Spelling<Meaning> = (symbols: readonly Symbol[]) => Meaning;

export const exactly: Spelling<Pattern> = (symbols) => patternOf("", codesOf(spelled(symbols)));

export const equals: Spelling<Test> = (symbols) => {
  const text = spelled(symbols);
  return (value) => value === text;
};

export const inEitherCase: Spelling<Pattern> = (symbols) => patternOf("", codesOf(spelled(symbols)).map(eitherCase));

export const equalsInEitherCase: Spelling<Test> = (symbols) => {
  const text = spelled(symbols).toLowerCase();
  return (value) => value.toLowerCase() === text;
};

export const like: Spelling<Pattern> = (symbols) => patternOf("", symbols.map(anywhere));

/** The six parts are compared one by one: only in the last may a wildcard stand for a colon. */
export const likeArn: Spelling<Pattern> = (symbols) => patternOf("", arnTokens(symbols));

export const matchedBy = (patternFor: Spelling<Pattern>): Spelling<Test> => (symbols) => {
  const pattern = patternFor(symbols);
  return (value) => matches(pattern, value);
};

/** Both values are read alike; one that cannot be read is met by nothing. */
export function compared<Value>(read: (text: string) => Value | undefined, holds: (value: Value, wanted: Value) => boolean): (symbols: readonly Symbol[]) => Test {
  return (symbols) => {
    const wanted = read(spelled(symbols));
    return (text) => {
      const value = read(text);
      return value !== undefined && wanted !== undefined && holds(value, wanted);
    };
  };
}

/** The number that a text spells. */
export function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Anything but `true` is read as false: seen on AWS's policy simulator. */
export function booleanOf(text: string): boolean {
  return text.toLowerCase() === "true";
}

/** Equal bytes have equal texts once padding and the spare bits of the last character are gone. */
export function bytesOf(text: string): string | undefined {
  const bare = text.replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) return undefined;
  const spare = [0, 0, 4, 2][bare.length % 4] ?? 0;
  const last = alphabet.indexOf(bare.slice(-1)) >> spare;
  return spare === 0 ? bare : `${bare.slice(0, -1)}${alphabet[last << spare] ?? ""}`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function isNoArn(value: string): boolean {
  return arnOf(value) === undefined;
}

const anywhere = (symbol: Symbol): Token => typeof symbol === "number" ? symbol : symbol === "?" ? one : many;

function arnTokens(symbols: readonly Symbol[]): readonly Token[] {
  let colons = 0;
  return symbols.map((symbol) => {
    if (symbol === colon) colons++;
    return colons < 5 && symbol === "*" ? manyInSegment : colons < 5 && symbol === "?" ? oneInSegment : anywhere(symbol);
  });
}
