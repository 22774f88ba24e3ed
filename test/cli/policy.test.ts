import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { compute, config, policy as granting, project, role, trust } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

interface Document { readonly Statement: readonly { readonly Sid: string; readonly Action: readonly string[]; readonly Resource: readonly string[] }[] }
type Written = Readonly<Record<string, { readonly policies: readonly Document[]; readonly trust: object }>>;

const nothing = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*" }] }`;
const empty = { ...project, "iam/etl.json": nothing };

function written(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { code, stdout, stderr } = gluelint(folder(files), "policy", ...args);
  const documents = JSON.parse(stdout) as Written;
  return { code, stderr, ...Object.values(documents)[0] ?? { policies: [], trust: {} } };
}

const failing = (etl: object, files: Readonly<Record<string, string>> = {}) => checked(folder({ ...project, ...files, "iam/etl.json": JSON.stringify(etl) })).report.findings.map(({ rule }) => rule);

describe("the policy that is written", () => {
  const { code, stderr, policies: [document], trust: trusting } = written(empty);
  if (document === undefined) throw new Error("nothing was written");

  test("is proved", () => {
    expect([code, stderr]).toEqual([0, expect.stringContaining("proved: all that is needed, and nothing beside")]);
  });

  test("makes every rule pass, and so does the trust policy, but for what the page itself leaves out", () => {
    expect(failing(document, { "iam/trust.json": JSON.stringify(trusting) })).toEqual(["job-role-can-read-partitions", "job-role-reaches-every-level-of-the-catalog"]);
  });

  test("grants nothing that is not needed, and one action more is seen", () => {
    const excess = (etl: object) => checked(folder({ ...project, "iam/etl.json": JSON.stringify(etl) }), "--only", "job-role-grants-no-more-than-needed").report.findings.map(({ message }) => message);
    const { Statement } = document;
    expect(excess(document)).toEqual([]);
    expect(excess({ ...document, Statement: [...Statement, { Effect: "Allow", Action: ["s3:PutBucketPolicy", "s3:GetObject"], Resource: ["arn:aws:s3:::sales-lake", "arn:aws:s3:::sales-lake/*"] }] }))
      .toEqual(["`guzzle-glue` may do more than is needed of it. It may change who has access in `s3` (`s3:PutBucketPolicy`); for one, `s3:PutBucketPolicy` on `arn:aws:s3:::sales-lake`"]);
  });

  test("has nothing that can be left out: no statement, no action, no resource", () => {
    const { Statement } = document;
    const without = (i: number, changed: object) => ({ ...document, Statement: Statement.map((each, j) => i === j ? { ...each, ...changed } : each) });
    const smaller = Statement.flatMap((each, i) => [
      ...each.Action.length > 1 ? each.Action.map((action) => without(i, { Action: each.Action.filter((other) => other !== action) })) : [{ ...document, Statement: Statement.filter((_, j) => i !== j) }],
      ...each.Resource.length > 1 ? each.Resource.map((resource) => without(i, { Resource: each.Resource.filter((other) => other !== resource) })) : [],
    ]);
    expect(smaller.length).toBeGreaterThan(25);
    // All in one run: a role for each.
    const roles = smaller.map((_, i) => `  - { arn: "${role}-${i}", policies: ["iam/${i}.json"], trust: iam/trust.json }\n`).join("");
    const computes = Object.fromEntries(smaller.map((_, i) => [`conf/${i}.yml`, compute.replace(role, `${role}-${i}`)]));
    const root = folder({ "gluelint.yaml": `${config.split("roles:")[0] ?? ""}roles:\n${roles}`, "iam/trust.json": trust, ...computes, ...Object.fromEntries(smaller.map((each, i) => [`iam/${i}.json`, JSON.stringify(each)])) });
    const harmless = checked(root).report.findings.reduce((left, { subject }) => left.filter((i) => subject !== `${role}-${i}`), smaller.map((_, i) => i));
    expect(harmless.map((i) => JSON.stringify(smaller[i]))).toEqual([]);
  });
});

test("what the role has already is left out on demand", () => {
  const lacking = granting.replace(`"glue:BatchStopJobRun"`, `"glue:StopCrawler"`);
  const { policies, stderr } = written({ ...project, "iam/etl.json": lacking }, "--minus-existing");
  expect(policies.flatMap(({ Statement }) => Statement)).toEqual([{ Sid: "GlueJob", Effect: "Allow", Action: ["glue:BatchStopJobRun"], Resource: ["arn:aws:glue:eu-west-1:123456789012:job/*"] }]);
  expect(written(project, "--minus-existing").policies).toEqual([]);
  expect(stderr).toContain("one policy");
});

test("the environment narrows it", () => {
  const narrow = config.replace("datastores: [sales-lake]", 'datastores: [{ bucket: sales-lake, prefixes: [in/], access: read }], secrets: ["guzzle/*"], jobs: ["guzzle-*"]');
  const resources = written({ ...empty, "gluelint.yaml": narrow }).policies.flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => Resource));
  expect(resources).toEqual(expect.arrayContaining(["arn:aws:s3:::sales-lake/in/*", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:guzzle/*-??????", "arn:aws:glue:eu-west-1:123456789012:job/guzzle-*"]));
  expect(resources).not.toContain("arn:aws:s3:::sales-lake/*");
});

test("it is split where IAM would take it for too large", () => {
  const many = config.replace("datastores: [sales-lake]", `datastores: [${Array.from({ length: 150 }, (_, i) => `a-datastore-with-a-long-name-${i}`).join(", ")}]`);
  const { policies, code } = written({ ...empty, "gluelint.yaml": many });
  expect([code, policies.length > 2, policies.every((document) => JSON.stringify(document).length <= 6_144)]).toEqual([0, true, true]);
  const sids = policies.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
  expect(new Set(sids).size).toBe(sids.length);
});

test("files are written where one says", () => {
  const root = folder(empty);
  mkdirSync(join(root, "iam"), { recursive: true });
  expect(gluelint(root, "policy", "--out", "new").code).toBe(0);
  expect(readdirSync(join(root, "new"))).toEqual(["guzzle-glue.json", "guzzle-glue.trust.json"]);
  writeFileSync(join(root, "iam/etl.json"), readFileSync(join(root, "new/guzzle-glue.json")));
  expect(checked(root).code).toBe(0);
});

test("a boundary that refuses is told", () => {
  const { code, stderr } = written({ ...empty, "gluelint.yaml": `${config}    boundary: iam/boundary.json\n`, "iam/boundary.json": `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["s3:*", "glue:*", "logs:*"], "Resource": "*" }] }` });
  expect([code, stderr]).toEqual([1, expect.stringContaining("secretsmanager:GetSecretValue")]);
});

describe("what cannot be written", () => {
  test.each([
    ["without the shared storage", { ...empty, "gluelint.yaml": config.replace("sharedStorage: guzzle-shared, ", "") }, [], "`environment.sharedStorage` must be said"],
    ["for a role that is none", empty, ["--for", "nobody"], "the roles are guzzle-glue"],
    ["where there is no role", { "gluelint.yaml": "version: 1\n" }, [], "there is no role"],
  ])("%s", (_, files, args, message) => {
    const { code, stdout, stderr } = gluelint(folder(files), "policy", ...args);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
  });
});
