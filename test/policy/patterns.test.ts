import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matches, patternOf } from "../../src/policy/pattern.js";
import { commonBeginning, eitherOf, matcherOf } from "../../src/policy/patterns.js";
import { resourceEntry } from "../../src/policy/resource.js";
import { alphanumeric, many } from "../../src/policy/token.js";
import { seed } from "../text/seed.js";

const patternsOf = (texts: readonly string[]) => texts.map((text) => resourceEntry(text, false).pattern);

// Few letters and many wildcards: what overlaps, contains and swallows one another.
const word = fc.array(fc.constantFrom("a", "b", ":", "*", "?", "**"), { maxLength: 8 }).map((parts) => parts.join(""));
const pattern = fc.oneof(word.map((text) => `arn:aws:s3:::${text}`), word.map((text) => `arn:aws:glue:*:*:${text}`), fc.constantFrom("*", "arn:aws:s3:::", "arn:aws:g*:a:b:c"));
const asked = fc.array(fc.constantFrom("a", "b", ":", "c"), { maxLength: 10 }).chain((letters) => fc.constantFrom("arn:aws:s3:::", "arn:aws:glue:a:b:", "arn:aws:glue:", "").map((start) => start + letters.join("")));

describe("patterns that are read together match what one of them matches", () => {
  test("whatever they are", () => {
    fc.assert(fc.property(fc.array(pattern, { maxLength: 70 }), fc.array(asked, { minLength: 1, maxLength: 20 }), (texts, resources) => {
      const matchesAny = matcherOf(patternsOf(texts));
      for (const resource of resources) expect([resource, matchesAny(resource)]).toEqual([resource, patternsOf(texts).some((each) => matches(each, resource))]);
    }), { seed, numRuns: 3_000 });
  }, 60_000);

  test("where one tells kinds of characters, and the other waits for a letter", () => {
    const text = (letters: string) => Array.from(letters, (letter) => letter.charCodeAt(0));
    const matchesAny = matcherOf([patternOf("*##", [many, alphanumeric, alphanumeric]), patternOf("*x", [many, ...text("x")])]);
    expect(["000", "000-", "000-0", "000-x", "--", "--aa", "000-00"].map(matchesAny)).toEqual([true, false, false, true, false, true, true]);
  });

  test("however many they are", () => {
    const texts = Array.from({ length: 100 }, (_, i) => `arn:aws:glue:*:*:table/db${i}/*`);
    for (const text of texts) {
      const matchesOther = matcherOf(patternsOf(texts.filter((each) => each !== text)));
      const resource = text.replaceAll("*", "x");
      expect([resource, matcherOf(patternsOf(texts))(resource), matchesOther(resource)]).toEqual([resource, true, false]);
    }
  });

  test("where they have a state for each mixture", () => {
    const patterns = patternsOf(Array.from({ length: 20 }, (_, i) => `arn:aws:s3:::*${letter(i)}*${i}`));
    const matchesAny = matcherOf(patterns);
    const resources = mixtures(20, 500);
    const answers = resources.map(matchesAny);
    expect(answers).toEqual(resources.map((resource) => patterns.some((each) => matches(each, resource))));
    expect(new Set(answers)).toEqual(new Set([true, false]));
  });
});

describe("the pattern of several", () => {
  const [lake, log, tail] = patternsOf(["arn:aws:s3:::lake", "arn:aws:logs:*", "*"]);
  if (lake === undefined || log === undefined || tail === undefined) throw new Error("there are three");

  test("of one is that one, of none matches nothing", () => {
    expect(eitherOf([lake])).toBe(lake);
    expect(["", "arn:aws:s3:::lake"].map((text) => matches(eitherOf([]), text))).toEqual([false, false]);
  });

  test("says which they are, and what all begin with", () => {
    expect([eitherOf([lake, log]).text, eitherOf([lake, log]).prefix, eitherOf([lake, tail]).prefix]).toEqual(["arn:aws:s3:::lake or arn:aws:logs:*", "arn:aws:", ""]);
  });

  test("tells kinds of characters where one of them does", () => {
    const either = eitherOf([patternOf("*-", [many, "-".charCodeAt(0)]), patternOf("*#", [many, alphanumeric])]);
    expect(["....a", "....-", "....", "a..."].map((text) => matches(either, text))).toEqual([true, true, false, false]);
  });
});

test.each([[[], ""], [["abc"], "abc"], [["abc", "abd"], "ab"], [["ab", "abd"], "ab"], [["abd", "ab"], "ab"], [["a", "b"], ""], [["abc", "abc"], "abc"], [["abc", "abd", "a"], "a"]])("%j begin alike with %j", (texts, beginning) => expect(commonBeginning(texts)).toBe(beginning));

const letter = (i: number) => String.fromCharCode("a".charCodeAt(0) + i);

/** Names of forty of the first letters and a number. */
const mixtures = (letters: number, count: number) =>
  fc.sample(fc.tuple(fc.array(fc.nat({ max: letters - 1 }), { minLength: 40, maxLength: 40 }), fc.nat({ max: 39 })), { numRuns: count, seed }).map(([mixed, number]) => `arn:aws:s3:::${mixed.map(letter).join("")}${number}`);
