import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalPattern, loosened, matches, patternOf, tokensOf, read, step, type Pattern, type State } from "../../src/policy/pattern.js";
import { eitherOf } from "../../src/policy/patterns.js";
import { resourceEntry } from "../../src/policy/resource.js";
import { alphanumeric, many, manyInSegment, one, oneInSegment, type Token } from "../../src/policy/token.js";
import { unknownToken } from "../../src/policy/unknown-token.js";
import { unknownText } from "../../src/text/unknown.js";
import { seed } from "../text/seed.js";

const wildcards: Readonly<Record<string, { readonly token: Token; readonly expression: string }>> = {
  "*": { token: many, expression: "[^]*" }, "?": { token: one, expression: "[^]" }, "~": { token: manyInSegment, expression: "[^:]*" },
  "!": { token: oneInSegment, expression: "[^:]" }, "#": { token: alphanumeric, expression: "[0-9A-Za-z]" },
};

/** A pattern in which `~` and `!` are `*` and `?` that stop at a colon, and `#` is one letter or digit. */
const patternIn = (text: string): Pattern => patternOf(text, Array.from(text, (character) => wildcards[character]?.token ?? character.charCodeAt(0)));
const expressionOf = (text: string) => new RegExp(`^${Array.from(text, (character) => wildcards[character]?.expression ?? character).join("")}$`);

/** The state after a text that is read character by character from some beginning on. */
const stepped = (pattern: Pattern, given: string, from = 0): State =>
  Array.from(given.slice(from)).reduce((state, character) => step(pattern, state, character.charCodeAt(0)), read(pattern, given.slice(0, from)));

describe("a pattern", () => {
  test.each<readonly [pattern: string, matched: readonly string[], others: readonly string[]]>([
    ["", [""], ["a", ":"]],
    ["ab", ["ab"], ["", "a", "b", "abc", "xab", "AB", "bb", "aab"]],
    ["*", ["", "a", "a:b\n"], []],
    ["ab*", ["ab", "abc", "ab:c"], ["", "a", "aab", "bb", "xb"]],
    ["*ab", ["ab", "aab", "a:ab", "abab"], ["", "b", "aba", "abx"]],
    ["a*b*c", ["abc", "axbxc", "abcbc", "a:b:c"], ["ac", "abcx", "acb"]],
    ["a?", ["ab", "a:", "a\n"], ["a", "abc", "b"]],
    ["a!", ["ab"], ["a", "a:", "abc"]],
    ["?", ["a", ":"], ["", "ab"]],
    ["a~c", ["ac", "abc", "abcc"], ["a:c", "ab:c", "a:bc", "abcx"]],
    ["a~:b", ["a:b", "ax:b"], ["a::b", "a:x:b", "ab"]],
    ["~*", ["", "a", "a:b"], []],
    ["~~", ["", "ab"], [":", "a:b"]],
    ["a#", ["aa", "az", "aA", "aZ", "a0", "a9"], ["a", "a:", "a-", "a/", "a@", "a[", "a`", "a{", "ab1"]],
    ["~-##", ["-ab", "x-y-1Z"], ["-a", "-a-", "ab", "-ab:", ":-ab", "--a-"]],
    ["*#a", ["ba", "b-ca", "aaa"], ["xb-a", "a", "-a"]],
    ["~##", ["ab", "a-bc"], ["abc-", "a-b", ":ab"]],
    ["*a*", ["a", "bab"], ["", "b"]],
    ["?\u0000", ["a\u0000"], ["aa", "a"]],
  ])("%j", (text, matched, others) => {
    const pattern = patternIn(text);
    expect([...matched, ...others].filter((given) => matches(pattern, given))).toEqual(matched);
  });

  const letters = (...extra: readonly string[]) => fc.array(fc.constantFrom("a", "b", "-", ":", ...extra), { maxLength: 7 }).map((all) => all.join(""));

  test("matches what the same regular expression does, and one character at a time leads where the whole text does", () => {
    fc.assert(fc.property(letters("*", "*", "~", "?", "!", "#"), fc.array(letters(), { minLength: 1, maxLength: 12 }), (text, asked) => {
      const pattern = patternIn(text);
      for (const given of [...asked, text.replace(/[*~?!#]/g, "a"), text.replace(/[*~]/g, "")]) {
        const expected = expressionOf(text).test(given);
        expect([text, given, matches(pattern, given), read(pattern, given).accepts, stepped(pattern, given).accepts, stepped(patternIn(text), given, 3).accepts]).toEqual([text, given, expected, expected, expected, expected]);
      }
    }), { seed, numRuns: 500 });
  });

  test.each([["ab", "exact", "ab"], ["ab*", "beginning", "ab"], ["*", "beginning", ""], ["ab~", "general", "ab"], ["ab?", "general", "ab"], ["ab*c", "general", "ab"], ["ab**", "general", "ab"], ["", "exact", ""]])("%j has the shape %s and begins with %j", (text, shape, prefix) => {
    expect(patternIn(text)).toMatchObject({ text, shape, prefix });
  });

  test("tells apart the characters that it names, and colons where a wildcard stops at them", () => {
    const told = (text: string) => [...read(patternIn(text), "").told].map((code) => String.fromCharCode(code));
    expect([told("ab"), told("*a"), told("~a"), told("!a"), told("?"), told("*"), told("*~:a"), told("#a")]).toEqual([["a"], ["a"], [":", "a"], [":"], [], [], [":"], []]);
  });

  test("knows where letters and digits are told apart as a whole", () => {
    expect([read(patternIn("#a"), ""), read(patternIn("#a"), "x"), read(patternIn("*#"), "")].map(({ tellsKinds }) => tellsKinds)).toEqual([true, false, true]);
  });

  test.each([["a", "b", true], ["a", "ab", true], ["a", "", false], ["a*", "a", true], ["a*", "", false], ["a**", "ab", true], ["a~", "a", false], ["*a", "", false], ["*a", "a", false], ["a", "a", false]])("%j after %j is settled: %s", (text, given, settled) => {
    expect(stepped(patternIn(text), given).settled).toBe(settled);
  });

  test("is read from all places at once where a reader may stand, each once", () => {
    expect([["ab", "a"], ["ab", "b"], ["ab", "abc"], ["**a", "x"], ["*a~b", "xa"], ["*a", "aa"]].map(([text = "", given = ""]) => read(patternIn(text), given).positions)).toEqual([[1], [], [], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2]]);
  });

  test("is one state to readers who stand alike", () => {
    const pattern = patternIn("a*b?");
    expect(stepped(pattern, "axxbx")).toBe(read(pattern, "abab:bb".slice(0, 2) + "a"));
    expect(stepped(pattern, "ax")).toBe(stepped(pattern, "ay"));
  });

  // A state for each set of the last hundred characters: 2^100 of them.
  test("keeps no more states in memory than it may, and matches all the same", () => {
    const pattern = patternIn(`*a${"?".repeat(100)}`);
    let random = 1;
    const given = Array.from({ length: 5_000 }, () => (random = Math.imul(random, 1_103_515_245) + 12_345) >>> 31 === 0 ? "a" : "b").join("");
    let state = read(pattern, "");
    let most = 0;
    for (const character of given) {
      state = step(pattern, state, character.charCodeAt(0));
      most = Math.max(most, pattern.states?.size ?? 0);
    }
    expect([state.accepts, matches(pattern, given), most]).toEqual([given.at(-101) === "a", given.at(-101) === "a", 4096]);
  });
});

test("a pattern with 2^20 states does not keep all that were ever met", () => {
  const { pattern } = resourceEntry(`arn:aws:s3:::*a${"?".repeat(20)}`, false);
  const names = fc.sample(fc.array(fc.constantFrom("a", "b"), { minLength: 40, maxLength: 40 }), { numRuns: 2_000, seed });
  for (const name of names) matches(pattern, `arn:aws:s3:::${name.join("")}`);
  expect(heldBy(pattern)).toBeGreaterThan(1);
  expect(heldBy(pattern)).toBeLessThanOrEqual(5_000);
});

/** How many states a pattern keeps in memory: those it knows, and those that these lead to. */
function heldBy({ begin, states }: Pattern): number {
  const held = new Set<State>(states?.values());
  if (begin !== undefined) held.add(begin);
  for (const state of held) for (const next of [...state.arrows, ...state.others]) if (next !== undefined) held.add(next);
  return held.size;
}

test("a text without wildcards has the tokens of its characters", () => {
  expect(tokensOf(literalPattern("AB", "ab"))).toEqual(patternIn("ab").tokens);
});

test("a text that nobody knows is no one character, whatever was read before it", () => {
  const pattern = patternIn("?");
  const start = read(pattern, "");
  expect([step(pattern, start, 49), step(pattern, start, unknownToken(unknownText("Ref Lake"))), step(pattern, start, 50)].map(({ accepts }) => accepts)).toEqual([true, false, true]);
});

describe("a pattern of what may be matched", () => {
  const [lake, other] = ["Ref Lake", "Ref Other"].map((name) => unknownToken(unknownText(name)));
  if (lake === undefined || other === undefined) throw new Error("there are two");
  const after = (pattern: Pattern, ...texts: readonly (string | Token)[]) =>
    texts.flatMap((text) => typeof text === "string" ? Array.from(text, (character) => character.charCodeAt(0)) : [text]).reduce((state, code) => step(pattern, state, code), read(pattern, ""));
  const loose = (...parts: readonly (string | Token)[]) => loosened(patternOf("", parts.flatMap((part) => typeof part === "string" ? tokensOf(patternIn(part)).slice(0, -1) : [part])));

  test("takes any text for one that nobody knows", () => expect(["lake/x", "/x", "lake/y"].map((text) => matches(loose(lake, "/x"), text))).toEqual([true, true, false]));

  test("takes a text that nobody knows for itself alone, where it stands before nothing else", () => {
    const pattern = loose("a", lake, "/x");
    expect([after(pattern, "a", lake), after(pattern, "a", lake, "/x"), after(pattern, "a", lake, "/y")].map(({ accepts }) => accepts)).toEqual([false, true, false]);
  });

  test("takes a text that nobody knows behind another one as well: where it is `bb`, `b${Lake}` is `${Lake}b`", () => {
    expect([after(loose(lake, "b"), "b", lake), after(loose(lake, "c"), "b", lake)].map(({ accepts }) => accepts)).toEqual([true, false]);
  });

  test("takes another one for whatever may follow", () => {
    const pattern = loose("a", lake, "/x");
    expect([after(pattern, "a", other), after(pattern, "a", other, "/y"), after(pattern, other)].map(({ accepts }) => accepts)).toEqual([true, false, true]);
  });

  test("takes it so where it may stand before something else, too", () => {
    const pattern = loose("*", lake, "/x");
    expect([after(pattern, lake), after(pattern, ".", lake), after(pattern, "..", lake, "/x")].map(({ accepts }) => accepts)).toEqual([true, true, true]);
  });

  test("takes an unknown text for no character that it has read before", () => {
    const pattern = loose("*x");
    expect([after(pattern, "..", lake), after(pattern, ".", lake, ".")].map(({ accepts }) => accepts)).toEqual([true, false]);
  });

  test("of several goes on in each of them", () => {
    const pattern = loosened(eitherOf([patternIn("ab"), patternIn("cd")]));
    expect(["b", "d", "ab", "x"].map((text) => after(pattern, lake, text).accepts)).toEqual([true, true, true, false]);
  });
});

test("a text without wildcards that is walked is met by itself alone", () => {
  const pattern = literalPattern("S3:Get", "s3:get");
  expect(["s3:get", "s3:ge", "s3:gets", "S3:Get", ""].map((text) => read(pattern, text).accepts)).toEqual([true, false, false, false, false]);
});
