import { describe, expect, test } from "vitest";
import { isWithoutSlash } from "../../src/templates/without-slash.js";
import { parseYaml } from "../../src/text/yaml.js";

const declared = (type: string, more: object) => {
  const { root } = parseYaml("it.yaml", JSON.stringify({ Type: type, ...more }));
  if (root === undefined) throw new Error("no parameter");
  return root;
};

const withPattern = (pattern: string) => isWithoutSlash(declared("String", { AllowedPattern: pattern }));

describe("a parameter whose value holds no slash", () => {
  test.each([
    "[a-z0-9.-]+", "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "(?!xn--)[a-z]{3,}", "lake|raw", "(dev|prod)-\\d+", "[\\w.-]*", "[\\w\\-.]*", "(?:a|b){2}", "[-a-z]", "[a-z-]?", "\\.x", "[+&#]", "",
  ])("by its pattern `%s`", (pattern) => {
    expect(withPattern(pattern)).toBe(true);
    expect(new RegExp(`^(?:${pattern})$`).test("/")).toBe(false);
  });

  test.each([
    ".*", "[^a]+", "\\S+", "\\D", "\\W", "a/b", "[a/]", "[.-_]+", "[!-~]", "[ -~]", "[\\x20-~]", "[\\.-\\_]", "\\/", "[\\/]", "\\x2f", "\\p{Punct}", "(?x)a", "\\Q/\\E", "[+--0]", "[\\w-~]", "[a-z&&[^b]]", "\\1",
  ])("not plainly by `%s`", (pattern) => {
    expect(withPattern(pattern)).toBe(false);
  });

  test.each<readonly [string, string, object, boolean]>([
    ["a number", "Number", {}, true],
    ["any text", "String", {}, false],
    ["one of values", "String", { AllowedValues: ["dev", "prod"] }, true],
    ["one of values with a slash", "String", { AllowedValues: ["dev", "lake/dev"] }, false],
    ["a pattern for each item of a list", "CommaDelimitedList", { AllowedPattern: "[a-z]+" }, false],
    ["a pattern for the name of a parameter of Systems Manager", "AWS::SSM::Parameter::Value<String>", { AllowedPattern: "[a-z]+", AllowedValues: ["a"] }, false],
  ])("%s", (_, type, more, expected) => {
    expect(isWithoutSlash(declared(type, more))).toBe(expected);
  });
});
