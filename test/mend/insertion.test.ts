import fc from "fast-check";
import { expect, test } from "vitest";
import { insertionInto } from "../../src/mend/insertion.js";
import { parseJson } from "../../src/text/json.js";
import { propertyOf } from "../../src/text/node.js";
import { seed } from "../text/seed.js";

/** The text once the values are in its list `l`. */
function withMore(text: string, values: readonly unknown[]): string {
  const node = propertyOf(parseJson("a.json", text).root, "l");
  const insertion = node && insertionInto(text, node, values);
  return insertion ? text.slice(0, insertion.span.start) + insertion.text + text.slice(insertion.span.end) : text;
}

test.each([
  [`{"l":["a"]}`, `{"l":["a", "x", "y"]}`],
  [`{"l":["a","b"]}`, `{"l":["a","b","x","y"]}`],
  [`{"l": ["a", "b"]}`, `{"l": ["a", "b", "x", "y"]}`],
  [`{ "l": "a" }`, `{ "l": ["a", "x", "y"] }`],
  [`{"l": [\n    "a"\n  ]}`, `{"l": [\n    "a",\n    "x",\n    "y"\n  ]}`],
  [`{\r\n\t"l": [\r\n\t\t"a",\r\n\t\t"b"\r\n\t]\r\n}`, `{\r\n\t"l": [\r\n\t\t"a",\r\n\t\t"b",\r\n\t\t"x",\r\n\t\t"y"\r\n\t]\r\n}`],
])("%j: texts as its own", (text, wanted) => expect(withMore(text, ["x", "y"])).toBe(wanted));

test.each([
  [`{"l": {"E": 1}}`, `{"l": [{"E": 1}, {"Sid": "A", "Action": ["x"]}]}`],
  [`{"l": [\n    { "E": 1 }\n  ]}`, `{"l": [\n    { "E": 1 },\n    { "Sid": "A", "Action": ["x"] }\n  ]}`],
  [`{\n  "l": [\n    {\n      "E": 1\n    }\n  ]\n}`, `{\n  "l": [\n    {\n      "E": 1\n    },\n    {\n      "Sid": "A",\n      "Action": [\n        "x"\n      ]\n    }\n  ]\n}`],
  [`{\r\n\t"l": [{\r\n\t\t"E": 1\r\n\t}]\r\n}`, `{\r\n\t"l": [{\r\n\t\t"E": 1\r\n\t}, {\r\n\t\t"Sid": "A",\r\n\t\t"Action": [\r\n\t\t\t"x"\r\n\t\t]\r\n\t}]\r\n}`],
])("%j: an object as its own", (text, wanted) => expect(withMore(text, [{ Sid: "A", Action: ["x"] }])).toBe(wanted));

test("an empty list is left alone", () => expect(withMore(`{"l": []}`, ["x"])).toBe(`{"l": []}`));

test("whatever the list, the values come last, and all else stays", () => {
  fc.assert(fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.array(fc.jsonValue(), { minLength: 1 }), fc.constantFrom(undefined, 1, 4, "\t"), (items, values, indent) => {
    const text = JSON.stringify({ k: 1, l: items }, undefined, indent);
    expect(JSON.parse(withMore(text, values))).toEqual(JSON.parse(JSON.stringify({ k: 1, l: [...items, ...values] })));
  }), { seed });
});
