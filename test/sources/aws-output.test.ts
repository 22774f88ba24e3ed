import { describe, expect, test } from "vitest";
import { spellingOf } from "../../src/sources/classify.js";
import { faultsIn, read, statementsOf, worldOf } from "./a-world.js";

const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" }] };
const policy = { Version: "2012-10-17", Statement: [{ Sid: "é", Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] };
const wrong = JSON.stringify(policy).replace('"*"', '"data/*"').replace("é", "e");
const good = { ...policy, Statement: [{ ...policy.Statement[0], Sid: "e" }] };
const encoded = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const role = { Path: "/", RoleName: "etl", RoleId: "AROA", Arn: "arn:aws:iam::123456789012:role/etl", AssumeRolePolicyDocument: trust };
const aws = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole";
const own = "arn:aws:iam::123456789012:policy/own";
const rolesIn = (...values: readonly unknown[]) => worldOf(values.map((value) => JSON.stringify(value))).environment.roles.map((each) => ({ name: each.name, is: each.is, policies: each.policies && statementsOf(each), trust: each.trust?.map(({ kind }) => kind), boundary: each.boundary?.map(({ kind }) => kind) }));
const granted = "Allow s3:GetObject on *";
const managed = `unread: \`${aws}\`, a managed policy whose text is not here`;
const known = { name: "etl", is: "job", trust: ["read"], boundary: undefined };

test.each([
  ["get-role", [{ Role: role }], [{ ...known, policies: undefined }]],
  ["get-role, as the API gives it", [{ Role: { ...role, AssumeRolePolicyDocument: encoded(trust), PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: own } } }], [{ ...known, policies: undefined, boundary: ["unread"] }]],
  ["list-roles", [{ Roles: [role, { ...role, Arn: `${role.Arn}2`, RoleName: "etl2", AssumeRolePolicyDocument: { ...trust, Statement: { ...trust.Statement[0], Principal: { AWS: "*" } } } }] }], [{ ...known, policies: undefined }, { ...known, name: "etl2", is: "other", policies: undefined }]],
  ["get-role and get-role-policy", [{ Role: role }, { RoleName: "etl", PolicyName: "p", PolicyDocument: good }], [{ ...known, policies: [granted] }]],
  ["a job and get-role-policy", [{ Job: { Role: role.Arn, Command: { Name: "glueetl" } } }, { RoleName: "etl", PolicyName: "p", PolicyDocument: encoded(good) }], [{ ...known, trust: undefined, policies: [granted] }]],
  ["get-account-authorization-details", [{
    UserDetailList: [], GroupDetailList: [], RoleDetailList: [{ ...role, RolePolicyList: [{ PolicyName: "in", PolicyDocument: encoded(good) }], AttachedManagedPolicies: [{ PolicyName: "own", PolicyArn: own }, { PolicyName: "x", PolicyArn: aws }], PermissionsBoundary: { PermissionsBoundaryArn: own } }, { ...role, Arn: `${role.Arn}2`, RoleName: "etl2" }],
    Policies: [{ Arn: own, PolicyVersionList: [{ Document: { Statement: [] }, VersionId: "v1", IsDefaultVersion: false }, { Document: good, VersionId: "v2", IsDefaultVersion: true }] }],
  }], [{ ...known, policies: [granted, granted, managed], boundary: ["read"] }, { ...known, name: "etl2", policies: [] }]],
])("%s", (_, values, roles) => {
  expect(rolesIn(...values)).toEqual(roles);
});

describe("a document inside a string is wrong at its guilty text", () => {
  test.each([
    ["with escapes", JSON.stringify({ RoleName: "a", PolicyName: "p", PolicyDocument: wrong }), '«\\"data/*\\"»'],
    ["percent-encoded", JSON.stringify({ RoleName: "a", PolicyName: "p", PolicyDocument: encodeURIComponent(wrong) }), "«%22data%2F*%22»"],
    ["percent-encoded, with letters of several bytes before", JSON.stringify({ RoleName: "a", PolicyName: "p", PolicyDocument: encodeURIComponent(wrong.replace("s3:GetObject", "s3:é*")) }), "«%22data%2F*%22»"],
    ["with escapes by number", JSON.stringify({ RoleName: "a", PolicyName: "p", PolicyDocument: wrong }).replaceAll('\\"', "\\u0022"), "«\\u0022data/*\\u0022»"],
  ])("%s", (_, text, guilty) => {
    expect(faultsIn(worldOf([text]))).toEqual([`${guilty} \`data/*\` is no ARN: it reads as the name of a bucket: write \`arn:aws:s3:::data/*\``]);
  });

  test.each([
    ["a sid with an accent", JSON.stringify({ PolicyName: "p", PolicyDocument: encoded(policy) }), ["«%22%C3%A9%22» `Sid` takes letters and digits only"]],
    ["one that ends too early", JSON.stringify({ PolicyName: "p", PolicyDocument: encoded(good).slice(0, -3) }), ["«%5D» the text ends in the middle of an object opened at line 1: complete and close it"]],
    ["one that is empty", JSON.stringify({ PolicyName: "p", PolicyDocument: "" }), ["«» the file is empty"]],
    ["one with broken encoding", JSON.stringify({ PolicyName: "p", PolicyDocument: "%7B%ZZ" }), ["«%ZZ» `%ZZ` stands without quotes: put text in straight double quotes"]],
  ])("%s", (_, text, told) => {
    expect(faultsIn(worldOf([text])).slice(0, 1)).toEqual(told);
  });
});

test("the policy of a bucket may name principals", () => {
  const bucket = JSON.stringify({ Policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::data/*" }] }) });
  expect(faultsIn(worldOf([bucket]))).toEqual([]);
});

test.each([
  ["get-policy-version", { PolicyVersion: { Document: good, VersionId: "v1" } }, "identityPolicy", undefined],
  ["list-attached-role-policies", { AttachedPolicies: [] }, "none", /get-account-authorization-details/],
  ["list-role-policies", { PolicyNames: ["a"] }, "none", /get-role-policy/],
  ["list-policy-versions", { Versions: [] }, "none", /get-policy-version/],
  ["get-policy", { Policy: { Arn: own } }, "none", /get-policy-version/],
  ["package.json", { name: "x", version: "1" }, "none", /no IAM policy/],
])("%s is taken for what it is", (_, value, kind, because) => {
  const spelling = spellingOf(read(JSON.stringify(value)));
  expect(spelling.kind).toBe(kind);
  if (because) expect("because" in spelling && spelling.because).toMatch(because);
});
