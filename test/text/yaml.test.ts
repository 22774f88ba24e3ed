import { expect, test } from "vitest";
import { propertyOf, valueOf, type Node } from "../../src/text/node.js";
import { regionOf, textAt } from "../../src/text/region.js";
import { parseYaml } from "../../src/text/yaml.js";
import { told } from "./told.js";

const read = (text: string): unknown => {
  const { root, faults } = parseYaml("file", text);
  expect(faults).toEqual([]);
  return root && valueOf(root);
};

const values: readonly (readonly [sentence: string, text: string, value: unknown])[] = [
  ["an unquoted number is a number", "a: 3.0", { a: 3 }],
  ["yes and no are strings in YAML 1.2", "[yes, no, on, true]", ["yes", "no", "on", true]],
  ["they stay strings under a directive for YAML 1.1", "%YAML 1.1\n---\n[yes, 2001-01-01, 010]", ["yes", "2001-01-01", 10]],
  ["numbers may be octal, hexadecimal or infinite", "[0o17, 0x1F, .inf]", [15, 31, Infinity]],
  ["a value left out is null", "a:\nb: ~", { a: null, b: null }],
  ["so is the value of a name alone", "{b}", { b: null }],
  ["block scalars are text", "a: |\n  x\n  y\nb: >-\n  x\n  y\n", { a: "x\ny\n", b: "x y" }],
  ["names that are no strings are read by their spelling", "1: a\n1.0: b\nnull: c\n012: d\n? [x, y]\n: e\n", { 1: "a", "1.0": "b", null: "c", "012": "d", "[x, y]": "e" }],
  ["an alias is its anchor's value", "a: &x {b: 1}\nc: *x", { a: { b: 1 }, c: { b: 1 } }],
  ["an alias means the last anchor of that name before it", "[&x 1, *x, &x 2, *x]", [1, 1, 2, 2]],
  ["an alias may be a name", "a: &x b\n*x : c", { a: "b", b: "c" }],
  ["a merge key brings in what the map does not say itself", "a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x", { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  ["of several merged maps the earlier wins", "- &x {b: 1}\n- &y {b: 2, c: 2}\n- <<: [*x, *y]", [{ b: 1 }, { b: 2, c: 2 }, { b: 1, c: 2 }]],
  ["a map may be merged in place", "<<: {b: 1}\nc: 2", { b: 1, c: 2 }],
  ["a merge key in quotes is a name", '"<<": 1', { "<<": 1 }],
  ["tags of other schemas are passed over", "- !Ref x\n- !Sub 'y'\n- !If [c, 3, !Ref z]\n- !GetAtt {a: 1}\n- !!binary aGk=", ["x", "y", ["c", 3, "z"], { a: 1 }, "aGk="]],
  ["the core schema's own tags count", "- !!str 3\n- !!int 3", ["3", 3]],
  ["documents that hold nothing do not count", "---\n---\na: 1\n---\n# end\n", { a: 1 }],
  ["JSON is YAML", '{"a": [1, "b\\n", null], "c": {}}', { a: [1, "b\n", null], c: {} }],
  ["a byte order mark is passed over", "\uFEFFa: 1", { a: 1 }],
  ["a property may be called __proto__", "__proto__: 1", JSON.parse('{"__proto__": 1}')],
];

test.each(values)("%s", (_, text, value) => {
  expect(JSON.stringify(read(text))).toBe(JSON.stringify(value));
});

const faults: readonly (readonly [sentence: string, text: string, told: readonly string[]])[] = [
  ["an empty file is told as such", "", ["1:1  «» the file is empty"]],
  ["a file of comments is empty", "# a\n\n# b\n", ["1:1  «» the file is empty"]],
  ["a document marker alone is an empty file", "---\n", ["1:1  «» the file is empty"]],
  ["a name that stands twice is told at its second place", "a: 1\n'a': 2\n", ["2:1  «'a'» `a` stands twice in one object; only one of them counts, so remove the other"]],
  ["a second document is told where it starts", "a: 1\n---\nb: 2\n---\nc: 3\n", ["2:1  «---» a second document starts here and is not read: put it into a file of its own"]],
  ["a second document may start without a marker", "a: 1\n...\nb: 2\n", ["3:1  «b» a second document starts here and is not read: put it into a file of its own"]],
  ["nothing is told of what comes after it", "a: 1\n---\nb: *x\n...\n%YAML\n---\nc\n", ["2:1  «---» a second document starts here and is not read: put it into a file of its own"]],
  ["an unknown anchor is told at its alias", "a: *.csv\n", ["1:4 /a «*.csv» `*.csv` refers to no anchor before it: define one, or put the text in quotes"]],
  ["an anchor is not known before it", "[*x, &x 1]", ["1:2 /0 «*x» `*x` refers to no anchor before it: define one, or put the text in quotes"]],
  ["a lone asterisk is no text in YAML", "Resource: *\n", ["1:11 /Resource «*» `*` starts an alias or an anchor in YAML: name it, or put the text in quotes"]],
  ["an alias inside its own anchor is told", "&x [1, {a: *x}]", ["1:12 /1/a «*x» `*x` stands inside the value that it refers to: write out what is meant"]],
  ["a merge key takes maps alone", "<<: [1]", ["1:5  «[1]» the merge key `<<` takes a map or a list of maps: give it one, or put it in quotes to mean the name"]],
  ["a line that is indented otherwise is told once", "a:\n  b: 1\n c: 2\n d: 3\n e: 4\n", ["3:2  «c» `c` is not indented as its neighbours are: align it with them"]],
  ["a second colon on a line is told", "a: b: c\n", ["1:4 /a «b» `b` starts a map or list on the line of another name: put it on a line of its own, or in quotes to mean text"]],
  ["tabs in the indentation are told", "a:\n\tb: 1\n", ["2:1  «\t» a tab stands in the indentation: use spaces, for YAML does not count tabs"]],
  ["a quote without an end is told where it opened", "a: 'x\nb: 1\n", ["1:4 /a «'x» `'x` has no closing quote: close it"]],
  ["a list without an end is told at what follows it", "a: [1, 2\nb: 3\n", ["2:1 /a «b» a closing `]` is missing before `b`: close the list that is open here"]],
  ["a map without an end at the text's end is told at its last word", "a: {b: xyz\n", ["1:8 /a/b «xyz» a closing `}` is missing after `xyz`: close the map that is open here"]],
  ["a map after a list on the same level is told once", "- a\nb: 1\nc: 2\n", ["2:1  «b» `b` cannot stand here: remove it, align it with its neighbours, or put text in quotes"]],
  ["a text that is nothing but wrong is not called empty", "# c\n}\n", ["2:1  «}» `}` cannot stand here: remove it, align it with its neighbours, or put text in quotes"]],
  ["a character that YAML reserves is told", "a: @x\nb: %d\n", ["1:4 /a «@» `@` cannot start a value without quotes: put the value in quotes", "2:4 /b «%» `%` cannot start a value without quotes: put the value in quotes"]],
  ["a missing colon shows as a name over two lines", "a\nb: 1\n", ["1:1  «a\nb» `a…` is a name that goes over lines: put it on one line, and see whether a colon is missing"]],
];

test.each(faults)("%s", (_, text, expected) => {
  expect(told(parseYaml, text)).toEqual(expected);
});

const sources: readonly (readonly [sentence: string, text: string, node: Partial<Node> & { readonly source: string; readonly value: unknown }])[] = [
  ["a number keeps its zeros behind the point", "a: 3.0 # c", { value: 3, source: "3.0" }],
  ["an account id keeps its zero", "a: 012345678901", { value: 12345678901, source: "012345678901" }],
  ["a quoted text's source has no quotes", "a: 'it''s'", { value: "it's", source: "it''s" }],
  ["a double-quoted text's source has its escapes", 'a: "x\\n"', { value: "x\n", source: "x\\n" }],
  ["a block scalar's source is its value", "a: |\n  x\n", { value: "x\n", source: "x\n" }],
  ["a null's source is how it is spelled", "a: ~", { value: null, source: "~" }],
  ["a value left out has an empty source", "a:", { value: null, source: "" }],
];

test.each(sources)("%s", (_, text, node) => {
  expect(propertyOf(parseYaml("file", text).root, "a")).toMatchObject(node);
});

const texts: readonly (readonly [sentence: string, text: string, pointer: string, key: boolean, at: string])[] = [
  ["a value's text leaves out its anchor and tag", "a: &x !t 'v' # c\n", "/a", false, "'v'"],
  ["a block map ends with its last value", "a:\n  b: 1 # c\n  # d\n\ne: 2\n", "/a", false, "b: 1"],
  ["a block list ends with its last item", "a:\n- 1\n- x y\n# c\nb: 1\n", "/a", false, "- 1\n- x y"],
  ["a block scalar ends before its last line break", "a: |\n  x\n  y\n\nb: 1\n", "/a", false, "|\n  x\n  y"],
  ["a list in brackets has its brackets", "a: [1, 2] # c\n", "/a", false, "[1, 2]"],
  ["a pair in a list is a map", "[a: 1, 2]", "/0", false, "a: 1"],
  ["a name in quotes has its quotes", '"a b": 1', "/a b", true, '"a b"'],
  ["an alias leads to its anchor's text", "a: &x {b: 1}\nc: *x", "/c/b", false, "1"],
  ["what is merged leads to where it stands", "a: &x {b: 1}\nc:\n  <<: *x", "/c/b", true, "b"],
  ["Windows line ends and characters of two units keep offsets right", "a: 😀ü\r\nb:\r\n  c: ü\r\n", "/b/c", false, "ü"],
  ["tabs between tokens keep offsets right", "a:\t1\t# c\nb:\t'x'", "/b", false, "'x'"],
  ["a byte order mark keeps offsets right", "\uFEFFa: 1\nb: xyz", "/b", false, "xyz"],
];

test.each(texts)("%s", (_, text, pointer, key, at) => {
  const document = parseYaml("file", text);
  expect(textAt(document, { artifact: "file", pointer, ...(key && { key }) })).toBe(at);
});

test("an alias shares its anchor's node", () => {
  const { root } = parseYaml("file", "a: &x {b: 1}\nc: *x");
  expect(propertyOf(root, "c")).toBe(propertyOf(root, "a"));
  expect(propertyOf(root, "c")?.location).toEqual({ artifact: "file", pointer: "/a" });
});

test("what is merged in place is located in the map", () => {
  const { root } = parseYaml("file", "a:\n  <<: {b: 1}\n  c: 2");
  expect(propertyOf(propertyOf(root, "a"), "b")?.location.pointer).toBe("/a/b");
});

test("a name that a map gives itself is not merged in beside it", () => {
  const { root } = parseYaml("file", "c: 1\n<<: {b: 1, c: 2}");
  expect(root?.kind === "map" && root.entries.map(({ key }) => key)).toEqual(["b", "c"]);
});

test("aliases that stand for more than 10,000 values are a fault and are not expanded", () => {
  const text = `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]\n`).join("")}`;
  const { faults: found, root } = parseYaml("file", text);
  expect(found[0]?.message).toBe("with `*a10` the aliases of this file stand for more than 10000 values: write out what is meant");
  expect(JSON.stringify(root && valueOf(root)).length).toBeLessThan(100_000);
});

test("a long file without aliases is no bomb", () => {
  expect(parseYaml("file", "- 1\n".repeat(20_000)).faults).toEqual([]);
});

test.each([["[", "]"], ["{a: ", "}"], ["- ", ""], ["[a: ", "]"]])("depth 200 of `%s` is read, depth 100,000 is a fault", (open, close) => {
  const nested = (depth: number) => parseYaml("file", open.repeat(depth) + "1" + close.repeat(depth)).faults;
  expect(nested(open === "[a: " ? 100 : 200)).toEqual([]);
  expect(nested(open === "[a: " ? 101 : 201)).toMatchObject([{ message: expect.stringContaining("more than 200 deep") }]);
  expect(nested(100_000)).toMatchObject([{ message: expect.stringContaining("more than 200 deep") }]);
});

test("no more than twenty faults are told", () => {
  expect(parseYaml("file", "- *x\n".repeat(100)).faults).toHaveLength(20);
});

const large: readonly (readonly [sentence: string, text: string])[] = [
  ["16 MB of one word", "a".repeat(16e6)],
  ["16 MB of brackets", "[".repeat(16e6)],
  ["2 MB of stray brackets", "]".repeat(2e6)],
  ["1 MB of dashes", "-\n".repeat(500_000)],
  ["thirty thousand nameless aliases", "- *\n".repeat(30_000)],
  ["a hundred thousand quotes", '"'.repeat(100_000)],
];

test.each(large)("%s come back as faults in seconds", (_, text) => {
  expect(parseYaml("file", text).faults.length).toBeGreaterThan(0);
}, 20_000);

test("a region is found by line and column", () => {
  const document = parseYaml("file", "a:\r\n  - x\r\n  - 'ü y'\r\n");
  expect(regionOf(document, { artifact: "file", pointer: "/a/1" })).toEqual({ startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 });
});
