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
  ["an effect that is a list", policy({ ...allow, Effect: ["Allow"] }), `["Allow"]`],
  ["an effect that only ends as one", policy({ ...allow, Effect: "NotAllow" }), `"NotAllow"`],
  ["a version that is a number", { ...policy(allow), Version: 2012 }, "2012"],
  ["a sid with a blank", policy({ ...allow, Sid: "read data" }), `"read data"`],
  ["a sid with a hyphen at its end", policy({ ...allow, Sid: "read-" }), `"read-"`],
  ["an action of a service with a wildcard", policy({ ...allow, Action: "s*:ListBucket" }), `"s*:ListBucket"`],
  ["an action that begins with a blank", policy({ ...allow, Action: " s3:ListBucket" }), `" s3:ListBucket"`],
  ["an action with a blank before its colon", policy({ ...allow, Action: "s3 :ListBucket" }), `"s3 :ListBucket"`],
  ["an action of no service", policy({ ...allow, Action: ":ListBucket" }), `":ListBucket"`],
  ["one bad action among good ones", policy({ ...allow, Action: ["s3:ListBucket", "List", "s3:Get*"] }), `"List"`],
  ["a resource of a service with a question mark", policy({ ...allow, Resource: "arn:aws:s?:::example" }), `"arn:aws:s?:::example"`],
  ["a resource of no service", policy({ ...allow, Resource: "arn:aws:::example" }), `"arn:aws:::example"`],
  ["a resource of a service that only begins in full", policy({ ...allow, Resource: "arn:aws:s3*:::example" }), `"arn:aws:s3*:::example"`],
  ["a resource that is arn alone", policy({ ...allow, Resource: "arn" }), `"arn"`],
  ["an ARN within NotResource that is none", policy({ Effect: "Allow", Action: "s3:*", NotResource: "data" }), `"data"`],
  ["a null as the value of a condition", policy({ ...allow, Condition: { StringEquals: { a: null } } }), "null"],
  ["a list in the list of values", policy({ ...allow, Condition: { StringEquals: { a: ["x", []] } } }), "[]"],
  ["an operator behind something else", policy({ ...allow, Condition: { "xForAnyValue:StringEquals": { a: "b" } } }), `"xForAnyValue:StringEquals"`],
  ["an operator with something behind it", policy({ ...allow, Condition: { StringEqualsIfExistsx: { a: "b" } } }), `"StringEqualsIfExistsx"`],
  ["a set in the midst of an operator", policy({ ...allow, Condition: { "StringForAnyValue:Equals": { a: "b" } } }), `"StringForAnyValue:Equals"`],
  ["IfExists in the midst of an operator", policy({ ...allow, Condition: { StringIfExistsEquals: { a: "b" } } }), `"StringIfExistsEquals"`],
  ["Null if it exists", policy({ ...allow, Condition: { NullIfExists: { a: "true" } } }), `"NullIfExists"`],
  ["no effect", policy({ Action: "s3:*", Resource: "*" }), `{"Action":"s3:*","Resource":"*"}`],
  ["no action", policy({ Effect: "Allow", Resource: "*" }), `{"Effect":"Allow","Resource":"*"}`],
  ["no resource", policy({ Effect: "Allow", Action: "s3:*" }), `{"Effect":"Allow","Action":"s3:*"}`],
  ["an effect under another name", policy({ Efect: "Allow", Action: "s3:*", Resource: "*" }), `"Efect"`],
  ["actions under another name", policy({ Effect: "Allow", Actions: "s3:*", Resource: "*" }), `"Actions"`],
  ["resources under another name", policy({ Effect: "Allow", Action: "s3:*", Resources: "*" }), `"Resources"`],
  ["a third statement with the sid of the first", policy({ ...allow, Sid: "A" }, { ...allow, Sid: "B" }, { ...allow, Sid: "A" }), `"A"`],
  ["a principal", policy({ ...allow, Principal: "*" }), `"*"`],
  ["a principal, in both statements and told once", policy({ ...allow, Principal: "*" }, { ...allow, NotPrincipal: { AWS: "1" } }), `"*"`],
  ["all but a principal, in both statements and told once", policy({ ...allow, NotPrincipal: "*" }, { ...allow, NotPrincipal: "*" }), `"*"`],
  ["all but a principal", policy({ ...allow, NotPrincipal: { AWS: "1" } }), `{"AWS":"1"}`],
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
  ["an id", { ...policy(allow), Id: "x" }],
  ["sids of letters and digits", policy({ ...allow, Sid: "A1" }, { ...allow, Sid: "a1" }, { ...allow, Sid: "" })],
  ["every action of every service", policy({ ...allow, Action: "*:*" })],
  ["an action without a name", policy({ ...allow, Action: "s3:" })],
  ["operators with set and IfExists, and Null", policy({ ...allow, Condition: { "ForAllValues:StringLikeIfExists": { a: "b" }, "ForAnyValue:Null": { c: true }, Null: { d: "true" } } })],
  ["everything", policy({ Effect: "Allow", Action: "*", Resource: "*" })],
];

function parsed(document: unknown, use: PolicyUse = "identity") {
  const text = parseJson("p.json", JSON.stringify(document));
  const { policy: read, faults } = parsePolicy(text, use);
  return { kind: read.kind, guilty: faults.filter((fault) => fault.kind === "grammar").map(({ location }) => textAt(text, location)) };
}

const messages = (document: unknown, use: PolicyUse = "identity") => parsePolicy(parseJson("p.json", JSON.stringify(document)), use).faults.map(({ message }) => message);

const mendsIn = (document: unknown) => parsePolicy(parseJson("p.json", JSON.stringify(document)), "identity").faults.map(({ mends = [] }) => mends);

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

describe("what is said of a fault", () => {
  test.each(refused)("is a sentence in lower case, about %s", (_, document) => {
    expect(messages(document)).toEqual([expect.stringMatching(/^(`[^`]*`|[a-z]+,?) [^A-Z]*[a-z]/)]);
  });

  test.each<readonly [document: unknown, said: string]>([
    [policy({ ...allow, Resorce: "*" }), "did you mean `Resource`?"],
    [{ ...policy(allow), Versio: "2012-10-17" }, "did you mean `Version`?"],
    [policy({ ...allow, Condition: { StringEqual: { a: "b" } } }), "did you mean `StringEquals`?"],
    [policy({ ...allow, Condition: { Nul: { a: "true" } } }), "did you mean `Null`?"],
    [policy({ ...allow, Sid: "A" }, { ...allow, Sid: "A" }), "`A` is the `Sid` of an earlier statement"],
    [policy({ ...allow, Action: [] }), "the list of actions is empty"],
    [policy({ ...allow, NotAction: "s3:*" }), "`Action` or `NotAction`, not both"],
    [policy({ ...allow, Action: [1] }), "an entry of `Action` must be a string"],
    [policy({ ...allow, Action: "a b:List" }), "`a b` is no service"], [policy({ ...allow, Action: "List" }), "`List` names no service"], [policy({ ...allow, Action: "s3:List:All" }), "`s3:List:All` has more than one colon"],
    [policy({ ...allow, Resource: "urn:aws:s3:::data" }), "`urn:aws:s3:::data` is no ARN"],
    [policy({ ...allow, Resource: "arn" }), "`arn` is no ARN"],
    [policy({ ...allow, Resource: "arn:aws" }), "`arn:aws` does not name its service"],
  ])("in %j: %s", (document, said) => {
    expect(messages(document)).toEqual([expect.stringContaining(said)]);
  });

  test.each([
    policy({ ...allow, Zebra: 1 }), { ...policy(allow), Zebra: 1 }, policy({ ...allow, Condition: { Zebra: { a: "b" } } }),
  ])("offers nothing where nothing is near, in %j", (document) => {
    expect(messages(document)).toEqual([expect.stringMatching(/^`Zebra` is no (element of a policy|condition operator)$/)]);
  });
});

describe("what is nearly right is written so", () => {
  test.each<readonly [document: unknown, from: string, to: string]>([
    [policy({ ...allow, Effect: "allow" }), "allow", "Allow"], [policy({ ...allow, Effect: "Denny" }), "Denny", "Deny"], [{ ...policy(allow), Version: "2012-10-71" }, "2012-10-71", "2012-10-17"],
  ])("%j", (document, from, to) => {
    expect(mendsIn(document)).toMatchObject([[{ changes: [{ kind: "write", from, to }] }]]);
  });

  test.each([policy({ ...allow, Effect: "zebra" }), policy({ ...allow, Effect: ["Allow"] })])("but not what is far from it, or no text: %j", (document) => { expect(mendsIn(document)).toEqual([[]]); });
});

describe("a fault does not hide the others", () => {
  test.each<readonly [document: unknown, guilty: readonly string[]]>([
    [{ Version: "1", Id: 1, Statement: [{ Sid: "-", Effect: "x", Action: "s3", Resource: "s3", Condition: "y" }] }, [`"1"`, "1", `"x"`, `"-"`, `"s3"`, `"s3"`, `"y"`]],
    [policy({ ...allow, Condition: { StringEquals: "a", Bool: { b: {} } } }), [`"a"`, "{}"]],
    [policy({ ...allow, Condition: { NoOperator: { b: {} } } }), [`"NoOperator"`, "{}"]],
    [policy({ Effects: "Allow" }), [`"Effects"`, `{"Effects":"Allow"}`, `{"Effects":"Allow"}`]],
    [policy({ Extra: 1 }), [`"Extra"`, `{"Extra":1}`, `{"Extra":1}`, `{"Extra":1}`]],
    [policy({ ...allow, Sid: "A" }, { ...allow, Sid: "A" }, { ...allow, Sid: "A" }), [`"A"`, `"A"`]],
    [policy({ ...allow, Sid: [] }, { ...allow, Sid: [] }), ["[]", "[]"]],
  ])("%j", (document, guilty) => {
    expect(parsed(document).guilty).toEqual(guilty);
  });
});

describe("a trust policy", () => {
  const trust = { Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" };

  test("names principals and no resource", () => {
    expect(parsed(policy(trust), "trust")).toEqual({ kind: "read", guilty: [] });
    expect(parsed(policy({ ...trust, Resource: "*" }), "trust").guilty).toEqual([`"*"`]);
    expect(parsed(policy({ ...trust, NotResource: "*" }), "trust").guilty).toEqual([`"*"`]);
  });

  test.each([
    ["no principal", { Effect: "Allow", Action: "sts:AssumeRole" }],
    ["an empty principal", { ...trust, Principal: {} }],
    ["a principal that is a text", { ...trust, Principal: "glue.amazonaws.com" }],
    ["a kind of principal that is none", { ...trust, Principal: { Services: "glue.amazonaws.com" } }],
    ["a principal that is a number", { ...trust, Principal: { Service: 1 } }],
    ["Principal and NotPrincipal", { ...trust, NotPrincipal: "*" }],
    ["a principal that is a list", { ...trust, Principal: ["*"] }],
    ["a sid with a blank", { ...trust, Sid: "a b" }],
    ["a statement that is a text", "trust"],
  ])("is refused with %s", (_, statement) => {
    expect(parsed(policy(statement as object), "trust").guilty).toHaveLength(1);
    expect(messages(policy(statement as object), "trust")).toEqual([expect.stringMatching(/^(`[^`]*`|[a-z]+,?) [^A-Z]*[a-z]/)]);
  });

  test("without any principal may be meant for something else, and that is all that is said", () => {
    expect(messages(policy(allow, allow), "trust")).toEqual([expect.stringContaining("may be meant for `policies`")]);
  });

  test.each<readonly [document: unknown, said: string]>([
    [policy(), "the policy has no statement"],
    [{ Statement: "trust" }, "a statement is an object"],
    [policy({ ...trust, Resource: "*" }), "takes no `Resource`"],
  ])("%j: %s", (document, said) => {
    expect(messages(document, "trust")).toEqual([expect.stringContaining(said)]);
  });

  test("with a principal in one statement misses it in the other", () => {
    const other = { Effect: "Deny", Action: "sts:AssumeRole" };
    expect(parsed(policy(trust, other), "trust").guilty).toEqual([JSON.stringify(other)]);
    expect(messages(policy(trust, other), "trust")).toEqual([expect.stringContaining("says whom it is about")]);
  });

  test("given as the policy of an identity is told what it is", () => {
    expect(messages(policy(trust))).toEqual([expect.stringContaining("name it under `trust`")]);
  });

  test("offers the kind of principal that is near", () => {
    expect(messages(policy({ ...trust, Principal: { Servic: "glue.amazonaws.com" } }), "trust")).toEqual([expect.stringContaining("did you mean `Service`?")]);
  });

  test.each(["AWS", "Service", "Federated", "CanonicalUser"])("may name principals of the kind %s", (kind) => {
    expect(parsed(policy({ ...trust, Principal: { [kind]: ["a", "b"] } }), "trust")).toEqual({ kind: "read", guilty: [] });
  });
});

describe("what a policy is attached to decides whether it names principals", () => {
  const resource = { ...allow, Principal: "*" };
  test.each<readonly [PolicyUse, object, readonly string[]]>([
    ["resource", resource, []],
    ["resource", { ...resource, Sid: "read data" }, []],
    ["resource", allow, [JSON.stringify(allow)]],
    ["limit", resource, []],
    ["limit", allow, []],
    ["limit", { ...allow, Sid: "read data" }, [`"read data"`]],
    ["organization", allow, []],
    ["organization", resource, [`"*"`]],
    ["organization", { ...allow, NotPrincipal: { AWS: "1" } }, [`{"AWS":"1"}`]],
    ["resource", { ...allow, NotPrincipal: { AWS: "1" } }, []],
  ])("%s: %j", (use, statement, guilty) => {
    expect(parsed(policy(statement), use)).toEqual({ kind: guilty.length === 0 ? "read" : "unread", guilty });
  });

  test("and so it is said", () => {
    expect(messages(policy(resource), "organization")).toEqual([expect.stringContaining("names no principal")]);
  });
});
