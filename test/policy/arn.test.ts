import { describe, expect, test } from "vitest";
import { accountOf, arnOf, bucketOf, roleNameOf } from "../../src/policy/arn.js";
import { unknownText } from "../../src/text/unknown.js";

describe("the parts of an ARN", () => {
  test.each([
    ["arn:aws:iam::123456789012:role/etl", { partition: "aws", service: "iam", region: "", account: "123456789012", resource: "role/etl" }],
    ["arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws-glue/jobs:log-stream:a", { partition: "aws-cn", service: "logs", region: "cn-north-1", account: "123456789012", resource: "log-group:/aws-glue/jobs:log-stream:a" }],
    ["arn:aws:s3:::", { partition: "aws", service: "s3", region: "", account: "", resource: "" }],
    ["arn:::::", { partition: "", service: "", region: "", account: "", resource: "" }],
  ])("%s", (text, arn) => {
    expect(arnOf(text)).toEqual(arn);
  });

  test.each(["", "arn", "arn:aws", "arn:aws:s3", "arn:aws:s3:", "arn:aws:s3::", "urn:aws:s3:::data", "ARN:aws:s3:::data", " arn:aws:s3:::data"])("%j is none", (text) => {
    expect(arnOf(text)).toBeUndefined();
  });
});

describe("the account in the ARN of a resource", () => {
  test.each([
    ["arn:aws:logs:eu-west-1:123456789012:log-group:a", "123456789012"],
    ["arn:aws:iam::123456789012:", "123456789012"],
    ["arn::::123456789012:a", "123456789012"],
    ["arn:aws:s3:::data", undefined],
    ["arn:aws:s3:::123456789012:a", undefined],
    ["arn:aws:s3:::data:arn:aws:iam::123456789012:a", undefined],
    ["arn:aws:iam::12345678901:a", undefined],
    ["arn:aws:iam::1234567890123:a", undefined],
    ["arn:aws:iam::123456789012", undefined],
    ["arn:aws:iam::*:role/etl", undefined],
    ["x-arn:aws:iam::123456789012:a", undefined],
    ["*", undefined],
  ])("%s: %s", (text, account) => {
    expect(accountOf(text)).toBe(account);
  });
});

describe("the bucket in the ARN of a resource", () => {
  test.each([
    ["arn:aws:s3:::data", "data"], ["arn:aws-cn:s3:::data/a/b", "data"], ["arn:aws:s3:::data/", "data"], ["arn:aws:s3:::data/*", "data"], [`arn:aws:s3:::${unknownText("Ref Lake")}/a`, unknownText("Ref Lake")],
    ["arn:aws:s3:::data*", undefined], ["arn:aws:s3:::d?ta/a", undefined], ["arn:aws:s3:::/a", undefined], ["arn:aws:s3:::", undefined], ["arn::s3:::data", undefined], ["arn:aws:s3:eu-west-1:1:data", undefined], ["arn:aws:sqs:::data", undefined], ["xarn:aws:s3:::data", undefined], ["*", undefined],
  ])("%s: %s", (text, bucket) => {
    expect(bucketOf(text)).toBe(bucket);
  });
});

test("the name of a role may be unknown in part, as may its account", () => {
  const [account, name] = [unknownText("AWS AccountId"), unknownText("Ref Stage")];
  expect([`arn:aws:iam::${account}:role/etl`, `arn:aws:iam::123456789012:role/a/${name}/etl-${name}-b`, `arn:aws:iam::${account}:role/${name}${name}`, `arn:aws:iam::${account}1:role/etl`, `arn:aws:iam::123456789012:role/etl\uE000`, `arn:aws:iam::123456789012:role/\uE001`].map(roleNameOf))
    .toEqual(["etl", `etl-${name}-b`, `${name}${name}`, undefined, undefined, undefined]);
});

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
describe("the name of a role", () => {
  test.each([
    ["arn:aws:iam::123456789012:role/etl", "etl"],
    ["arn:aws-us-gov:iam::123456789012:role/etl", "etl"],
    ["arn:aws:iam::123456789012:role/team/data/etl", "etl"],
    ["arn:aws:iam::123456789012:role/team:1!/etl", "etl"],
    ["arn:aws:iam::123456789012:role/A_0+=,.@-z", "A_0+=,.@-z"],
    ["arn:aws:iam::123456789012:role/", undefined],
    ["arn:aws:iam::123456789012:role/team/", undefined],
    ["arn:aws:iam::123456789012:role/te am/etl", undefined],
    ["arn:aws:iam::123456789012:role/et*", undefined],
    ["arn:aws:iam::123456789012:role/etl ", undefined],
    ["arn:aws:iam::123456789012:user/etl", undefined],
    ["arn:aws:iam::12345678901:role/etl", undefined],
    ["arn:aws:iam:eu-west-1:123456789012:role/etl", undefined],
    ["arn:aws:sts::123456789012:role/etl", undefined],
    ["arn::iam::123456789012:role/etl", undefined],
    ["arn:a:b:iam::123456789012:role/etl", undefined],
    ["x-arn:aws:iam::123456789012:role/etl", undefined],
    ["*", undefined],
  ])("%s: %s", (text, name) => {
    expect(roleNameOf(text)).toBe(name);
  });
});
