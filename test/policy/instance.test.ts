import { expect, test } from "vitest";
import { instanceOf } from "../../src/policy/instance.js";

test.each([
  ["arn:aws:s3:::lake/*", "arn:aws:s3:::lake/a"],
  ["arn:aws:glue:*:*:table/*", "arn:aws:glue:us-east-1:123456789012:table/a"],
  ["arn:aws:glue:?*:*?:a", "arn:aws:glue:us-east-1:123456789012:a"],
  ["arn:aws:glue:eu*:*2:a", "arn:aws:glue:eua:a2:a"],
  ["arn:aws:glue:*eu:1*:a", "arn:aws:glue:aeu:1a:a"],
  ["arn:*:*:r:1:*:*", "arn:a:a:r:1:a:a"],
  ["arn:aws:s3:::a??*b**c?", "arn:aws:s3:::aaabaca"],
  ["secret-######", "secret-aaaaaa"],
  ["*", "a"],
  ["", ""],
])("%j is thought of as %j", (pattern, instance) => {
  expect(instanceOf(pattern)).toBe(instance);
});
