import { expect, test } from "vitest";
import { nearest } from "../../src/text/nearest.js";

const actions = ["s3:GetObject", "s3:PutObject", "s3:GetObjectAcl", "s3:ListBucket", "glue:StartJobRun", "kms:Decrypt"];

const words: readonly (readonly [sentence: string, word: string, candidates: readonly string[], found: string | undefined])[] = [
  ["two letters are swapped", "s3:GetObjcet", actions, "s3:GetObject"],
  ["a letter is left out", "s3:PutObjct", actions, "s3:PutObject"],
  ["a letter is added", "s3:ListBuckett", actions, "s3:ListBucket"],
  ["a letter is another", "kms:Decrapt", actions, "kms:Decrypt"],
  ["only the case differs", "GLUE:startjobrun", actions, "glue:StartJobRun"],
  ["the same but for case goes before an earlier near one", "ABCD", ["abcx", "abcd"], "abcd"],
  ["the word itself is a candidate", "s3:GetObject", actions, "s3:GetObject"],
  ["of two as near the first is taken", "abd", ["abc", "abe"], "abc"],
  ["a swap counts as one letter", "acb", ["abc"], "abc"],
  ["a swap is not joined with letters in between", "ca", ["abc"], undefined],
  ["a word of three letters may differ in one", "Foo", ["fox"], "fox"],
  ["a word of three letters may not differ in two", "Foo", ["fix"], undefined],
  ["a word of two letters may not differ", "ab", ["ac"], undefined],
  ["a word of two letters may differ in case", "ab", ["AB"], "AB"],
  ["a third of the letters may differ", "abcdef", ["abcdxy"], "abcdxy"],
  ["no more than a third may", "abcdef", ["abcxyz"], undefined],
  ["nothing is near", "dynamodb:Query", actions, undefined],
  ["there are no candidates", "abc", [], undefined],
  ["an empty word is near nothing", "", actions, undefined],
];

test.each(words)("%s", (_, word, candidates, found) => {
  expect(nearest(word, candidates)).toBe(found);
});

test("a word is sought among twenty thousand at once", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `service${index % 300}:DescribeThing${index}`);
  expect(nearest("service42:DescribThing342", many)).toBe("service42:DescribeThing342");
}, 2000);
