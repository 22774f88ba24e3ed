import fc from "fast-check";
import { expect, test } from "vitest";
import { lineHashes } from "../../src/text/line-hash.js";
import { lineStarts } from "../../src/text/lines.js";
import { seed } from "./seed.js";

const ended = ["e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"];

// Source of the hashes: https://github.com/github/codeql-action, src/fingerprints.test.ts.
const published: readonly (readonly [sentence: string, text: string, hashes: readonly string[]])[] = [
  ["an empty text has one line", "", ["c129715d7a2bc9a3:1"]],
  ["spaces and tabs do not count", " a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]],
  ["empty lines have hashes", " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", [
    "8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1",
  ]],
  ["the empty line at the end has one", " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", ended],
  ["carriage returns end lines", " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", ended],
  ["Windows line ends count as one", " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", ended],
  ["line ends may be mixed", " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", ended],
  ["lines alike are counted", "Lorem ipsum dolor sit amet.\n".repeat(10), [
    "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
    "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
  ]],
];

test.each(published)("%s", (_, text, hashes) => {
  expect([...lineHashes(text)]).toEqual(hashes);
});

/** The definition, without rolling: the sum over the window of each character times its power of 37. */
const defined = (characters: readonly number[], start: number): string => {
  let hash = 0n;
  for (let offset = 0; offset < 100; offset += 1) hash = BigInt.asUintN(64, hash * 37n + BigInt(characters[start + offset] ?? 0));
  return hash.toString(16);
};

test("the rolled hash is the defined one, for any characters, and every line has one", () => {
  const texts = fc.array(fc.oneof(fc.constantFrom("\n", "\r\n", "\r", " ", "\t"), fc.string({ unit: "binary", maxLength: 60 })), { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(fc.property(texts, (text) => {
    const condensed = text.replace(/\r\n|\r/g, "\n").replace(/[ \t]/g, "");
    const characters = [...Array.from({ length: condensed.length }, (_, offset) => condensed.charCodeAt(offset)), 0xffff];
    const starts = [0, ...characters.flatMap((unit, offset) => (unit === 0x0a ? [offset + 1] : []))];
    const hashes = [...lineHashes(text)];
    expect(hashes.map((hash) => hash.replace(/:\d+$/, ""))).toEqual(starts.map((start) => defined(characters, start)));
    expect(hashes.length).toBe(lineStarts(text).length);
  }), { seed, numRuns: 500 });
}, 30_000);

test("a long text with long lines and one with a million empty ones have a hash for each line", () => {
  expect([...lineHashes(`${"x".repeat(39)}\n`.repeat(25_000))].length).toBe(25_001);
  expect([...lineHashes("\n".repeat(1_000_000))].length).toBe(1_000_001);
}, 60_000);
