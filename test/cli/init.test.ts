import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { schemas } from "../../src/sources/config-validator.generated.js";
import { compute, policy, project, role, trust } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

/** What is written from these files, run in a folder of theirs. */
function written(files: Readonly<Record<string, string>>, below = "."): { readonly text: string; readonly config: Readonly<Record<string, unknown>>; readonly stderr: string; readonly path: string } {
  const root = folder({ ".git/HEAD": "", ...files });
  const path = join(root, below);
  const { code, stderr, stdout } = gluelint(path, "init");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  const text = readFileSync(join(path, "gluelint.yaml"), "utf8");
  return { text, stderr, path, config: parse(text) as Readonly<Record<string, unknown>> };
}

/** The same with what was a comment for keys, where somebody knows. */
const knowing = (text: string) => text.replace(/# (region|sharedStorage|datastores): \S+/g, (_, key: string) => `${key}: ${{ region: "eu-west-1", sharedStorage: "guzzle-shared", datastores: "[sales-lake]" }[key] ?? ""}`);

const { "gluelint.yaml": _, ...files } = project;
const other = compute.replace(role, `${role}-2`);
const template = `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: ${trust}\n`;

describe("gluelint init", () => {
  test("one compute, its role, its policy and its trust: all are in it, and with the facts said the check is clean", () => {
    const { text, config, stderr, path } = written(files);
    expect(config).toEqual({ version: 1, environment: { account: "123456789012" }, computes: ["conf/glue.yml"], roles: [{ arn: role, policies: ["iam/etl.json"], trust: "iam/trust.json" }] });
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/unpkg\.com\/gluelint@[\d.]+\/rules\/config\.schema\.json\n/);
    expect(text).toContain("# Buckets that the files name: guzzle-shared, sales-lake");
    expect(stderr).toContain(`wrote gluelint.yaml: 1 compute, 2 policies; the policies are taken for those of ${role}`);
    expect(checked(path).code).toBe(0);
    expect(checked(path).report.summary).toMatchObject({ errors: 0, refuted: 0 });
    writeFileSync(join(path, "gluelint.yaml"), knowing(text));
    expect(knowing(text)).not.toBe(text);
    expect(checked(path).report.summary).toMatchObject({ errors: 0, warnings: 0, refuted: 0, open: 0 });
  });

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]>([
    ["two computes with two roles: nobody knows whose the policies are, and each is judged alone", { "a.yml": compute, "b.yml": other, "p.json": policy }, { computes: ["a.yml", "b.yml"], roles: [{ arn: role }, { arn: `${role}-2` }], templates: ["p.json"] }],
    ["policies alone", { "p.json": policy, "t.json": trust }, { templates: ["p.json", "t.json"] }],
    ["a compute alone", { "a.yml": compute }, { computes: ["a.yml"], roles: [{ arn: role }] }],
    ["two trust policies: nobody knows which is the role's", { ...files, "iam/other.json": trust }, { computes: ["conf/glue.yml"], roles: [{ arn: role, policies: ["iam/etl.json"] }] }],
    ["a template", { "infra/role.yaml": template }, { templates: ["infra/role.yaml"] }],
    ["a path that YAML would misread", { "# a: b.yml": compute }, { computes: ["# a: b.yml"], roles: [{ arn: role }] }],
  ])("%s", (_what, given, expected) => {
    const { config, path } = written(given);
    expect(config).toEqual({ version: 1, ...("roles" in expected && { environment: { account: "123456789012" } }), ...expected });
    expect(gluelint(path, "check", "--now", "2026-11-22")).toMatchObject({ code: expect.toSatisfy((each: number) => each === 0 || each === 1), stdout: expect.stringMatching(/proved|refuted|finding|open|error|warning|nothing/) });
  });

  test("nothing at all: a file that says what to write, and that is valid", () => {
    const { config, stderr, text } = written({ "README.md": "" });
    expect(config).toEqual({ version: 1 });
    expect(stderr).toContain("nothing to check was found");
    expect(text).toContain("# computes:");
  });

  test("below the root of a repository paths are those from there, and the schema is that of the package that is installed above", () => {
    const { text, config } = written({ "node_modules/gluelint/rules/config.schema.json": "{}", "glue/a.yml": compute, "elsewhere/b.yml": compute }, "glue");
    expect(config["computes"]).toEqual(["a.yml"]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/node_modules\/gluelint\/rules\/config\.schema\.json\n/);
  });

  test.each(["gluelint.yaml", "gluelint.yml", "gluelint.json"])("%s that is there stays as it is", (name) => {
    const path = folder({ ...files, [name]: "mine" });
    expect(gluelint(path, "init")).toEqual({ code: 2, stdout: "", stderr: `gluelint: ${name} is there already, and is left as it is: gluelint check reads it\n` });
    expect(readFileSync(join(path, name), "utf8")).toBe("mine");
  });

  test("every comment that is a key is one that the schema takes", () => {
    for (const { text } of [written(files), written({ "README.md": "" })]) {
      const whole = text.split("\n").flatMap((line) => /^(\s*)# (\s*(?:- )?[A-Za-z]+:( .*)?)$/.exec(line)?.slice(1, 3).join("") ?? (/^\s*#/.test(line) ? [] : line)).join("\n");
      expect(whole).not.toBe(text);
      expect(schemas["config"]?.(parse(whole)) ?? []).toEqual([]);
    }
  });
});
