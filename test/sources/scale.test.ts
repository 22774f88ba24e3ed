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

test("ten times the roles, policies and jobs on one line take some ten times the time", { timeout: 120_000 }, () => {
  const template = (count: number) => read(JSON.stringify({ Resources: Object.fromEntries(Array.from({ length: count }, (_, i) => resourcesOf(i)).flat()) }));
  const [small, large] = [template(100), template(1000)];
  const time = (document: typeof small) => {
    const from = performance.now();
    const parts = withPieces({ facts: factsOf({ sharedStorage: "a-bucket", region: "eu-west-1" }), computes: [], roles: [], serviceControl: undefined, loose: [] }, [document], new Map());
    expect(reportOf(rules, parts, [document]).summary.proved).toBeGreaterThan(99);
    return performance.now() - from;
  };
  time(small);
  expect(time(large)).toBeLessThan(40 * Math.min(time(small), time(small)));
});
