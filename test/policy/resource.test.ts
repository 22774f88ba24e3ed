import { describe, expect, test } from "vitest";
import { matches } from "../../src/policy/pattern.js";
import { requiredResources, resourceEntry, resourcePattern } from "../../src/policy/resource.js";
import { symbolsOf } from "../../src/policy/symbols.js";

type Row = readonly [text: string, matched: readonly string[], others: readonly string[]];

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
describe("a resource of a policy", () => {
  test.each<Row>([
    ["*", ["*", "arn:aws:s3:::data", "anything", ""], []],
    ["arn:aws:s3:::data", ["arn:aws:s3:::data"], ["arn:aws:s3:::Data", "arn:aws:s3:::data/", "arn:aws-cn:s3:::data", "*"]],
    ["arn:aws:s3:::data/?*", ["arn:aws:s3:::data/a", "arn:aws:s3:::data/:", "arn:aws:s3:::data/a/b:c"], ["arn:aws:s3:::data/"]],
    ["arn:aws:s3", ["arn:aws:s3:::data", "arn:aws:s3:r:1:a:b"], ["arn:aws:s3", "arn:aws:s4:::data"]],
    ["arn:aws:sqs:eu-west-1", ["arn:aws:sqs:eu-west-1:1:queue"], ["arn:aws:sqs:eu-west-2:1:queue"]],
    ["arn:aws:sqs:r:1", ["arn:aws:sqs:r:1:queue"], ["arn:aws:sqs:r:2:queue", "arn:aws:sqs:r:1"]],
    // A `*` that ends the region or the account runs on past the colon; no other does.
    ["arn:aws:logs:*:*:/aws-glue/*", ["arn:aws:logs:r:1:log-group:/aws-glue/jobs", "arn:aws:logs:r:1:/aws-glue/"], ["arn:aws:logs:r:1:log-group:/aws/jobs"]],
    ["arn:aws:x:eu*:1:a", ["arn:aws:x:eu-1:1:a", "arn:aws:x:eu:2:1:a"], ["arn:aws:x:us:1:a"]],
    ["arn:aws:x:*1:1:a", ["arn:aws:x:r1:1:a"], ["arn:aws:x:r:1:1:a", "arn:aws:x:2:1:a"]],
    ["arn:aws:x:r:*1:a", ["arn:aws:x:r:21:a"], ["arn:aws:x:r:2:1:a"]],
    ["arn:aws:x:r?:1?:a?", ["arn:aws:x:rr:11:a:"], ["arn:aws:x:r::1::aa", "arn:aws:x:r::11:aa", "arn:aws:x:rr:1::aa", "arn:aws:x:r:11:aa"]],
    ["arn:*:x:r:1:a", ["arn:aws:x:r:1:a"], ["arn:aws:y:x:r:1:a"]],
    ["a*:aws:x:r:1:a", ["arn:aws:x:r:1:a"], ["arn:b:aws:x:r:1:a"]],
    ["arn:aws:*:r:1:a", ["arn:aws:x:r:1:a"], ["arn:aws:x:y:r:1:a"]],
    ["arn:aws:x:r:1:a:*:b", ["arn:aws:x:r:1:a:c:d:b"], ["arn:aws:x:r:1:a:b"]],
    ["arn:aws:x:r:1:a:b*c?:d", ["arn:aws:x:r:1:a:b:c::d"], ["arn:aws:x:r:1:a:b:c:d"]],
    ["arn:aws:x:r:1:a#", ["arn:aws:x:r:1:a#"], ["arn:aws:x:r:1:ab"]],
  ])("%s", (text, matched, others) => {
    const { pattern } = resourceEntry(text, true);
    expect([...matched, ...others].filter((given) => matches(pattern, given))).toEqual(matched);
  });

  test("that is the same for every request is one entry, however often it is written", () => {
    expect(resourceEntry("arn:aws:s3:::data", true)).toBe(resourceEntry("arn:aws:s3:::data", false));
    expect(resourceEntry("arn:aws:s3:::data", true)).toMatchObject({ text: "arn:aws:s3:::data", symbols: undefined });
  });
});

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
describe("a resource with variables", () => {
  test("matches at most what it matches with any values", () => {
    const { pattern, text, symbols } = resourceEntry("arn:aws:s3:::home/${aws:username}/x", true);
    expect(["arn:aws:s3:::home/a/x", "arn:aws:s3:::home/a:b/x", "arn:aws:s3:::home/a/y"].map((given) => matches(pattern, given))).toEqual([true, true, false]);
    expect(text).toBe("arn:aws:s3:::home/${aws:username}/x");
    expect(symbols).toContainEqual({ key: "aws:username", fallback: undefined });
  });

  test.each([
    ["in the part behind the fifth colon", "arn:aws:s3:::${aws:username}", true, true],
    ["before it, where they are plain text", "arn:aws:s3:${aws:username}::a", true, false],
    ["in an ARN that stops early", "arn:aws:s3:${aws:username}", true, false],
    ["in an ARN that stops earlier still", "arn:aws:s3:${user}", true, false],
    ["in a policy of the old version", "arn:aws:s3:::${aws:username}", false, false],
    ["that are wildcards in disguise", "arn:aws:s3:::${*}", true, false],
  ])("%s", (_, text, variables, filledIn) => {
    expect(resourceEntry(text, variables).symbols !== undefined).toBe(filledIn);
  });

  test.each<readonly [text: string, variables: boolean, given: string]>([
    ["arn:aws:s3:::${*}", true, "arn:aws:s3:::*"],
    ["arn:aws:x:${a}:1:b", true, "arn:aws:x:${a}:1:b"],
    ["arn:aws:x:${a}:1:b", true, "arn:aws:x:${a}:1:b"],
    ["arn:aws:s3:::${aws:username}", false, "arn:aws:s3:::${aws:username}"],
  ])("%s with variables %s matches %s", (text, variables, given) => {
    expect(matches(resourceEntry(text, variables).pattern, given)).toBe(true);
  });

  test("before and behind the fifth colon: the first are plain text", () => {
    const { symbols, pattern } = resourceEntry("arn:aws:x:${a}:1:${b}", true);
    expect(symbols?.filter((symbol) => typeof symbol === "object")).toEqual([{ key: "b", fallback: undefined }]);
    expect(["arn:aws:x:${a}:1:c", "arn:aws:x:r:1:c"].map((given) => matches(pattern, given))).toEqual([true, false]);
  });

  test("is a pattern once they are filled in, and then `*` alone is the whole world", () => {
    expect(matches(resourcePattern("*", symbolsOf("*", false)), "arn:aws:s3:::data")).toBe(true);
  });
});

/** Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
describe("the resources of a requirement", () => {
  test.each<Row>([
    ["*", ["*"], ["", "a", "arn:aws:s3:::data"]],
    ["arn:aws:s3:::data/?*", ["arn:aws:s3:::data/a", "arn:aws:s3:::data/a:b", "arn:aws:s3:::data/:"], ["arn:aws:s3:::data/"]],
    ["arn:aws:glue:r:1:table/*", ["arn:aws:glue:r:1:table/a/b"], ["arn:aws:glue:r:1:table/a:b"]],
    ["arn:aws:glue:r:1:table/?", ["arn:aws:glue:r:1:table/a"], ["arn:aws:glue:r:1:table/:"]],
    ["arn:aws:logs:r:*:log-group:a*:log-stream:*", ["arn:aws:logs:r:1:log-group:ab:log-stream:c"], ["arn:aws:logs:r:1:2:log-group:a:log-stream:c", "arn:aws:logs:r:1:log-group:a:b:log-stream:c", "arn:aws:logs:r:1:log-group:a:log-stream:b:c"]],
    ["arn:aws:secretsmanager:r:1:secret:*-######", ["arn:aws:secretsmanager:r:1:secret:a/b-aZ09bc", "arn:aws:secretsmanager:r:1:secret:-a-aaaaaa"], ["arn:aws:secretsmanager:r:1:secret:a-aaaaa", "arn:aws:secretsmanager:r:1:secret:a-aaaaa-", "arn:aws:secretsmanager:r:1:secret:a:b-aaaaaa", "arn:aws:secretsmanager:r:1:secret:a-######"]],
    ["arn:aws:glue:r:1:job/a#", ["arn:aws:glue:r:1:job/a#"], ["arn:aws:glue:r:1:job/ab"]],
    ["arn:aws:s3:::${a}/*", ["arn:aws:s3:::${a}/b"], ["arn:aws:s3:::x/b"]],
    ["arn:aws:s3:*:*:a", ["arn:aws:s3:r:1:a", "arn:aws:s3:::a"], ["arn:aws:s3:r:1:2:a"]],
  ])("%s", (text, matched, others) => {
    const pattern = requiredResources(text);
    expect([...matched, ...others].filter((given) => matches(pattern, given))).toEqual(matched);
  });

  test("keep the text that they are written as", () => {
    expect(["*", "arn:aws:s3:::data/*"].map((text) => requiredResources(text).text)).toEqual(["*", "arn:aws:s3:::data/*"]);
  });
});
