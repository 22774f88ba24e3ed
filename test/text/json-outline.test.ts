import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outlineOf, type Listed } from "../../src/text/json-outline.js";
import { lineAt, lineStarts } from "../../src/text/lines.js";
import { parseJson } from "../../src/text/json.js";

const wanted = [{ name: "Arn", deep: 1 }, { name: "PolicyArn", deep: 3 }];

/** The outline of a text that comes in runs of so many bytes. */
function outlined(text: string, run: number): { readonly found: readonly Listed[]; readonly flaw: string | undefined } {
  const found: Listed[] = [];
  const outline = outlineOf(wanted, (listed) => found.push(listed));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += run) outline.push(bytes.subarray(at, at + run));
  return { flaw: outline.end(), found };
}

/** The same of the text as a whole, by the reader that knows all of JSON. */
function expected(text: string): readonly unknown[] {
  const { root } = parseJson("dump.json", text);
  const bytesTo = (offset: number) => Buffer.byteLength(text.slice(0, offset));
  const starts = lineStarts(text);
  return root?.kind !== "map" ? [] : root.entries.flatMap(({ key, value }) => value.kind !== "list" ? [] : value.items.flatMap((item, index) => {
    if (item.kind === "scalar") return [];
    const line = lineAt(starts, item.span.start);
    return [{ list: key, index, start: bytesTo(item.span.start), end: bytesTo(item.span.end), line, column: item.span.start - (starts[line] ?? 0), lineStart: bytesTo(starts[line] ?? 0), before: bytesTo(starts[Math.max(0, line - 1)] ?? 0) }];
  }));
}

const name = fc.oneof(fc.constantFrom("Arn", "PolicyArn", "a", `"`, "\\", "é", "日", "😀", "}{][,:"), fc.string({ unit: "grapheme" }));
const value = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: "small" }, fc.integer(), name, fc.array(tie("value")), fc.dictionary(name, tie("value"))) })).value;
const objects = fc.oneof(fc.dictionary(name, value), fc.array(value));

describe("the outline of a JSON object", () => {
  test("finds what stands in its lists, by bytes, lines and columns, whatever runs it comes in", () => {
    fc.assert(fc.property(fc.dictionary(name, fc.oneof(fc.array(objects), value)), fc.constantFrom(undefined, 1, 4), fc.integer({ min: 1, max: 40 }), (object, indent, run) => {
      const text = JSON.stringify(object, undefined, indent);
      const { found, flaw } = outlined(text, run);
      const listed = expected(text);
      // A list with values that are no objects numbers these alone.
      if (listed.length === 0 || Object.values(object).every((each) => !Array.isArray(each) || each.every((item) => typeof item === "object"))) expect(found.map(({ told: _, ...rest }) => rest)).toEqual(listed);
      expect(flaw).toBe(undefined);
    }), { numRuns: 300 });
  });

  test("tells the texts that were asked for, and no others", () => {
    const role = { Arn: "arn:1", Statement: [{ Arn: "no" }], Attached: [{ PolicyArn: "arn:2" }, { PolicyArn: "arn:é3" }], PolicyArn: "no" };
    for (const run of [1, 7, 1000]) expect(outlined(JSON.stringify({ Arn: "no", Roles: [role, { Arn: 1 }], Other: { Arn: "no" } }), run).found.map(({ told }) => told)).toEqual([[["Arn", "arn:1"], ["PolicyArn", "arn:2"], ["PolicyArn", "arn:é3"]], []]);
  });

  test.each([
    ["a text that ends in the middle", `{ "Roles": [{ "Arn": "a" }`, "it ends on line 1, before its brackets are closed"],
    ["a string that never ends", `{ "Roles": [{ "Arn`, "it ends on line 1, before its brackets are closed"],
    ["a comma that is missing", `{ "Roles": [{}\n{}] }`, "a comma is missing on line 2"],
    ["a bracket of the other kind", `{ "Roles": [{}\n} }`, "a bracket closes nothing on line 2"],
    ["a bracket too many", `{ "Roles": [{}] }]`, "a bracket closes nothing on line 1"],
  ])("%s is told", (_, text, flaw) => {
    expect([1, 5, 100].map((run) => outlined(text, run).flaw)).toEqual([flaw, flaw, flaw]);
  });
});
