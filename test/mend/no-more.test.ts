import { describe, expect, test } from "vitest";
import { compare } from "../../src/access/compare.js";
import { grantsNoMore } from "../../src/mend/no-more.js";
import { parsePolicyNode } from "../../src/policy/parse.js";
import type { ReadPolicy } from "../../src/policy/policy.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { nodeOf } from "../../src/text/plain-node.js";

const services = servicesOf(data);

function read(statements: readonly object[], Version = "2012-10-17"): ReadPolicy {
  const { policy } = parsePolicyNode(nodeOf(JSON.parse(JSON.stringify({ Version, Statement: statements.map((each) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...each })) })), { artifact: "p.json", pointer: "" }), "identity");
  if (policy.kind === "unread") throw new Error("the policy is malformed");
  return policy;
}

const logs = "arn:aws:logs:*:*:/aws-glue/*";
const variable = { Resource: "arn:aws:s3:::home/${aws:username}/*" };
const cases: readonly (readonly [sentence: string, before: ReadPolicy, after: ReadPolicy, grantsNoMore: boolean])[] = [
  ["the same", read([{}]), read([{}]), true],
  ["another case of an action", read([{}]), read([{ Action: "S3:getobject" }]), true],
  ["fewer actions", read([{ Action: "s3:Get*" }]), read([{}]), true],
  ["more actions", read([{}]), read([{ Action: "s3:Get*" }]), false],
  ["a misspelt action, spelled right", read([{ Action: "s3:GetObjcet" }]), read([{}]), false],
  ["a log group in full", read([{ Action: "logs:PutLogEvents", Resource: logs }]), read([{ Action: "logs:PutLogEvents", Resource: logs.replace("/aws", "log-group:/aws") }]), true],
  ["a log group in full, of one account", read([{ Action: "logs:PutLogEvents", Resource: "arn:aws:logs:eu-west-1:123456789012:/aws-glue/*" }]), read([{ Action: "logs:PutLogEvents", Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws-glue/*" }]), false],
  ["a resource that stood twice", read([{ Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::a/*"] }]), read([{ Resource: ["arn:aws:s3:::a/*"] }]), true],
  ["a statement less", read([{}, { Action: "s3:PutObject" }]), read([{}]), true],
  ["a Deny less", read([{}, { Effect: "Deny", Resource: "arn:aws:s3:::a/*" }]), read([{}]), false],
  ["a Deny more", read([{}]), read([{}, { Effect: "Deny" }]), true],
  ["a Deny of a misspelt action, spelled right", read([{ Action: "s3:*" }, { Effect: "Deny", Action: "s3:DeleteObjcet" }]), read([{ Action: "s3:*" }, { Effect: "Deny", Action: "s3:DeleteObject" }]), false],
  ["a Deny of another action", read([{ Action: "s3:*" }, { Effect: "Deny", Action: "s3:PutObject" }]), read([{ Action: "s3:*" }, { Effect: "Deny", Action: "s3:DeleteObject" }]), false],
  ["a narrower Deny", read([{}, { Effect: "Deny", Resource: "arn:aws:s3:::*" }]), read([{}, { Effect: "Deny", Resource: "arn:aws:s3:::a*" }]), false],
  ["less excluded", read([{ Action: undefined, NotAction: ["s3:GetObject", "s3:PutObject"] }]), read([{ Action: undefined, NotAction: ["s3:GetObject"] }]), false],
  ["more excluded", read([{ Action: undefined, NotAction: ["s3:GetObject"] }]), read([{ Action: undefined, NotAction: ["s3:GetObject", "s3:PutObject"] }]), true],
  ["a condition less", read([{ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }]), read([{}]), false],
  ["an empty condition less", read([{ Condition: {} }]), read([{}]), true],
  ["a variable that was text", read([variable], "2008-10-17"), read([variable]), false],
  ["a newer version, without variables", read([{}], "2008-10-17"), read([{}]), true],
];

describe("what is said to grant no more grants no more, and the other way round where the patterns show it", () => {
  test.each(cases)("%s", (_, before, after, expected) => {
    expect(grantsNoMore(before, after)).toBe(expected);
    expect(compare(services, [before], [after], "identity").verdict).toBe(expected ? "noNewAccess" : "newAccess");
  });
});
