import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/sources/facts.js";
import { noPieces } from "../../src/sources/pieces.js";
import { piecesOfPlan } from "../../src/sources/terraform.js";
import { withPieces } from "../../src/sources/with-pieces.js";
import { nothingGiven } from "../../src/templates/given.js";
import { toldByPlan, type Told } from "../../src/terraform/provider.js";
import { parseJson } from "../../src/text/json.js";
import type { Environment } from "../../src/subject/environment.js";
import { worldOfTerraform } from "./a-terraform.js";

const role = 'resource "aws_iam_role" "r" {\n  name = "r"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" } })\n}\n';
const said = ({ facts: { region, account } }: Pick<Environment, "facts">) => [region, account].map((fact) => fact.kind === "said" ? fact.values.join() : "");
const here = 'region = "eu-west-1"\nallowed_account_ids = ["123456789012"]';

describe("where the provider works is where the environment is", () => {
  test.each<readonly [string, string, readonly string[]]>([
    ["as it is written", `provider "aws" {\n${here}\n}`, ["eu-west-1", "123456789012"]],
    ["as a variable has it", 'variable "r" {\ndefault = "eu-west-1"\n}\nprovider "aws" {\nregion = var.r\n}', ["eu-west-1", ""]],
    ["not where nobody knows the variable", 'variable "r" {}\nprovider "aws" {\nregion = var.r\n}', ["", ""]],
    ["not where several accounts are allowed", 'provider "aws" {\nallowed_account_ids = ["123456789012", "210987654321"]\n}', ["", ""]],
    ["not where it is no Region", 'provider "aws" {\nregion = "here"\nallowed_account_ids = ["1"]\n}', ["", ""]],
    ["not as another configuration has it", `provider "aws" {\nalias = "west"\n${here}\n}`, ["", ""]],
    ["not as another provider has it", `provider "google" {\n${here}\n}`, ["", ""]],
  ])("%s", (_, provider, expected) => {
    expect(said(worldOfTerraform(role + provider).environment)).toEqual(expected);
  });

  test("its resources are there as well", () => {
    expect(worldOfTerraform(`${role}provider "aws" {\n${here}\n}`).environment.roles.map(({ arn }) => arn)).toEqual(["arn:aws:iam::123456789012:role/r"]);
    expect(worldOfTerraform(`${role}provider "aws" {\n${here}\n}`, { account: "210987654321", region: "us-east-1" }).environment.roles.map(({ arn }) => arn)).toEqual(["arn:aws:iam::210987654321:role/r"]);
  });

  test("what somebody says goes before it", () => {
    expect(said(worldOfTerraform(`${role}provider "aws" {\n${here}\n}`, { account: "210987654321", region: "us-east-1" }).environment)).toEqual(["us-east-1", "210987654321"]);
  });

  test("a file that overrides is over the configuration with the same alias", () => {
    const files = { "main.tf": `${role}provider "aws" {\n${here}\n}\nprovider "aws" {\nalias = "west"\nregion = "us-west-2"\n}`, "override.tf": 'provider "aws" {\nalias = "west"\nregion = "us-west-1"\n}\nprovider "aws" {\nregion = "eu-north-1"\n}' };
    expect(said(worldOfTerraform(files).environment)).toEqual(["eu-north-1", "123456789012"]);
  });

  const agreed = (told: readonly Told[], named?: string) => {
    const roles = named === undefined ? [] : [{ arn: named, is: "job" as const, location: { artifact: "", pointer: "" }, policies: undefined, boundary: undefined, trust: undefined }];
    return said(withPieces({ facts: factsOf({}), computes: [], roles, serviceControl: undefined, loose: [] }, [parseJson("it.json", "{}")], new Map(), { pieces: () => noPieces, told: () => told, modules: [], documents: () => new Map(), alongWith: () => [] }));
  };

  test("several modules must say the same", () => {
    const [one, other, silent]: readonly Told[] = [{ region: "eu-west-1", account: "123456789012" }, { region: "eu-west-1", account: "210987654321" }, { region: undefined, account: undefined }];
    expect([agreed([one!, one!]), agreed([one!, other!]), agreed([one!, silent!]), agreed([silent!, one!]), agreed([])]).toEqual([["eu-west-1", "123456789012"], ["eu-west-1", ""], ["", ""], ["", ""], ["", ""]]);
  });

  test("the account of a role that is named goes before it", () => {
    expect(agreed([{ region: "eu-west-1", account: "123456789012" }], "arn:aws:iam::210987654321:role/r")).toEqual(["eu-west-1", ""]);
  });
});

describe("a plan", () => {
  const plan = (expressions: object, more: object = {}) => parseJson("plan.json", JSON.stringify({ format_version: "1.2", planned_values: { root_module: { resources: [{ address: "aws_iam_role.r", mode: "managed", type: "aws_iam_role", name: "r", values: { name: "r", path: "/" } }] } }, configuration: { provider_config: { aws: { name: "aws", expressions } } }, ...more }));

  test.each<readonly [string, object, object, Told]>([
    ["tells what is written out", { region: { constant_value: "eu-west-1" }, allowed_account_ids: { constant_value: ["123456789012"] } }, {}, { region: "eu-west-1", account: "123456789012" }],
    ["tells the value of a variable", { region: { references: ["var.r"] } }, { variables: { r: { value: "eu-west-1" } } }, { region: "eu-west-1", account: undefined }],
    ["tells nothing of two variables", { region: { references: ["var.r", "var.s"] } }, { variables: { r: { value: "eu-west-1" } } }, { region: undefined, account: undefined }],
    ["tells nothing of a local", { region: { references: ["local.r"] } }, { variables: { r: { value: "eu-west-1" } } }, { region: undefined, account: undefined }],
  ])("%s", (_, expressions, more, expected) => {
    expect(toldByPlan(plan(expressions, more).root)).toEqual(expected);
  });

  test("makes its resources there", () => {
    expect(piecesOfPlan(plan({ allowed_account_ids: { constant_value: ["123456789012"] } }), nothingGiven, () => undefined).roles.map(({ arn }) => arn)).toEqual(["arn:aws:iam::123456789012:role/r"]);
  });

  test("attaches a policy to the bucket that it refers to, though nobody knows its name yet", () => {
    const document = parseJson("plan.json", JSON.stringify({
      format_version: "1.2",
      planned_values: { root_module: { resources: Object.entries({ "aws_s3_bucket.b": { bucket_prefix: "lake-" }, "aws_s3_bucket.x": {}, "aws_s3_bucket_policy.p": { policy: '{"Version":"2012-10-17","Statement":[]}' } }).map(([address, values]) => ({ address, mode: "managed", type: address.replace(/\..*/, ""), name: "n", values })) } },
      resource_changes: [{ address: "aws_s3_bucket.b", change: { after_unknown: { id: true, bucket: true, arn: true } } }, { address: "aws_s3_bucket.x", change: { after_unknown: { id: true, bucket: true } } }, { address: "aws_s3_bucket_policy.p", change: { after_unknown: { id: true, bucket: true } } }],
      configuration: { root_module: { resources: [{ address: "aws_s3_bucket.x", expressions: { bucket: { references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } } }, { address: "aws_s3_bucket_policy.p", expressions: { bucket: { references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } } }] } },
    }));
    const { buckets } = piecesOfPlan(document, nothingGiven, () => undefined);
    expect([new Set(buckets.map(({ name }) => name)).size, buckets.map(({ name, policies }) => [/^lake-/.test(name), policies.length])]).toEqual([2, [[true, 0], [false, 0], [true, 1]]]);
  });
});
