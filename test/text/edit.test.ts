import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, areApart, byArtifact, type Edit } from "../../src/text/edit.js";

const edit = (start: number, end: number, text: string, artifact = "a"): Edit => ({ artifact, start, end, text });

describe("edits are made at once, by the offsets of the text as it was", () => {
  test.each([
    ["none", "abc", [], "abc"],
    ["in the middle", "abc", [edit(1, 2, "BB")], "aBBc"],
    ["at both ends, in any order", "abc", [edit(3, 3, "!"), edit(0, 0, "¡")], "¡abc!"],
    ["one beside the other", "abcd", [edit(1, 2, ""), edit(2, 3, "X")], "aXd"],
    ["an insertion behind what is taken away", "abcd", [edit(1, 2, ""), edit(2, 2, "X")], "aXcd"],
    ["line ends and a byte order mark stay", "\uFEFFa\r\nb\r\n", [edit(4, 5, "c")], "\uFEFFa\r\nc\r\n"],
  ])("%s", (_, text, edits, expected) => expect(applyEdits(text, edits)).toBe(expected));

  test.each([[[edit(0, 2, "x"), edit(1, 3, "y")]], [[edit(1, 1, "x"), edit(1, 1, "y")]], [[edit(0, 3, "x"), edit(1, 1, "y")]]])("what overlaps is no such thing: %j", (edits) => {
    expect(areApart(edits)).toBe(false);
    expect(() => applyEdits("abcd", edits)).toThrow("overlap");
  });

  test("what is apart is so whatever the order, and other files do not count", () => {
    expect(areApart([edit(2, 3, ""), edit(0, 1, "")])).toBe(true);
    expect(areApart([edit(0, 1, "", "a"), edit(0, 1, "", "b")])).toBe(true);
    expect([...byArtifact([edit(0, 1, "", "a"), edit(0, 1, "", "b"), edit(2, 3, "", "a")]).values()].map(({ length }) => length)).toEqual([2, 1]);
  });

  test("one after the other from the end gives the same", () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.tuple(fc.nat(20), fc.nat(3), fc.string())), (text, parts) => {
      const edits = parts.map(([start, length, written]) => edit(Math.min(start, text.length), Math.min(start + length, text.length), written));
      fc.pre(areApart(edits));
      const expected = edits.toSorted((a, b) => b.start - a.start || b.end - a.end).reduce((whole, { start, end, text: written }) => whole.slice(0, start) + written + whole.slice(end), text);
      expect(applyEdits(text, edits)).toBe(expected);
    }));
  });
});
