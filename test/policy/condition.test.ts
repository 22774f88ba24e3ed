import { describe, expect, test } from "vitest";
import { conditionOf } from "../../src/policy/condition.js";

const location = { artifact: "p.json", pointer: "/Statement/Condition" };
const condition = (operator: string, values: readonly string[] = ["a"], variables = true) => conditionOf(operator, "aws:SourceVpc", values, variables, location);

describe("a condition", () => {
  test("keeps how it is written, and where", () => {
    expect(condition("StringEquals")).toMatchObject({ location, operator: "StringEquals", name: "aws:SourceVpc", key: "aws:sourcevpc" });
  });

  test.each([
    ["StringEquals", undefined, false],
    ["StringEqualsIfExists", undefined, true],
    ["ForAllValues:StringEquals", "ForAllValues", false],
    ["ForAnyValue:StringEqualsIfExists", "ForAnyValue", true],
  ] as const)("%s: over its values %s, if it exists %s", (operator, set, ifExists) => {
    expect(condition(operator)).toMatchObject({ set, ifExists, operator, asks: { kind: "compare" } });
  });

  test.each(["", "Equals", "IfExists", "stringEquals", "StringEqualsifexists", "StringEqualsIfExistsX", "ForSomeValues:StringEquals", "xForAllValues:StringEquals", "ForAllValues:", "ForAllValues::StringEquals", "\nStringEquals"])("%j is none", (operator) => {
    expect(condition(operator)).toBeUndefined();
  });

  test("of Null asks whether the key is absent", () => {
    expect(condition("Null", ["true", "False", "TRUE"])).toMatchObject({ asks: { kind: "null", absent: [true, false, true] } });
  });

  test.each([
    ["a text", "StringEquals", "a", true, "fixed"],
    ["a variable", "StringEquals", "${a}", true, "filled"],
    ["a variable of an old policy", "StringEquals", "${a}", false, "fixed"],
    ["a variable where there are none", "Bool", "${a}", true, "fixed"],
  ] as const)("has values: %s", (_, operator, value, variables, kind) => {
    expect(condition(operator, [value], variables)?.asks).toMatchObject({ kind: "compare", wanted: [{ kind }] });
  });

  test("tests a fixed value, and keeps the symbols of one to be filled in", () => {
    const asks = condition("StringEquals", ["a", "${b}c"])?.asks;
    const [fixed, later] = asks?.kind === "compare" ? asks.wanted : [];
    expect(fixed?.kind === "fixed" && [fixed.test("a"), fixed.test("b")]).toEqual([true, false]);
    expect(later).toEqual({ kind: "filled", symbols: [{ key: "b", fallback: undefined }, 99] });
  });
});
