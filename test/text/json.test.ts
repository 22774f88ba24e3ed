import { expect, test } from "vitest";
import { parseJson } from "../../src/text/json.js";
import { propertyOf, valueOf } from "../../src/text/node.js";
import { regionOf, textAt } from "../../src/text/region.js";
import { told } from "./told.js";

const faults: readonly (readonly [sentence: string, text: string, told: readonly string[]])[] = [
  ["an empty file is told as such", "", ["1:1  «» the file is empty"]],
  ["a file of white space alone is empty", " \r\n\t\n", ["1:1  «» the file is empty"]],
  ["a byte order mark alone is an empty file", "\uFEFF", ["1:1  «» the file is empty"]],
  ["a byte order mark before a value is passed over", "\uFEFF{}", []],
  ["a name that stands twice is told at its second place", '{"Action": 1, "Action": 2}', ["1:15  «\"Action\"» `Action` stands twice in one object; only one of them counts, so remove the other"]],
  ["names that differ in case are different", '{"Action": 1, "action": 2}', []],
  ["the same name in two objects is fine", '{"a": {"x": 1}, "b": {"x": 1}}', []],
  ["names are compared as they read, not as they are spelled", '{"a": 1, "\\u0061": 2}', ["1:10  «\"\\u0061\"» `a` stands twice in one object; only one of them counts, so remove the other"]],
  ["of a one-line file every name that stands twice is told", '{"a":1,"a":2,"b":1,"b":2}', [
    "1:8  «\"a\"» `a` stands twice in one object; only one of them counts, so remove the other",
    "1:20  «\"b\"» `b` stands twice in one object; only one of them counts, so remove the other",
  ]],
  ["a name that stands twice is told also where its line has another fault", '[True, {"a":1,"a":2}]', [
    "1:2 /0 «True» `True` is spelled `true` in JSON",
    "1:15 /1 «\"a\"» `a` stands twice in one object; only one of them counts, so remove the other",
  ]],
  ["a text that ends in an object says where that opened", '{\n  "a": {\n    "b": 1\n', ["3:10 /a «1» the text ends in the middle of an object opened at line 2: complete and close it"]],
  ["a text that ends after a name says so too", '{"a"', ["1:2  «\"a\"» the text ends in the middle of an object opened at line 1: complete and close it"]],
  ["a text that ends in a list says where that opened", '{"a":\n[1, 2', ["2:5 /a «2» the text ends in the middle of a list opened at line 2: complete and close it"]],
  ["a text that ends in a string says where that opened", '{"a": "x', ["1:7 /a «\"x» the text ends in the middle of a string opened at line 1: complete and close it"]],
  ["a string without an end ends the reading at its line", '{"a": "x,\n"b": 1,\n}', ["1:7 /a «\"x,» `\"x,` has no closing quote on its line: close it, and write a line break inside a string as `\\n`"]],
  ["a missing comma is told at the value before", '{\n  "a": 1\n  "b": 2\n}', ["2:8  «1» a comma is missing after `1`: add it"]],
  ["a comma too many is told in an object", '{"a": 1,}', ["1:8  «,» nothing follows this comma before `}`: remove it"]],
  ["a comma too many is told in a list", "[1,]", ["1:3  «,» nothing follows this comma before `]`: remove it"]],
  ["two commas are told at the second", "[1,,2]", ["1:4  «,» `,` stands where a value or `]` must stand"]],
  ["comments are told, one a line", '// a\n{"a": /* b */ 1 /* c */\n# d\n}', [
    "1:1  «// a» the comment `// a` cannot stand in JSON: remove it",
    "2:7  «/* b */» the comment `/* b */` cannot stand in JSON: remove it",
    "3:1  «# d» the comment `# d` cannot stand in JSON: remove it",
  ]],
  ["a comment without an end is told once", "{/*", ["1:2  «/*» the comment `/*` cannot stand in JSON, and never ends: remove it"]],
  ["Python's literals are told as JSON spells them", "[True,\nNone]", ["1:2 /0 «True» `True` is spelled `true` in JSON", "2:1 /1 «None» `None` is spelled `null` in JSON"]],
  ["an account id without quotes is no number", "[012345678901]", ["1:2 /0 «012345678901» `012345678901` is no number in JSON: remove its leading zeros, plus sign or bare point, or put it in double quotes"]],
  ["quotes of another kind are told", "['a']", ["1:2 /0 «'a'» `'a'` stands in quotes that JSON does not know: use straight double quotes"]],
  ["a word without quotes is told", "{Action: 1}", ["1:2  «Action» `Action` stands without quotes: put text in straight double quotes"]],
  ["white space from a web page is told by its code", '{"a":\u00A01}', ["1:6  «\u00A0» the white space `U+00A0` is none in JSON: write a plain space instead"]],
  ["an escape that JSON does not know is told alone", '["ab\\d"]', ["1:5 /0 «\\d» `\\d` is no escape in JSON: write a backslash itself as `\\\\`"]],
  ["a tab in a string is told alone", '["a\tb"]', ["1:4 /0 «\t» the control character `U+0009` cannot stand in a string: write it as an escape"]],
  ["a bracket of the wrong kind ends the reading", "[1}\n]", ["1:3  «}» `}` stands where a comma or `]` must stand"]],
  ["a bracket too many closes nothing", "{}}", ["1:3  «}» `}` closes nothing: remove it"]],
  ["a second value is told", "{}\n{}", ["2:1  «{» a second value stands after the first: keep one, for a JSON text holds one"]],
  ["a name without a value is told", '{"a":}', ["1:6  «}» `}` stands where a value must stand"]],
  ["a name without a colon is told", '{"a" 1}', ["1:6  «1» `1` stands where a colon must stand"]],
  ["text that is no JSON at all is one fault", "<html>\n<body>", ["1:1  «<html>» `<html>` stands without quotes: put text in straight double quotes"]],
];

test.each(faults)("%s", (_, text, expected) => {
  expect(told(parseJson, text)).toEqual(expected);
});

test("reading goes on after a mistake whose meaning is beyond doubt", () => {
  const { root } = parseJson("p.json", '{ // c\n "a": 1\n "b": [True,], c: "x",\n}');
  expect(root && valueOf(root)).toEqual({ a: 1, b: ["True"], c: "x" });
});

test("after a mistake that throws it out of step, the root holds what was read so far", () => {
  const { root } = parseJson("p.json", '{"a": [1, 2}, "b": 3}');
  expect(root && valueOf(root)).toEqual({ a: [1, 2] });
});

test("a string's source is as written, without its quotes, and its span has them", () => {
  const document = parseJson("p.json", '{"a": "x\\u0041\\"\\n"}');
  const node = propertyOf(document.root, "a");
  expect(node).toMatchObject({ value: 'xA"\n', source: 'x\\u0041\\"\\n' });
  expect(node && textAt(document, node.location)).toBe('"x\\u0041\\"\\n"');
});

test("a number's source is as written", () => {
  expect(parseJson("p.json", "3.10").root).toMatchObject({ value: 3.1, source: "3.10" });
});

test("depth 200 is read, depth 201 is a fault", () => {
  const nested = (depth: number) => parseJson("p.json", "[".repeat(depth) + "]".repeat(depth)).faults;
  expect(nested(200)).toEqual([]);
  expect(nested(201)).toMatchObject([{ message: expect.stringContaining("more than 200 deep"), location: { span: { start: 200, end: 201 } } }]);
});

test("no more than twenty faults are told", () => {
  expect(parseJson("p.json", `[${"x,\n".repeat(100)}1]`).faults).toHaveLength(20);
});

const large: readonly (readonly [sentence: string, text: string])[] = [
  ["a hundred thousand brackets", "[".repeat(100_000)],
  ["16 MB of brackets", "[".repeat(16e6)],
  ["16 MB of one word", "a".repeat(16e6)],
  ["16 MB of zeros", "\0".repeat(16e6)],
  ["16 MB of comments", "//\n".repeat(16e6 / 3)],
  ["16 MB of bad escapes", `["${"\\q".repeat(8e6)}"]`],
  ["16 MB of odd spaces", "\u00A0 ".repeat(8e6)],
  ["16 MB of one name", `{${'"a":1,'.repeat(16e6 / 6)}"a":1}`],
  ["more than a million values", `[${"0,".repeat(1_000_000)}0]`],
];

test.each(large)("%s come back as faults in seconds", (_, text) => {
  const { faults: found } = parseJson("p.json", text);
  expect(found.length).toBeGreaterThan(0);
  expect(Math.max(...found.map(({ message }) => message.length))).toBeLessThan(600);
}, 20_000);

test("offsets count a byte order mark, and Windows line ends", () => {
  const document = parseJson("p.json", '\uFEFF{\r\n  "ü": "😀",\r\n  "b": 1\r\n}');
  expect(textAt(document, { artifact: "p.json", pointer: "/ü" })).toBe('"😀"');
  expect(regionOf(document, { artifact: "p.json", pointer: "/b", key: true })).toEqual({ startLine: 3, startColumn: 3, endLine: 3, endColumn: 6 });
});
