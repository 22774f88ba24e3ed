import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compute, config, flags, policy, project, role, trust } from "./a-project.js";
import { checked, folder, gluelint, root } from "./gluelint.js";

const statement = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const everything = statement({ Effect: "Allow", Action: "*", Resource: "*" });
const denying = (Resource: string | readonly string[], Action = "*") => JSON.stringify({ ...(JSON.parse(policy) as object), Statement: [...(JSON.parse(policy) as { readonly Statement: readonly object[] }).Statement, { Effect: "Deny", Action, Resource }] });
const failing = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => checked(folder(files), ...args).report.findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);

describe("no false pass", () => {
  const trustForAll = statement({ Effect: "Allow", Principal: "*", Action: "*" });
  const noStop = policy.replace("glue:BatchStopJobRun", "glue:StopJobRun");

  test("a trust policy that is one role's trust does not grant as another's identity policy", () => {
    const two = `${config.replace("iam/trust.json", "iam/odd.json")}  - { arn: ${role}2, policies: [iam/odd.json], trust: iam/trust.json }\n`;
    const { report } = checked(folder({ ...project, "gluelint.yaml": two, "iam/odd.json": trustForAll }));
    expect(report.findings.map(({ rule }) => rule)).toContain("policy-conforms-to-grammar");
    expect(report.passes.filter(({ subject }) => subject === `${role}2`).map(({ rule }) => rule)).toEqual(["job-role-trusts-glue"]);
  });

  test("a role has one trust policy, not the sum of several", () => {
    const ec2 = trust.replace("glue.", "ec2.");
    expect(checked(folder({ ...project, "gluelint.yaml": config.replace("iam/trust.json", "iam/trust*.json"), "iam/trust.json": ec2, "iam/trust2.json": trust })).code).toBe(3);
    expect(checked(folder({ "a.json": policy, "b.json": ec2, "c.json": trust, "glue.yml": compute }), "a.json", "b.json", "c.json", "glue.yml", ...flags).report.findings.map(({ rule }) => rule)).toEqual(["job-role-trusts-glue"]);
  });

  test.each([[[]], [["."]]])("policies that are found and not named are nobody's: %j", (paths) => {
    expect(failing({ "glue.yml": compute, "users/admin.json": everything }, ...paths, ...flags)).toEqual(["compute-has-a-known-role"]);
  });

  test("the file of a compute causes what its role may not", () => {
    expect(failing({ ...project, "iam/etl.json": noStop }, "conf/glue.yml")).toEqual(["job-role-can-stop-runs"]);
  });

  test("a role that a compute names is a job's, whatever is said of it", () => {
    expect(failing({ ...project, "iam/etl.json": noStop, "gluelint.yaml": config.replace("    trust", "    is: caller\n    trust") })).toContain("job-role-can-stop-runs");
  });

  test.each(["aws-gule", "AWS-GLUE", "[aws-glue]"])("the run mode %s is a mistake", (mode) => {
    expect(failing({ ...project, "conf/glue.yml": compute.replace("aws-glue", mode) })).toEqual(["compute-parses"]);
  });

  test("a compute without run mode is a mistake", () => {
    expect(failing({ ...project, "conf/glue.yml": compute.replace("run_mode: aws-glue\n", "") })).toEqual(["compute-parses"]);
  });

  test.each([
    ["an empty configuration", { "gluelint.yaml": "version: 1\n" }, []],
    ["the one rule switched off", project, ["--only", "compute-parses", "--rule", "compute-parses:off"]],
    ["an unknown rule in the configuration", { ...project, "gluelint.yaml": `${config}rules: { job-role-can-read-secret: "off" }\n` }, []],
    ["a role that stands twice", { ...project, "gluelint.yaml": `${config}  - { arn: ${role}, policies: [] }\n` }, []],
    ["a Region that is none", project, ["--region", "eu-west1"]],
  ])("%s: exit 2", (_, files, args) => {
    expect(gluelint(folder(files), "check", ...args).code).toBe(2);
  });
});

describe("no false alarm", () => {
  test("names hold no colon, and a secret's ARN ends in letters and digits", () => {
    const narrowed = config.replace("datastores:", `secrets: [guzzle], databases: [sales], jobs: ["guzzle-*"], datastores:`);
    const denied = denying(["arn:aws:secretsmanager:*:*:secret:prod/*", "arn:aws:secretsmanager:*:*:secret:*/prod/*", "arn:aws:secretsmanager:*:*:secret:*-rds!*", "arn:aws:glue:*:*:database/hr"]);
    expect(failing({ ...project, "gluelint.yaml": narrowed, "iam/etl.json": denied })).toEqual([]);
    expect(failing({ ...project, "gluelint.yaml": narrowed, "iam/etl.json": denying("arn:aws:secretsmanager:*:*:secret:guzzle-a*") })).toEqual(["job-role-can-read-secrets"]);
  });

  test("who has neither databases nor connections needs no catalog", () => {
    const none = config.replace("region: eu-west-1,", "databases: [], connections: [], secrets: [],");
    const { report } = checked(folder({ ...project, "gluelint.yaml": none }));
    expect(report.notApplicable.map(({ rule }) => rule).filter((rule) => rule.startsWith("job-role-"))).toEqual(expect.arrayContaining(["job-role-can-read-secrets", "job-role-can-use-catalog"]));
  });

  test("Allows that add nothing leave nothing open", () => {
    const words = Array.from({ length: 12 }, (_, i) => `arn:aws:s3:::sales-lake/*/word-${i}/*`);
    const more = JSON.stringify({ ...(JSON.parse(policy) as object), Statement: [...(JSON.parse(policy) as { readonly Statement: readonly object[] }).Statement, { Effect: "Allow", Action: "s3:*", Resource: words }] });
    expect(checked(folder({ ...project, "iam/etl.json": more })).report.findings).toEqual([]);
  });
});

describe("no crash", () => {
  test("braces in what the environment says are text", () => {
    const { code, report } = checked(folder({ ...project, "gluelint.yaml": config.replace("[sales-lake]", `[{ bucket: sales-lake, prefixes: ["sales/{year}/", "{datastore.prefix}/"] }]`) }));
    expect([code, report.findings]).toEqual([0, []]);
  });

  test("a resource of 300,000 characters", () => {
    expect(checked(folder({ ...project, "iam/etl.json": denying(`arn:aws:s3:::${"x".repeat(300_000)}/*`) }), "--rule", "policy-fits-into-iam:off").code).toBe(0);
  });

  test("a reader that has read enough", () => {
    const { status, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${join(root, "dist/gluelint.cjs")}" check --config fixtures/showcase/gluelint.yaml --format json | head -c 10 >/dev/null`], { cwd: root, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
});

describe("places and names", () => {
  test("a level of service control policies that allows less is the one that is shown", () => {
    const levels = { ...project, "gluelint.yaml": `${config}organization: { serviceControl: [[org/full.json], [org/narrow.json]] }\n`, "org/full.json": everything, "org/narrow.json": statement({ Effect: "Allow", NotAction: "secretsmanager:*", Resource: "*" }) };
    expect(checked(folder(levels)).report.findings.map(({ rule, location }) => [rule, location.artifact])).toEqual([["job-role-can-read-secrets", "org/narrow.json"]]);
  });

  test("a trust policy that names Glue for another action: the action is shown", () => {
    const { report } = checked(folder({ ...project, "iam/trust.json": trust.replace("sts:AssumeRole", "sts:TagSession") }));
    expect(report.findings.map(({ location }) => location.underline)).toEqual([`"sts:TagSession"`]);
  });

  test("names are from the root of the repository, wherever one stands", () => {
    const path = folder({ ...project, "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun") });
    mkdirSync(join(path, ".git"));
    const at = (cwd: string) => checked(cwd).report.findings.map(({ location, fingerprint }) => [location.artifact, fingerprint]);
    expect(at(join(path, "conf"))).toEqual(at(path));
  });

  test.each(["iam", "iam/*.json", "link.json"])("%s names the role's files under a configuration too", (named) => {
    const path = folder({ ...project, "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun") });
    symlinkSync("iam/etl.json", join(path, "link.json"));
    expect(checked(path, named).report.findings.map(({ rule }) => rule)).toEqual(["job-role-can-stop-runs"]);
  });

  test("a policy that two roles share is one result that names both", () => {
    const two = `${config}  - { arn: ${role}2, policies: [iam/etl.json], trust: iam/trust.json }\n`;
    const { stdout } = gluelint(folder({ ...project, "gluelint.yaml": two, "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun") }), "check", "--format", "sarif");
    const log = JSON.parse(stdout) as { readonly runs: readonly [{ readonly results: readonly { readonly message: { readonly text: string } }[] }] };
    expect(log.runs[0].results.map(({ message }) => message.text.includes(`${role}2`))).toEqual([true]);
  });
});
