import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "../cli/gluelint.js";
import { dependent } from "./a-dependent.js";

/** The examples of the page, each with what the page says that it prints. */
const page = readFileSync(join(root, "docs/library.md"), "utf8");
const examples = [...page.matchAll(/## ([^\n]+)\n(?:(?!\n## )[^])*?```js\n([^]*?)```\n\n```\n([^]*?)```/g)].map(([, title = "", code = "", printed = ""]) => ({ title, code, printed }));

describe("docs/library.md", () => {
  test("has an example under each heading", () => {
    expect(examples.map(({ title }) => title)).toEqual([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title));
  });

  test.each(examples)("$title: the example prints what the page says", ({ code, printed }) => {
    const path = dependent({ "example.js": code });
    expect(execFileSync(process.execPath, ["example.js"], { cwd: path, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } })).toBe(printed);
  });

  test("the types take the examples, with every check that TypeScript has", () => {
    const files = Object.fromEntries(examples.map(({ code }, i) => [`example${i}.js`, code.replace("(actions)", "(/** @type {string | string[]} */ actions)")]));
    const path = dependent(files);
    const program = ts.createProgram(Object.keys(files).map((name) => join(path, name)), { allowJs: true, checkJs: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] , lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });
});
