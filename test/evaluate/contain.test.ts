import { expect, test } from "vitest";
import { contain, type Answer } from "../../src/evaluate/contain.js";
import type { Because } from "../../src/evaluate/explain.js";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Permission, Policies, Request } from "../../src/evaluate/request.js";
import { requiredResources } from "../../src/policy/resource.js";
import { allow, deny, policyOf } from "../access/a-policy.js";
import { unread } from "./read-policy.js";

const principal = "arn:aws:iam::123456789012:role/etl";
const role = "arn:aws:iam::123456789012:role/deploy";
const when = (operator: string, key: string, value: string | readonly string[]) => ({ Condition: { [operator]: { [key]: value } } });
const get = (more: object = {}) => allow("s3:GetObject", "arn:aws:s3:::lake/*", more);
const vpc = (operator: string, value: string | readonly string[] = "vpc-1") => get(when(operator, "aws:SourceVpc", value));
const home = "arn:aws:s3:::${aws:PrincipalTag/team}/*";
const team = (value: string | readonly string[]) => ({ context: { "aws:PrincipalTag/team": value } });
const trusting = (AWS: string) => policyOf([{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }], "trust");
const allBut = (AWS: string) => policyOf([{ Effect: "Deny", NotPrincipal: { AWS }, Action: "s3:*", Resource: "arn:aws:s3:::lake/*" }], "resource");

function answerTo(statements: readonly object[], more: Partial<Permission & Policies> = {}, budget?: number): Answer {
  return contain(prepare({ identity: [policyOf(statements)], ...more }), { principal, action: "s3:GetObject", resources: requiredResources("arn:aws:s3:::lake/*"), ...more }, budget);
}

const told = ({ resource, context }: Request) => `${resource.replace("arn:aws:s3:::", "")}${context ? ` ${JSON.stringify(context)}` : ""}`;

function reasonOf(because: Because): string {
  switch (because.kind) {
    case "statement": return because.statement.location.pointer.slice("/Statement/".length);
    case "layer": return because.layer;
    case "unread": return because.policy.because;
    default: return because.kind;
  }
}

function spelled(answer: Answer): string {
  switch (answer.kind) {
    case "yes": return "yes";
    case "no": return `no: ${told(answer.counterexample)}, ${answer.outcome.decision} by ${answer.outcome.because.map(reasonOf).join()}`;
    case "open": return [`open by ${answer.because.map(reasonOf).join()}`, ...(answer.either ? [`allowed ${told(answer.either.allowed)}`, `refused ${told(answer.either.refused)}`] : [])].join(", ");
  }
}

const cases: readonly (readonly [what: string, statements: readonly object[], answer: string, more?: Partial<Permission & Policies>])[] = [
  ["a whole bucket", [get()], "yes"],
  ["something in a folder, where the folder itself is no object to most people", [get(), deny("s3:*", "arn:aws:s3:::lake/secret/*")], "no: lake/secret/a, explicitDeny by 1"],
  ["what no condition can mend comes first", [allow("s3:GetObject", "arn:aws:s3:::lake/?*", when("Bool", "aws:SecureTransport", "true"))], "no: lake/, implicitDeny by identity"],
  ["what a later class is refused", [get(when("Bool", "aws:SecureTransport", "true")), deny("s3:*", "arn:aws:s3:::lake/secret")], "no: lake/secret, explicitDeny by 1"],
  ["a layer that limits", [get()], "no: lake/a, implicitDeny by boundary", { boundary: [policyOf([allow("s3:*", "arn:aws:s3:::lake/in/*")])] }],
  ["what a person would think of", [allow("s3:*")], "no: arn:aws:glue:us-east-1:123456789012:table/a, implicitDeny by identity", { action: "glue:GetTable", resources: requiredResources("arn:aws:glue:*:*:table/*") }],
  ["a role, whose trust policy names no resource", [allow("sts:*")], "yes", { action: "sts:AssumeRole", resources: requiredResources(role), resource: [trusting(principal)] }],
  ["a role whose trust policy names another", [allow("sts:*")], `no: ${role}, implicitDeny by resource`, { action: "sts:AssumeRole", resources: requiredResources(role), resource: [trusting(role)] }],
  ["what is allowed for some values and hangs on a variable for another", [get(when("StringNotEquals", "aws:SourceVpc", "vpc-1")), allow("s3:GetObject", home)], "open by 0,1"],
  ["a condition on what nobody stated", [vpc("StringEquals")], 'open by 0, allowed lake/a {"aws:SourceVpc":"vpc-1"}, refused lake/a'],
  ["a Deny that holds where the key is absent", [get(), deny("s3:*", "*", when("StringNotEquals", "aws:SourceVpc", "vpc-1"))], 'open by 1, allowed lake/a {"aws:SourceVpc":"vpc-1"}, refused lake/a'],
  ["a Deny on one value", [get(), deny("s3:*", "*", when("StringEquals", "aws:sourceVPC", "vpc-1"))], 'open by 1, allowed lake/a, refused lake/a {"aws:sourceVPC":"vpc-1"}'],
  ["one of two conditions that part all values", [vpc("StringEquals"), get(when("StringNotEquals", "AWS:SourceVpc", "vpc-1"))], "yes"],
  ["one of three conditions that part all values", [vpc("StringEquals"), vpc("StringLike", "vpc-?*"), vpc("StringNotLike", "vpc-*"), vpc("StringEquals", "vpc-")], "yes"],
  ["two keys, where one decides for some values", [get({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" }, Bool: { "aws:SecureTransport": "true" } } }), get({ Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" }, Bool: { "aws:SecureTransport": "true" } } }), get(when("BoolIfExists", "aws:SecureTransport", "false"))], "yes"],
  ["the class that is met first", [get(when("Bool", "aws:SecureTransport", "true")), allow("s3:GetObject", "arn:aws:s3:::lake/in*", when("StringEquals", "aws:SourceVpc", "vpc-1"))], 'open by 0, allowed lake/a {"aws:SecureTransport":"true"}, refused lake/a'],
  ["values of which one alone is not enough", [get({ Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": "a" }, "ForAnyValue:StringLike": { "aws:TagKeys": "b" } } })], 'open by 0, allowed lake/a {"aws:TagKeys":["a","b"]}, refused lake/a'],
  ["values read as of two kinds", [get(when("StringEquals", "s3:max-keys", "a")), get(when("NumericNotEquals", "s3:max-keys", "1"))], "open by 0,1"],
  ["conditions of two kinds of which one holds whatever the other does", [get(when("StringEquals", "s3:max-keys", "a")), get(when("NumericNotEquals", "s3:max-keys", "1")), get()], "yes"],
  ["a condition of which nobody can tell how it hangs together with the next, and the same again", [get(when("StringEquals", "s3:max-keys", "a")), get(when("NumericEquals", "s3:max-keys", "1")), deny("s3:*", "*", when("NumericEquals", "s3:max-keys", "1"))], "open by 2,0,1"],
  ["two conditions of one operator with other values, of which nobody can tell how they hang together", [get(when("StringEquals", "s3:max-keys", "a")), deny("s3:*", "*", when("StringEquals", "s3:max-keys", "b")), deny("s3:*", "*", when("NumericEquals", "s3:max-keys", "1"))], "open by 1,2,0"],
  ["what is refused on every way that nobody can tell", [deny("s3:*", "*", when("StringEquals", "s3:max-keys", "a")), deny("s3:*", "*", when("NumericEquals", "s3:max-keys", "1"))], "no: lake/a, implicitDeny by identity"],
  ["stated context", [vpc("StringEquals")], "yes", { context: { "AWS:sourcevpc": "vpc-1", "aws:SourceIp": "1.2.3.4" } }],
  ["stated context that the policies ask for, and no other, in the counterexample", [vpc("StringEquals")], 'no: lake/a {"aws:SourceVpc":"vpc-2"}, implicitDeny by identity', { context: { "aws:SourceVpc": "vpc-2", "aws:SourceIp": "1.2.3.4" } }],
  ["stated context without a value is not shown", [vpc("StringEquals")], "no: lake/a, implicitDeny by identity", { context: { "aws:SourceVpc": [] } }],
  ["stated context that a variable asks for", [allow("s3:GetObject", home)], 'no: lake/a {"aws:PrincipalTag/team":"other"}, implicitDeny by identity', { context: { "aws:PrincipalTag/team": "other", "aws:PrincipalTag/two": "lake" } }],
  ["stated context that a condition's variable asks for", [vpc("StringEquals", "vpc-${aws:PrincipalTag/team}")], 'no: lake/a {"aws:SourceVpc":"vpc-2","aws:PrincipalTag/team":"other"}, implicitDeny by identity', { context: { "aws:SourceVpc": "vpc-2", "aws:PrincipalTag/team": "other" } }],
  ["a condition with a variable whose value nobody said", [vpc("StringEquals", "vpc-${aws:PrincipalTag/team}")], "open by 0"],
  ["a condition with a variable whose value nobody said beside a value that is stated", [vpc("StringEquals", "vpc-${aws:PrincipalTag/team}")], "open by 0", { context: { "aws:SourceVpc": "vpc-1" } }],
  ["a condition with a variable that has no value", [vpc("StringEquals", ["vpc-${aws:PrincipalTag/team}", "vpc-2"])], 'no: lake/a {"aws:SourceVpc":"vpc-1"}, implicitDeny by identity', { context: { "aws:SourceVpc": "vpc-1", "aws:PrincipalTag/team": [] } }],
  ["stated context that one value of one statement asks for, among others", [vpc("StringEquals", ["vpc-1", "vpc-${aws:PrincipalTag/team}"]), get(when("Null", "aws:SourceIp", "false")), allow("s3:GetObject", "arn:aws:s3:::lake/in/*")], 'no: lake/a {"aws:SourceVpc":"vpc-2","aws:PrincipalTag/team":"other"}, implicitDeny by identity', { context: { "aws:SourceVpc": "vpc-2", "aws:PrincipalTag/team": "other", "aws:SourceIp": [], "aws:userid": "id" } }],
  ["stated context that one of two resources asks for", [allow("s3:GetObject", [home, "arn:aws:s3:::other/*"])], 'no: lake/a {"aws:PrincipalTag/team":"other"}, implicitDeny by identity', { context: { "aws:PrincipalTag/team": "other" } }],
  ["stated context that a trust policy does not ask for", [allow("s3:*")], `no: ${role}, implicitDeny by identity`, { action: "sts:AssumeRole", resources: requiredResources(role), resource: [trusting(role)], context: { "aws:SourceIp": "1.2.3.4" } }],
  ["stated context beside what turns out", [get({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" }, Bool: { "aws:SecureTransport": "true" } } })], 'open by 0, allowed lake/a {"aws:SourceVpc":"vpc-1","aws:SecureTransport":"true"}, refused lake/a {"aws:SourceVpc":"vpc-1"}', { context: { "aws:SourceVpc": "vpc-1" } }],
  ["two values where one is compared: AWS says not what it does", [get(when("StringEquals", "aws:TagKeys", "a"))], "open by 0", { context: { "aws:TagKeys": ["a", "b"] } }],
  ["a Deny on two values at once, compared as one: AWS says not what it does", [get(), deny("s3:*", "*", { Condition: { StringEquals: { "aws:TagKeys": "a" }, StringLike: { "aws:TagKeys": "b*" } } })], "open by 1"],
  ["a Deny on two values at once, of which one is of a set", [get(), deny("s3:*", "*", { Condition: { StringEquals: { "aws:RequestTags": "a" }, "ForAnyValue:StringEquals": { "aws:RequestTags": "b" } } })], "open by 1"],
  ["a Deny on what lies between two whole numbers of a tag", [get(), deny("s3:*", "*", { Condition: { NumericGreaterThan: { "aws:PrincipalTag/level": "4" }, NumericLessThan: { "aws:PrincipalTag/level": "5" } } })], 'open by 1, allowed lake/a, refused lake/a {"aws:PrincipalTag/level":"4.5"}'],
  ["two values where it is asked whether there is any", [get(when("Null", "aws:TagKeys", "false"))], "yes", { context: { "aws:TagKeys": ["a", "b"] } }],
  ["two values of a set", [get(when("ForAllValues:StringEquals", "aws:TagKeys", ["a", "b"]))], "yes", { context: { "aws:TagKeys": ["a", "b"] } }],
  ["one value that is compared", [get(when("StringEquals", "aws:TagKeys", "a"))], "yes", { context: { "aws:TagKeys": ["a"] } }],
  ["a variable whose value nobody said", [allow("s3:GetObject", home)], "open by 0"],
  ["a variable whose value nobody said, where it cannot matter", [allow("s3:GetObject", ["arn:aws:s3:::lak*", home])], "yes"],
  ["a variable whose value nobody said at the end of what is asked for anyway", [allow("s3:GetObject", ["arn:aws:s3:::lake/${aws:PrincipalTag/team}", "arn:aws:s3:::lake/*"])], "yes"],
  ["a variable that cannot match", [allow("s3:GetObject", "arn:aws:s3:::other/${aws:PrincipalTag/team}")], "no: lake/a, implicitDeny by identity"],
  ["a variable with a value", [allow("s3:GetObject", home)], "yes", team("lake")],
  ["a variable with two values", [allow("s3:GetObject", home)], "no: lake/a {\"aws:PrincipalTag/team\":[\"lake\",\"other\"]}, implicitDeny by identity", team(["lake", "other"])],
  ["a variable without a value", [allow("s3:GetObject", home)], "no: lake/a, implicitDeny by identity", team([])],
  ["a variable without a value and something in its stead", [allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team, 'lake'}/*")], "yes", team([])],
  ["a variable without a value in `NotResource`: AWS says not what it does", [get(), { Effect: "Deny", Action: "s3:*", NotResource: home }], "open by 1", team([])],
  ["a variable without a value in `NotResource` beside one that spares all", [get(), { Effect: "Deny", Action: "s3:*", NotResource: [home, "arn:aws:s3:::lake/*"] }], "yes", team([])],
  ["a Deny on all but the caller", [get()], "yes", { resource: [allBut(principal)] }],
  ["a Deny on all but another role", [get()], "no: lake/a, explicitDeny by 0", { resource: [allBut(role)] }],
  ["a Deny on all but the role of the session that calls", [get()], "no: lake/a, explicitDeny by 0", { resource: [allBut(principal)], principal: "arn:aws:sts::123456789012:assumed-role/etl/run" }],
  ["a Deny on all but the account of the role that calls", [get()], "no: lake/a, explicitDeny by 0", { resource: [allBut("123456789012")] }],
  ["a Deny on all but the account whose root calls", [get()], "yes", { resource: [allBut("123456789012")], principal: "arn:aws:iam::123456789012:root" }],
  ["a Deny on all but an account, where the root of another calls", [get()], "no: lake/a, explicitDeny by 0", { resource: [allBut("999999999999")], principal: "arn:aws:iam::123456789012:root" }],
  ["a Deny on all but the caller, who has a permissions boundary", [get()], "no: lake/a, explicitDeny by 0", { resource: [allBut(principal)], boundary: [policyOf([allow("*")])] }],
  ["a policy that nobody could read", [get()], "open by `gone.json`, which is gone", { identity: [policyOf([get()]), unread] }],
  ["a Deny in a layer where one Allow grants everything", [allow("*"), allow("s3:*", "arn:aws:s3:::lake/in/*"), deny("*", "arn:aws:s3:::lake/in")], "no: lake/in, explicitDeny by 2"],
  ["an Allow of everything but some", [{ Effect: "Allow", Action: "*", NotResource: ["arn:aws:s3:::lake/in/*", "arn:aws:s3:::lake/in"] }], "no: lake/in, implicitDeny by identity"],
  ["an Allow of everything but what is asked for", [{ Effect: "Allow", Action: "*", NotResource: "*" }, get()], "yes"],
  ["an Allow of everything for somebody else beside one of enough for all", [get()], "yes", { endpoint: [policyOf([{ ...allow("*"), Principal: { AWS: role } }, { ...allow("s3:GetObject", "arn:aws:s3:::lak*"), Principal: "*" }], "resource")] }],
  ["an Allow of everything under a condition beside one of a part", [allow("*", "*", when("Bool", "aws:SecureTransport", "true")), allow("s3:*", "arn:aws:s3:::lake/in/*")], 'open by 0, allowed lake/a {"aws:SecureTransport":"true"}, refused lake/a'],
];

for (const [what, statements, answer, more] of cases) test(what, () => {
  expect(spelled(answerTo(statements, more))).toBe(answer);
});

test("what would take too long is left open: too many states", () => {
  const whole = [get(), deny("s3:*", "arn:aws:s3:::lake/secret/*")];
  expect([9, 8].map((budget) => spelled(answerTo(whole, {}, budget)))).toEqual(["no: lake/secret/a, explicitDeny by 1", "open by budget"]);
});
