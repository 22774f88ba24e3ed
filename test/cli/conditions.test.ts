import { describe, expect, test } from "vitest";
import { policy, project, trust } from "./a-project.js";
import { checked, folder } from "./gluelint.js";

/** The verdicts that are not passes, of a project whose policy has this statement more, or whose trust policy this condition. */
function verdicts(files: Readonly<Record<string, string>>): readonly string[] {
  return checked(folder({ ...project, ...files })).report.findings.map(({ rule, verdict }) => `${verdict} ${rule}`);
}

const withStatements = (statements: readonly object[]) => {
  const document = JSON.parse(policy) as { readonly Statement: readonly object[] };
  return { "iam/etl.json": JSON.stringify({ ...document, Statement: [...document.Statement, ...statements] }) };
};
const deny = (...conditions: readonly object[]) => withStatements(conditions.map((Condition) => ({ Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::sales-lake/*", Condition })));
const trustIf = (Condition: object) => ({ "iam/trust.json": JSON.stringify({ Version: "2012-10-17", Statement: { ...(JSON.parse(trust) as { readonly Statement: object }).Statement, Condition } }) });

describe("a Deny that does not concern the jobs", () => {
  test.each([
    ["on plain HTTP", deny({ Bool: { "aws:SecureTransport": "false" } })],
    ["on another account's callers", deny({ StringNotEquals: { "aws:PrincipalAccount": "123456789012" } })],
    ["on what comes through another service", deny({ Bool: { "aws:ViaAWSService": "true" } })],
    ["on both of what cannot be at once", deny({ StringEquals: { "aws:SourceVpc": "vpc-1" }, StringNotLike: { "aws:SourceVpc": "vpc-*" } })],
  ])("%s", (_, files) => {
    expect(verdicts(files)).toEqual([]);
  });
});

describe("a Deny that hits the jobs whatever comes", () => {
  test.each([
    ["on sessions without MFA", deny({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })],
    ["on HTTPS", deny({ Bool: { "aws:SecureTransport": "true" } })],
    ["on one value, and on all others", deny({ StringNotEqualsIfExists: { "aws:SourceVpc": "vpc-1" } }, { StringEquals: { "aws:SourceVpc": "vpc-1" } })],
  ])("%s", (_, files) => {
    expect(verdicts(files)).toEqual(["fail job-role-can-use-datastores"]);
  });
});

test("what hangs on the network is open, and says on which key", () => {
  const { report } = checked(folder({ ...project, ...deny({ StringNotEquals: { "aws:SourceVpc": "vpc-1" } }) }));
  expect(report.findings.map(({ rule, verdict }) => `${verdict} ${rule}`)).toEqual(["open job-role-can-use-datastores"]);
  expect(report.findings[0]?.message).toContain("`aws:SourceVpc`");
});

test("a bucket may lie in another Region: what is asked of the Region of its calls is open", () => {
  expect(verdicts(deny({ StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }))).toEqual(["open job-role-can-use-datastores"]);
});

describe("a trust policy", () => {
  test.each([
    ["for jobs of this account", trustIf({ StringEquals: { "aws:SourceAccount": "123456789012" } }), []],
    ["for jobs of another account", trustIf({ StringEquals: { "aws:SourceAccount": "210987654321" } }), ["fail job-role-trusts-glue"]],
    ["for certain jobs, of which AWS says not whether it tells them", trustIf({ ArnLike: { "aws:SourceArn": "arn:aws:glue:*:123456789012:job/*" } }), ["open job-role-trusts-glue"]],
  ])("%s", (_, files, expected) => {
    expect(verdicts(files)).toEqual(expected);
  });
});

test("what a request carries is told where a statement asks for it, and nowhere else", () => {
  const counterexample = (condition: object) => checked(folder({ ...project, ...deny(condition) })).report.findings.find(({ verdict }) => verdict === "fail")?.counterexample;
  expect(counterexample({ Bool: { "aws:SecureTransport": "true" } })).toMatchObject({ context: { "aws:SecureTransport": "true" } });
  expect(counterexample({})?.context).toBeUndefined();
});
