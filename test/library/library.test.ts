import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, compare, prepare, type CheckedEnvironment, type PolicyDocument } from "../../src/library/index.js";
import { compute, config, policy, project, role, trust } from "../cli/a-project.js";
import { checked, folder, gluelint, root } from "../cli/gluelint.js";
import { dependent } from "./a-dependent.js";

const allow = (more: object = {}): PolicyDocument => ({ Version: "2012-10-17", Statement: [{ Sid: "Read", Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::data/*", ...more }] });
const request = { principal: role, action: "s3:GetObject", resource: "arn:aws:s3:::data/x" };
const file = (path: keyof typeof project) => ({ path, content: project[path] });
const given = { arn: role, policies: [file("iam/etl.json")], trust: file("iam/trust.json") };
const environment = {
  environment: { region: "eu-west-1", sharedStorage: "guzzle-shared", datastores: ["sales-lake"] },
  computes: [file("conf/glue.yml")], roles: [given], now: "2026-11-22",
} satisfies CheckedEnvironment;

describe("prepare", () => {
  const fixtures = readdirSync(join(root, "fixtures/decisions")).filter((name) => name.endsWith(".jsonl"));

  test("there are decisions to hold it to", () => {
    expect(fixtures.length).toBeGreaterThan(3);
  });

  test.each(fixtures)("answers the requests of %s as the command line does", (name) => {
    const { stdout } = gluelint(root, "simulate", "--batch", join("fixtures/decisions", name));
    const lines = readFileSync(join(root, "fixtures/decisions", name), "utf8").trim().split("\n").map((line) => JSON.parse(line));
    let authorizer = prepare({});
    const answers = lines.map(({ id, policies, managementAccount, request: asked }) => {
      if (policies !== undefined) authorizer = prepare(policies, { managementAccount });
      expect(authorizer.decide(asked).decision).toBe(authorizer.explain(asked).decision);
      return { id, ...authorizer.explain(asked) };
    });
    expect(answers).toEqual(stdout.trim().split("\n").map((line) => { const { expected: _, ...answer } = JSON.parse(line); return answer; }));
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a policy that IAM would refuse", () => prepare({ identity: [allow({ Effect: "allow" })] }), /^policies\/identity\/0\/Statement\/0\/Effect: /],
    ["a layer that there is not", () => prepare({ identities: [] } as never), /`identities` is no layer/],
    ["a management account of eleven digits", () => prepare({}, { managementAccount: "12345678901" }), /`managementAccount` must be twelve digits/],
    ["an action with a wildcard", () => prepare({}).decide({ ...request, action: "s3:Get*" }), /`action` must name one action/],
    ["no request", () => prepare({}).explain("s3:GetObject" as never), /a request is an object/],
    ["a permission with no action", () => prepare({}).contain({ principal: role, actions: [], resources: "*" }), /`actions` must name actions/],
    ["a permission on no ARN", () => prepare({}).contain({ principal: role, actions: "s3:GetObject", resources: ["*", "data"] }), /`resources` must be ARNs/],
    ["a permission of nobody", () => prepare({}).contain({ principal: undefined as never, actions: "s3:GetObject", resources: "*" }), /`principal` must be an ARN/],
  ])("throws for %s", (_, doing, message) => {
    expect(doing).toThrow(TypeError);
    expect(doing).toThrow(message);
  });
});

describe("contain", () => {
  const { contain, decide } = prepare({ identity: [allow({ Action: ["s3:GetObject", "s3:ListBucket"] })] });
  const asked = { principal: role, actions: "s3:GetObject", resources: "arn:aws:s3:::data/*" };

  test("yes where every request is allowed", () => {
    expect(contain(asked)).toEqual({ kind: "yes" });
  });

  test("no with a request that `decide` refuses, and the layer that does not allow, for the first action and resource that is refused", () => {
    const answer = contain({ ...asked, actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:aws:s3:::data/*", "arn:aws:s3:::other/*"] });
    expect(answer).toMatchObject({ kind: "no", counterexample: { action: "s3:GetObject", resource: "arn:aws:s3:::other/a" }, decision: "implicitDeny", because: [{ kind: "layer", layer: "identity", level: 0 }] });
    if (answer.kind === "no") expect(decide(answer.counterexample)).toEqual({ decision: "implicitDeny" });
  });

  test("a no goes before what is open, and what is open before a yes", () => {
    const unsure = prepare({ identity: [allow({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }), allow({ Action: "s3:ListBucket" })] });
    expect(unsure.contain({ ...asked, actions: ["s3:ListBucket", "s3:GetObject"] })).toMatchObject({ kind: "open", because: [{ kind: "statement", layer: "identity", policy: 0, pointer: "/Statement/0", sid: "Read" }], either: { allowed: { context: { "aws:SourceVpc": "vpc-1" } }, refused: {} } });
    expect(unsure.contain({ ...asked, actions: ["s3:GetObject", "s3:PutObject"] }).kind).toBe("no");
    expect(unsure.contain({ ...asked, context: { "aws:SourceVpc": "vpc-1" } }).kind).toBe("yes");
  });

  test("a layer that is unknown leaves it open, and a sentence says so", () => {
    expect(prepare({ identity: [allow()], boundary: "unknown" }).contain(asked)).toEqual({ kind: "open", because: [{ kind: "unknown", message: "a layer that is unknown" }] });
  });

  test("a pattern for several buckets that have policies of their own is open; one within a bucket is judged by its policy", () => {
    const deny = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }] };
    const both = prepare({ identity: [allow({ Resource: "*" })], resource: { "arn:aws:s3:::data": deny } });
    expect(both.contain({ ...asked, resources: "arn:aws:s3:::d*/x" })).toMatchObject({ kind: "open", because: [{ message: expect.stringContaining("`arn:aws:s3:::d*/x` is about several resources") }] });
    expect(both.contain(asked)).toMatchObject({ kind: "no", decision: "explicitDeny" });
    expect(both.contain({ ...asked, resources: "arn:aws:s3:::other/*" })).toEqual({ kind: "yes" });
  });

  test.each<[actions: string, resources: string, answer: string | RegExp, resourceAccount?: string]>([
    ["glue:GetTable", "arn:aws:glue:eu-west-1:*:table/a/b", /`arn:aws:glue:eu-west-1:\*:table\/a\/b` is about resources of several accounts/],
    ["glue:GetTable", "arn:aws:glue:eu-west-1:12345678901?:table/a/b", /of several accounts/],
    ["glue:GetTable", "arn:aws:glue:eu-west-1:*:table/a/b", "yes", "123456789012"],
    ["glue:GetTable", "arn:aws:glue:*:123456789012:*", "yes"],
    ["kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:*", /`arn:aws:kms:eu-west-1:123456789012:\*` is about resources of several types: those of the type `key\/`/],
    ["kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:ke?/*", /several types/],
    ["kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/*", "no"],
    ["kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:alias/*", "yes"],
    ["sts:AssumeRole", "arn:aws:iam::123456789012:r*", /several types: those of the type `role\/`/],
    ["sts:GetCallerIdentity", "*", "yes"],
  ])("one answer is given only where it holds for all: %s on %s", (actions, resources, answer, resourceAccount) => {
    const found = prepare({ identity: [allow({ Action: "*", Resource: "*" })] }).contain({ ...asked, actions, resources, ...(resourceAccount !== undefined && { resourceAccount }) });
    expect(typeof answer === "string" ? found.kind : found).toEqual(typeof answer === "string" ? answer : { kind: "open", because: [{ kind: "unknown", message: expect.stringMatching(answer) }] });
  });
});

describe("compare", () => {
  test("new access comes with a request that shows it and the statement that grants it", () => {
    expect(compare(allow(), [allow(), allow({ Sid: "Write", Action: "s3:PutObject" })])).toMatchObject({ verdict: "newAccess", counterexample: { action: "s3:PutObject" }, because: [{ policy: 1, pointer: "/Statement/0", sid: "Write" }] });
  });

  test("of two the same there is no new access", () => {
    expect(compare(allow(), allow())).toEqual({ verdict: "noNewAccess", because: [] });
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a policy that IAM would refuse", () => compare(allow(), allow({ Effect: "allow" })), /^new\/Statement\/0\/Effect: /],
    ["policies of two kinds", () => compare(allow(), JSON.parse(trust) as PolicyDocument), /only policies of one kind/],
    ["no policy", () => compare("{}" as never, allow()), /the existing policy must be an object/],
    ["a type that there is not", () => compare(allow(), allow(), { type: "session" as never }), /`type` must be one of identity, resource, trust/],
  ])("throws for %s", (_, doing, message) => {
    expect(doing).toThrow(TypeError);
    expect(doing).toThrow(message);
  });
});

describe("check", () => {
  const withoutPlaces = (value: unknown) => JSON.parse(JSON.stringify(value, (key, item: unknown) => key === "location" || key === "fingerprint" || key === "environment" ? undefined : item)) as unknown;
  const broken = project["iam/etl.json"].replace("glue.amazonaws.com", "x").replace(/"s3:PutObject",?/g, "");

  test.each([["that is clean", policy], ["with a right that is missing", broken], ["that cannot be read", "{"]])("reports of a project %s what the command line does", (_, text) => {
    const files = { ...project, "iam/etl.json": text };
    const { report } = checked(folder({ ...files, "gluelint.yaml": config }), "--deterministic");
    const own = check({ ...environment, roles: [{ ...given, policies: [{ path: "iam/etl.json", content: text }] }] });
    expect(withoutPlaces(own)).toEqual(withoutPlaces(report));
    expect(own.findings.map(({ location }) => location)).toEqual(report.findings.map(({ location }) => location));
  });

  test("the policy of a bucket, and whose the bucket is, count as they do for the command line", () => {
    const content = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::sales-lake/*" }] });
    const { report } = checked(folder({ ...project, "s3/lake.json": content, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: s3/lake.json }, guzzle-shared: { policy: [], account: "210987654321" } }\n` }), "--deterministic");
    const own = check({ ...environment, buckets: { "sales-lake": { policy: { path: "s3/lake.json", content } }, "guzzle-shared": { policy: [], account: "210987654321" } } });
    expect(withoutPlaces(own)).toEqual(withoutPlaces(report));
    expect([...new Set(own.findings.map(({ rule, location: { artifact, pointer } }) => `${rule} ${artifact} ${pointer}`))]).toEqual(expect.arrayContaining(["job-role-can-use-datastores s3/lake.json /Statement/0"]));
    expect(own.findings.filter(({ message }) => message.includes("guzzle-shared")).map(({ verdict }) => verdict)).toEqual(["fail"]);
  });

  test("plain data is read as the JSON that it would be written as", () => {
    const [finding] = check({ ...environment, roles: [{ arn: role, policies: [{ path: "iam/etl.json", content: allow() }], trust: file("iam/trust.json") }] }).findings;
    expect(finding?.location).toMatchObject({ artifact: "iam/etl.json", pointer: "/Statement", startLine: 3 });
  });

  test("a finding carries the mends that were tried, as the command line's does", () => {
    const text = policy.replace("s3:GetObject", "s3:GetObjct");
    const { report } = checked(folder({ ...project, "iam/etl.json": text }), "--deterministic", "--pack", "all");
    const mendsOf = (findings: typeof report.findings) => findings.flatMap(({ rule, mends = [] }) => mends.map((mend) => ({ rule, ...mend })));
    const own = check({ ...environment, roles: [{ ...given, policies: [{ path: "iam/etl.json", content: text }] }], packs: ["all"] });
    expect(mendsOf(own.findings)).toEqual(mendsOf(report.findings));
    expect(mendsOf(own.findings)).toContainEqual(expect.objectContaining({ rule: "policy-names-known-actions", edits: [expect.objectContaining({ artifact: "iam/etl.json" })] }));
  });

  test("a role without policies stands in gluelint.json, which is what was handed in", () => {
    const { findings } = check({ ...environment, roles: [{ arn: role }] });
    expect(findings.map(({ location: { artifact } }) => artifact)).toContain("gluelint.json");
  });

  test("documents of which nobody says what they are, are taken by what they say", () => {
    const { skipped, findings, passes } = check({ documents: [{ path: "p.json", content: allow({ Action: "s3:GetObjct" }) }, { path: "c.yml", content: compute }, { path: "other.json", content: {} }], packs: ["quality", "runs"] });
    expect(skipped.map(({ artifact }) => artifact)).toEqual(["other.json"]);
    expect(findings.map(({ rule, subject }) => [rule, subject])).toContainEqual(["policy-names-known-actions", "p.json"]);
    expect(passes.map(({ location: { artifact } }) => artifact)).toContain("c.yml");
  });

  test.each(["arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole", "arn:aws:iam::123456789012:policy/own"])("a managed policy by its ARN %s says what the command line has of it", (arn) => {
    const { report } = checked(folder({ ...project, "gluelint.yaml": config.replace("[iam/etl.json]", JSON.stringify([arn])) }), "--deterministic");
    const own = check({ ...environment, roles: [{ ...given, policies: [arn] }] });
    expect(withoutPlaces(own)).toEqual(withoutPlaces(report));
    expect(own.findings.some(({ assumes }) => assumes.some((each) => each.startsWith("the AWS managed policy `AWSGlueServiceRole` is as it was on")))).toBe(arn.includes("::aws:"));
  });

  test("a folder of Terraform is one module, with what it reads beside", () => {
    const files = {
      "infra/main.tf": 'provider "aws" {\n  region = var.region\n}\nmodule "role" {\n  source = "./role"\n  policy = templatefile("${path.module}/etl.tftpl", { effect = "Allow" })\n}\n', "infra/variables.tf": 'variable "region" {}\n',
      "infra/terraform.tfvars": 'region = "eu-west-1"\n', "infra/etl.tftpl": policy.replaceAll("${", "$${").replace('"Effect": "Allow"', '"Effect": "${effect}"').replace("glue:BatchStopJobRun", "glue:StopJobRun"),
      "infra/role/main.tf": `variable "policy" {}\nresource "aws_iam_role" "glue" {\n  name               = "guzzle-glue"\n  assume_role_policy = jsonencode(${trust})\n}\nresource "aws_iam_role_policy" "etl" {\n  role   = aws_iam_role.glue.id\n  policy = var.policy\n}\n`,
    };
    const yaml = 'version: 1\nenvironment: { sharedStorage: guzzle-shared, datastores: [sales-lake] }\ncomputes: [conf/*.yml]\ntemplates: ["infra/*.tf"]\n';
    const { report } = checked(folder({ ...files, "conf/glue.yml": compute, "gluelint.yaml": yaml }), "--deterministic");
    const textFile = (path: string, content: string) => ({ path, content });
    const all = Object.entries(files).map(([path, content]) => textFile(path, content));
    const isNamed = ({ path }: { readonly path: string }) => /^infra\/\w+\.tf$/.test(path);
    const own = check({ environment: { sharedStorage: "guzzle-shared", datastores: ["sales-lake"] }, computes: [file("conf/glue.yml")], templates: all.filter(isNamed), files: all.filter((each) => !isNamed(each)), now: "2026-11-22" });
    expect(withoutPlaces(own)).toEqual(withoutPlaces(report));
    expect([own.findings.map(({ rule, location }) => [rule, location]), own.environment["region"]]).toEqual([report.findings.map(({ rule, location }) => [rule, location]), "eu-west-1"]);
    expect(own.findings.map(({ rule, location: { artifact } }) => [rule, artifact])).toContainEqual(["job-role-can-stop-runs", "infra/etl.tftpl"]);
  });

  test.each<[string, CheckedEnvironment, RegExp]>([
    ["a fact that there is not", { environment: { regions: [] } } as never, /^\/environment: `regions` is no key that gluelint knows here: did you mean `region`\?|`regions`/],
    ["an account of eleven digits", { environment: { account: "12345678901" } }, /^\/environment\/account: /],
    ["a rule that there is not", { rules: { "job-role-trust-glue": "off" } }, /there is no such rule: did you mean job-role-trusts-glue/],
    ["a pack that there is not", { packs: ["costs"] }, /the packs are /],
    ["a day that is none", { now: "today" }, /write a day as in/],
    ["two documents of one path", { documents: [{ path: "a.json", content: policy }, { path: "a.json", content: trust }] }, /two documents have the path `a.json`/],
  ])("throws for %s", (_, given, message) => {
    expect(() => check(given)).toThrow(TypeError);
    expect(() => check(given)).toThrow(message);
  });
});

describe("what was built", () => {
  /** The files of `dist/` that a program has loaded when it ends. */
  const loaded = (code: string) => JSON.parse(execFileSync(process.execPath, ["-e", `const { check, compare, prepare } = require("gluelint"); ${code}; console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /dist/.test(file)).map((file) => file.split(/[\\\\/]/).at(-1)).sort()))`], { cwd: dependent({}), encoding: "utf8" })) as readonly string[];
  const deciding = `prepare({ identity: [${JSON.stringify(allow())}] }).decide(${JSON.stringify(request)})`;

  test("a decision loads neither services nor YAML", () => {
    expect(loaded(deciding).filter((file) => !/^library/.test(file))).toEqual([]);
  });

  test("a check loads what AWS manages, and what reads Terraform, where something is that", () => {
    const heavy = (given: object) => loaded(`check(${JSON.stringify(given)})`).filter((name) => /^(managed-policies|library-terraform)/.test(name));
    const only = { ...environment, computes: [] };
    expect([heavy(only), heavy({ ...only, roles: [{ arn: role, policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }] }), heavy({ ...only, templates: [{ path: "main.tf", content: "" }] })]).toEqual([[], ["managed-policies.generated.cjs"], ["library-terraform.cjs"]]);
  });

  test("a comparison loads all services", () => {
    expect(loaded(`compare(${JSON.stringify(allow())}, ${JSON.stringify(allow())})`)).toContain("services.generated.cjs");
  });

  test("a check loads YAML where a document is YAML, and the services that are usual where those do", () => {
    const only = { ...environment, computes: [] };
    expect(loaded(`check(${JSON.stringify(only)})`)).toEqual(expect.arrayContaining(["usual-services.generated.cjs"]));
    expect(loaded(`check(${JSON.stringify(only)})`)).not.toEqual(expect.arrayContaining(["yaml.cjs"]));
    expect(loaded(`check(${JSON.stringify(environment)})`)).toEqual(expect.arrayContaining(["yaml.cjs"]));
    expect(loaded(`check(${JSON.stringify(environment)})`)).not.toEqual(expect.arrayContaining(["services.generated.cjs"]));
  });

  test("`import` and `require` give the same functions", () => {
    const path = dependent({ "both.js": 'import { createRequire } from "node:module"; import * as imported from "gluelint"; const required = createRequire(import.meta.url)("gluelint"); console.log(Object.keys(imported).sort().map((name) => `${name} ${imported[name] === required[name]}`).join());' });
    expect(execFileSync(process.execPath, ["both.js"], { cwd: path, encoding: "utf8" }).trim()).toBe("check true,compare true,prepare true");
  });

  test("a compute is checked by what was built as by the sources", () => {
    const built = execFileSync(process.execPath, ["-p", `JSON.stringify(require("gluelint").check(${JSON.stringify({ ...environment, computes: [{ path: "conf/glue.yml", content: compute.replace("240", "2880") }] })}))`], { cwd: dependent({}), encoding: "utf8" });
    expect(JSON.parse(built)).toEqual(JSON.parse(JSON.stringify(check({ ...environment, computes: [{ path: "conf/glue.yml", content: compute.replace("240", "2880") }] }))));
  });
});
