import { describe, expect, test } from "vitest";
import { nothingGiven } from "../../src/templates/given.js";
import { readTemplate } from "../../src/templates/template.js";
import { hasUnknown } from "../../src/text/unknown.js";
import { valueOf } from "../../src/text/node.js";
import { documentOf, propertiesOf, read } from "./a-template.js";

const json = (resources: object, others: object = {}) => JSON.stringify({ ...others, Resources: resources });
const bucket = (name: unknown) => ({ Type: "AWS::S3::Bucket", Properties: { BucketName: name } });
const it = (v: unknown) => ({ It: { Type: "A::B::C", Properties: { v } } });
const nested = (depth: number, around: (inner: unknown) => unknown, core: unknown) => Array.from({ length: depth }).reduce<unknown>(around, core);

describe("a template that would never end", () => {
  test.each([
    ["two buckets that are named after each other", { A: bucket({ Ref: "B" }), B: bucket({ Ref: "A" }) }],
    ["a bucket that is named after itself", { A: bucket({ "Fn::Sub": "${A}${A}" }) }],
    ["10,000 buckets, each named after the next", Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [i === 0 ? "A" : `B${i}`, bucket({ "Fn::Sub": `x\${B${i + 1}}` })]))],
    ["names that double 40 times", Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i === 0 ? "A" : `B${i}`, bucket({ "Fn::Sub": `a\${B${i + 1}}\${B${i + 1}}` })]))],
    ["functions 60 deep, each twice as long as the one inside", { A: bucket(nested(60, (inner) => ({ "Fn::Sub": ["${x}${x}", { x: inner }] }), "aa")) }],
    ["50 buckets, each 60 functions deep, each named after the next", Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i === 0 ? "A" : `B${i}`, bucket(nested(60, (inner) => ({ "Fn::Join": ["", ["a", inner]] }), { Ref: `B${i + 1}` }))]))],
  ])("%s", (_, resources) => {
    const [value] = read(json({ ...it({ Ref: "A" }), ...resources })).resources;
    expect(hasUnknown(JSON.stringify(value?.properties && valueOf(value.properties)))).toBe(true);
  });

  test("conditions in a circle, and 10,000 in a row, are not known", () => {
    const row = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`C${i}`, { "Fn::Not": [{ Condition: `C${i + 1}` }] }]));
    const around = (Conditions: object) => propertiesOf(json(it({ "Fn::If": ["C0", "a", "b"] }), { Conditions }), "It");
    expect(around(row)).toEqual({ v: "${C0}" });
    expect(around({ C0: { Condition: "C1" }, C1: { Condition: "C0" } })).toEqual({ v: "${C0}" });
  });
});

test.each([
  ["no resources", "{}"], ["resources that are a list", '{ "Resources": [] }'], ["a resource that is a text", '{ "Resources": { "A": "b" } }'], ["a type that is a list", '{ "Resources": { "A": { "Type": [] } } }'],
  ["a type called like a property of every object", '{ "Resources": { "A": { "Type": "constructor" }, "B": { "Type": "A::B::C", "Properties": { "a": { "Ref": "A" }, "b": { "Fn::GetAtt": ["A", "toString"] } } } } }'],
  ["a loop of the language extensions", '{ "Resources": { "Fn::ForEach::Loop": ["x", ["a"], {}] } }'], ["no text", '""'],
])("%s are passed over", (_, text) => {
  expect(() => read(text)).not.toThrow();
});

// With time that grows as the square this would take minutes.
test("ten thousand resources are read", { timeout: 60_000 }, () => {
  const count = 10_000;
  const template = documentOf(json(Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${i}`, { Type: "AWS::IAM::Role", Properties: { a: { "Fn::Sub": `\${R${(i * 7) % count}.Arn}/\${AWS::Region}` }, b: { "Fn::Join": ["-", [{ Ref: "P" }, { Ref: `R${i}` }]] } } }]))));
  expect(() => readTemplate(template, nothingGiven, () => true)).not.toThrow();
});
