import { describe, expect, test } from "vitest";
import { compute, config, policy, project } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

/** One warning: the compute chooses no timeout. */
const warned = { ...project, "conf/glue.yml": compute.replace("job_timeout: 240", "job_timeout: 2880") };
const configured = (line: string, files: Readonly<Record<string, string>> = warned) => folder({ ...files, "gluelint.yaml": `${config}${line}\n` });

describe("what fails", () => {
  test("the sample has one warning", () => expect(checked(folder(warned)).report.summary).toMatchObject({ errors: 0, warnings: 1 }));

  test.each([
    ["--max-warnings 0", ["--max-warnings", "0"], "", 1], ["--max-warnings 1", ["--max-warnings", "1"], "", 0], ["maxWarnings", [], "maxWarnings: 0", 1],
    ["a flag over maxWarnings", ["--max-warnings", "1"], "maxWarnings: 0", 0], ["failOn", [], "failOn: warning", 1], ["a flag over failOn", ["--fail-on", "error"], "failOn: warning", 0],
    ["both, of which one fails", ["--max-warnings", "0", "--fail-on", "never"], "", 1],
  ])("%s", (_, args, line, code) => expect(checked(configured(line), ...args).code).toBe(code));

  test("what is waived is no warning", () => {
    const path = configured(`waivers: [{ rule: compute-chooses-its-timeout, where: conf, reason: a, owner: b, until: 2027-01-31 }]`);
    expect(checked(path, "--max-warnings", "0").code).toBe(0);
  });

  test("failOnOpen", () => {
    const open = { ...project, "gluelint.yaml": "" };
    expect(checked(folder({ ...open, "gluelint.yaml": `${config.replace("region: eu-west-1, ", "")}failOnOpen: true\n` })).code).toBe(1);
  });

  test.each([["--max-warnings", "-1"], ["--max-warnings", "many"], ["--require", "everything"]])("%s %s is a mistake", (...args) => expect(gluelint(folder(project), "check", ...args)).toMatchObject({ code: 2, stdout: "" }));

  test("merge counts warnings too", () => {
    const { stdout } = checked(folder(warned));
    const path = folder({ "a.json": stdout });
    expect([gluelint(path, "merge", "a.json", "--max-warnings", "0").code, gluelint(path, "merge", "a.json", "--max-warnings", "1").code, gluelint(path, "merge", "a.json", "--max-warnings", "x").code]).toEqual([1, 0, 2]);
  });
});

describe("packs", () => {
  const ran = (path: string, ...args: readonly string[]) => new Set(checked(path, ...args).report.passes.map(({ pack }) => pack));

  test("in the configuration, and a flag over them", () => {
    const path = configured("packs: [documented]", project);
    expect([ran(path), ran(path, "--pack", "runs")]).toEqual([new Set(["documented"]), new Set(["runs"])]);
  });
});

describe("a layer that is required", () => {
  test("and that nobody gave leaves open what it may refuse", () => {
    const { code, report } = checked(folder(project), "--require", "boundary", "--only", "job-role-can-use-datastores");
    expect([code, report.findings]).toMatchObject([0, [{ verdict: "open", message: expect.stringContaining("hangs on the permissions boundary, which nobody gave") as string }]]);
    expect(checked(folder(project), "--require", "boundary", "--fail-on-open").code).toBe(1);
  });

  test.each([["serviceControl", "the service control policies"], ["resourceControl", "the resource control policies"], ["endpoint", "the policy of the VPC endpoint"], ["resource", "the policy of the bucket `sales-lake`"]])("%s", (layer, named) => {
    const { report } = checked(configured(`require: [${layer}]`, project), "--only", "job-role-can-use-datastores");
    expect(report.findings).toMatchObject([{ verdict: "open", message: expect.stringContaining(`${named}, which nobody gave`) as string }]);
  });

  test("the policies of secrets and of the Data Catalog are the resource's, and logs have none", () => {
    const { report } = checked(folder(project), "--require", "resource", "--pack", "documented");
    const open = report.findings.map(({ rule }) => rule);
    expect(open).toEqual(expect.arrayContaining(["job-role-can-read-secrets", "job-role-can-use-catalog"]));
    expect(report.passes.map(({ rule }) => rule)).toContain("job-role-can-write-logs");
  });

  test("and given is judged as ever, and what a policy refuses stays refused", () => {
    const boundary = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    const given = { ...project, "iam/boundary.json": boundary, "gluelint.yaml": config.replace("    trust:", "    boundary: iam/boundary.json\n    trust:") };
    expect(checked(folder(given), "--require", "boundary", "--fail-on-open").code).toBe(0);
    const refused = { ...project, "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun") };
    expect(checked(folder(refused), "--require", "boundary").report.findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule)).toEqual(["job-role-can-stop-runs"]);
  });
});
