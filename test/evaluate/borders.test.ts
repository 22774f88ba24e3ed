import { describe, expect, test } from "vitest";
import { bordersOf, fewest, refusedAtBorders } from "../../src/evaluate/borders.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { requiredResources } from "../../src/policy/resource.js";
import { readPolicy } from "./read-policy.js";

const permission = (resources: string) => ({ principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resources: requiredResources(resources) });
const bordersWith = (resources: string, ...statements: readonly object[]) => bordersOf(prepare({ identity: [readPolicy(...statements)] }), permission(resources));

describe("requests at the borders of statements", () => {
  test("are within the permission, sixteen at least, and on both sides of every entry", () => {
    const requests = bordersWith("arn:aws:s3:::lake/?*", { Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::lake/pay/*" });
    const resources = requests.map(({ resource }) => resource);
    expect(requests.length).toBeGreaterThanOrEqual(fewest);
    expect(resources.filter((resource) => !resource.startsWith("arn:aws:s3:::lake/") || resource.length === "arn:aws:s3:::lake/".length)).toEqual([]);
    expect(resources).toEqual(expect.arrayContaining(["arn:aws:s3:::lake/pay/a", "arn:aws:s3:::lake/pay/", "arn:aws:s3:::lake/pay/Z", "arn:aws:s3:::lake/a"]));
  });

  test("are of the entry itself, of what lies a step beside it, and of what no statement speaks of", () => {
    const whole = { Effect: "Allow", Action: "*", Resource: "*" };
    const keys = (resources: string, ...entries: readonly string[]) => bordersWith(`arn:aws:s3:::${resources}`, whole, ...entries.map((entry) => ({ Effect: "Deny", Action: "*", Resource: `arn:aws:s3:::${entry}` }))).map(({ resource }) => resource.replace("arn:aws:s3:::", ""));
    const fillings = ["b/a", "b//", "b/a/b", "b/A", "b/0", "b/.", "b/a:b", "b/ ", "b/é", "b/*", "b/?", "b/${a}", `b/${"a".repeat(40)}`, "b///", "b/-_"];
    expect(keys("b/?*", "b/x/y")).toEqual(["b/a", "b/aa", "b/a/", "b/a/a", "b/Z", "b//", "b/a/b", "b/x/y", "b/x/ya", "b/x/y/", "b/x/y/a", "b/x/", "b/x/Z", "b/x//", "b/x/a/b", ...fillings.slice(3).filter((key) => key !== "b//")]);
  });

  test("take the values of keys that conditions part, and none", () => {
    const contexts = bordersWith("arn:aws:s3:::lake/a", { Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action: "*", Resource: "*", Condition: { NumericLessThan: { "s3:max-keys": "5" }, Bool: { "aws:SecureTransport": "false" } } }).map(({ context = {} }) => context);
    expect(contexts.length).toBeGreaterThanOrEqual(fewest);
    expect(new Set(contexts.map((context) => context["s3:max-keys"]))).toEqual(new Set([undefined, "4", "5", "6"]));
    expect(new Set(contexts.map((context) => context["aws:SecureTransport"]))).toEqual(new Set([undefined, "true", "false"]));
    expect(contexts).toContainEqual({ "s3:max-keys": "4", "aws:SecureTransport": "false" });
  });

  test("leave what is stated as it is", () => {
    const requests = bordersOf(prepare({ identity: [readPolicy({ Effect: "Allow", Action: "*", Resource: "*", Condition: { NumericLessThan: { "s3:max-keys": "5" } } })] }), { ...permission("arn:aws:s3:::lake/a"), context: { "s3:max-keys": "4" } });
    expect(new Set(requests.map(({ context }) => context?.["s3:max-keys"]))).toEqual(new Set(["4"]));
  });

  test("find what is refused, where a yes would be wrong", () => {
    const authorizer = prepare({ identity: [readPolicy({ Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::lake/pay/x" })] });
    expect(refusedAtBorders(authorizer, permission("arn:aws:s3:::lake/*"))?.resource).toBe("arn:aws:s3:::lake/pay/x");
    expect(refusedAtBorders(authorizer, permission("arn:aws:s3:::lake/a*"))).toBe(undefined);
  });
});
