import { execFileSync } from "node:child_process";
import json from "@eslint/json";
import { ESLint, type Linter } from "eslint";
import yml from "eslint-plugin-yml";
import { describe, expect, test } from "vitest";
import gluelint from "../../src/plugin/index.js";
import { compute, policy } from "../cli/a-project.js";
import { rules } from "../../src/rules/rules.generated.js";
import { checked, folder } from "../cli/gluelint.js";
import { dependent } from "../library/a-dependent.js";

const misspelt = policy.replace("s3:GetObject", "s3:GetObjct");

/** What ESLint says of a text, with the plugin as its page says that it is set up. */
async function linted(name: string, text: string, { fix = false, on = "all" }: { readonly fix?: boolean; readonly on?: "recommended" | "all" } = {}) {
  const overrideConfig: Linter.Config[] = [
    { files: ["**/*.json"], plugins: { json }, language: "json/json" }, { files: ["**/*.{yml,yaml}"], plugins: { yml }, language: "yml/yaml" }, gluelint.configs[on],
  ] as Linter.Config[];
  const [result] = await new ESLint({ cwd: folder({}), overrideConfigFile: true, overrideConfig, fix }).lintText(text, { filePath: name });
  return { messages: result?.messages ?? [], output: result?.output };
}

/** What the command line says of the same, by the rules that are the plugin's. */
function said(name: string, text: string) {
  const { report } = checked(folder({ [name]: text }), name, "--no-config", "--pack", "all");
  return report.findings.filter(({ rule, verdict }) => rule in gluelint.rules && verdict === "fail");
}

describe("in ESLint 10", () => {
  test("it is version 10", () => {
    expect(ESLint.version).toMatch(/^10\./);
  });

  test.each([["p.json", misspelt], ["c.yml", compute.replace("worker_type: G.1X", "worker_type: G 1X")], ["c.yml", compute.replace("number_of_retries: 0", "number_of_retries: 11").replace(`"3.0"`, "3.0")]])("%s: its messages are the findings of the command line, at the same places", async (name, text) => {
    const places = (await linted(name, text)).messages.map(({ ruleId, message, line, column, endLine, endColumn }) => ({ ruleId, message, line, column, endLine, endColumn }));
    const expected = said(name, text).map(({ rule, message, location }) => ({ ruleId: `gluelint/${rule}`, message, line: location.startLine, column: location.startColumn, endLine: location.endLine, endColumn: location.endColumn }));
    expect(expected.length).toBeGreaterThan(0);
    const sorted = (each: readonly object[]) => each.map((one) => JSON.stringify(one)).sort();
    expect(sorted(places)).toEqual(sorted(expected));
  });

  test("what grants more is suggested, with what it does", async () => {
    const [message] = (await linted("p.json", misspelt)).messages.filter(({ ruleId }) => ruleId === "gluelint/policy-names-known-actions");
    const { desc, fix } = message?.suggestions?.[0] ?? {};
    expect(desc).toContain("s3:GetObject");
    expect(misspelt.slice(0, fix?.range[0]) + (fix?.text ?? "") + misspelt.slice(fix?.range[1])).toBe(policy);
    expect((await linted("p.json", misspelt, { fix: true })).output ?? misspelt).toContain("s3:GetObjct");
  });

  test("what has one right answer that grants nothing is mended by --fix", async () => {
    expect((await linted("c.yml", compute.replace("worker_type: G.1X", "worker_type: G 1X"), { fix: true })).output).toBe(compute);
  });

  test("a byte order mark moves nothing", async () => {
    const [plain, marked] = [await linted("p.json", misspelt), await linted("p.json", `\uFEFF${misspelt}`)];
    expect(plain.messages.length).toBeGreaterThan(0);
    expect(marked.messages.map(({ line, column }) => [line, column])).toEqual(plain.messages.map(({ line, column }) => [line, column]));
  });

  test.each([["package.json", '{ "name": "a" }'], ["other.yml", "a: 1\n"]])("of %s, which is none of ours, nothing is said", async (name, text) => {
    expect((await linted(name, text)).messages).toEqual([]);
  });

  test("recommended has what the command line has on, and all has all", () => {
    const on = Object.keys(gluelint.configs.recommended.rules ?? {});
    expect(on).toEqual(expect.arrayContaining(rules.filter(({ id, pack }) => id in gluelint.rules && pack === "runs").map(({ id }) => `gluelint/${id}`)));
    expect(on).not.toContain("gluelint/policy-names-known-actions");
    expect(Object.keys(gluelint.configs.all.rules ?? {}).length).toBeGreaterThan(on.length);
    expect(Object.keys(gluelint.configs.all.rules ?? {}).sort()).toEqual(Object.keys(gluelint.rules).map((id) => `gluelint/${id}`).sort());
    expect(Object.keys(gluelint.rules).filter((id) => id.startsWith("job-role"))).toEqual([]);
  });

  test("a compute that stands alone is not blamed for what stands elsewhere", async () => {
    expect((await linted("c.yml", compute)).messages).toEqual([]);
  });

  test("what is built is the plugin, for `import` and `require`", () => {
    const built = execFileSync(process.execPath, ["--input-type=module", "-e", 'import { createRequire } from "node:module"; import plugin from "gluelint/eslint"; console.log(JSON.stringify([plugin === createRequire(import.meta.url)("gluelint/eslint"), Object.keys(plugin.rules)]))'], { cwd: dependent({}), encoding: "utf8" });
    expect(JSON.parse(built)).toEqual([true, Object.keys(gluelint.rules)]);
  });
});
