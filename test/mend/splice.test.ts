import { describe, expect, test } from "vitest";
import { spliced } from "../../src/mend/splice.js";
import { applyEdits } from "../../src/text/edit.js";
import { parseJson } from "../../src/text/json.js";
import { keyOf, type Location } from "../../src/text/location.js";
import { adding, removing, writing, type Mend } from "../../src/text/mend.js";
import { parseYaml } from "../../src/text/yaml.js";

const at = (pointer: string): Location => ({ artifact: "a", pointer });

/** The text with the mend made; undefined where it cannot be made exactly. */
function mended(text: string, mend: Mend, parse = text.startsWith("{") || text.startsWith("\uFEFF{") ? parseJson : parseYaml): string | undefined {
  const edits = spliced(mend, new Map([["a", parse("a", text)]]));
  return edits && applyEdits(text, edits);
}

describe("a value is written as the one before it was", () => {
  test.each([
    ["JSON", `{ "a" : "b",\t"c":1 }`, "/a", "b", "x", `{ "a" : "x",\t"c":1 }`],
    ["JSON, what needs escapes", `{"a":"b"}`, "/a", "b", `"\\`, `{"a":"\\"\\\\"}`],
    ["JSON, what was spelled with escapes", `{"a":"\\u0062/"}`, "/a", "b/", "b", `{"a":"b"}`],
    ["JSON, a text for a literal", `{"a":true}`, "/a", "true", "yes", `{"a":"yes"}`],
    ["JSON, a number", `{"a":11}`, "/a", "11", 10, `{"a":10}`],
    ["a byte order mark and CR LF", `\uFEFF{\r\n  "a": "b"\r\n}\r\n`, "/a", "b", "x", `\uFEFF{\r\n  "a": "x"\r\n}\r\n`],
    ["YAML without quotes", "a: b # why\n", "/a", "b", "x", "a: x # why\n"],
    ["YAML in single quotes", "a: 'b'\n", "/a", "b", "it's", "a: 'it''s'\n"],
    ["YAML in double quotes", `a: "b"\n`, "/a", "b", "x", `a: "x"\n`],
    ["YAML, what would be a number", "a: 3.0\n", "/a", "3.0", "3.0", `a: "3.0"\n`],
    ["YAML, what would be true", "a: b\n", "/a", "b", "yes", `a: "yes"\n`],
    ["YAML, what would begin a comment", "a: b\n", "/a", "b", "x #1", `a: "x #1"\n`],
    ["YAML, a boolean", "a: false\n", "/a", "false", true, "a: true\n"],
    ["YAML with an anchor", "a: &x b\nc: *x\n", "/a", "b", "x", "a: &x x\nc: *x\n"],
    ["YAML in flow", "a: { b: c, d: [e] }\n", "/a/d/0", "e", "f", "a: { b: c, d: [f] }\n"],
    ["CR LF in YAML", "a: b\r\nc: d\r\n", "/a", "b", "x", "a: x\r\nc: d\r\n"],
  ])("%s", (_, text, pointer, from, to, expected) => expect(mended(text, writing(at(pointer), from, to))).toBe(expected));

  test("of a text only what differs is an edit, and no pair of surrogates is cut", () => {
    const edits = (from: string, to: string) => spliced(writing(at("/a"), from, to), new Map([["a", parseJson("a", JSON.stringify({ a: from }))]]));
    expect(edits("arn:aws:logs:*:*:/aws-glue/*", "arn:aws:logs:*:*:log-group:/aws-glue/*")).toEqual([{ artifact: "a", start: 23, end: 23, text: "log-group:" }]);
    expect(edits("\u{1F600}", "\u{1F601}")).toEqual([{ artifact: "a", start: 6, end: 8, text: "\u{1F601}" }]);
  });
});

describe("a name", () => {
  test.each([[`{"Statment":[]}`, "/Statment", `{"Statement":[]}`], ["Statment: []\n", "/Statment", "Statement: []\n"], ["'Statment' : []\n", "/Statment", "'Statement' : []\n"]])("%s", (text, pointer, expected) =>
    expect(mended(text, writing(keyOf(at(pointer)), "Statment", "Statement"))).toBe(expected));
});

describe("a new property is the first, written as the one that was first", () => {
  test.each([
    ["over several lines", `{\n    "a": 1\n}`, `{\n    "v": "x",\n    "a": 1\n}`],
    ["with CR LF", `{\r\n\t"a" : 1\r\n}`, `{\r\n\t"v" : "x",\r\n\t"a" : 1\r\n}`],
    ["on one line", `{ "a": 1 }`, `{ "v": "x", "a": 1 }`],
    ["on one line beside the brace", `{"a": 1}`, `{"v": "x", "a": 1}`],
    ["without blanks", `{"a":1}`, `{"v":"x","a":1}`],
    ["of nothing", `{}`, `{"v": "x"}`],
    ["in YAML", "# first\na: 1\n", "# first\nv: x\na: 1\n"],
    ["in YAML with CR LF", "a: 1\r\nb: 2\r\n", "v: x\r\na: 1\r\nb: 2\r\n"],
  ])("%s", (_, text, expected) => expect(mended(text, adding(at(""), "v", "x"))).toBe(expected));

  test("below another, indented as that", () => expect(mended("p:\n    a: 1\n", adding(at("/p"), "v", "x"))).toBe("p:\n    v: x\n    a: 1\n"));
});

describe("what is taken away goes with its comma", () => {
  test.each([
    ["the first", `{"a":["x", "y"]}`, "/a/0", `{"a":["y"]}`],
    ["the last", `{"a":["x", "y"]}`, "/a/1", `{"a":["x"]}`],
    ["one on a line", `{"a":[\n  "x",\n  "y",\n  "z"\n]}`, "/a/1", `{"a":[\n  "x",\n  "z"\n]}`],
    ["a property", `{ "Sid": "", "Effect": "Allow" }`, "/Sid", `{ "Effect": "Allow" }`],
    ["a property behind another", `{ "Effect": "Allow", "Condition": {} }`, "/Condition", `{ "Effect": "Allow" }`],
  ])("%s", (_, text, pointer, expected) => expect(mended(text, removing(at(pointer)))).toBe(expected));
});

describe("what cannot be done exactly is not done", () => {
  test.each([
    ["a pointer that leads nowhere", `{"a":"b"}`, writing(at("/x"), "b", "c")],
    ["another text stands there", `{"a":"b"}`, writing(at("/a"), "x", "c")],
    ["a function of a template makes the value", "a: !Sub b\n", writing(at("/a"), "b", "c")],
    ["a text inside another", `{"a":"b"}`, writing({ ...at("/a"), span: { start: 6, end: 7 } }, "b", "c")],
    ["it stands under an alias", "a: &x { b: c }\nd: *x\n", writing(at("/d/b"), "c", "e")],
    ["a block of YAML", "a: |\n  b\n", writing(at("/a"), "b\n", "c")],
    ["characters that could not be read", `{"a":"b","c":"\uFFFD"}`, writing(at("/a"), "b", "c")],
    ["the only entry of a list", `{"a":["x"]}`, removing(at("/a/0"))],
    ["an entry of a block of YAML", "a:\n  - x\n  - y\n", removing(at("/a/0"))],
    ["a comment stands before the first property", "a: { # why\n  b: c }\n", adding(at("/a"), "v", "x")],
    ["the first name does not begin its line", "- a: 1\n", adding(at("/0"), "v", "x")],
    ["it says so already", `{"a":"b"}`, writing(at("/a"), "b", "b")],
  ])("%s", (_, text, mend) => expect(mended(text, mend)).toBeUndefined());

  test("one change of several", () => expect(mended(`{"a":"b"}`, { changes: [...writing(at("/a"), "b", "c").changes, ...writing(at("/x"), "b", "c").changes] })).toBeUndefined());
});
