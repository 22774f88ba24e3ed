import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { isBelow } from "../../src/checks/glue-versions.js";
import { rules } from "../../src/rules/rules.generated.js";
import { glue } from "../../src/rules/glue.generated.js";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../rules/compute.schema.json"), "utf8")) as { readonly definitions: { readonly offered: { readonly properties: { readonly worker_type: { readonly enum: readonly string[] } } } } };
const valid = new Ajv({ strict: false, schemas: [schema] }).getSchema("compute.schema.json#/definitions/offered");
const versions = glue.versions.entries.map(({ version }) => version);

describe("the facts", () => {
  test("each file names its page and the day on which it was read", () => {
    expect(Object.values(glue).filter(({ source, read }: { readonly source: string; readonly read: string }) => !/^https:\/\//.test(source) || !/^\d{4}-\d\d-\d\d$/.test(read))).toEqual([]);
  });

  test("versions stand in their order, and end after their support", () => {
    expect(versions.toSorted((a, b) => isBelow(a, b) ? -1 : 1)).toEqual(versions);
    expect(glue.versions.entries.filter(({ released = "", endOfSupport = "9", endOfLife = "9" }) => released > endOfSupport || endOfSupport > endOfLife)).toEqual([]);
  });

  test("a unit is 4 processors, with 16 GB of memory or, where it is memory-optimised, 32", () => {
    const sized = glue.workers.entries.filter(({ vCpus, dpu }) => vCpus !== undefined && dpu >= 1);
    expect(sized.filter(({ vCpus, memoryGb, dpu, unit }) => vCpus !== 4 * dpu || memoryGb !== (unit === "DPU" ? 16 : 32) * dpu)).toEqual([]);
    expect(sized.length).toBeGreaterThan(6);
  });

  test("what speaks of a version or a worker type speaks of one that there is", () => {
    const named = [...glue.workers.entries.flatMap(({ since = [] }) => since), ...glue.prices.entries.flatMap(({ from, below = [] }) => [from, ...[below].flat()]), ...glue.guzzle.versions, ...glue.limits.entries.flatMap(({ defaults = [] }) => defaults.flatMap(({ from, value }) => value > 480 ? [from] : []))];
    expect(named.filter((version) => !versions.includes(version))).toEqual([]);
    expect(glue.guzzle.workers.filter((worker) => !glue.workers.entries.some(({ type }) => type === worker))).toEqual([]);
  });
});

describe("the schema for editors offers what the facts say", () => {
  test("worker types", () => {
    expect(schema.definitions.offered.properties.worker_type.enum).toEqual(glue.workers.entries.map(({ type }) => type));
  });

  test.each(glue.limits.entries.flatMap(({ property, least, most }) => [{ property, value: least - 1, ok: false }, { property, value: least, ok: true }, ...(most === undefined ? [] : [{ property, value: most, ok: true }, { property, value: most + 1, ok: false }])]))("$property: $value is $ok", ({ property, value, ok }) => {
    expect(valid?.({ [property]: value })).toBe(ok);
  });

  test.each(glue.workers.entries.flatMap(({ type, most }) => [{ type, value: glue.workers.least, ok: true }, { type, value: glue.workers.least - 1, ok: false }, { type, value: most ?? 100_000, ok: true }, ...(most === undefined ? [] : [{ type, value: most + 1, ok: false }])]))("$value workers of $type: $ok", ({ type, value, ok }) => {
    expect(valid?.({ worker_type: type, number_of_workers: value })).toBe(ok);
  });
});

test("what is said to be left out names rules that there are", () => {
  const named = [...readFileSync(join(import.meta.dirname, "../../docs/rules/left-out.md"), "utf8").matchAll(/`((?:compute|job-role)-[a-z0-9-]+)`/g)].map(([, id]) => id);
  expect(named.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
});
