import { expect, test } from "vitest";
import type { BucketPart } from "../../src/sources/assemble.js";
import { environmentsOf } from "../../src/sources/environments.js";
import { factsOf } from "../../src/sources/facts.js";
import { parseJson } from "../../src/text/json.js";
import { worldOfTerraform } from "./a-terraform.js";
import { statementsOf, worldOf } from "./a-world.js";

const denying = (action: string) => ({ Version: "2012-10-17", Statement: { Effect: "Deny", Principal: "*", Action: action, Resource: "*" } });
const policyOf = (name: string, action: string): BucketPart => ({ name, policies: [parseJson(`${action}.json`, JSON.stringify(denying(action)))] });

test("what AWS shows of a bucket goes before what files say of it", () => {
  const snapshot = parseJson("it.json", JSON.stringify({ kind: "gluelint snapshot", version: 1, account: "123456789012", regions: { "eu-west-1": { Jobs: [] } }, buckets: { lake: { policy: denying("s3:Shown") }, bare: {} }, iam: { RoleDetailList: [], Policies: [] } }));
  const [environment] = environmentsOf({ facts: factsOf({}), computes: [], roles: [], serviceControl: undefined, loose: [], buckets: [policyOf("lake", "s3:Written"), policyOf("bare", "s3:Written"), policyOf("other", "s3:Written")] }, [snapshot]);
  expect(Array.from(environment?.buckets ?? [], ([name, { policies }]) => [name, statementsOf({ policies })])).toEqual([["lake", ["Deny s3:Shown on *"]], ["bare", []], ["other", ["Deny s3:Written on *"]]]);
});

const told = ({ environment }: ReturnType<typeof worldOf>) => Array.from(environment.buckets ?? [], ([name, { policies, perhaps }]) => [name.replace(/\uE000([^@\uE001]*)[^\uE001]*\uE001/, "<$1>"), policies ? statementsOf({ policies }) : "not given", ...perhaps ? ["perhaps"] : []]);

test("the buckets of a template, by their names or by what stands for those", () => {
  expect(told(worldOf([JSON.stringify({
    Parameters: { Name: { Type: "String" } }, Conditions: { C: { "Fn::Equals": [{ Ref: "Name" }, "x"] } },
    Resources: {
      Made: { Type: "AWS::S3::Bucket" }, Named: { Type: "AWS::S3::Bucket", Properties: { BucketName: "named" } }, Given: { Type: "AWS::S3::Bucket", Condition: "C", Properties: { BucketName: { Ref: "Name" } } },
      P: { Type: "AWS::S3::BucketPolicy", Properties: { Bucket: { Ref: "Made" }, PolicyDocument: denying("s3:A") } }, Q: { Type: "AWS::S3::BucketPolicy", Condition: "C", Properties: { Bucket: "named", PolicyDocument: denying("s3:B") } },
      R: { Type: "AWS::S3::BucketPolicy", Properties: { PolicyDocument: denying("s3:C") } }, S: { Type: "AWS::S3::BucketPolicy", Properties: { Bucket: "empty" } },
    },
  })]))).toEqual([["<bucket Made>", ["Deny s3:A on *"]], ["named", ["Deny s3:B on * if StringEquals ${C} 1"]], ["<Ref Name>", "not given", "perhaps"]]);
});

test("the buckets of Terraform, and of the modules that it calls", () => {
  expect(told(worldOfTerraform({
    "main.tf": 'variable "n" {}\nresource "aws_s3_bucket" "made" { bucket_prefix = "lake-" }\nresource "aws_s3_bucket_policy" "made" {\n  count  = var.n\n  bucket = aws_s3_bucket.made.bucket\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Deny", Principal = "*", Action = "s3:A", Resource = "*" } })\n}\nresource "aws_s3_bucket_policy" "other" {\n  count  = var.n\n  bucket = "other"\n  policy = aws_s3_bucket_policy.made[0].policy\n}\nmodule "raw" {\n  source = "./raw"\n  name   = "raw"\n}\n',
    "raw/main.tf": 'variable "name" {}\nresource "aws_s3_bucket" "b" { bucket = var.name }\n',
  }))).toEqual([["lake-<bucket aws_s3_bucket.made.bucket>", ["Deny s3:A on * if StringEquals ${var.n} 1"]], ["raw", "not given"], ["other", ["Deny s3:A on * if StringEquals ${var.n} 1"], "perhaps"]]);
});
