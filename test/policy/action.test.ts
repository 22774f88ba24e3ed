import { describe, expect, test } from "vitest";
import { actionPattern, serviceOf } from "../../src/policy/action.js";
import { matches } from "../../src/policy/pattern.js";

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
describe("an action", () => {
  test.each([
    ["s3:GetObject", "s3:getobject", true],
    ["S3:GETobject", "s3:getobject", true],
    ["s3:Get*", "s3:getobjectacl", true],
    ["s3:Get*", "s3:putobject", false],
    ["s3:?etObject", "s3:getobject", true],
    ["s3:?etObject", "s3:etobject", false],
    ["s3:?etObject", "s3:ggetobject", false],
    ["s3:*Object", "s3:getobject", true],
    ["s3:*Object", "s3:getobjectacl", false],
    ["*", "s3:getobject", true],
    ["s3:*", "s3-object-lambda:getobject", false],
    ["s3:GetObject)", "s3:getobject)", true],
    ["s3:+etObject", "s3:getobject", false],
    ["s3:@etObject", "s3:getobject", false],
  ])("%s against %s: %s", (text, action, expected) => {
    expect(matches(actionPattern(text), action)).toBe(expected);
  });

  test("keeps its text as written", () => {
    expect(actionPattern("S3:Get*").text).toBe("S3:Get*");
  });

  test("belongs to a service", () => {
    expect(serviceOf("S3:GetObject")).toBe("s3");
  });
});
