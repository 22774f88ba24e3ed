import { describe, expect, test } from "vitest";
import { difference, type Difference } from "../../src/evaluate/difference.js";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Policy } from "../../src/policy/policy.js";
import type { Permission, Policies } from "../../src/evaluate/request.js";
import { requiredResources } from "../../src/policy/resource.js";
import { allow, deny, policyOf } from "../access/a-policy.js";
import { unread } from "./read-policy.js";

const lake = "arn:aws:s3:::lake/*";
const when = (operator: string, value: string | readonly string[], key = "aws:SourceVpc") => ({ Condition: { [operator]: { [key]: value } } });
const get = (more: object = {}) => allow("s3:GetObject", lake, more);
const none = [deny("s3:*")];

function differenceOf(before: readonly Policy[], after: readonly Policy[], more: Partial<Permission> = {}, likely: readonly string[] = [], budget?: number): Difference {
  return difference(prepare({ identity: before }), prepare({ identity: after }), { principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resources: requiredResources(lake), ...more }, likely, budget);
}

function spelled(found: Difference): string {
  const because = found.kind === "none" ? [] : found.because.map((each) => each.kind === "statement" ? `${each.statement.location.artifact}${each.statement.location.pointer.slice("/Statement".length)}` : each.kind === "unread" ? each.policy.because : each.kind);
  const context = found.kind === "gained" && found.request.context ? ` ${JSON.stringify(found.request.context)}` : "";
  return `${found.kind}${found.kind === "gained" ? ` ${found.request.resource.replace("arn:aws:s3:::", "")}${context}` : ""}${because.length > 0 ? ` by ${because.join()}` : ""}`;
}

const unclear = (...operators: readonly string[]) => operators.map((operator) => get(when(operator, operator.startsWith("Numeric") ? "1" : "a", "s3:max-keys")));

/** Patterns that stand in each other's way: their values are of thousands of classes. */
const crowd = (first: string) => Array.from("defghijkl", (letter) => `*${first}*${letter}*${letter}*`);

const cases: readonly (readonly [what: string, before: readonly object[], after: readonly object[], difference: string, more?: Partial<Permission>, likely?: readonly string[]])[] = [
  ["is nothing where nothing changed", [get()], [get()], "none"],
  ["is nothing where less is allowed", [get()], [allow("s3:GetObject", "arn:aws:s3:::lake/in/*")], "none"],
  ["is nothing where all is refused now", [get()], none, "none"],
  ["is the first that a class of the old policies has", [allow("s3:GetObject", "arn:aws:s3:::lake/")], [get()], "gained lake/a by new/0"],
  ["is the first that a class of the new policies has", none, [allow("s3:GetObject", "arn:aws:s3:::lake/in/?*")], "gained lake/in/a by new/0"],
  ["is another object by name", [allow("s3:GetObject", "arn:aws:s3:::lake/x")], [allow("s3:GetObject", "arn:aws:s3:::lake/y")], "gained lake/y by new/0"],
  ["is what a person would think of", [allow("s3:GetObject", "arn:aws:s3:::lake/in/*")], [get()], "gained lake/data.csv by new/0", {}, ["arn:aws:s3:::lake/in/data.csv", "arn:aws:s3:::lake/data.csv"]],
  ["is what a Deny held back", [get(), deny("s3:*", "*", when("StringEquals", "vpc-1"))], [get()], 'gained lake/a {"aws:SourceVpc":"vpc-1"} by new/0'],
  ["is what a condition held back", [get(when("StringEquals", "vpc-1"))], [get(when("StringEquals", ["vpc-1", "vpc-2"]))], 'gained lake/a {"aws:SourceVpc":"vpc-2"} by new/0'],
  ["is nothing under a stricter condition", [get(when("StringLike", "vpc-*"))], [get(when("StringEquals", "vpc-2"))], "none"],
  ["is nothing where a condition of another key is added", [get(when("StringLike", "vpc-*"))], [get({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-2" }, Bool: { "aws:SecureTransport": "true" } } })], "none"],
  ["has what was stated and is asked for", none, [get(when("StringEquals", "vpc-1"))], 'gained lake/a {"aws:SourceVpc":"vpc-1"} by new/0', { context: { "aws:SourceVpc": "vpc-1", "aws:SourceIp": "1.2.3.4" } }],
  ["is nothing under what was stated", none, [get(when("StringEquals", "vpc-1"))], "none", { context: { "aws:SourceVpc": "vpc-2" } }],
  ["is open on conditions of which nobody can tell how they hang together", [get(when("StringEquals", "a", "s3:max-keys"))], unclear("NumericEquals"), "open by new/0,old/0"],
  ["is nothing where a condition of which nobody can tell is the same in both", [...unclear("NumericEquals"), get(when("StringEquals", "a", "s3:max-keys"))], unclear("NumericEquals"), "none"],
  ["is certain where one class is open and the next gains", [allow("s3:GetObject", "arn:aws:s3:::lake/in/*", when("StringEquals", "a", "s3:max-keys"))], [...unclear("NumericEquals"), allow("s3:GetObject", "arn:aws:s3:::lake/x")], "gained lake/x by new/1"],
  ["is open where a condition has too many values to tell", [get(when("StringLike", crowd("b")))], [get(when("StringLike", crowd("c")))], "open by new/0,old/0"],
  ["is what a variable without a value did not allow", [allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/*")], [get()], "gained lake/a by new/0"],
  ["is what a variable allows with the right value", none, [allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/*")], 'gained lake/a {"aws:principaltag/team":"lake"} by new/0'],
  ["is nothing where a variable may allow what was allowed", [get()], [allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/*")], "none"],
];

describe("what is allowed now and was not before", () => {
  for (const [what, before, after, expected, more, likely] of cases) test(what, () => {
    expect(spelled(differenceOf([policyOf(before, "identity", "old")], [policyOf(after, "identity", "new")], more, likely))).toBe(expected);
  });

  test("hangs on policies that nobody could read", () => {
    const [old, changed] = [policyOf([get()], "identity", "old"), policyOf([get()], "identity", "new")];
    expect(spelled(differenceOf([policyOf(none)], [unread]))).toContain("open by `gone.json`, which is gone");
    expect(spelled(differenceOf([unread], [changed]))).toContain("open by `gone.json`, which is gone");
    expect([spelled(differenceOf([old], [unread])), spelled(differenceOf([unread], [policyOf(none)]))]).toEqual(["none", "none"]);
  });

  test.each<readonly [what: string, before: Partial<Policies>, after: Partial<Policies>, difference: string, resources: string]>([
    ["a boundary is gone", { boundary: [policyOf([allow("sqs:*")])] }, {}, "gained lake/a by new/0", lake],
    ["a boundary allows more, and nothing else changed", { boundary: [policyOf([allow("sqs:*")])] }, { boundary: [policyOf([allow("s3:*")], "identity", "limit")] }, "gained lake/a by new/0,limit/0", lake],
    ["the boundary's statements are the bucket's policy now", { identity: [policyOf(none)], boundary: [policyOf([get()])] }, { identity: [policyOf([allow("sqs:*")])], resource: [policyOf([get({ Principal: "*" })], "resource", "bucket")] }, "gained lake/a by bucket/0", lake],
    ["what an endpoint's policy allowed the bucket's does now", { identity: [policyOf([allow("sqs:*")])], endpoint: [policyOf([get({ Principal: "*" })], "resource")] }, { identity: [policyOf([allow("sqs:*")])], resource: [policyOf([get({ Principal: "*" })], "resource", "bucket")] }, "gained lake/a by bucket/0", lake],
    ["another principal is named, and nothing else changed", { identity: [policyOf([allow("sqs:*")])], resource: [policyOf([get({ Principal: { AWS: "arn:aws:iam::123456789012:role/other" } })], "resource")] }, { identity: [policyOf([allow("sqs:*")])], resource: [policyOf([get({ Principal: { AWS: "arn:aws:iam::123456789012:role/etl" } })], "resource", "bucket")] }, "gained lake/a by bucket/0", lake],
    ["one of several Allows is new", { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::lake/in/*")])] }, { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::lake/in/*"), allow("s3:GetObject", "arn:aws:s3:::lake/x")], "identity", "new")] }, "gained lake/x by new/1", lake],
    ["a Deny of an inner level is gone", { serviceControl: [[policyOf([allow("*")])], [policyOf([allow("*"), deny("s3:*")])]] }, { serviceControl: [[policyOf([allow("*")], "identity", "root")], [policyOf([allow("*")], "identity", "unit")]] }, "gained lake/a by new/0,root/0,unit/0", lake],
    ["nobody could read one of the policies, before and now", { boundary: [unread] }, { boundary: [unread] }, "open by `gone.json`, which is gone,`gone.json`, which is gone", lake],
    ["nobody can read a policy of the boundary now", { boundary: [policyOf(none)] }, { boundary: [policyOf(none), unread] }, "none", lake],
    ["nobody can read another policy now", { identity: [policyOf([allow("sqs:*")])] }, { identity: [policyOf([allow("sqs:*")]), unread] }, "open by `gone.json`, which is gone,layer", lake],
    ["a variable that would show it allowed it before as well", { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}*")], "identity", "old")] }, { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team, 'x'}/*")], "identity", "new")] }, "open by new/0,old/0", lake],
    ["a variable means less than it meant, whatever it stands for", { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}*")], "identity", "old")] }, { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/*")], "identity", "new")] }, "none", lake],
    ["a wildcard that ends at a colon meets a text that may hold one", { identity: [policyOf([allow("s3:GetObject", "arn:a*s:s3:::${aws:PrincipalTag/team}*")], "identity", "old")] }, { identity: [policyOf([allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/*")], "identity", "new")] }, "open by new/0,old/0", lake],
  ])("where %s", (_, before, after, expected, resources) => {
    const ready = (policies: Partial<Policies>) => prepare({ identity: [policyOf([get()], "identity", "new")], ...policies });
    expect(spelled(difference(ready(before), ready(after), { principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resources: requiredResources(resources) }))).toBe(expected);
  });

  test("is left open where it would take too long: too many states", () => {
    const secret = policyOf([get(), deny("s3:*", "arn:aws:s3:::lake/secret/*")]);
    expect([9, 8].map((budget) => spelled(differenceOf([secret], [policyOf([get()], "identity", "new")], {}, [], budget)))).toEqual(["gained lake/secret/a by new/0", "open by budget"]);
  });
});
