import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTerraform } from "../../src/terraform/read.js";
import { parseHcl } from "../../src/terraform/hcl.js";
import { spanOf, textAt } from "../../src/text/region.js";
import type { Node } from "../../src/text/node.js";
import { loaded, outputOf, worth } from "./a-module.js";

const told = (text: string) => { const document = parseHcl("main.tf", text); return document.faults.map(({ message, location }) => `${spanOf(document, location).start} «${textAt(document, location)}» ${message}`); };

/** What Terraform takes. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
test.each([
  "", "# only\n// comments\n/* here */", "a = 1", "\uFEFFa = 1\n", "a = 1\r\nb = <<EOF\r\nx\r\nEOF\r\nc = 2\r\n", "a = 1 # comment\nb = 2 // comment\nc = 3 /* comment\n */\n", "a {}\n", "a { b = 1 }\n", 'a "b" c {\n}\n', "a = 1e5\nb = 1.5E-3\n", "a = { for = 1, if = 2, in = 3 }\n",
  "for = 1\nif = 2\nnull_x = 3\ntrue-a = 4\n", "a = { b = v\n (k) = 2 }\n", "a = { for k, v in m : k => { a = v\n (k) = 2 } }\n", "a = <<EOF\nEOFX\n EOF x\nEOF\n", "a = f(<<EOF\nx\nEOF\n, 1)\n", "a = [<<A\nx\nA\n, <<-B\n  y\n  B\n]\n", "a = (\n 1\n + 2\n)\n", "a = x ? y : z ? 1 : 2\n", "a = f(x, [1, 2]...)\n",
  'a = "${b["x${c}y"]}"\n', 'a = "%{ if x }1%{ else }2%{ endif }"\n', "a = b.0.c.1\n", "a = b[*].c[0].*.d\n", "a = -b.c + !d\n", "a = provider::x::y(1)\n", "é = 1\nmy-attr = 2\n", 'a = { "b" : 1, c : 2 }\n', "a = [\n 1, # one\n 2,\n]\n", "a = b - 1\nc = b-1\n", "a = [for x in y : x if x != \"\"]\n", "a = {\n\n}\n", 'a = "100% $ ${"$"}"\n', "a = b == c ? 1 : 2\n",
])("%j is read", (text) => {
  expect(told(text)).toEqual([]);
});

describe("a mistake is told where it is", () => {
  test.each([
    ["a = = 1\nb = 2\n", "4 «=» `=` stands where a value must stand"], ['resource "a" "b" {\n  x = 1\n', '0 «resource "a" "b" {» this block is never closed: a `}` is missing'], ["}\n", "0 «}» this `}` closes nothing: remove it"], ['a = "b\nc = 1\n', '4 «"b» this text has no closing quote on its line: close it, and write a line break inside as `\\n`'],
    ["a = [1, 2\nb = 1\n", "10 «b» `b` stands where a comma or `]` must stand"], ["a = 1 2\n", "6 «2» `2` stands where the line must end"], ["a =\n", "3 «» the line ends where a value must stand"], ["a = <<EOF\nx\n", "4 «<<EOF\n» this text never ends: a line with `EOF` alone is missing"], ["a b\n", "3 «» the line ends where `=` or the `{` of a block must stand"],
    ["/* a\n", "0 «/*» this comment never ends"], ['a = "\\q"\n', "5 «\\q» `\\q` is no escape: write a backslash itself as `\\\\`"], ["a = f(1\n", "6 «1» the text ends where a comma or `)` must stand"], ["a = { b 1 }\n", "8 «1» `1` stands where `=` must stand between a key and its value"], ['a "${b}" {\n}\n', '2 «"${b}"» a label of a block is a plain text'], ["a = b.\n", "6 «» the line ends where a name must stand behind the dot"],
    ['a = "${b"\n', '8 «"» `"` stands where `}` must stand'], ['a = "%{ while x }"\n', "8 «while» `while` stands where `if` or `for` must stand"], ["1 = 2\n", "0 «1» `1` stands where the name of an argument or a block must stand"], [`a = ${"[".repeat(300)}`, expect.stringMatching(/deep inside each other/)],
  ])("%j", (text, message) => {
    expect(told(text)).toEqual([message]);
  });
});

test("every place that a pointer of the file leads to is the place of what stands there", () => {
  const document = parseHcl("main.tf", 'resource "aws_x" "y" {\n  a = { b = [1, { c = "d" }] }\n  e {\n    f = jsonencode({ g = true })\n  }\n  e {}\n}\nlocals {\n  h = x ? [1] : merge({ i = 1 }, {})\n}\n');
  const at = (pointer: string, key?: true) => textAt(document, { artifact: "main.tf", pointer, ...(key && { key }) });
  expect([at("/resource/aws_x/y/a/b/1/c"), at("/resource/aws_x/y/a/b", true), at("/resource/aws_x/y/e/0/f/g"), at("/resource/aws_x/y/e/1"), at("/locals/0/h/yes/0"), at("/locals/0/h/no/0/i", true), at("/resource/aws_x/y")]).toEqual(['"d"', "b", "true", "e {}", "1", "i", 'resource "aws_x" "y"']);
  const walk = (node: Node): void => {
    expect(spanOf(document, { artifact: "main.tf", pointer: node.location.pointer })).toEqual(node.span);
    if (node.kind === "list") node.items.forEach(walk);
    if (node.kind === "map") node.entries.forEach(({ value }) => walk(value));
  };
  walk(document.root!);
});

describe("whatever the text", () => {
  const piece = fc.constantFrom("{", "}", "[", "]", "(", ")", "=", ":", ",", ".", "?", "...", "=>", '"', "${", "%{", "<<EOF\n", "EOF\n", "\n", " ", "for", "in", "if", "a", "1", "-", "!", "==", "&&", "*", "~", "#", "/*", "\\", "$", "local.a", "\u{1F600}", 'resource "aws_iam_role" "r" {\n', "locals {\n", "a = ", "b = local.a\n", "jsonencode(", "}\n");

  test("it is read, and what can be made of it is made", () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const document = parseTerraform("main.tf", pieces.join(""));
      for (const { location } of document.faults) expect(spanOf(document, location).end).toBeLessThanOrEqual(document.text.length);
      expect(() => loaded({ "main.tf": document.text }).resources(() => true)).not.toThrow();
    }), { numRuns: 2000 });
  });

  test("of JSON as well", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom("resource", "locals", "variable", "module", "output", "data"), (value, key) => {
      expect(() => loaded({ "main.tf.json": JSON.stringify({ [key]: value }) }).resources(() => true)).not.toThrow();
    }));
  });
});

describe("a module that would never end", () => {
  const locals = (count: number, value: (i: number) => string, last: string) => `locals {\n${Array.from({ length: count }, (_, i) => `  l${i} = ${value(i)}\n`).join("")}  l${count} = ${last}\n}\n`;
  test.each([
    ["locals in a circle", "local.a", "locals {\n  a = local.b\n  b = [local.a]\n}\n"],
    ["10,000 locals, each the next", "local.l0", locals(10_000, (i) => `local.l${i + 1}`, "1")],
    ["lists that double 60 times", "local.l0", locals(60, (i) => `[local.l${i + 1}, local.l${i + 1}]`, "[]")],
    ["texts that double 60 times", "local.l0", locals(60, (i) => `"\${local.l${i + 1}}\${local.l${i + 1}}"`, '"a"')],
    ["concatenations that double 60 times", "local.l0", locals(60, (i) => `concat(local.l${i + 1}, local.l${i + 1})`, '["a"]')],
    ["loops inside loops", "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]", ""],
    ["a resource that is named after itself", "aws_s3_bucket.b.id", 'resource "aws_s3_bucket" "b" {\n  bucket = aws_s3_bucket.b.id\n}\n'],
    ["a million buckets", "length(aws_s3_bucket.b)", 'resource "aws_s3_bucket" "b" {\n  count = 1000000\n}\n'],
  ])("%s", { timeout: 30_000 }, (_, expression, around) => {
    expect(JSON.stringify(worth(expression, around))).toMatch(/\$\{/);
  });

  test("modules that call each other are not known", () => {
    expect(outputOf({ "main.tf": 'module "a" { source = "./a" }\noutput "it" { value = module.a.x }\n', "a/main.tf": 'module "b" { source = "../a" }\noutput "x" { value = module.b.x }\n' }, "it")).toMatch(/\$\{/);
  });
});

// With time that grows as the square this would take minutes.
test("five thousand roles, each with its own expressions, are read", { timeout: 120_000 }, () => {
  const text = Array.from({ length: 5000 }, (_, i) => `resource "aws_iam_role" "r${i}" {\n  name = "r\${local.x}-${i}"\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [for a in ["x", "y"] : "s3:\${a}"], Resource = aws_iam_role.r${(i * 7) % 5000}.path }] })\n}\n`).join("");
  expect(loaded({ "main.tf": `${text}locals {\n  x = 1\n}\n` }).resources(() => true).length).toBe(5000);
});
