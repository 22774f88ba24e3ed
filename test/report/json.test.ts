import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { json } from "../../src/report/json.js";
import { aFinding, aFullReport, anOpen, aReport, many } from "./a-report.js";
import { anyText } from "./any-text.js";

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL("../../rules/report.schema.json", import.meta.url), "utf8"));
const valid = new Ajv({ strict: true, allErrors: true }).compile(schema);
/** One of everything, with what only some reports have. */
const whole = { ...aFullReport(), shard: { index: 1, count: 2 }, findings: [...aFullReport().findings, aFinding({ waived: { reason: "moves", owner: "data", until: "2027-01-31" } }, 3)] };
const read = (text: string): unknown => JSON.parse(text);
const faultsOf = (value: unknown): readonly string[] => (valid(value) ? [] : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object of the value by its pointer, those of the user's own under `environment` and `context` aside. */
function objectsOf(value: unknown, pointer = ""): readonly (readonly [string, Record<string, unknown>])[] {
  const below = (entries: readonly (readonly [string | number, unknown])[]) => entries.flatMap(([key, child]) => objectsOf(child, `${pointer}/${key}`));
  if (Array.isArray(value)) return below([...value.entries()]);
  return isObject(value) ? [[pointer, value], ...below(Object.entries(value).filter(([key]) => key !== "environment" && key !== "context"))] : [];
}

const at = (root: unknown, pointer: string) => objectsOf(root).find(([place]) => place === pointer)?.[1] ?? {};

describe("the schema holds for every report", () => {
  const request = { principal: "glue.amazonaws.com", action: "s3:GetObject", resource: "*", resourceAccount: "123456789012", context: { "aws:SourceVpc": "vpc-1", "aws:TagKeys": ["a", "b"] } };
  test.each([["nothing", aReport()], ["one finding", many(1)], ["6,000 findings", many(6000)], ["one of everything", whole], ["a request with its context", aReport({ findings: [aFinding({ counterexample: request })] })]])(
    "with %s", (_, report) => expect(faultsOf(read(json(report)))).toEqual([]));
  test("whatever the texts", () => {
    fc.assert(fc.property(anyText, anyText, (a, b) => {
      const report = aReport({ environment: { [a]: b }, findings: [aFinding({ message: a, subject: b }), anOpen({ why: b })], failures: [{ message: a, artifact: b }] });
      expect(read(json(report))).toEqual({ $schema: schema["$id"], ...report });
      expect(faultsOf(read(json(report)))).toEqual([]);
    }), { numRuns: 300 });
  });
});

describe("the schema is closed", () => {
  const optional = new Set(["at", "shard", "counterexample", "waived"]);
  const places = objectsOf(read(json(whole))).map(([pointer]) => pointer);
  test.each(places)("an unknown key is refused at %j", (pointer) => {
    const report = read(json(whole));
    at(report, pointer)["surprise"] = 1;
    expect(faultsOf(report)).toEqual([`${pointer} must NOT have additional properties`]);
  });
  test.each(places)("a missing key is refused at %j", (pointer) => {
    for (const key of Object.keys(at(read(json(whole)), pointer)).filter((name) => !optional.has(name))) {
      const report = read(json(whole));
      Reflect.deleteProperty(at(report, pointer), key);
      expect(faultsOf(report), key).toContain(`${pointer} must have required property '${key}'`);
    }
  });
  test.each([
    ["an open verdict above a note", "/findings/2", "level", "error"], ["a fingerprint that is none", "/findings/0", "fingerprint", "x"], ["line 0", "/findings/0/location", "startLine", 0],
    ["a time with a zone", "", "at", "2026-11-22T10:11:12+01:00"], ["a level that is none", "/findings/0", "level", "info"],
  ])("%s is refused", (_, pointer, key, value) => {
    const report = read(json(whole));
    at(report, pointer)[key] = value;
    expect(faultsOf(report)).not.toEqual([]);
  });
  test("every property has a description, and every object but the user's own is closed", () => {
    const objects = objectsOf(schema);
    const mute = objects.filter(([pointer]) => pointer.endsWith("/properties") && !pointer.includes("/if/") && !pointer.includes("/then/"))
      .flatMap(([pointer, properties]) => Object.entries(properties).filter(([, property]) => isObject(property) && typeof property["description"] !== "string").map(([key]) => `${pointer}/${key}`));
    expect(mute).toEqual([]);
    expect(objects.filter(([, object]) => object["type"] === "object" && object["additionalProperties"] !== false).map(([pointer]) => pointer)).toEqual([]);
  });
});

describe("the text", () => {
  test("the schema stands first, a line feed last", () => expect(json(aReport())).toMatch(/^\{\n {2}"\$schema": "https:\/\/unpkg\.com\/gluelint\/rules\/report\.schema\.json",\n {2}"version": 1,\n[^]*\}\n$/));
  test("the order of keys does not hang on how the report was made", () => {
    const reversed = (value: unknown): unknown => Array.isArray(value) ? value.map(reversed) : isObject(value) ? Object.fromEntries(Object.entries(value).reverse().map(([key, child]) => [key, reversed(child)])) : value;
    const report = aFullReport();
    const turned: Report = JSON.parse(JSON.stringify(reversed(report)));
    expect([Object.keys(turned)[0], json(turned)]).toEqual(["at", json(report)]);
    expect(json(aReport({ environment: { b: 1, a: { d: 1, c: 2 } } }))).toBe(json(aReport({ environment: { a: { c: 2, d: 1 }, b: 1 } })));
  });
  test.each([
    ["the report", "", ""], ["its tool", "/tool", "/properties/tool"], ["its summary", "/summary", "/properties/summary"], ["a finding", "/findings/0", "/definitions/finding"], ["a place", "/findings/0/location", "/definitions/place"],
    ["a request", "/findings/0/counterexample", "/definitions/request"], ["a pass", "/passes/0", "/definitions/passed"], ["a related place", "/findings/0/related/0", "/definitions/related"], ["a failure", "/failures/0", "/definitions/failure"],
    ["a waived finding", "/findings/3", "/definitions/finding"], ["a waiver", "/findings/3/waived", "/definitions/finding/properties/waived"], ["a shard", "/shard", "/properties/shard"],
  ])("the keys of %s stand in the order of the schema", (_, pointer, definition) => {
    const keys = Object.keys(at(read(json(whole)), pointer));
    expect(Object.keys(at(schema, `${definition}/properties`)).filter((key) => keys.includes(key))).toEqual(keys);
  });
  test("a key of the user's that JavaScript has a use for stays a key", () => {
    const environment: Record<string, unknown> = Object.fromEntries([["__proto__", 1], ["constructor", 2]]);
    expect(json(aReport({ environment }))).toContain('"environment": {\n    "__proto__": 1,\n    "constructor": 2\n  }');
  });
});
