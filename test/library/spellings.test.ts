import { describe, expect, test } from "vitest";
import { check, type CheckedEnvironment } from "../../src/library/index.js";

/** What is found in some files of templates and Terraform, by rule, verdict and the text that is guilty. */
const found = (files: Readonly<Record<string, string>>, more: CheckedEnvironment = {}): readonly (readonly [rule: string, verdict: string, message: string])[] =>
  check({ templates: Object.entries(files).map(([path, content]) => ({ path, content })), ...more }).findings.map(({ rule, verdict, message }) => [rule, verdict, message]);

const hclTrust = 'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }] })';

describe("a job that another configuration of the provider makes", () => {
  const main = (region: string, provider: string) => `provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}
provider "aws" {
  alias  = "west"
  region = ${region}
}
variable "region" {}
resource "aws_iam_role" "etl" {
  name               = "etl"
  assume_role_policy = ${hclTrust}
}
resource "aws_iam_role_policy" "etl" {
  role   = aws_iam_role.etl.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:us-west-2:123456789012:log-group:/aws-glue/*" },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::code/*" },
  ] })
}
resource "aws_glue_job" "etl" {
  ${provider}
  name              = "etl"
  role_arn          = aws_iam_role.etl.arn
  glue_version      = "5.0"
  timeout           = 60
  worker_type       = "G.1X"
  number_of_workers = 2
  command {
    script_location = "s3://code/etl.py"
  }
}
`;
  const verdicts = (region: string, provider: string, more: CheckedEnvironment = {}) => found({ "main.tf": main(region, provider) }, more).map(([rule, verdict]) => `${verdict} ${rule}`);

  test("needs its rights in the Region of that", () => {
    expect([verdicts('"us-west-2"', "provider = aws.west"), verdicts('"us-west-2"', ""), verdicts('"us-west-1"', "provider = aws.west"), verdicts('"us-west-1"', 'region = "us-west-2"')]).toEqual([[], ["fail job-role-can-write-default-logs"], ["fail job-role-can-write-default-logs"], []]);
  });

  test("needs them in one that nobody knows, where nobody knows that", () => {
    expect(verdicts("var.region", "provider = aws.west")).toEqual(["open job-role-can-write-default-logs"]);
    expect(verdicts("var.region", "provider = aws.west", { parameters: { region: "us-west-2" } })).toEqual([]);
  });

  test("makes a policy that names its Region no stranger", () => {
    const strangers = (provider: string) => found({ "main.tf": main('"us-west-2"', provider) }, { packs: ["all"] }).filter(([rule]) => rule === "policy-stays-in-its-account-and-region").length;
    expect([strangers("provider = aws.west"), strangers("")]).toEqual([0, 1]);
  });
});
