import { expect, test } from "vitest";
import type { Request } from "../../src/evaluate/request.js";
import { witnessesOf } from "../../src/evaluate/witness.js";
import { allow, policyOf } from "../access/a-policy.js";

const request = (resource: string, context?: Request["context"]): Request => ({ principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resource: `arn:aws:s3:::${resource}`, ...(context && { context }) });

/** What is supposed of the entries and conditions of a statement. */
function supposed(truth: "yes" | "no", resources: readonly string[], condition?: object) {
  const policy = policyOf([allow("s3:*", resources.map((each) => `arn:aws:s3:::${each}`), condition && { Condition: condition })]);
  const statements = policy.kind === "read" ? policy.statements : [];
  return statements.flatMap((statement) => [...resources[0] === "*" ? [] : statement.resources?.entries.map(({ value }) => value) ?? [], ...statement.conditions]).map((of) => ({ of, truth }));
}
const contexts = (...given: Parameters<typeof witnessesOf>) => witnessesOf(...given).map(({ context }) => context);
const team = "${aws:PrincipalTag/team}";

test.each<readonly [what: string, entry: string, resource: string, values: Request["context"]]>([
  ["a variable alone", `lake/${team}`, "lake/a/b", { "aws:principaltag/team": "a/b" }],
  ["a variable with something on both sides", `lake/${team}/*`, "lake/a/b/c", { "aws:principaltag/team": "a/b" }],
  ["one character of a wildcard", `lake/?${team}`, "lake/abc", { "aws:principaltag/team": "bc" }],
  ["one variable twice", `lake/${team}-${team}/\${aws:userid}`, "lake/ab-ab/x", { "aws:principaltag/team": "ab", "aws:userid": "x" }],
  ["characters that mean something elsewhere, and line ends", `lake/(${team}.*`, "lake/(a\nb.c\nd", { "aws:principaltag/team": "a\nb" }],
  ["two variables and two runs", `${team}*/\${aws:userid}/*`, "lake/u/x", { "aws:principaltag/team": "lake", "aws:userid": "u" }],
])("%s has the value with which the entry matches, and then there is the request itself", (_, entry, resource, values) => {
  const asked = request(resource);
  expect(witnessesOf(asked, supposed("yes", [entry]))).toEqual([{ ...asked, context: values }, asked]);
});

test.each<readonly [what: string, entry: string, resource: string]>([
  ["no value makes it match", `lake/${team}/x`, "lake/a/y"], ["one variable would have two values", `lake/${team}-${team}`, "lake/a-b"], ["its value would be empty", `lake/${team}`, "lake/"],
  ["it would take long to find", `lake/*${team}*\${aws:userid}*`, "lake/abc"],
])("where %s there is the request itself alone", (_, entry, resource) => {
  expect(witnessesOf(request(resource), supposed("yes", [entry]))).toEqual([request(resource)]);
});

test("what was supposed not to match, and what is stated, gets no value", () => {
  const entry = [`lake/${team}`];
  expect(contexts(request("lake/a"), supposed("no", entry))).toEqual([undefined]);
  expect(contexts(request("lake/a", { "AWS:PrincipalTag/Team": "b" }), supposed("yes", entry))).toEqual([{ "AWS:PrincipalTag/Team": "b" }]);
});

test("a variable that a condition compares a key with has the key's value, and no other's", () => {
  const [equal, absent] = [{ StringLike: { "S3:prefix": `home/${team}/*` } }, { Null: { "s3:prefix": "true" } }];
  expect(contexts(request("lake", { "s3:Prefix": "home/a/b", "s3:delimiter": "home/z/b" }), supposed("yes", ["*"], equal))).toEqual([{ "s3:Prefix": "home/a/b", "s3:delimiter": "home/z/b", "aws:principaltag/team": "a" }, { "s3:Prefix": "home/a/b", "s3:delimiter": "home/z/b" }]);
  expect(contexts(request("lake", { "s3:prefix": "home/a/b" }), supposed("yes", ["*"], absent))).toEqual([{ "s3:prefix": "home/a/b" }]);
  expect(contexts(request("lake", { "s3:delimiter": "/" }), supposed("yes", ["*"], equal))).toEqual([{ "s3:delimiter": "/" }]);
});
