import { describe, expect, test } from "vitest";
import { prepare } from "../../src/evaluate/prepare.js";
import { parsePolicy } from "../../src/policy/parse.js";
import { examples } from "../../src/rules/examples.generated.js";
import type { Given, Rule } from "../../src/rules/rule.js";
import { rules } from "../../src/rules/rules.generated.js";
import { parseJson } from "../../src/text/json.js";
import { deployedStatements, policyText } from "../documented-page.js";
import { assemble, type Parts } from "../../src/sources/assemble.js";
import { factsOf } from "../../src/sources/facts.js";
import { artifactsOf } from "../../src/subject/environment.js";
import { parseYaml } from "../../src/text/yaml.js";
import { facts, reportOf, reportOn, roleArn } from "./example-environment.js";

const cross = rules.filter((rule) => rule.check === "can" && rule.pack !== "documented" && rule.pack !== "quality");
/** But for what the page itself does not grant. */
const asking = rules.filter(({ check, pack }) => check === "can" && pack !== "quality");
const page = deployedStatements();

/** The policy behind statements that grant what it is not about. */
const behind = (statements: readonly object[], text: string) => policyText([...statements, ...(JSON.parse(text) as { readonly Statement: readonly object[] }).Statement]);
/** What a role may do in other services than the example is about; of what is not Guzzle's AWS demands nothing but logs. */
function grantedBeside(id: string, text: string, { is, guzzle }: Given): readonly object[] {
  if (is === "caller") return ["s3", "glue", "iam", "secretsmanager"].filter((service) => !text.includes(`"${service}:`)).map((service) => allow([`${service}:*`], "*"));
  if (id === "job-role-can-write-default-logs") return [];
  return guzzle === false ? page.filter(({ Action }) => Action.includes("logs:PutLogEvents")) : page;
}

const failed = (text: string, given?: Given) => reportOn(asking, text, given).findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);
const allow = (Action: readonly string[], ...Resource: readonly string[]) => ({ Effect: "Allow", Action, Resource });

describe("a bad example breaks its own rule alone, with a request that is denied", () => {
  test.each(cross.flatMap(({ id }) => (examples[id]?.bad ?? []).map(({ text, under, given = examples[id]?.given }) => ({ id, text, under, given }))))("$id at $under", ({ id, text, given = {} }) => {
    const policy = behind(grantedBeside(id, text, given), text);
    const { findings } = reportOn(asking, policy, given);
    const own = findings.filter(({ verdict }) => verdict === "fail");
    expect(new Set(own.map(({ rule }) => rule))).toEqual(new Set([id]));
    const [request] = own.flatMap(({ counterexample }) => counterexample ?? []);
    expect(prepare({ identity: [parsePolicy(parseJson("p", policy), "identity").policy] }).decide(request ?? { principal: "", action: "", resource: "" })).toMatch(/Deny$/);
  });
});

describe("one thing that is missing is one finding", () => {
  const lake: Given = { compute: { temporary_path: "s3://sales-lake/tmp/", spark_ui: true, spark_ui_logs_path: "s3://sales-lake/ui/", job_metrics: true, glue_version: "3.0", continuous_logging: true } };
  const without = (action: string) => policyText(page.map((statement) => statement.Action.includes("s3:*") ? { ...statement, Action: ["s3:List*", "s3:GetBucketLocation", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"].filter((each) => each !== action) } : { ...statement, Action: statement.Action.filter((each) => each !== action) }).filter(({ Action }) => Action.length > 0));

  test.each([
    ["s3:PutObject", "job-role-can-use-datastores"], ["s3:DeleteObject", "job-role-can-use-datastores"],
    ["cloudwatch:PutMetricData", "job-role-can-put-metrics"], ["logs:PutLogEvents", "job-role-can-write-logs"],
  ])("without %s it is %s that fails, and no rule that follows from it", (action, rule) => {
    expect(failed(without(action), lake)).toEqual([rule]);
  });

  test("where the datastore is only read, the temporary path in it asks for itself", () => {
    const rule = cross.filter(({ id }) => id === "job-role-can-use-temporary-path");
    expect(reportOn(rule, without("s3:PutObject"), lake).findings.map(({ verdict }) => verdict)).toEqual(["fail"]);
  });

  test("of the vendor's page nothing fails, with everything on", () => {
    expect(reportOn(asking, policyText(page), lake).summary).toMatchObject({ refuted: 0, open: 0 });
  });

  test("the finding names the settings that ask for it", () => {
    const [finding] = reportOn(asking, policyText(page), { compute: { spark_ui: true, spark_ui_logs_path: "s3://audit/ui" } }).findings;
    expect(finding).toMatchObject({ rule: "job-role-can-write-spark-ui-logs", counterexample: { resource: "arn:aws:s3:::audit/ui/a" } });
    expect(finding?.related.map(({ message, location: { artifact } }) => [message, artifact])).toContainEqual(["`compute` asks for it by its `spark_ui_logs_path`", "compute.yml"]);
  });
});

describe("what is not known is open, and what is off is nothing", () => {
  const only = (id: string) => cross.filter((rule) => rule.id === id);
  const about = (id: string, compute: NonNullable<Given["compute"]>, ...statements: readonly object[]) => reportOn(only(id), policyText([...page, ...statements]), { guzzle: false, compute });

  test.each([
    ["job-role-can-use-temporary-path", { temporary_path: "s3://${bucket}/tmp/" }, "`temporary_path`"],
    ["job-role-can-write-spark-ui-logs", { spark_ui: "${ui}", spark_ui_logs_path: "s3://audit/ui/" }, "`spark_ui`"],
    ["job-role-can-write-named-logs", { glue_version: "${version}", "--custom-logGroup-prefix": "/etl" }, "`glue_version`"],
    ["job-role-can-reach-its-vpc", {}, undefined],
    ["job-role-can-reach-its-vpc", { connections: "${connection}" }, "`connections`"],
    ["job-role-can-write-spark-ui-logs", { spark_ui: false, spark_ui_logs_path: "s3://audit/ui/" }, undefined],
    ["job-role-can-write-spark-ui-logs", { spark_ui: true }, undefined],
    ["job-role-can-write-spark-ui-logs", { spark_ui: true, spark_ui_logs_path: "audit/ui" }, undefined],
    ["job-role-can-use-temporary-path", { temporary_path: "s3://Scratch_Bucket/tmp/" }, undefined],
    ["job-role-can-use-temporary-path", { temporary_path: "s3://scratch/*/tmp/" }, undefined],
    ["job-role-can-find-default-database", { "--enable-glue-datacatalog": "false" }, undefined],
    ["job-role-can-write-named-logs", { glue_version: "4.0", "--custom-logGroup-prefix": "/etl" }, undefined],
    ["job-role-can-write-named-logs", { glue_version: "5.0", "--custom-logGroup-prefix": "/etl", security_configuration: "locked" }, undefined],
  ] as const)("%s with %j: %s", (id, compute, said) => {
    const { findings, notApplicable } = about(id, compute);
    if (said === undefined) expect([findings, notApplicable.map(({ rule }) => rule)]).toEqual([[], [id]]);
    else expect(findings.map(({ verdict, message }) => [verdict, message])).toEqual([["open", expect.stringContaining(said)]]);
  });

  test("a switch that nobody knows matters only where the call is refused", () => {
    expect(about("job-role-can-write-spark-ui-logs", { spark_ui: "${ui}", spark_ui_logs_path: "s3://audit/ui/" }, allow(["s3:PutObject"], "arn:aws:s3:::audit/*")).findings).toEqual([]);
  });

  const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
  test.each([[allow(["kms:*"], "*")], [allow(["s3:*"], "*")]])("the key's own policy is not seen: with %j it is open", (statement) => {
    const { findings } = reportOn(only("job-role-can-use-datastore-keys"), policyText([statement]), { key });
    expect(findings.map(({ verdict, message }) => [verdict, message])).toEqual([["open", `whether \`guzzle-glue\` may \`kms:Decrypt\` or \`kms:GenerateDataKey\` hangs on the policy of \`${key}\`, which nobody gave`]]);
  });

  test.each([["caller-role-can-run-jobs", "jobs", "glue:*", "arn:aws:glue:eu-west-1:123456789012:job/guzzle-*"], ["caller-role-can-read-secrets", "secrets", "secretsmanager:*", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:guzzle/*"]])("%s: names that nobody said are no alarm, but `environment.%s` to be said", (id, fact, action, resource) => {
    const { findings } = reportOn(only(id), policyText([allow([action], resource)]), { is: "caller", compute: {} });
    expect(findings.map(({ verdict, message }) => [verdict, message])).toEqual([["open", `nothing can be said of \`guzzle-server\` here before \`environment.${fact}\` is said`]]);
  });

  test("who may be passed is said by the computes: none is open, a placeholder is open", () => {
    const passes = (compute: Given["compute"]) => reportOn(only("caller-role-can-pass-job-roles"), policyText([allow(["iam:PassRole"], "*")]), { is: "caller", ...(compute && { compute }) }).findings.map(({ message }) => message);
    expect(passes(undefined)).toEqual(["nothing can be said of `guzzle-server` here before `computes` is said"]);
    expect(passes({ iam_role: "${role}" })).toEqual(["the value of `iam_role` is a placeholder, so nothing can be said of it"]);
    expect(passes({})).toEqual([]);
  });
});

describe("several computes with one role", () => {
  const textOf = (name: string, path: string) => parseYaml(`${name}.yml`, `run_mode: aws-glue\nproperties: { iam_role: "${roleArn}", temporary_path: ${path} }\n`);
  const policy = parseJson("p.json", policyText([...page, allow(["s3:*"], "arn:aws:s3:::mine", "arn:aws:s3:::mine/*")]));
  const location = { artifact: "gluelint.yaml", pointer: "" };
  const role = (arn: string, is: "job" | "caller") => ({ arn, is, location, policies: [policy], boundary: undefined, trust: undefined });
  const texts = (paths: readonly string[]) => paths.map((path, i) => textOf(`c${i}`, path));
  const parts = (...paths: readonly string[]): Parts => ({ facts, computes: texts(paths), roles: [role(roleArn, "job"), role(`${roleArn}-server`, "caller")], serviceControl: undefined, loose: [] });
  const reportFor = (rules: readonly Rule[], all: Parts, ...paths: readonly string[]) => reportOf(rules, all, [...texts(paths), policy]);

  test("that ask for the same are one finding, with both as related places", () => {
    const paths = ["s3://scratch/tmp/", "s3://scratch/tmp/"];
    const { findings } = reportFor(cross, parts(...paths), ...paths);
    expect(findings.filter(({ rule }) => rule === "job-role-can-use-temporary-path").map(({ related }) => related.map(({ location: { artifact } }) => artifact))).toEqual([["c0.yml", "c1.yml"]]);
  });

  test("fail each for itself", () => {
    const paths = ["s3://scratch/tmp/", "s3://mine/tmp/"];
    expect(reportFor(asking, parts(...paths), ...paths).summary.subjects.map(({ subject, failing }) => [subject, failing])).toEqual([["c0", 1], ["c1", 0]]);
  });

  test("a change of a compute may change what the server's role needs", () => {
    const environment = assemble(parts("s3://mine/tmp/"));
    expect(environment.roles.map((each) => [each.is, artifactsOf(environment, each).includes("c0.yml")])).toEqual([["job", true], ["caller", true]]);
  });

  test("a path in a datastore of another account is asked for there, where its policy is not seen", () => {
    const all = { ...parts("s3://mine/tmp/"), facts: factsOf({ account: "123456789012", region: "eu-west-1", sharedStorage: "guzzle-shared", datastores: [{ bucket: "mine", access: "read", prefixes: ["in/"], account: "210987654321" }] }) };
    const { findings } = reportFor(cross, all, "s3://mine/tmp/");
    expect(findings.filter(({ rule }) => rule === "job-role-can-use-temporary-path").map(({ verdict, message }) => [verdict, message])).toEqual([["open", expect.stringContaining("which nobody gave")]]);
  });
});
