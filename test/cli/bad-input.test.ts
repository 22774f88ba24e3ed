import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compute, config, flags, policy, project } from "./a-project.js";
import { checked, folder, gluelint, type Run } from "./gluelint.js";

const noStackTrace = ({ stdout, stderr }: Run) => expect(stdout + stderr).not.toMatch(/\n\s+at .+:\d+:\d+|bug of ours/);

/** Bad contents of the one policy of a role: what the run answers, and with which rule. */
const policies: readonly (readonly [name: string, content: string | Buffer, code: number, rule: string | undefined])[] = [
  ["an empty file", "", 1, "policy-parses"],
  ["truncated JSON", policy.slice(0, 200), 1, "policy-parses"],
  ["a comment", policy.replace("{", "{ // etl"), 1, "policy-parses"],
  ["a trailing comma", policy.replace(/\]\n\}$/, "],\n}"), 1, "policy-parses"],
  ["a binary file", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), 1, "policy-parses"],
  ["50 MB of junk", Buffer.alloc(50 * 1024 * 1024, "junk "), 1, "policy-parses"],
  ["15 MB of brackets", Buffer.alloc(15 * 1024 * 1024, "["), 1, "policy-parses"],
  ["a key twice", policy.replace(`"Effect": "Allow",`, `"Effect": "Allow", "Effect": "Deny",`), 1, "policy-parses"],
  ["a lone string", `"policy"`, 1, "policy-conforms-to-grammar"],
  ["no statement", `{ "Version": "2012-10-17", "Statement": [] }`, 1, "policy-conforms-to-grammar"],
  ["an unknown element", policy.replace(`"Effect"`, `"Efect": "Allow", "Effect"`), 1, "policy-conforms-to-grammar"],
  ["a byte order mark", `\uFEFF${policy}`, 0, undefined],
];

describe("a policy that is", () => {
  test.each(policies)("%s", (_, content, code, rule) => {
    const run = checked(folder({ ...project, "iam/etl.json": content }));
    noStackTrace(run);
    expect(run.code).toBe(code);
    expect(run.report.findings.filter(({ verdict }) => verdict === "fail").map((finding) => finding.rule).slice(0, 1)).toEqual(rule === undefined ? [] : [rule]);
    expect(run.report.summary.open).toBe(rule === undefined ? 0 : 7);
  });

  test("a folder: exit 3", () => {
    const path = folder({ ...project, "gluelint.yaml": config.replace("iam/etl.json", "iam") });
    const run = checked(path);
    noStackTrace(run);
    expect([run.code, run.report.failures[0]?.message]).toEqual([3, expect.stringContaining("folder")]);
  });

  test("a link to itself: exit 3", () => {
    const path = folder({ ...project, "gluelint.yaml": config.replace("iam/etl.json", "iam/loop.json") });
    symlinkSync("loop.json", join(path, "iam/loop.json"));
    const run = checked(path);
    noStackTrace(run);
    expect([run.code, run.report.failures[0]?.message]).toEqual([3, expect.stringContaining("circle")]);
  });
});

describe("a compute that is", () => {
  const bomb = `run_mode: aws-glue\na: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefghij".split("").map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghi"[i] ?? "a"}`).join(", ")}]`).join("\n")}\nproperties: *j\n`;

  test.each([
    ["torn", compute.replace("G.1X", "[G.1X")],
    ["an alias bomb", bomb],
    ["a key twice", compute.replace("worker_type: G.1X", "worker_type: G.1X\n  worker_type: G.2X")],
    ["without properties", "version: 1\nrun_mode: aws-glue\n"],
    ["a list of properties", "version: 1\nrun_mode: aws-glue\nproperties: [a, b]\n"],
    ["empty", ""],
  ])("%s: a finding", (_, content) => {
    const run = checked(folder({ ...project, "conf/glue.yml": content }));
    noStackTrace(run);
    expect([run.code, run.report.findings.find(({ verdict }) => verdict === "fail")?.rule]).toEqual([1, "compute-parses"]);
  });

  test("for something else: skipped, and said so", () => {
    const run = checked(folder({ ...project, "conf/other.yml": "run_mode: aws-emr\nproperties: {}\n" }));
    expect([run.code, run.report.skipped]).toEqual([0, [{ artifact: "conf/other.yml", because: "its run mode is `aws-emr`, not `aws-glue`" }]]);
  });
});

/** Command lines and configurations that cannot be understood: exit 2, and a line that says what to do. */
const misuses: readonly (readonly [name: string, files: Readonly<Record<string, string>>, args: readonly string[], said: RegExp])[] = [
  ["a file that is not there", project, ["check", "none.json"], /none\.json: no such file/],
  ["a configuration that is not there", project, ["check", "--config", "none.yaml"], /none\.yaml: no such file/],
  ["an unknown key", { ...project, "gluelint.yaml": config.replace("roles:", "rolls:") }, [], /gluelint\.yaml:4:1: `rolls` .*did you mean `roles`/],
  ["an unknown key further down", { ...project, "gluelint.yaml": config.replace("region:", "regoin:") }, [], /gluelint\.yaml:2:16: `regoin` .*did you mean `region`/],
  ["an account that YAML takes for a number", { ...project, "gluelint.yaml": config.replace("region:", "account: 123456789012, region:") }, [], /gluelint\.yaml:2:25: .*`123456789012` is no text/],
  ["torn YAML", { ...project, "gluelint.yaml": "version: 1\nroles: [" }, [], /gluelint\.yaml:2:/],
  ["an empty configuration", { ...project, "gluelint.yaml": "" }, [], /gluelint\.yaml:1:1: the file is empty/],
  ["an unknown flag", project, ["check", "--fromat", "json"], /unknown option '--fromat'/],
  ["an unknown format", project, ["check", "--format", "sariff"], /sariff: the formats are/],
  ["two reports for one terminal", project, ["check", "--format", "json", "--format", "sarif"], /only one report can go to the terminal/],
  ["an unknown rule", project, ["check", "--only", "job-role-can-stop-run"], /did you mean job-role-can-stop-runs/],
  ["a level that is none", project, ["check", "--rule", "job-role-can-stop-runs:fatal"], /error, warning, note or off/],
  ["a role that is none", { "a.json": policy }, ["check", "a.json", "--role", "guzzle-glue"], /not the ARN of a role/],
  ["nothing to check", { "a.txt": "hello" }, ["check"], /nothing to check/],
  ["files that are none of ours", { "tsconfig.json": "{ // mine\n}" }, ["check", "tsconfig.json"], /nothing to check/],
  ["a report that cannot be written", project, ["check", "--format", "json:gluelint.yaml/report.json"], /gluelint\.yaml/],
];

describe("exit 2 for", () => {
  test.each(misuses)("%s", (_, files, args, said) => {
    const run = gluelint(folder(files), ...args);
    noStackTrace(run);
    expect(run.stderr).toMatch(said);
    expect(run.code).toBe(2);
  });
});

test("folders that go round in circles are looked through once", () => {
  const path = folder({ "iam/etl.json": policy, "conf/glue.yml": compute });
  mkdirSync(join(path, "deep"));
  symlinkSync("..", join(path, "deep/up"));
  expect(checked(path, ...flags).report.passes.map(({ rule, subject }) => [rule, subject])).toContainEqual(["policy-parses", "iam/etl.json"]);
});
