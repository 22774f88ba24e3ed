import { expect, test } from "vitest";
import { contextOf } from "../../src/evaluate/context.js";
import { domainOf } from "../../src/evaluate/domains.js";
import { policyOf } from "../access/a-policy.js";

type Stated = Readonly<Record<string, string | readonly string[]>>;
type Written = Readonly<Record<string, Stated>>;

/** The domain of the key that all the conditions are on, where this much of the context is stated. */
function domain(condition: Written, context: Stated = {}) {
  const policy = policyOf([{ Effect: "Allow", Action: "*", Resource: "*", Condition: condition }]);
  return domainOf(policy.kind === "read" ? policy.statements.flatMap(({ conditions }) => conditions) : [], contextOf(context, "unknown"));
}

const key = "aws:TagKeys";
const letters = Array.from("bcdefghij");

const cases: readonly (readonly [what: string, condition: Written, domain: readonly ("absent" | readonly string[])[] | undefined, context?: Stated])[] = [
  ["whether there is any", { Null: { [key]: "true" } }, ["absent", ["a"]]],
  ["a number", { NumericEquals: { "s3:max-keys": "5" } }, ["absent", ["5"], ["4"], ["6"]]],
  ["a number and whether there is any", { NumericEquals: { "s3:max-keys": "5" }, Null: { "s3:max-keys": "true" } }, ["absent", ["5"], ["4"], ["6"]]],
  ["a number of a tag, which may hold anything", { NumericEquals: { "aws:PrincipalTag/size": "5" } }, ["absent", ["5"], ["4"], ["6"], ["a"]]],
  ["numbers of a tag, between which another may stand", { NumericLessThan: { "aws:PrincipalTag/size": ["5", "6"] } }, ["absent", ["5"], ["6"], ["5.5"], ["4"], ["7"], ["a"]]],
  ["whole numbers of another key, between which there is none", { NumericLessThan: { "s3:max-keys": ["5", "6"] } }, ["absent", ["5"], ["6"], ["4"], ["7"]]],
  ["dates of a tag", { DateLessThan: { "aws:PrincipalTag/until": ["1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z"] } }, ["absent", ["1970-01-01T00:00:00Z"], ["1970-01-01T00:00:01Z"], ["1970-01-01T00:00:00.500Z"], ["1969-12-31T00:00:00Z"], ["1970-01-02T00:00:01Z"], ["a"]]],
  ["a tag that holds that already", { Null: { "aws:ResourceTag/size": "true" } }, ["absent", ["a"]]],
  ["texts", { StringEquals: { [key]: ["b", "c"] } }, ["absent", [""], ["a"], ["b"], ["c"], ["arn:::::"]]],
  ["texts of one set", { "ForAllValues:StringEquals": { [key]: ["b", "c"] } }, ["absent", [""], ["a"], ["b"], ["c"], ["arn:::::"]]],
  ["a number as one and another as one of a set, which it is then", { "ForAllValues:NumericEquals": { "x:Sizes": "5" }, NumericLessThan: { "x:Sizes": "5" } }, ["absent", ["5"], ["4"], ["6"], ["5", "4"], ["5", "6"], ["4", "6"]]],
  ["two numbers of a key that holds several, though neither asks for a set", { NumericEquals: { [key]: "5" }, NumericLessThan: { [key]: "5" } }, ["absent", ["5"], ["4"], ["6"], ["5", "4"], ["5", "6"], ["4", "6"]]],
  ["a number of such a key, and whether there is any", { NumericEquals: { [key]: "5" }, Null: { [key]: "false" } }, ["absent", ["5"], ["4"], ["6"]]],
  ["two numbers of a key that holds one", { NumericEquals: { "s3:max-keys": "5" }, NumericLessThan: { "s3:max-keys": "5" } }, ["absent", ["5"], ["4"], ["6"]]],
  ["numbers of two sets", { "ForAllValues:NumericEquals": { [key]: "5" }, "ForAnyValue:NumericLessThan": { [key]: "5" } }, ["absent", ["5"], ["4"], ["6"], ["5", "4"], ["5", "6"], ["4", "6"]]],
  ["numbers of three sets", { "ForAllValues:NumericEquals": { [key]: "5" }, "ForAnyValue:NumericLessThan": { [key]: "5" }, "ForAnyValue:NumericGreaterThan": { [key]: "5" } }, ["absent", ["5"], ["4"], ["6"], ["5", "4"], ["5", "6"], ["4", "6"], ["5", "4", "6"]]],
  ["what is true or false as a text", { StringEqualsIfExists: { "aws:SecureTransport": "yes" }, NumericEquals: { "AWS:SecureTransport": "1" } }, ["absent", ["true"], ["false"]]],
  ...["aws:MultiFactorAuthPresent", "aws:PrincipalIsAWSService", "aws:ViaAWSService"].map((flag): (typeof cases)[number] => [`${flag} as a text`, { StringEquals: { [flag]: "yes" } }, ["absent", ["true"], ["false"]]]),
  ["a boolean and its texts", { Bool: { "x:Flag": "true" }, StringEquals: { "x:Flag": ["true", "False"] } }, ["absent", ["true"], ["false"]]],
  ["texts and numbers", { StringEquals: { [key]: "a" }, NumericEquals: { [key]: "1" } }, undefined],
  ["a variable with a value", { StringEquals: { [key]: "${aws:username}" } }, ["absent", [""], ["a"], ["ann"], ["arn:::::"]], { "aws:username": "ann" }],
  ["a variable whose value nobody said", { StringEquals: { [key]: ["${aws:username}", "b"] } }, ["absent", [""], ["a"], ["b"], ["arn:::::"]]],
  ["a variable without a value", { StringEquals: { [key]: ["${aws:username}", "b"] } }, ["absent", [""], ["a"], ["b"], ["arn:::::"]], { "aws:username": [] }],
];

for (const [what, condition, expected, context] of cases) test(`the domain of a key by ${what}`, () => {
  expect(domain(condition, context)?.map((value) => JSON.stringify(value)).sort()).toEqual(expected?.map((value) => JSON.stringify(value)).sort());
});

test("what is parted in too many ways has none: texts in thousands of classes, or hundreds of sets", () => {
  const sets = (values: readonly string[]) => domain({ "ForAllValues:NumericEquals": { [key]: values }, "ForAnyValue:NumericEquals": { [key]: values }, "ForAnyValue:NumericLessThan": { [key]: values } });
  expect(sets(["1", "5", "9"])).toHaveLength(1 + 7 + 21 + 35);
  expect(sets(["1", "5", "9", "13", "17", "21", "25"])).toBeUndefined();
  expect(domain({ StringLike: { [key]: letters.map((letter) => `*${letter}*${letter}*`) } })).toBeUndefined();
});
