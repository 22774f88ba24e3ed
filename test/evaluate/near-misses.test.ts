import { describe, expect, test } from "vitest";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Policies } from "../../src/evaluate/request.js";
import { readPolicy } from "./read-policy.js";

const request = { principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resource: "arn:aws:s3:::data/x", context: { "aws:SourceVpc": "vpc-1" } };
const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" };
const elsewhere = { StringEquals: { "aws:SourceVpc": "vpc-2" } };
const missed = (policies: Partial<Policies>) => prepare({ identity: [], ...policies }).missed(request).map(({ layer, statement, condition, missing }) => `${layer}${statement.location.pointer} ${condition.name}${missing ? " is missing" : ""}`);

describe("what keeps an Allow from applying", () => {
  test.each<readonly [what: string, statement: object, missed: readonly string[]]>([
    ["a condition that fails", { ...allow, Condition: elsewhere }, ["identity/Statement/0 aws:SourceVpc"]],
    ["a condition on a key that the request does not carry", { ...allow, Condition: { StringEquals: { "aws:PrincipalTag/team": "data" } } }, ["identity/Statement/0 aws:PrincipalTag/team is missing"]],
    ["two conditions, of three", { ...allow, Condition: { ...elsewhere, Bool: { "aws:SecureTransport": "true" }, StringNotEquals: { "aws:SourceVpc": "vpc-3" } } }, ["identity/Statement/0 aws:SourceVpc", "identity/Statement/0 aws:SecureTransport is missing"]],
    ["nothing, as its conditions hold", { ...allow, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }, []],
    ["nothing, as it has no conditions", allow, []],
    ["its resource, whatever its condition", { ...allow, Resource: "arn:aws:s3:::other/*", Condition: elsewhere }, []],
    ["its principal, whatever its condition", { ...allow, Principal: { AWS: "arn:aws:iam::123456789012:user/bob" }, Condition: elsewhere }, []],
    ["its action, whatever its condition", { ...allow, Action: "s3:PutObject", Condition: elsewhere }, []],
  ])("%s", (_, statement, expected) => {
    expect(missed({ identity: [readPolicy(statement)] })).toEqual(expected);
  });

  test("is told of each layer, and of no Deny", () => {
    const policy = readPolicy({ ...allow, Effect: "Deny", Condition: elsewhere }, { ...allow, Condition: elsewhere });
    expect(missed({ identity: [policy], boundary: [policy] })).toEqual(["identity/Statement/1 aws:SourceVpc", "boundary/Statement/1 aws:SourceVpc"]);
  });
});
