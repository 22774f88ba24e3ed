import { expect, test } from "vitest";
import { parseJson } from "../../src/text/json.js";
import type { Location } from "../../src/text/location.js";
import { regionOf, spanOf, textAt } from "../../src/text/region.js";

const text = '{\n  "a": {"b/c": [10, "ü😀x"]},\r\n  "d": 1,\r  "d": 22\n}';
const document = parseJson("p.json", text);
const at = (pointer: string, more: Partial<Location> = {}): Location => ({ artifact: "p.json", pointer, ...more });

const places: readonly (readonly [sentence: string, location: Location, region: string, text: string])[] = [
  ["the root is the whole value", at(""), "1:1-5:2", text],
  ["a property is its value", at("/a"), "2:8-2:29", '{"b/c": [10, "ü😀x"]}'],
  ["a key is the property's name", at("/a", { key: true }), "2:3-2:6", '"a"'],
  ["a pointer may be escaped", at("/a/b~1c/0"), "2:17-2:19", "10"],
  ["columns count UTF-16 units", at("/a/b~1c/1"), "2:21-2:27", '"ü😀x"'],
  ["of duplicate keys the last counts", at("/d"), "4:8-4:10", "22"],
  ["of duplicate keys the last name counts, on a line that a lone carriage return starts", at("/d", { key: true }), "4:3-4:6", '"d"'],
  ["a list's item is named by itself", at("/a/b~1c/0", { key: true }), "2:17-2:19", "10"],
  ["a property that is missing leads to the nearest ancestor", at("/a/x/y", { key: true }), "2:8-2:29", '{"b/c": [10, "ü😀x"]}'],
  ["an index beyond the list leads to the list", at("/a/b~1c/7"), "2:16-2:28", '[10, "ü😀x"]'],
  ["an index with a leading zero is none", at("/a/b~1c/00"), "2:16-2:28", '[10, "ü😀x"]'],
  ["a scalar has no children", at("/d/0"), "4:8-4:10", "22"],
  ["a span goes before the pointer", at("/a", { span: { start: 0, end: 1 } }), "1:1-1:2", "{"],
  ["a span is cut to the text", at("", { span: { start: -5, end: 1e9 } }), "1:1-5:2", text],
  ["a span that is upside down is empty", at("", { span: { start: 3, end: 1 } }), "2:2-2:2", ""],
];

test.each(places)("%s", (_, location, region, expected) => {
  const { startLine, startColumn, endLine, endColumn } = regionOf(document, location);
  expect(`${startLine}:${startColumn}-${endLine}:${endColumn}`).toBe(region);
  expect(textAt(document, location)).toBe(expected);
});

test("without a root every pointer leads to the start of the text", () => {
  const empty = { artifact: "p.json", text: "\n\n", root: undefined, faults: [] };
  expect(spanOf(empty, at("/a"))).toEqual({ start: 0, end: 0 });
  expect(regionOf(empty, at("/a"))).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
  expect(regionOf(empty, at("/a", { span: { start: 1, end: 2 } }))).toEqual({ startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 });
});

test("only line feeds and carriage returns end lines", () => {
  const odd = { artifact: "p.json", text: "a\u2028b\u0085c\fd\ve", root: undefined, faults: [] };
  expect(regionOf(odd, at("", { span: { start: 8, end: 9 } }))).toMatchObject({ startLine: 1, startColumn: 9 });
});

test("many lookups in one long document are quick", () => {
  const long = parseJson("p.json", `[${"1,\n".repeat(200_000)}1]`);
  const lines = Array.from({ length: 200_000 }, (_, index) => regionOf(long, at(`/${index}`)).startLine);
  expect(lines.every((line, index) => line === index + 1)).toBe(true);
}, 10_000);
