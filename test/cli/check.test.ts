import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deployedStatements, policyText } from "../documented-page.js";
import { compute, config, flags, policy, project, role, trust, sample } from "./a-project.js";
import { checked, folder, gluelint, root } from "./gluelint.js";

describe("with a configuration", () => {
  test("the page's policy with the vendor's sample compute: exit 0, and at most eight things to do, each another", () => {
    const { code, report } = checked(folder({ ...project, "conf/glue.yml": sample, "iam/etl.json": policyText(deployedStatements()) }));
    expect([code, report.summary.errors, report.summary.open]).toEqual([0, 0, 0]);
    expect(report.findings.length).toBeLessThanOrEqual(8);
    expect(new Set(report.findings.map(({ rule, location }) => `${rule} ${location.pointer}`)).size).toBe(report.findings.length);
  });

  test.each([
    ["the page's policy", policyText(deployedStatements()), ["job-role-can-read-partitions", "job-role-reaches-every-level-of-the-catalog", "policy-names-log-groups-in-full"]],
    ["the page's policy with its slips mended", policy, []],
  ])("%s with a compute that leaves nothing open: exit 0, all documented rules pass, none open", (_, text, warnings) => {
    const { code, report } = checked(folder({ ...project, "iam/etl.json": text }));
    expect(code).toBe(0);
    expect(report.findings.map(({ rule }) => rule).toSorted()).toEqual(warnings);
    expect(report.summary).toMatchObject({ errors: 0, warnings: warnings.length, open: 0, subjects: [{ subject: "glue", failing: 0, open: 0 }] });
    expect(report.summary.subjects[0]?.proved).toBe(report.summary.subjects[0]?.demanded);
    expect(report.passes.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["job-role-can-read-shared-storage", "job-role-can-read-secrets", "job-role-can-stop-runs", "job-role-can-use-datastores", "job-role-can-use-catalog", "job-role-can-write-logs", "job-role-can-put-metrics", "job-role-trusts-glue"]));
  });

  test("the clean fixture is clean", () => {
    expect(checked(root, "--config", "fixtures/clean/gluelint.yaml").report.findings).toEqual([]);
  });

  test("is found upward from where one stands", () => {
    expect(checked(join(folder(project), "conf")).code).toBe(0);
  });

  test("two datastores granted by two statements of two documents pass; one taken away fails and is named", () => {
    const grant = (bucket: string) => JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`] } });
    const two = { ...project, "gluelint.yaml": config.replace("[sales-lake]", "[sales-lake, stock-lake]").replace("[iam/etl.json]", "[iam/etl.json, iam/more-*.json]"), "iam/more-stock.json": grant("stock-lake") };
    expect(checked(folder(two)).code).toBe(0);
    const { code, report } = checked(folder({ ...two, "iam/more-stock.json": grant("other-lake") }));
    expect(code).toBe(1);
    expect(report.findings.map(({ rule, message }) => [rule, message.includes("stock-lake")])).toEqual([["job-role-can-use-datastores", true]]);
  });

  test("a tighter policy passes once the environment says so", () => {
    const tight = policy.replace("secret:*", "secret:guzzle/*").replace("job/*", "job/guzzle-*");
    expect(checked(folder({ ...project, "iam/etl.json": tight })).code).toBe(1);
    const narrowed = config.replace("datastores:", `secrets: ["guzzle/*"], jobs: ["guzzle-*"], datastores:`);
    expect(checked(folder({ ...project, "iam/etl.json": tight, "gluelint.yaml": narrowed })).code).toBe(0);
  });

  test.each([
    ["sharedStorage", "job-role-can-read-shared-storage", config.replace("sharedStorage: guzzle-shared, ", "")],
    ["datastores", "job-role-can-use-datastores", config.replace(", datastores: [sales-lake]", "")],
    ["region", "job-role-can-stop-runs", config.replace("region: eu-west-1, ", "")],
  ])("without `%s`, %s is open and names the key", (key, rule, text) => {
    const { code, report } = checked(folder({ ...project, "gluelint.yaml": text }));
    expect(code).toBe(0);
    expect(report.findings.find((finding) => finding.rule === rule)).toMatchObject({ verdict: "open", level: "note", message: expect.stringContaining(`environment.${key}`) as string });
    expect(checked(folder({ ...project, "gluelint.yaml": text }), "--fail-on-open").code).toBe(1);
  });

  test("without `region`, whether it has the workers is open and names the key", () => {
    const { report } = checked(folder({ ...project, "gluelint.yaml": config.replace("region: eu-west-1, ", ""), "conf/glue.yml": compute.replace("G.1X", "G.8X") }), "--only", "compute-has-workers-of-its-region");
    expect(report.findings).toMatchObject([{ verdict: "open", location: { underline: "G.8X" }, message: expect.stringContaining("environment.region") as string }]);
  });

  test("a flag says otherwise than the configuration", () => {
    expect(checked(folder(project), "--region", "us-east-1").report.findings.map(({ rule }) => rule)).toEqual(["job-role-can-use-catalog", "job-role-can-read-secrets", "job-role-can-stop-runs"]);
    expect(gluelint(folder(project), "check", "--role", role).code).toBe(2);
  });

  test("no datastores, said so, is not applicable", () => {
    const { report } = checked(folder({ ...project, "gluelint.yaml": config.replace("[sales-lake]", "[]") }));
    expect(report.notApplicable.map(({ rule }) => rule)).toContain("job-role-can-use-datastores");
    expect(report.findings).toEqual([]);
  });

  test("no trust policy is open at note level", () => {
    const { report } = checked(folder({ ...project, "gluelint.yaml": config.replace("    trust: iam/trust.json\n", "") }));
    expect(report.findings).toMatchObject([{ rule: "job-role-trusts-glue", verdict: "open", level: "note" }]);
  });

  test("a policy that was deleted: exit 3, and the role does not stay green", () => {
    const path = folder(project);
    rmSync(join(path, "iam/etl.json"));
    const { code, report } = checked(path);
    expect(code).toBe(3);
    expect(report.failures).toMatchObject([{ artifact: "iam/etl.json" }]);
    expect(report.summary.open).toBe(7);
    expect(checked(path, "--allow-incomplete").code).toBe(0);
  });

  test("a glob that matches nothing: exit 3, and open", () => {
    const { code, report } = checked(folder({ ...project, "gluelint.yaml": config.replace("iam/etl.json", "iam/none-*.json") }));
    expect([code, report.summary.open, report.failures.length]).toEqual([3, 7, 1]);
  });

  test("a policy that IAM would refuse grants nothing, and hides nothing", () => {
    const { code, report } = checked(folder({ ...project, "iam/etl.json": policy.replace(`"Effect": "Allow"`, `"Effect": "allow"`) }));
    expect([code, report.summary.open]).toEqual([1, 7]);
  });

  test("with paths, what those files cause is reported, wherever it shows", () => {
    const path = folder({ ...project, "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun"), "conf/glue.yml": compute.replace("number_of_retries: 0", "number_of_retries: 11") });
    expect(checked(path, "iam/trust.json").report.findings.map(({ rule }) => rule)).toContain("job-role-can-stop-runs");
    expect(checked(path, "conf/glue.yml").report.findings.map(({ rule }) => rule)).toContain("compute-keeps-retries-in-limits");
  });

  test("a boundary and service control policies limit what the role can do", () => {
    const limits = `roles:\n  - arn: ${role}\n    boundary: iam/boundary.json\n`;
    const boundary = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", NotAction: "logs:*", Resource: "*" } });
    const { report } = checked(folder({ ...project, "iam/boundary.json": boundary, "gluelint.yaml": config.replace(`roles:\n  - arn: ${role}\n`, limits) }));
    expect(report.findings.map(({ rule, location }) => [rule, location.artifact])).toEqual([["job-role-can-write-logs", "iam/boundary.json"]]);
  });
});

describe("without a configuration", () => {
  const files = { "conf/glue.yml": compute, "iam/etl.json": policy, "iam/trust.json": trust };

  test("policies on the command line form the role that the computes name, and the first line says so", () => {
    const { code, stdout } = gluelint(folder(files), "check", "iam/etl.json", "iam/trust.json", "conf/glue.yml", ...flags);
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toContain(`policies of ${role}`);
  });

  test("without a role, each document is judged alone, and the gluelint.yaml to write is printed", () => {
    const { code, stdout } = gluelint(folder({ "a.json": policy, "b.json": policy }), "check", "a.json", "b.json");
    expect(code).toBe(0);
    expect(stdout).toMatch(/each is judged alone[^]*version: 1\nenvironment:[^]*policies: \["a.json", "b.json"\]/);
  });

  test("a role whose policies nobody gave is a finding, not a pass", () => {
    const { code, report } = checked(folder(files), "conf/glue.yml", ...flags);
    expect(code).toBe(1);
    expect(report.findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule)).toEqual(["compute-has-a-known-role"]);
  });

  test("with nothing at all it looks around, and names the facts that it misses", () => {
    const { stdout } = gluelint(folder(files));
    for (const key of ["region", "sharedStorage", "datastores"]) expect(stdout).toContain(`environment.${key}`);
  });

  test("several policies that only lie about are nobody's", () => {
    expect(checked(folder({ ...files, "iam/lambda.json": policy })).report.findings.map(({ rule }) => rule)).toContain("compute-has-a-known-role");
  });

  test("a document with a principal is never an identity policy", () => {
    const { report } = checked(folder({ ...files, "iam/bucket.json": JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" } }) }), "iam/bucket.json", "conf/glue.yml");
    expect(report.skipped.map(({ artifact }) => artifact)).toEqual(["iam/bucket.json"]);
    expect(report.passes.map(({ rule }) => rule)).not.toContain("job-role-can-read-shared-storage");
  });
});

test("the page's policy with the vendor's own sample: nothing fails, and at most eight things are told, each another thing to do", () => {
  const { code, report: { findings } } = checked(folder({ ...project, "conf/glue.yml": sample, "iam/etl.json": policyText(deployedStatements()) }));
  const failing = findings.filter(({ verdict }) => verdict === "fail");
  expect([code, failing.filter(({ level }) => level === "error"), failing.length > 2 && findings.length <= 8, new Set(findings.map(({ fix }) => fix)).size]).toEqual([0, [], true, findings.length]);
});
