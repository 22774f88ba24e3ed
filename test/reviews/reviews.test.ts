import { describe, expect, test } from "vitest";
import { servicesNamed } from "../../src/checks/reviews.js";
import type { PolicyUse } from "../../src/policy/grammar-fault.js";
import { rules } from "../../src/rules/rules.generated.js";
import type { RuleOf } from "../../src/rules/rule.js";
import { assemble, type Parts, type RolePart } from "../../src/sources/assemble.js";
import { factsOf } from "../../src/sources/facts.js";
import { parseJson } from "../../src/text/json.js";
import { nodeOf } from "../../src/text/plain-node.js";
import { unknownText } from "../../src/text/unknown.js";
import { reportOf, roleArn } from "../rules/example-environment.js";

const bare: Parts = { facts: factsOf({}), computes: [], roles: [], serviceControl: undefined, loose: [] };
const role = (parts: Partial<RolePart>): RolePart => ({ arn: roleArn, is: "job", location: { artifact: "gluelint.yaml", pointer: "" }, policies: undefined, boundary: undefined, trust: undefined, ...parts });
const document = (name: string, statement: unknown, version = "2012-10-17") => parseJson(name, JSON.stringify({ Version: version, Statement: statement }));
const reviewing = rules.filter(({ check }) => check === "reviews" || check === "narrows");

/** The rules about how policies read that fail, each with the documents. */
function failing(parts: Partial<Parts>, ...ids: readonly string[]): readonly (readonly [rule: string, artifact: string])[] {
  const report = reportOf(reviewing.filter(({ id }) => ids.length === 0 || ids.includes(id)), { ...bare, ...parts }, []);
  return report.findings.map(({ rule, location: { artifact } }) => [rule, artifact] as const);
}

const loose = (statement: unknown, use: PolicyUse = "identity") => ({ loose: [{ document: document("p.json", statement), use }] });
const allow = (Action: unknown, Resource: unknown, Condition?: unknown) => ({ Effect: "Allow", Action, Resource, ...(Condition === undefined ? {} : { Condition }) });
const everything = allow("*", "*");

test("every reviewer that a rule may name has a rule, and no two rules have the same", () => {
  const named = reviewing.filter((rule): rule is RuleOf<"reviews"> => rule.check === "reviews").map(({ reviewer }) => reviewer);
  expect(named.length).toBe(22);
  expect(new Set(named).size).toBe(named.length);
});

describe("what limits and grants nothing is not told that it grants too much", () => {
  const wide = document("wide.json", everything);

  test("a policy of the role is", () => {
    expect(failing({ roles: [role({ policies: [wide] })] })).toEqual([["policy-grants-services-by-action", "wide.json"]]);
  });

  test("a boundary is not, but one that is a policy as well is", () => {
    expect(failing({ roles: [role({ policies: [], boundary: [wide] })] })).toEqual([]);
    expect(failing({ roles: [role({ policies: [wide], boundary: [wide] })] })).toHaveLength(1);
  });

  test("a service control policy is not", () => {
    expect(failing({ serviceControl: [[wide]] })).toEqual([]);
  });
});

describe("what nobody can know is no finding", () => {
  test.each([
    ["a variable of IAM", "arn:aws:s3:::${aws:PrincipalTag/bucket}"],
    ["a variable of CloudFormation", "arn:${AWS::Partition}:s3:::sales-lake"],
    ["a placeholder of another template language", "arn:aws:s3:::{{bucket}}"],
    ["a placeholder of a shell", "arn:aws:s3:::%BUCKET%"],
    ["a part that a template does not say", `arn:aws:s3:::${unknownText("Ref Bucket")}`],
  ])("%s", (_, resource) => {
    const root = nodeOf({ Version: "2012-10-17", Statement: allow(["s3:GetObject", "s3:ListAllMyBuckets", "s3:{{action}}"], resource) }, { artifact: "p.json", pointer: "" });
    expect(failing({ loose: [{ document: { kind: "node", name: "p.json", root }, use: "identity" }] })).toEqual([]);
  });

  test("one unknown resource may be the right one", () => {
    expect(failing(loose(allow("s3:GetObject", ["arn:aws:s3:::sales-lake", "arn:aws:s3:::${bucket}"])))).toEqual([]);
  });

  test("the same with the text known is one", () => {
    expect(failing(loose(allow("s3:GetObject", "arn:aws:s3:::sales-lake")))).toEqual([["policy-names-resources-that-actions-take", "p.json"]]);
  });
});

describe("the policies of a role are judged together", () => {
  const tables = document("tables.json", allow("glue:GetTable", "arn:aws:glue:eu-west-1:123456789012:table/*"));
  const above = document("above.json", allow("glue:Get*", ["arn:aws:glue:eu-west-1:123456789012:catalog", "arn:aws:glue:eu-west-1:123456789012:database/*"]));
  const catalog = ["job-role-reaches-every-level-of-the-catalog", "job-role-can-read-partitions"];

  test("what one leaves out another may grant", () => {
    expect(failing({ roles: [role({ policies: [tables] })] }, ...catalog)).toEqual(catalog.toReversed().map((id) => [id, "tables.json"]));
    expect(failing({ roles: [role({ policies: [tables, above] })] }, ...catalog)).toEqual([]);
  });

  test("and nothing is said where one of them cannot be read, or nobody gave them", () => {
    expect(failing({ roles: [role({ policies: [tables, parseJson("broken.json", "{")] })] }, ...catalog)).toEqual([]);
    expect(failing({ roles: [role({})] }, ...catalog)).toEqual([]);
    expect(failing({ roles: [role({ policies: [] })] }, ...catalog)).toEqual([]);
  });
});

describe("the size of a policy", () => {
  const sized = (characters: number) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::a/${"x".repeat(characters - 108)}` });
  const trusting = (characters: number) => ({ Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole", Condition: { StringEquals: { "aws:SourceAccount": "x".repeat(characters - 180) } } });
  const length = (statement: unknown) => document("p.json", statement).text.length;
  const ids = ["policy-fits-into-iam", "policy-fits-into-usual-quotas"];

  test("is what is meant here", () => {
    expect([length(sized(6_144)), length(trusting(2_048))]).toEqual([6_144, 2_048]);
  });

  test.each([
    [6_144, "identity", sized, []], [6_145, "identity", sized, ["policy-fits-into-usual-quotas"]], [10_240, "identity", sized, ["policy-fits-into-usual-quotas"]], [10_241, "identity", sized, ["policy-fits-into-iam"]],
    [2_048, "trust", trusting, []], [2_049, "trust", trusting, ["policy-fits-into-usual-quotas"]], [8_192, "trust", trusting, ["policy-fits-into-usual-quotas"]], [8_193, "trust", trusting, ["policy-fits-into-iam"]],
  ] as const)("%i characters as %s", (characters, use, statement, expected) => {
    expect(failing(loose(statement(characters), use), ...ids).map(([id]) => id)).toEqual(expected);
  });

  test("does not count blanks", () => {
    const spread = parseJson("p.json", JSON.stringify({ Version: "2012-10-17", Statement: sized(6_144) }, undefined, 40));
    expect(spread.text.length).toBeGreaterThan(6_144);
    expect(failing({ loose: [{ document: spread, use: "identity" }] }, ...ids)).toEqual([]);
  });

  test.each([["blanks in texts", ["a b\tc\u00a0d"]], ["what JSON escapes", ['"\\\n\u0001', "é"]], ["an empty list", []], ["what is no text", [true, 12]]])("is that of JSON without blanks: %s", (_, values) => {
    const statement = (padding: number) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: { StringLike: { "aws:ResourceTag/a b": values, "aws:SourceAccount": "x".repeat(padding) } } });
    const padding = 6_144 - JSON.stringify({ Version: "2012-10-17", Statement: statement(0) }).replace(/\s/g, "").length;
    const names = (more: number) => failing(loose(statement(padding + more)), ...ids).map(([id]) => id);
    expect([names(0), names(1)]).toEqual([[], ["policy-fits-into-usual-quotas"]]);
  });
});

test("the partition and the account are those of the roles, where nobody says otherwise", () => {
  const china = role({ arn: "arn:aws-cn:iam::210987654321:role/guzzle-glue", policies: [document("p.json", allow("glue:GetJob", ["arn:aws:glue:cn-north-1:210987654321:job/a", "arn:aws-cn:glue:cn-north-1:123456789012:job/a"]))] });
  const ids = ["policy-names-its-own-partition", "policy-stays-in-its-account-and-region"];
  expect(failing({ roles: [china] }, ...ids).map(([id]) => id).toSorted()).toEqual(ids);
  expect(failing({ roles: [china], facts: factsOf({ partition: "aws", account: "123456789012" }) }, ...ids).map(([id]) => id).toSorted()).toEqual(ids);
});

test("the services that are named are those of actions and condition keys", () => {
  const environment = assemble({ ...bare, ...loose([allow(["S3:GetObject", "*", "glue:*"], "*", { StringEquals: { "kms:ViaService": "a", "aws:SourceAccount": "1" } }), { Effect: "Deny", NotAction: "ec2:*", Resource: "*" }]) });
  expect([...servicesNamed(environment)].toSorted()).toEqual(["ec2", "glue", "kms", "s3"]);
});
