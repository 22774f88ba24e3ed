import { describe, expect, test } from "vitest";
import { classesOf, naturalIn } from "../../src/policy/classes.js";
import { inEitherCase, like } from "../../src/policy/comparisons.js";
import { requiredResources, resourceEntry } from "../../src/policy/resource.js";
import { patternOf, type Pattern } from "../../src/policy/pattern.js";
import { symbolsOf } from "../../src/policy/symbols.js";
import { unknownToken } from "../../src/policy/unknown-token.js";
import { unknownText } from "../../src/text/unknown.js";

const plain = (text: string) => like(symbolsOf(text, false));

/** The samples of the classes, each with the numbers of the patterns that match it. */
function classes(within: Pattern, patterns: readonly Pattern[], budget: number): readonly (string | readonly [string, ...number[]])[] {
  return Array.from(classesOf(within, patterns, budget), (each) => each === "budget" ? each : [each.sample, ...patterns.flatMap((pattern, i) => each.hits.has(pattern) ? [i] : [])]);
}

describe("the classes of texts, the shortest first and in the plainest characters", () => {
  test.each([
    ["*", [], [[""]]],
    ["?*", ["a*"], [["a", 0], ["b"]]],
    ["?*", ["*/?"], [["a"], ["/a", 0]]],
    ["*", ["a*", "*b", "a*b"], [[""], ["a", 0], ["b", 1], ["ab", 0, 1, 2]]],
    ["x/*", ["x/*", "x/a", "x/a*"], [["x/", 0], ["x/a", 0, 1, 2], ["x/aa", 0, 2]]],
    ["a", ["a", "b", "?", "*"], [["a", 0, 2, 3]]],
    ["?", ["[", "!", "_"], [["a"], ["_", 2], ["!", 1], ["[", 0]]],
  ] as const)("%s by %j", (within, patterns, expected) => {
    expect(classes(plain(within), patterns.map(plain), 99)).toEqual(expected);
  });

  test("told apart by kind where a letter or a digit is asked for", () => {
    const patterns = ["a*", "1*"].map((end) => resourceEntry(`arn:aws:secretsmanager:r:1:secret:a-${end}`, false).pattern);
    const at = "arn:aws:secretsmanager:r:1:secret:a-";
    expect(classes(requiredResources(`${at}##`), patterns, 99)).toEqual([[`${at}aa`, 0], [`${at}ba`], [`${at}1a`, 1]]);
    expect(classes(requiredResources("arn:aws:x:r:#:a"), [resourceEntry("arn:aws:x:r:0:a", false).pattern], 99)).toEqual([["arn:aws:x:r:0:a", 0], ["arn:aws:x:r:1:a"]]);
  });

  test("in either case", () => {
    expect(classes(plain("?"), [inEitherCase(symbolsOf("K", false)), plain("k")], 99)).toEqual([["a"], ["k", 0, 1], ["K", 0]]);
  });

  test("with characters that no name holds where the plain ones are all told apart", () => {
    const letters = Array.from("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./");
    const found = classes(plain("?"), letters.map(plain), 999);
    expect(found.slice(0, -1)).toEqual(letters.map((letter, i) => [letter, i]));
    expect(found.at(-1)).toEqual([String.fromCharCode(0xe000 + letters.length)]);
  });

  test("until more states are met than there is time for", () => {
    expect([1, 2, 3].map((budget) => classes(plain("*"), [plain("a*")], budget))).toEqual([[[""], "budget"], [[""], "budget"], [[""], ["a", 0]]]);
  });
});

describe("a natural text of a class", () => {
  const name = unknownText("Ref Bucket");
  const patterns = [plain("a*"), plain("*b"), patternOf("", [97, unknownToken(name)])];

  test.each<readonly [what: string, within: string, hits: readonly number[], likely: readonly string[], text: string]>([
    ["is the first likely one that matches alike", "*", [0], ["b", "aab", "a1", "a2"], "a1"],
    ["is the shortest where none does", "*", [0], ["b", "ab", "xa"], "shortest"],
    ["lies within what is asked for", "?a*", [], ["x", "ab", "ya"], "ya"],
    ["is not one with a name that nobody knows where the class is of others", "*", [0], [`a${name}`, "ac"], "ac"],
    ["is one with that name where the class is about it", "*", [0, 2], ["a", `a${name}c`, `a${name}`], `a${name}`],
    ["has that name within what is asked for", "?", [0, 2], [`a${name}`], "shortest"],
  ])("%s", (_, within, hits, likely, text) => {
    expect(naturalIn({ hits: new Set(hits.flatMap((i) => patterns[i] ?? [])), sample: "shortest" }, plain(within), patterns, likely)).toBe(text);
  });
});
