import { expect, test } from "vitest";
import { rules } from "../../src/rules/rules.generated.js";
import { factsOf } from "../../src/sources/facts.js";
import { withPieces } from "../../src/sources/with-pieces.js";
import { reportOf } from "../rules/example-environment.js";
import { read } from "./a-world.js";

const trust = { Version: "2012-10-17", Statement: { Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" } };
const policy = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } };
const resourcesOf = (i: number) => [
  [`Role${i}`, { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: trust } }],
  [`Policy${i}`, { Type: "AWS::IAM::Policy", Properties: { Roles: [{ Ref: `Role${i}` }, "everybodys"], PolicyDocument: policy } }],
  [`Job${i}`, { Type: "AWS::Glue::Job", Properties: { Role: { "Fn::GetAtt": [`Role${i}`, "Arn"] }, Command: { Name: "glueetl", ScriptLocation: "s3://a-bucket/b" } } }],
];

/** How many verdicts prove something, of a template with so many roles, each with a policy and a job. */
function provedOf(count: number): number {
  const document = read(JSON.stringify({ Resources: Object.fromEntries(Array.from({ length: count }, (_, i) => resourcesOf(i)).flat()) }));
  const parts = withPieces({ facts: factsOf({ sharedStorage: "a-bucket", region: "eu-west-1" }), computes: [], roles: [], serviceControl: undefined, loose: [] }, [document], new Map());
  return reportOf(rules, parts, [document]).summary.proved;
}

test("each role, policy and job more has as many verdicts, however many there are", () => {
  const [one, two, five] = [provedOf(40), provedOf(80), provedOf(200)];
  expect([one > 39, five - one]).toEqual([true, 4 * (two - one)]);
});
