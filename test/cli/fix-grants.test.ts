import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { config, policy, project, role } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

/** What `--fix-grants` makes of the role's policy, and what is still wrong then. */
function granted(etl: string) {
  const cwd = folder({ ...project, "iam/etl.json": etl });
  const { code } = gluelint(cwd, "check", "--now", "2026-11-22", "--fix-grants");
  return { code, text: readFileSync(join(cwd, "iam/etl.json"), "utf8"), left: checked(cwd).report.findings.map(({ rule }) => rule), cwd };
}

/** The least policy of the project, and the same without one action. */
const least = JSON.stringify(Object.values(JSON.parse(gluelint(folder({ ...project, "iam/etl.json": `{ "Version": "2012-10-17", "Statement": [] }` }), "policy").stdout) as Readonly<Record<string, { readonly policies: readonly object[] }>>)[0]?.policies[0], undefined, 4);
const missing = least.replace(/\s*"glue:CreateTable",/, "");

/** What the page itself leaves out, of which other rules warn. */
const unasked = ["job-role-can-read-partitions", "job-role-reaches-every-level-of-the-catalog"];

describe("what no statement allows is granted, and nothing beside", () => {
  test("an action goes to the statement about the same resources, and every other byte stays", () => {
    const { code, text, left } = granted(missing);
    expect(least).toContain("glue:CreateTable");
    expect([missing === least, text === missing, code, left]).toEqual([false, false, 0, unasked]);
    expect(text.replace(/,\s*"glue:CreateTable"/, "")).toBe(missing);
  });

  test("what fits nowhere makes a statement of its own", () => {
    const short = JSON.stringify({ ...JSON.parse(least) as object, Statement: (JSON.parse(least) as { readonly Statement: readonly { readonly Action: readonly string[] }[] }).Statement.filter(({ Action }) => !Action.includes("glue:BatchStopJobRun")) }, undefined, 2);
    const { code, text, left } = granted(short);
    expect([code, left]).toEqual([0, unasked]);
    expect((JSON.parse(text) as { readonly Statement: readonly object[] }).Statement.at(-1)).toEqual(expect.objectContaining({ Effect: "Allow", Action: ["glue:BatchStopJobRun"], Resource: ["arn:aws:glue:eu-west-1:123456789012:job/*"] }));
  });

  test("all that is documented, where nothing of it is there", () => {
    const { code, left } = granted(`{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*" } }\n`);
    expect([code, left]).toEqual([0, unasked]);
  });

  test("is done once: a second run changes nothing", () => {
    const { cwd, text } = granted(missing);
    gluelint(cwd, "check", "--now", "2026-11-22", "--fix-grants");
    expect(readFileSync(join(cwd, "iam/etl.json"), "utf8")).toBe(text);
  });
});

describe("nothing is granted", () => {
  const change = (files: Readonly<Record<string, string>>, etl = missing, flag = "--fix-grants") => {
    const cwd = folder({ ...project, "iam/etl.json": etl, ...files });
    const { stdout } = gluelint(cwd, "check", "--format", "json", "--now", "2026-11-22", flag);
    return { offered: [...stdout.matchAll(/"kind": "grant"/g)].length, changed: readFileSync(join(cwd, "iam/etl.json"), "utf8") !== etl };
  };

  test("by --fix, which only shows what --fix-grants would do", () => expect(change({}, missing, "--fix")).toEqual({ offered: 1, changed: false }));

  test("by a policy that another role has as well", () => {
    expect(change({ "gluelint.yaml": `${config}  - { arn: "${role}-2", policies: ["iam/etl.json"], trust: iam/trust.json }\n` })).toEqual({ offered: 0, changed: false });
  });

  test("where a statement denies it", () => {
    const denied = policy.replace(`"Statement": [`, `"Statement": [\n    { "Effect": "Deny", "Action": "glue:CreateTable", "Resource": "*" },`);
    expect(denied).not.toBe(policy);
    expect(change({}, denied)).toEqual({ offered: 0, changed: false });
  });

  test("by --diff, which prints it", () => {
    const cwd = folder({ ...project, "iam/etl.json": missing });
    const { stdout, stderr } = gluelint(cwd, "check", "--now", "2026-11-22", "--diff", "--fix-grants");
    expect(stderr).toBe(`${role} gains: Add \`glue:CreateTable\`.\n`);
    expect([/^\+.*"glue:CreateTable"/m.test(stdout), readFileSync(join(cwd, "iam/etl.json"), "utf8") === missing]).toEqual([true, true]);
    writeFileSync(join(cwd, "iam/etl.json"), least);
    expect(gluelint(cwd, "check", "--now", "2026-11-22", "--diff", "--fix-grants").stdout).toBe("");
  });
});
