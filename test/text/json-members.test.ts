import { describe, expect, test } from "vitest";
import { randomFrom } from "../../src/dev/random.js";
import { membersOf } from "../../src/text/json-members.js";
import { seed } from "./seed.js";

const names = new Set(["a", "b"]);
const told = (text: string) => membersOf(text, names)?.members.map(({ name, deep, span: { start, end } }) => `${deep} ${name} ${text.slice(start, end)}`);

describe("the members of a JSON text", () => {
  test.each([
    [`{ "a": "x", "c": "y" }`, [`1 a "x"`]],
    [`{"a":{"b":[1,{"a":"x"}]}}`, [`4 a "x"`, `2 b [1,{"a":"x"}]`, `1 a {"b":[1,{"a":"x"}]}`]],
    // Numbers and the like have no place that anybody wants.
    [`{"a": 1, "b": null, "c": ["a", "b"], "d": {"c": "a"}}`, []],
    [String.raw`{"a": "x\\", "b": "\"a\": {"}`, [String.raw`1 a "x\\"`, String.raw`1 b "\"a\": {"`]],
    [`{"c": "a", "d": ["b"], "a" \n : \t "x"}`, [`1 a "x"`]],
    [`{"a": [], "b": {}}`, ["1 a []", "1 b {}"]],
    // A name with an escape is read, and is not found.
    [String.raw`{"\u0061": "x", "b": ["a"]}`, [`1 b ["a"]`]],
  ])("%s", (text, members) => { expect(told(text)).toEqual(members); });

  test.each([[`{"a": "x"`], [`{"a": "x",}`], [`{"a": "x", "a": "y"}`], [`{"c": [{"d": 1, "d": 1}]}`], [String.raw`{"a": "x", "\u0061": "y"}`], [""], ["{'a': 1}"]])("what is no JSON, or says a name twice, has none: %s", (text) => {
    expect(membersOf(text, names)).toBeUndefined();
  });

  test("every span reads as the value of its member", () => {
    const random = randomFrom(seed);
    for (let nth = 0; nth < 500; nth += 1) {
      const value = anyObject(random, 0);
      const text = JSON.stringify(value, undefined, Math.floor(random() * 3));
      const read = membersOf(text, names);
      const found = read?.members.map(({ name, deep, span: { start, end } }) => JSON.stringify([deep, name, JSON.parse(text.slice(start, end))])).sort();
      expect({ seed, text, value: read?.value, found }).toEqual({ seed, text, value, found: placed(value, 1).sort() });
    }
  });
});

function anyObject(random: () => number, deep: number): Record<string, unknown> {
  return Object.fromEntries(["a", "b", "c", `a"b`, "d\\"].filter(() => random() < 0.5).map((name) => [name, anyValue(random, deep + 1)]));
}

function anyValue(random: () => number, deep: number): unknown {
  const kind = Math.floor(random() * (deep > 3 ? 4 : 6));
  return [random() * 10, `a": {"\\`, "ä\n€😀", null, [anyValue, anyValue].map((make) => deep > 3 ? 0 : make(random, deep + 1)), deep > 3 ? {} : anyObject(random, deep + 1)][kind];
}

/** The same by going through the value. */
function placed(value: unknown, deep: number): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => placed(each, deep + 1));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [...placed(each, deep + 1), ...names.has(name) && each !== null && typeof each !== "number" ? [JSON.stringify([deep, name, each])] : []]);
}
