import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { compute, config, policy, project, role, trust } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const retries = "compute-keeps-retries-in-limits";
const wrong = { ...project, "conf/glue.yml": compute.replace("number_of_retries: 0", "number_of_retries: 11") };
const faults = ({ findings }: Report) => findings.filter(({ verdict }) => verdict === "fail").map(({ rule, level }) => `${rule} ${level}`);
const extending = (what: string, files: Readonly<Record<string, string>>, more = "") => folder({ ...wrong, ...files, "gluelint.yaml": `${config}extends: [${what}]\n${more}` });
const quieter = `version: 1\nrules: { ${retries}: note }\n`;

describe("a configuration that extends another", () => {
  test.each([
    ["a file", "./platform/base.yaml", "platform/base.yaml"], ["a package", "gluelint-config-acme", "node_modules/gluelint-config-acme/gluelint.yaml"], ["a package of a scope", '"@acme/gluelint"', "node_modules/@acme/gluelint/gluelint.yml"], ["a file in a package", '"@acme/gluelint/strict.yml"', "node_modules/@acme/gluelint/strict.yml"],
  ])("takes %s", (_, what, path) => expect(faults(checked(extending(what, { [path]: quieter })).report)).toEqual([`${retries} note`]));

  test("says the last word itself, and of several that it extends the later one does", () => {
    const bases = { "a.yaml": quieter, "b.yaml": quieter.replace("note", "warning") };
    expect(faults(checked(extending("./a.yaml, ./b.yaml", bases)).report)).toEqual([`${retries} warning`]);
    expect(faults(checked(extending("./a.yaml", bases, `rules: { ${retries}: error, compute-parses: error }\n`)).report)).toEqual([`${retries} error`]);
    expect(faults(checked(extending("./c.yaml", { ...bases, "c.yaml": "version: 1\nextends: [./a.yaml]\nrules: { compute-parses: error }\n" })).report)).toEqual([`${retries} note`]);
  });

  test("names files as seen from where they are named, and adds computes and roles up", () => {
    const other = "arn:aws:iam::123456789012:role/other";
    const base = `version: 1\nenvironment: { sharedStorage: another }\ncomputes: [more/*.yml]\nroles:\n  - { arn: ${other}, policies: [../iam/etl.json], trust: ../iam/trust.json }\n  - { arn: ${role}, policies: [none.json] }\n`;
    const { code, report } = checked(extending("./platform/base.yaml", { "platform/base.yaml": base, "platform/more/other.yml": compute.replaceAll("guzzle-glue", "other") }));
    expect([code, faults(report), report.failures, report.summary.subjects.map(({ subject }) => subject).toSorted()]).toEqual([1, [`${retries} error`], [], ["glue", "other"]]);
    expect(report.environment["sharedStorage"]).toBe("guzzle-shared");
  });

  test("matches overrides and waivers as seen from where it is itself", () => {
    const base = `version: 1\noverrides: [{ files: ["conf/**"], rules: { ${retries}: note } }]\n`;
    expect(faults(checked(extending("./platform/base.yaml", { "platform/base.yaml": base })).report)).toEqual([`${retries} note`]);
  });

  test.each([
    ["a file that is missing", "./none.yaml", {}, "gluelint.yaml:8:11: there is no file `./none.yaml`"],
    ["a package that is missing", "none", {}, "gluelint.yaml:8:11: there is no package `none` with a gluelint.yaml: is it installed?"],
    ["a file without its dot", "base.yaml", { "base.yaml": quieter }, "there is no package `base.yaml`: for the file write `./base.yaml`"],
    ["itself", "./gluelint.yaml", {}, "gluelint.yaml:8:11: `./gluelint.yaml` extends this configuration itself: gluelint.yaml → gluelint.yaml"],
    ["one that extends it", "./a.yaml", { "a.yaml": "version: 1\nextends: [./b.yaml]\n", "b.yaml": "version: 1\nextends: [./a.yaml]\n" }, "b.yaml:2:11: `./a.yaml` extends this configuration itself: gluelint.yaml → a.yaml → b.yaml → a.yaml"],
    ["one that is wrong", "./a.yaml", { "a.yaml": "version: 1\nrule: {}\n" }, "a.yaml:2:1: `rule` is no key that gluelint knows here: did you mean `rules`?"],
  ])("of %s is a mistake with its place", (_, what, files, told) => expect(gluelint(extending(what, files), "check")).toMatchObject({ code: 2, stderr: expect.stringContaining(told) as string }));

  test("two that extend the same are no cycle", () => {
    const files = { "a.yaml": "version: 1\nextends: [./c.yaml]\n", "b.yaml": "version: 1\nextends: [./c.yaml]\n", "c.yaml": quieter };
    expect(faults(checked(extending("./a.yaml, ./b.yaml", files)).report)).toEqual([`${retries} note`]);
  });
});

describe("environments", () => {
  const named = (environments: string, files: Readonly<Record<string, string>> = project) => folder({ ...files, "gluelint.yaml": `${config}environments: ${environments}\n` });

  test("each is judged, inherits what it does not say, and findings name it", () => {
    const path = named("{ dev: { region: us-east-1 }, prod: {} }");
    const { code, report } = checked(path);
    expect([code, [...new Set(report.findings.map(({ environment }) => environment))], report.summary.subjects.map(({ subject }) => subject)]).toEqual([1, ["dev"], ["glue (dev)", "glue (prod)"]]);
    expect(gluelint(path, "check").stdout).toMatch(/\(in dev\)/);
  });

  test("--env looks at one", () => {
    const path = named("{ dev: { region: us-east-1 }, prod: {} }");
    expect([checked(path, "--env", "prod").code, checked(path, "--env", "dev").code]).toEqual([0, 1]);
    expect(gluelint(path, "check", "--env", "test")).toMatchObject({ code: 2, stderr: expect.stringContaining("the environments of gluelint.yaml are dev, prod") as string });
    expect(gluelint(folder(project), "check", "--env", "dev").code).toBe(2);
    expect(gluelint(folder(project), "check", "--no-config", "--env", "dev").code).toBe(2);
  });

  test("what is wrong in several is one line for people and one finding for each in the JSON report, with fingerprints that --env does not change", () => {
    const path = named("{ dev: {}, prod: {} }", wrong);
    const { report } = checked(path);
    expect(report.findings.map(({ rule, environment }) => [rule, environment])).toEqual([[retries, "dev"], [retries, "prod"]]);
    expect(gluelint(path, "check").stdout.match(/\(in dev, prod\)/g)).toHaveLength(1);
    const [dev, prod] = report.findings;
    expect(dev?.fingerprint).not.toBe(prod?.fingerprint);
    expect(checked(path, "--env", "prod").report.findings[0]?.fingerprint).toBe(prod?.fingerprint);
  });

  test("a role of the account of one is none of another", () => {
    const dev = role.replace("123456789012", "210987654321");
    const roles = `  - { arn: ${dev}, policies: [iam/dev.json], trust: iam/trust.json }\n`;
    const path = folder({ ...project, "iam/dev.json": policy.replaceAll("123456789012", "210987654321"), "iam/trust.json": trust, "conf/dev.yml": compute.replaceAll("123456789012", "210987654321"), "gluelint.yaml": `${config}${roles}environments:\n  dev: { account: "210987654321" }\n  prod: { account: "123456789012" }\n` });
    const { code, report } = checked(path);
    expect([code, report.findings, report.summary.subjects.map(({ subject }) => subject)]).toEqual([0, [], ["dev (dev)", "glue (prod)"]]);
  });

  test("an empty list of them is as good as none", () => expect(checked(named("{}", wrong)).report.findings.map(({ environment }) => environment)).toEqual([undefined]));

  test("every format names them", () => {
    const path = named("{ dev: {}, prod: {} }", wrong);
    for (const format of ["stylish", "markdown", "github", "gitlab", "sarif"]) expect(gluelint(path, "check", "--format", format).stdout.match(/\(in dev, prod\)/g)?.length).toBeGreaterThan(0);
    for (const format of ["html", "junit"]) expect(gluelint(path, "check", "--format", format).stdout).toContain("(in prod)");
  });
});
