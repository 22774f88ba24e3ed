import { describe, expect, test } from "vitest";
import { besideThePoint } from "../../src/checks/beside-the-point.js";
import { rules } from "../../src/rules/rules.generated.js";
import { readPolicy } from "../evaluate/read-policy.js";

const usual = rules.filter(({ pack }) => ["documented", "runs", "cost", "quality"].includes(pack));
const statement = (more: object) => ({ Effect: "Allow", Action: ["sns:GetTopicAttributes", "sqs:*"], Resource: "*", ...more });

describe("a policy is beside the point", () => {
  test.each([[{}], [{ Effect: "Deny" }], [{ Resource: "arn:aws:sqs:*:*:x" }], [{ Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }]])("%j", (more) => {
    expect(besideThePoint(usual)(readPolicy(statement(more)))).toBe(true);
  });

  test.each([
    [{ Action: "s3:GetObject" }], [{ Action: ["sns:GetTopicAttributes", "S3:GetObject"] }], [{ Action: "glue:GetTable" }], [{ Action: "logs:*" }], [{ Action: "cloudwatch:PutMetricData" }], [{ Action: "secretsmanager:*" }], [{ Action: "kms:Decrypt" }], [{ Action: "ec2:DescribeVpcs" }],
    [{ Action: "*" }], [{ Action: "s*:GetObject" }], [{ Action: "*:Get*" }], [{ Action: undefined, NotAction: "sns:*" }],
    // A rule on the Data Catalog says nothing of roles with a statement like these.
    [{ Resource: undefined, NotResource: "arn:aws:sqs:*:*:x" }], [{ Resource: "arn:aws:sqs:*:*:<queue>" }],
  ])("%j is not", (more) => { expect(besideThePoint(usual)(readPolicy(statement(more)))).toBe(false); });

  test("no policy is where somebody asks for all that a role may do", () => {
    expect(rules.filter((rule) => !besideThePoint([...usual, rule])(readPolicy(statement({})))).map(({ id }) => id)).toEqual(["job-role-grants-no-more-than-needed"]);
  });
});
