import { describe, expect, test } from "vitest";
import type { PolicyUse } from "../../src/policy/grammar-fault.js";
import { parsePolicy } from "../../src/policy/parse.js";
import { parseJson } from "../../src/text/json.js";
import { textAt } from "../../src/text/region.js";

const allow = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::example" };
const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });

/** What IAM answers MalformedPolicyDocument to, as AWS's own answers recorded by users of the API have it, and the text that is guilty. */
const refused: readonly (readonly [name: string, document: unknown, guilty: string])[] = [
  ["a text", "policy", `"policy"`],
  ["a version that is none", { ...policy(allow), Version: "2013-10-17" }, `"2013-10-17"`],
  ["no statement", { Version: "2012-10-17" }, `{"Version":"2012-10-17"}`],
  ["an empty list of statements", policy(), "[]"],
  ["a statement that is a text", { Version: "2012-10-17", Statement: ["afd"] }, `"afd"`],
  ["an unknown element", { ...policy(allow), Extra: "value" }, `"Extra"`],
  ["an unknown element of a statement", policy({ ...allow, Extra: "value" }), `"Extra"`],
  ["an id that is a list", { ...policy(allow), Id: ["x"] }, `["x"]`],
  ["a sid that is a list", policy({ ...allow, Sid: [] }), "[]"],
  ["an effect in lower case", policy({ ...allow, Effect: "allow" }), `"allow"`],
  ["an action without service", policy({ ...allow, Action: "ListBucket" }), `"ListBucket"`],
  ["an action that is empty", policy({ Effect: "Allow", NotAction: "", Resource: "*" }), `""`],
  ["an action with a blank in its service", policy({ ...allow, Action: "a a:ListBucket" }), `"a a:ListBucket"`],
  ["an action with two colons", policy({ ...allow, Action: "s3:List:Bucket" }), `"s3:List:Bucket"`],
  ["no action in the list", policy({ ...allow, Action: [] }), "[]"],
  ["an action that is a list", policy({ ...allow, Action: [[]] }), "[]"],
  ["Action and NotAction", policy({ ...allow, NotAction: "iam:*" }), `"iam:*"`],
  ["a resource that is no ARN", policy({ ...allow, Resource: "invalid resource" }), `"invalid resource"`],
  ["a resource that is empty", policy({ ...allow, Resource: "" }), `""`],
  ["a resource without the arn", policy({ ...allow, Resource: "aws:s3:::example" }), `"aws:s3:::example"`],
  ["a resource that stops before the service", policy({ ...allow, Resource: "arn:aws" }), `"arn:aws"`],
  ["a resource of every service", policy({ ...allow, Resource: "arn:aws:*:*:*:example" }), `"arn:aws:*:*:*:example"`],
  ["a resource that is an object", policy({ ...allow, Resource: { a: "b" } }), `{"a":"b"}`],
  ["no resource in the list", policy({ ...allow, Resource: [] }), "[]"],
  ["Resource and NotResource", policy({ ...allow, NotResource: "*" }), `"*"`],
  ["a condition that is a list", policy({ ...allow, Condition: [] }), "[]"],
  ["a condition that is a text", policy({ ...allow, Condition: "a" }), `"a"`],
  ["an operator with a text", policy({ ...allow, Condition: { DateGreaterThan: "b" } }), `"b"`],
  ["a key with an object", policy({ ...allow, Condition: { DateGreaterThan: { a: {} } } }), "{}"],
  ["an operator that is none", policy({ ...allow, Condition: { x: { a: "1" } } }), `"x"`],
  ["a set operator with two colons", policy({ ...allow, Condition: { "ForAnyValue::StringEqualsIfExists": { a: "b" } } }), `"ForAnyValue::StringEqualsIfExists"`],
  ["one sid twice", policy({ ...allow, Sid: "A" }, { ...allow, Sid: "A" }), `"A"`],
  ["a principal", policy({ ...allow, Principal: "*" }), `"*"`],
];

/** What IAM takes, odd as it looks. */
const taken: readonly (readonly [name: string, document: unknown])[] = [
  ["one statement instead of a list", { Version: "2012-10-17", Statement: allow }],
  ["no version", { Statement: allow }],
  ["the old version", { Version: "2008-10-17", Statement: allow }],
  ["a service that does not exist", policy({ ...allow, Action: "service-prefix:action-name" })],
  ["blanks in the name of an action", policy({ ...allow, Action: "iam: asdf safdsf af " })],
  ["a dot in a service", policy({ ...allow, Action: "s3.s:ListBucket" })],
  ["an ARN that stops early", policy({ ...allow, Resource: "arn:aws:sqs" })],
  ["an empty condition", policy({ ...allow, Condition: {} })],
  ["an operator without keys, even one that is none", policy({ ...allow, Condition: { x: {} } })],
  ["a key without values", policy({ ...allow, Condition: { DateGreaterThan: { a: [] } } })],
  ["booleans and numbers as values", policy({ ...allow, Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "s3:max-keys": 10 } } })],
  ["NotAction with NotResource", policy({ Effect: "Allow", NotAction: "s3:ListBucket", NotResource: "*" })],
  ["everything", policy({ Effect: "Allow", Action: "*", Resource: "*" })],
];

function parsed(document: unknown, use: PolicyUse = "identity") {
  const text = parseJson("p.json", JSON.stringify(document));
  const { policy: read, faults } = parsePolicy(text, use);
  return { kind: read.kind, guilty: faults.map(({ location }) => textAt(text, location)) };
}

describe("IAM refuses", () => {
  test.each(refused)("%s", (_, document, guilty) => {
    expect(parsed(document)).toEqual({ kind: "unread", guilty: [guilty] });
  });
});

describe("IAM takes", () => {
  test.each(taken)("%s", (_, document) => {
    expect(parsed(document)).toEqual({ kind: "read", guilty: [] });
  });
});

describe("a trust policy", () => {
  const trust = { Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" };

  test("names principals and no resource", () => {
    expect(parsed(policy(trust), "trust")).toEqual({ kind: "read", guilty: [] });
    expect(parsed(policy({ ...trust, Resource: "*" }), "trust").guilty).toEqual([`"*"`]);
  });

  test.each([
    ["no principal", { Effect: "Allow", Action: "sts:AssumeRole" }],
    ["an empty principal", { ...trust, Principal: {} }],
    ["a principal that is a text", { ...trust, Principal: "glue.amazonaws.com" }],
    ["a kind of principal that is none", { ...trust, Principal: { Services: "glue.amazonaws.com" } }],
    ["a principal that is a number", { ...trust, Principal: { Service: 1 } }],
    ["Principal and NotPrincipal", { ...trust, NotPrincipal: "*" }],
  ])("is refused with %s", (_, statement) => {
    expect(parsed(policy(statement), "trust").guilty).toHaveLength(1);
  });
});
