import { describe, expect, test, vi } from "vitest";
import { compare, type PolicyKind } from "../../src/access/compare.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { allow, deny, policyOf, services } from "./a-policy.js";

// What leaves services out asks for all the others, which takes a while to decode.
vi.setConfig({ testTimeout: 60_000 });

const when = (operator: string, key: string, value: string | readonly string[]) => ({ Condition: { [operator]: { [key]: value } } });
const to = (Principal: unknown, more: object = {}) => ({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::lake/*", ...more });
const assumedBy = (Principal: unknown, more: object = {}) => ({ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more });
const account = "111122223333";
const letters = Array.from("abcdefghijklmnopqrstuvwxyz");

const same: readonly (readonly [string, readonly object[], readonly object[], PolicyKind])[] = [
  ["a narrower prefix", [allow("s3:GetObject", "arn:aws:s3:::lake/*")], [allow("s3:GetObject", "arn:aws:s3:::lake/in/*")], "identity"],
  ["two halves of one pattern", [allow("s3:GetObject", "arn:aws:s3:::lake/*")], [allow("s3:GetObject", "arn:aws:s3:::lake/a*"), allow("s3:GetObject", "arn:aws:s3:::lake/?b*")], "identity"],
  ["an action that the pattern names", [allow("s3:Get*")], [allow(["s3:GetObject", "S3:getobjectacl"])], "identity"],
  ["an object's action on a bucket, which is none", [allow("s3:GetObject", "arn:aws:s3:::lake/*")], [allow("s3:GetObject", ["arn:aws:s3:::lake/*", "arn:aws:s3:::lake"])], "identity"],
  ["what a Deny takes back", [allow("s3:GetObject", "arn:aws:s3:::lake/*")], [allow("s3:GetObject", "arn:aws:s3:::*"), { Effect: "Deny", Action: "s3:GetObject", NotResource: "arn:aws:s3:::lake/*" }], "identity"],
  ["a network in a network", [allow("s3:*", "*", when("IpAddress", "aws:SourceIp", "10.0.0.0/8"))], [allow("s3:*", "*", when("IpAddress", "aws:SourceIp", ["10.0.0.0/24", "10.2.0.0/16"]))], "identity"],
  ["equality where likeness was asked", [allow("s3:*", "*", when("StringLike", "aws:SourceVpc", "vpc-*"))], [allow("s3:*", "*", when("StringEquals", "aws:SourceVpc", "vpc-1"))], "identity"],
  ["a stricter limit", [allow("s3:*", "*", when("NumericLessThanEquals", "s3:max-keys", "7"))], [allow("s3:*", "*", when("NumericLessThan", "s3:max-keys", "5"))], "identity"],
  ["a condition more", [allow("s3:*")], [allow("s3:*", "*", when("Bool", "aws:SecureTransport", "true"))], "identity"],
  ["the same with IfExists in the old one", [allow("s3:*", "*", when("StringEqualsIfExists", "aws:SourceVpc", "vpc-1"))], [allow("s3:*", "*", when("StringEquals", "aws:SourceVpc", "vpc-1"))], "identity"],
  ["the same home, whoever calls", [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], [allow("s3:GetObject", "arn:aws:s3:::home/${AWS:UserName}/*")], "identity"],
  ["one's own home instead of all", [allow("s3:GetObject", "arn:aws:s3:::home/*")], [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], "identity"],
  ["one's own home, which a Deny on another's leaves alone", [allow("s3:GetObject", "arn:aws:s3:::home/*"), { Effect: "Deny", Action: "s3:GetObject", NotResource: "arn:aws:s3:::home/${aws:username}/*" }], [allow("s3:GetObject", "arn:aws:s3:::home/*"), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::home/${aws:username}/*" }], "identity"],
  ["a folder of one's own home", [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/in/*")], "identity"],
  ["one's own home of one's own team", [allow("s3:GetObject", "arn:aws:s3:::*/${aws:username}/*")], [allow("s3:GetObject", ["arn:aws:s3:::${aws:PrincipalTag/team, 'all'}/${aws:username}/?", "arn:aws:s3:::home/${aws:username}/in/*"])], "identity"],
  ["one's own home, of which more is denied", [allow("s3:GetObject", "arn:aws:s3:::home/*"), deny("s3:GetObject", "arn:aws:s3:::home/${aws:username}/in/*")], [allow("s3:GetObject", "arn:aws:s3:::home/*"), deny("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], "identity"],
  ["many patterns that one of the list covers", [allow("s3:GetObject", letters.map((letter) => `arn:aws:s3:::*/${letter}/*`))], [allow("s3:GetObject", letters.map((letter) => `arn:aws:s3:::lake/*/${letter}/*`))], "identity"],
  ["NotAction that leaves out more", [{ Effect: "Allow", NotAction: "iam:Get*", Resource: "*" }], [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], "identity"],
  ["an account that a condition named", [to("*", when("StringEquals", "aws:PrincipalAccount", account))], [to({ AWS: account })], "resource"],
  ["one role of an account", [to({ AWS: `arn:aws:iam::${account}:root` })], [to({ AWS: `arn:aws:iam::${account}:role/etl` })], "resource"],
  ["a guard on the service", [assumedBy({ Service: "glue.amazonaws.com" })], [assumedBy({ Service: "glue.amazonaws.com" }, when("StringEquals", "aws:SourceAccount", account))], "trust"],
];

test.each(same)("no new access: %s", (_, existing, changed, kind) => {
  const use = kind;
  expect(compare(services, [policyOf(existing, use)], [policyOf(changed, use)], kind)).toEqual({ verdict: "noNewAccess", because: [] });
}, 60_000);

const gained: readonly (readonly [string, readonly object[], readonly object[], PolicyKind, object])[] = [
  ["another prefix", [allow("s3:GetObject", "arn:aws:s3:::lake/in/*")], [allow("s3:GetObject", "arn:aws:s3:::lake/*")], "identity", { action: "s3:GetObject", resource: "arn:aws:s3:::lake/a" }],
  ["what the Deny held back", [allow("s3:GetObject"), deny("s3:*", "arn:aws:s3:::lake/secret/*")], [allow("s3:GetObject")], "identity", { resource: "arn:aws:s3:::lake/secret/a" }],
  ["another action, the worst first", [allow("s3:GetObject", "arn:aws:s3:::lake/*")], [allow(["s3:GetObject", "s3:GetObjectAcl", "s3:PutObjectAcl"], "arn:aws:s3:::lake/*")], "identity", { action: "s3:PutObjectAcl", resource: "arn:aws:s3:::lake/a" }],
  ["a wider network", [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("IpAddress", "aws:SourceIp", "10.0.0.0/24"))], [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("IpAddress", "aws:SourceIp", "10.0.0.0/16"))], "identity", { context: { "aws:SourceIp": "10.0.1.0" } }],
  ["requests without the key", [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("StringEquals", "aws:SourceVpc", "vpc-1"))], [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("StringEqualsIfExists", "aws:SourceVpc", "vpc-1"))], "identity", { resource: "arn:aws:s3:::lake/a" }],
  ["another value", [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("StringEquals", "aws:SourceVpc", "vpc-1"))], [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("StringLike", "aws:SourceVpc", "vpc-*"))], "identity", { context: { "aws:SourceVpc": "vpc-a" } }],
  ["everybody's home", [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], [allow("s3:GetObject", "arn:aws:s3:::home/*")], "identity", { resource: "arn:aws:s3:::home/a" }],
  ["one's own home", [allow("s3:GetObject", "arn:aws:s3:::home/ann/*")], [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], "identity", { resource: "arn:aws:s3:::home/a/a", context: { "aws:username": "a" } }],
  ["more than a folder of one's own home", [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/in/*")], [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], "identity", { resource: "arn:aws:s3:::home/a/a", context: { "aws:username": "a" } }],
  ["another's home, which is not known to be one's own", [allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")], [allow("s3:GetObject", "arn:aws:s3:::home/${aws:userid}/in/*")], "identity", { resource: "arn:aws:s3:::home/a/in/a", context: { "aws:userid": "a" } }],
  ["what has the tag of who calls", [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("StringEquals", "s3:ExistingObjectTag/team", "a"))], [allow("s3:GetObject", "arn:aws:s3:::lake/*", when("StringEquals", "s3:ExistingObjectTag/team", ["a", "${aws:PrincipalTag/team}"]))], "identity", { action: "s3:GetObject" }],
  ["what a variable of the other version of the language spells out", [{ ...allow("s3:GetObject", "arn:aws:s3:::lake/${*}") }], [allow("s3:GetObject", "arn:aws:s3:::lake/$*")], "identity", { resource: "arn:aws:s3:::lake/$a" }],
  ["an action that AWS's list does not have, no longer denied", [allow("s3:*"), deny("s3:NewThing")], [allow("s3:*")], "identity", { action: "s3:NewThing" }],
  ["an action that AWS's list does not have", [allow("s3:*")], [allow(["s3:*", "newservice:Do*"])], "identity", { action: "newservice:DoExample" }],
  ["everyone", [to({ AWS: account })], [to("*")], "resource", { action: "s3:GetObject", resource: "arn:aws:s3:::lake/a" }],
  ["all roles, where a condition named some", [to("*", when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/a*`))], [to("*", when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/*`))], "resource", { principal: `arn:aws:iam::${account}:role/b` }],
  ...[
    ["a pattern that says not where the account stands", "StringLike", "aws:PrincipalArn", "*role/admin", `arn:aws:iam::${account}:role/admin`],
    ["an ARN in another case", "StringEqualsIgnoreCase", "aws:PrincipalArn", `ARN:AWS:IAM::${account}:ROLE/ADMIN`, `arn:aws:iam::${account}:role/admin`],
    ["an ARN of another partition", "ArnLike", "aws:PrincipalArn", "arn:aws-cn:iam::*:role/admin", `arn:aws-cn:iam::${account}:role/admin`],
    ["a federated user", "StringEquals", "aws:PrincipalType", "FederatedUser", `arn:aws:sts::${account}:federated-user/a`],
    ["a federated user by name", "ArnLike", "aws:PrincipalArn", "arn:aws:sts::*:federated-user/bob", `arn:aws:sts::${account}:federated-user/bob`],
  ].map(([what = "", operator = "", key = "", value = "", principal = ""]): (typeof gained)[number] => [`who is named by ${what}`, [to({ AWS: account }, when("StringEquals", "aws:PrincipalArn", "nobody"))], [to({ AWS: account }, when(operator, key, value))], "resource", { principal }]),
  ["a user of this name, and no role", [to({ AWS: account }, when("StringEquals", "aws:PrincipalArn", "nobody"))], [to({ AWS: account }, { Condition: { StringEquals: { "aws:username": "bob", "aws:PrincipalType": "User" } } })], "resource", { principal: `arn:aws:iam::${account}:user/bob` }],
  ["a user of this name in a path", [to({ AWS: account }, when("StringEquals", "aws:PrincipalArn", "nobody"))], [to({ AWS: account }, { Condition: { StringEquals: { "aws:username": "bob" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/ops/*" } } })], "resource", { principal: `arn:aws:iam::${account}:user/ops/bob` }],
  ["all accounts that begin alike", [to("*", when("StringEquals", "aws:PrincipalArn", "nobody"))], [to("*", { Condition: { StringLike: { "aws:PrincipalAccount": "77*" }, StringEquals: { "aws:PrincipalType": "User" }, Null: { "aws:PrincipalOrgID": "true" }, Bool: { "aws:PrincipalIsAWSService": "false" } } })], "resource", {}],
  ["a service that a condition names", [to("*", when("StringEquals", "aws:PrincipalArn", "nobody"))], [to("*", { Condition: { StringEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" }, Bool: { "aws:PrincipalIsAWSService": "true" }, Null: { "aws:userid": "true" } } })], "resource", {}],
  ["another account that may delegate", [to({ AWS: account })], [to({ AWS: [account, "444455556666"] })], "resource", {}],
  ["another service", [assumedBy({ Service: "glue.amazonaws.com" })], [assumedBy({ Service: ["glue.amazonaws.com", "ec2.amazonaws.com"] })], "trust", { principal: "ec2.amazonaws.com", action: "sts:AssumeRole" }],
  ["an account that may assume the role", [assumedBy({ Service: "glue.amazonaws.com" })], [assumedBy({ AWS: `arn:aws:iam::${account}:root` })], "trust", { action: "sts:AssumeRole" }],
];

test.each(gained)("new access: %s", (_, existing, changed, kind, expected) => {
  const [before, after] = [policyOf(existing, kind), policyOf(changed, kind)];
  const found = compare(services, [before], [after], kind);
  expect(found).toMatchObject({ verdict: "newAccess", counterexample: expected });
  expect(found.because.length).toBeGreaterThan(0);
});

test("whether there is new access is open where one key is read as of two kinds", () => {
  const [before, after] = [policyOf([allow("s3:GetObject", "*", when("StringEquals", "s3:max-keys", "a"))]), policyOf([allow("s3:GetObject", "*", when("NumericEquals", "s3:max-keys", "1"))], "identity", "changed.json")];
  const { verdict, because } = compare(services, [before], [after], "identity");
  expect([verdict, ...because.map((each) => each.kind === "statement" ? each.statement.location.artifact : each.kind)]).toEqual(["open", "changed.json", "p.json"]);
});

test("who is no longer refused is a caller of its own, even where no policy that is compared allows", () => {
  const refusing = (patterns: readonly string[]) => policyOf([to({ AWS: account }), { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...when("StringNotLike", "aws:PrincipalArn", patterns) }], "resource");
  expect(compare(services, [refusing(["*:role/admin"])], [refusing(["*:role/admin", "*:role/ops"])], "resource")).toMatchObject({ verdict: "newAccess", counterexample: { principal: expect.stringMatching(/:role\/ops$/) } });
});

test("whether there is new access is open where those who call are told apart in too many ways", () => {
  const patterns = letters.map((letter) => `*${letter}*${letter}*`);
  const [before, after] = [policyOf([to({ AWS: account }, when("StringLike", "aws:PrincipalArn", patterns))], "resource"), policyOf([to({ AWS: account }, when("StringLike", "aws:PrincipalArn", patterns.toReversed()))], "resource")];
  expect(compare(services, [before], [after], "resource")).toMatchObject({ verdict: "open", because: [{ kind: "budget" }] });
});

describe("a policy that could not be read", () => {
  const unread = { kind: "unread", location: { artifact: "gone.json", pointer: "" }, because: "it is gone" } as const;

  test("may grant anything", () => {
    expect(compare(services, [policyOf([allow("s3:*")])], [unread], "identity").verdict).toBe("open");
  });

  test("does not hide what another grants for certain and no policy granted before", () => {
    expect(compare(services, [policyOf([allow("s3:GetObject", "arn:aws:s3:::lake/*")])], [policyOf([allow("s3:*")])], "identity").verdict).toBe("newAccess");
  });
});

test("what is told of an identity is told without regard to what its name would imply", () => {
  const { counterexample } = compare(services, [policyOf([deny("s3:*")])], [policyOf([allow("s3:GetObject", "arn:aws:s3:::lake/*", when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/etl"))])], "identity");
  expect(counterexample?.context).toEqual({ "aws:PrincipalArn": "arn:aws:iam::123456789012:role/etl" });
  expect(counterexample && prepare({ identity: [policyOf([allow("s3:GetObject")])] }).decide(counterexample)).toBe("allowed");
});
