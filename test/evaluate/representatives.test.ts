import { expect, test } from "vitest";
import { prepare } from "../../src/evaluate/prepare.js";
import { representatives } from "../../src/evaluate/representatives.js";
import { requiredResources } from "../../src/policy/resource.js";
import { readPolicy } from "./read-policy.js";

const call = { principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resourceAccount: "123456789012" };
const asked = (resources: string, most: number, ...statements: readonly object[]) => representatives(prepare({ identity: [readPolicy(...statements)] }), { ...call, resources: requiredResources(resources) }, most);
const lake = { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::lake/*" };
const pay = { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::lake/pay/*" };

test("one request of each class, with all that the permission says of it", () => {
  expect(asked("arn:aws:s3:::lake/?*", 9, lake, pay)).toEqual(["lake/a", "lake/pay/a"].map((key) => ({ ...call, resource: `arn:aws:s3:::${key}` })));
});

test.each([[0, []], [1, ["arn:aws:s3:::lake/a"]], [2, ["arn:aws:s3:::lake/a", "arn:aws:s3:::lake/pay/a"]]])("%i at most", (most, resources) => {
  expect(asked("arn:aws:s3:::lake/?*", most, lake, pay).map(({ resource }) => resource)).toEqual(resources);
});

test.each(["lake/é", "é/lake", "lake/a b"])("nobody is asked about `%s`, which is not written in plain characters", (name) => {
  expect(asked(`arn:aws:s3:::${name}`, 9, lake)).toEqual([]);
});

test("where there are too many classes, those that were met before that are asked about", () => {
  const hard = Array.from({ length: 14 }, (_, i) => ({ Effect: "Allow", Action: "s3:*", Resource: `arn:aws:s3:::lake/*${"abcdefghijklmn"[i] ?? ""}*${i}*` }));
  const found = asked("arn:aws:s3:::lake/*", 1_000_000, ...hard);
  expect(found.length).toBeGreaterThan(1);
  expect(found.every(({ resource }) => resource.startsWith("arn:aws:s3:::lake/"))).toBe(true);
});
