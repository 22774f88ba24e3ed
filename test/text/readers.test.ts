import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document, Parser } from "../../src/text/document.js";
import { parseJson } from "../../src/text/json.js";
import { keyOf } from "../../src/text/location.js";
import { valueOf, type Node } from "../../src/text/node.js";
import { regionOf, textAt } from "../../src/text/region.js";
import { parseYaml } from "../../src/text/yaml.js";
import { seed } from "./seed.js";

const readers: readonly (readonly [string, Parser])[] = [["parseJson", parseJson], ["parseYaml", parseYaml]];

/** Pieces that mean something to one reader or the other: texts made of them get further than random ones. */
const pieces = [
  "a", "b: ", "- ", "? ", ": ", ":", "[", "]", "{", "}", ",", "&a ", "*a ", "!x ", "!<", "!e!", "%TAG ! tag:x,2000:\n", "%YAML 1.1\n", "---\n", "...\n", "---",
  " ", "\n", "\r\n", "\r", "\t", "'", '"', "\\", "\\u12", "|", "|2\n", ">-\n", "#", " #", "<<: ", "<<: *a", "\uFEFF", "\0", "\x02", "\x18", "\x1F", "é", "😀", "\uD800",
  "1", "01", "-", "//", "/*", "*/", "null", "true", '"a"', '"a":', "!!set", "!!omap", "!!merge <<: ", "!!float ", "@", "`", "\u2028", "\u00A0",
];
const nearJson = ["[", "]", "{", "}", ",", ":", " ", "\n", '"a"', '"b"', '"c": ', "1", "-0.5e3", "null"];
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join("")),
  fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...nearJson) }, { weight: 1, arbitrary: fc.constantFrom(...pieces) }), { maxLength: 20 }).map((parts) => parts.join("")),
);

const nodesOf = (node: Node): readonly Node[] =>
  [node, ...(node.kind === "list" ? node.items : node.kind === "map" ? node.entries.map(({ value }) => value) : []).flatMap(nodesOf)];

const within = (text: string, { start, end }: { readonly start: number; readonly end: number }) => start >= 0 && start <= end && end <= text.length;

describe.each(readers)("%s", (_, parse) => {
  test("reads any text without throwing, with every place inside it", () => {
    fc.assert(fc.property(texts, (text) => {
      const { root, faults }: Document = parse("file", text);
      expect(root !== undefined || faults.length > 0).toBe(true);
      expect(faults.length).toBeLessThanOrEqual(20);
      for (const { location, message } of faults) {
        expect(location.span && within(text, location.span)).toBe(true);
        expect(message).toMatch(/^[^A-Z\r\n][^\r\n]*$/);
      }
      expect((root ? nodesOf(root) : []).every(({ span }) => within(text, span))).toBe(true);
    }), { seed, numRuns: 3000 });
  }, 30_000);

  test("reads back any JSON value, each node at its exact text", () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const document = parse("file", text);
      expect(document.faults).toEqual([]);
      for (const node of document.root ? nodesOf(document.root) : []) {
        const shown = textAt(document, node.location);
        expect(JSON.stringify(JSON.parse(shown))).toBe(JSON.stringify(valueOf(node)));
        expect(shown).toBe(text.slice(node.span.start, node.span.end));
        for (const { key, value: child } of node.kind === "map" ? node.entries : []) expect(textAt(document, keyOf(child.location))).toBe(JSON.stringify(key));
      }
      expect(JSON.stringify(document.root && valueOf(document.root))).toBe(JSON.stringify(JSON.parse(text)));
    }), { seed, numRuns: 1000 });
  }, 30_000);
});

test("parseJson accepts what JSON.parse accepts and nothing else, names that stand twice aside", () => {
  fc.assert(fc.property(texts, (text) => {
    const { root, faults } = parseJson("file", text);
    fc.pre(!faults.some(({ message }) => message.includes("stands twice")));
    expect(root && faults.length === 0 ? JSON.stringify(valueOf(root)) : "faults").toBe(attempt(text.replace(/^\uFEFF/, "")));
  }), { seed, numRuns: 20_000 });
}, 30_000);

const attempt = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return "faults";
  }
};

test("a document's regions agree with its text split into lines", () => {
  fc.assert(fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
    const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y);
    const region = regionOf({ artifact: "file", text, root: undefined, faults: [] }, { artifact: "file", pointer: "", span: { start, end } });
    const before = text.slice(0, start).split(/\r\n|\r(?!$)|\n/);
    fc.pre(!/\r$/.test(text.slice(0, start)));
    expect([region.startLine, region.startColumn]).toEqual([before.length, (before.at(-1) ?? "").length + 1]);
    expect(region.endLine > region.startLine || region.endColumn >= region.startColumn).toBe(true);
  }), { seed, numRuns: 2000 });
}, 30_000);
