import { describe, expect, test } from "vitest";
import { alphanumeric, digit, eitherCase, end, isRun, kindOf, loosely, many, manyInName, manyInSegment, one, oneInName, oneInSegment, takes, toldBy, type Token } from "../../src/policy/token.js";
import { textOfToken, unknownToken } from "../../src/policy/unknown-token.js";
import { unknownText } from "../../src/text/unknown.js";

const code = (character: string) => character.charCodeAt(0);
const unknown = unknownToken(unknownText("Ref Bucket"));
const other = unknownToken(unknownText("Ref Other"));
const given = [...Array.from("/09:@AZ[`az{ \u212a", code), unknown];

describe("a token takes", () => {
  test.each<readonly [string, Token, string]>([
    ["any run", many, "/09:@AZ[`az{ \u212a$"],
    ["any run in a segment", manyInSegment, "/09@AZ[`az{ \u212a$"],
    ["any run in a name", manyInName, "09@AZ[`az{ \u212a$"],
    ["one", one, "/09:@AZ[`az{ \u212a"],
    ["one in a segment", oneInSegment, "/09@AZ[`az{ \u212a"],
    ["one in a name", oneInName, "09@AZ[`az{ \u212a"],
    ["a letter or digit", alphanumeric, "09AZaz"],
    ["a digit", digit, "09"],
    ["the end", end, ""],
    ["a character", code("a"), "a"],
    ["a letter in either case", eitherCase(code("Z")), "Zz"],
    ["what nobody knows", unknown, "$"],
    ["something else that nobody knows", other, ""],
    ["what nobody knows, read as any text", loosely(other), "/09:@AZ[`az{ \u212a$"],
  ])("%s", (_, token, taken) => {
    expect(given.filter((each) => takes(token, each)).map((each) => each === unknown ? "$" : String.fromCharCode(each)).join("")).toBe(taken);
  });
});

test.each<readonly [string, string]>([
  ["k", "Kk\u212a"], ["K", "Kk\u212a"], ["å", "Åå\u212b"], ["é", "Éé"], ["a", "Aa"], ["ß", "ß"], ["1", "1"], ["\u0130", "\u0130"], ["\u0131", "\u0131"],
])("%s in either case is told apart from all but %s", (letter, spellings) => {
  const token = eitherCase(code(letter));
  const all = Array.from({ length: 0x2200 }, (_, i) => i);
  expect(all.filter((each) => takes(token, each)).map((each) => String.fromCharCode(each)).join("")).toBe(spellings);
  expect(toldBy(token).map((each) => String.fromCharCode(each)).sort().join("")).toBe(spellings);
});

test("a character is none of all the others", () => {
  const all = Array.from({ length: 0x10000 }, (_, i) => i);
  expect(["a", "Z", "1", "/"].map((character) => all.filter((each) => takes(code(character), each)).map((each) => String.fromCharCode(each)).join(""))).toEqual(["a", "Z", "1", "/"]);
});

test("each kind of character is one of four", () => {
  expect(given.map(kindOf)).toEqual([2, 0, 0, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 2, 3]);
});

describe("a token tells apart", () => {
  test.each<readonly [string, Token | undefined, readonly number[]]>([
    ["nothing", undefined, []],
    ["a character", code("a"), [code("a")]],
    ["the first of all characters", 0, [0]],
    ["any run", many, []],
    ["one", one, []],
    ["the colon", oneInSegment, [code(":")]],
    ["the colon, in a run", manyInSegment, [code(":")]],
    ["colon and slash", oneInName, [code(":"), code("/")]],
    ["colon and slash, in a run", manyInName, [code(":"), code("/")]],
    ["a text that nobody knows", unknown, [unknown]],
    ["a text that nobody knows, read as any text", loosely(unknown), [unknown]],
    ["a kind", alphanumeric, []],
    ["the end", end, []],
  ])("%s", (_, token, told) => {
    expect(toldBy(token)).toEqual(told);
  });
});

test("runs are what goes on", () => {
  expect([many, manyInSegment, manyInName, loosely(unknown), one, oneInSegment, oneInName, alphanumeric, digit, end, unknown, code("a"), eitherCase(code("a")), undefined].map(isRun)).toEqual([true, true, true, true, false, false, false, false, false, false, false, false, false, false]);
});

test("a text that nobody knows has one token, from which its spelling comes back", () => {
  expect([unknownToken(unknownText("Ref Bucket")) === unknown, unknown === other, textOfToken(unknown), textOfToken(other), textOfToken(code("a"))]).toEqual([true, false, unknownText("Ref Bucket"), unknownText("Ref Other"), "a"]);
});
