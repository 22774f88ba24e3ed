import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, test, vi } from "vitest";
import { floors } from "../eslint.config.js";

// Lint reads its configuration in the first test.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, "..");
const folders = Object.keys(floors);
const rows = Object.entries(floors).map(([folder, { on, besides = {}, world = false }]) => ({ folder, on: on === "everything" ? folders : on, free: on === "everything", besides, world }));

// What the floors do not need is left out: the types of a planted text are nobody's business.
const judges = ["no-restricted-imports", "no-restricted-syntax", "no-restricted-globals", "no-restricted-properties", "import-x/no-cycle"];
const eslint = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => judges.includes(ruleId), overrideConfig: { languageOptions: { parserOptions: { projectService: false } } } });

/** Those of the lines that lint refuses in a file of src/. */
async function refused(file: string, lines: readonly string[]): Promise<readonly string[]> {
  const [result] = await eslint.lintText(lines.join("\n"), { filePath: join(root, "src", file) });
  return [...new Set(result?.messages.map(({ fatal, message, ruleId, line }) => fatal === true || ruleId === null ? message : lines[line - 1] ?? message))];
}

/** Every way to import from a place, a line each. */
const importsOf = (specifier: string, i: number) => [
  `import { a as a${i} } from "${specifier}";`, `import type { B as B${i} } from "${specifier}";`, `import { type C as C${i} } from "${specifier}";`, `import "${specifier}";`,
  `export { d as d${i} } from "${specifier}";`, `export type { E as E${i} } from "${specifier}";`, `export const f${i} = await import("${specifier}");`,
];
const packages = ["ajv", "yaml", "jsonc-parser", "minimatch", "commander", "picocolors", "@aws-sdk/client-iam", "json-schema-to-typescript"];
const detours = (folder: string) => [`./../${folder}/file.js`, `../../src/${folder}/file.js`, `../text/../${folder}/file.js`, `../${folder}`];

describe.each(rows)("the floor $folder", ({ folder, on, free, besides, world }) => {
  const others = folders.filter((other) => other !== folder && !on.includes(other));
  const besidesOf = (file: string) => besides[file] ?? [];

  test("imports itself, the floors that it stands on, and what its row names besides", async () => {
    const good = ["./file.js", ...on.map((below) => `../${below}/file.js`), ...besidesOf("*"), ...(world ? ["node:fs", "node:fs/promises"] : [])];
    expect(await refused(`${folder}/file.ts`, good.flatMap(importsOf))).toEqual([]);
  });

  test.each(Object.entries(besides))("lets the files %s import %j, and those alone", async (name, specifiers) => {
    const bad = packages.filter((other) => !specifiers.includes(other)).flatMap(importsOf);
    expect(await refused(`${folder}/${name.replace("*", "-any")}.ts`, [...specifiers.flatMap(importsOf), ...bad])).toEqual(bad);
  });

  test(free ? "imports whatever it likes" : "refuses all other floors and packages, however they are imported", async () => {
    const bad = [...others.flatMap((other) => [`../${other}/file.js`, ...detours(other)]), "../nowhere/file.js", "../file.js", "../../package.json", ...packages.filter((name) => !besidesOf("*").includes(name)), ...(world ? [] : ["fs", "node:fs", "node:child_process"])].flatMap(importsOf);
    expect(await refused(`${folder}/file.ts`, bad)).toEqual(free ? [] : bad);
  });

  test(free ? "imports from places that are made up at run time" : "imports from no place that is made up at run time", async () => {
    const bad = ["export const a = await import(`../cli/${name}.js`);"];
    expect(await refused(`${folder}/file.ts`, bad)).toEqual(free ? [] : bad);
  });

  test(world ? "may touch the world" : "has the world handed in", async () => {
    const touching = [
      "process.exit();", "console.log();", "void fetch(``);", "setTimeout(a, 1);", "Math.random();", "const { random } = Math;", "Date.now();", "new Date();", "new Date;", "Date();",
      "performance.now();", "crypto.randomUUID();", "globalThis.process.exit();",
    ];
    expect(await refused(`${folder}/file.ts`, [...touching, "new Date(0);", "Math.max();"])).toEqual(world ? [] : touching);
  });

  test("has no class and no barrel", async () => {
    const bad = ["class A {}", "export const b = class {};", 'export * from "./file.js";', 'export * as c from "./file.js";'];
    expect(await refused(`${folder}/other.ts`, bad)).toEqual(bad);
  });
});

// What is said here stands in no row, so that no row is loosened unseen.
test("no row lets in what must stay out of it", async () => {
  const out = {
    "text/file.ts": "../policy/file.js", "policy/file.ts": "../evaluate/file.js", "evaluate/file.ts": "../subject/file.js", "subject/file.ts": "../evaluate/file.js",
    "rules/file.ts": "../text/file.js", "templates/file.ts": "../policy/file.js", "terraform/file.ts": "../sources/file.js", "services/file.ts": "../subject/file.js", "access/file.ts": "../subject/file.js", "mend/file.ts": "../access/file.js", "govern/file.ts": "../report/file.js", "checks/file.ts": "../audit/file.js", "reviews/file.ts": "../evaluate/file.js", "audit/file.ts": "../sources/file.js", "sources/file.ts": "../checks/file.js", "aws/file.ts": "node:fs", "smoke/file.ts": "../aws/file.js", "aws/other.ts": "../checks/file.js", "sources/snapshot.ts": "../aws/file.js",
    "report/file.ts": "../checks/file.js", "html/file.ts": "../checks/file.js", "library/file.ts": "../cli/file.js", "library/files.ts": "node:fs", "plugin/file.ts": "../cli/file.js", "cli/file.ts": "../dev/file.js", "text/lines.ts": "jsonc-parser", "text/json.ts": "yaml", "checks/conforms.ts": "ajv", "cli/files.ts": "yaml",
  };
  const planted = Object.entries(out).map(([file, specifier]) => ({ file, line: `import type { A } from "${specifier}";` }));
  expect(await Promise.all(planted.map(({ file, line }) => refused(file, [line])))).toEqual(planted.map(({ line }) => [line]));
  expect(rows.filter(({ world }) => world).map(({ folder }) => folder)).toEqual(["cli", "dev"]);
});

test("every file of src lies in a folder that has a row, and no deeper", () => {
  const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(join(root, "src/").length));
  const lawful = new RegExp(`^(${folders.join("|")})/[a-z0-9-]+(\\.ts|\\.generated\\.(ts|js|d\\.ts))$|^html/(style\\.css|script\\.js)$|^smoke/script\\.py$`);
  expect(files.filter((file) => !lawful.test(file))).toEqual([]);
});

test("an import cycle is refused", async () => {
  // json.ts imports json-cursor.ts.
  const planted = 'import { parseJson } from "./json.js";';
  expect(await refused("text/json-cursor.ts", [planted])).toEqual([planted]);
});
