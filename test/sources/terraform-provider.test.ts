import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/sources/facts.js";
import { noPieces } from "../../src/sources/pieces.js";
import { piecesOfPlan } from "../../src/sources/terraform.js";
import { withPieces } from "../../src/sources/with-pieces.js";
import { nothingGiven } from "../../src/templates/given.js";
import { toldByPlan, type Told } from "../../src/terraform/provider.js";
import { parseJson } from "../../src/text/json.js";
import type { Environment } from "../../src/subject/environment.js";
import { readable } from "../../src/text/unknown.js";
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

describe("another configuration of the provider", () => {
  const ours = `provider "aws" {\n${here}\n}\n`;
  const west = (more = 'region = "us-west-2"') => `provider "aws" {\nalias = "west"\n${more}\n}\n`;
  const topic = 'resource "aws_iam_role" "w" {\n  provider = aws.west\n  name = "w"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" } })\n}\n';
  const job = 'resource "aws_glue_job" "j" {\n  provider = aws.west\n  name = "j"\n  role_arn = aws_iam_role.w.arn\n  command {\n    script_location = "s3://b/j.py"\n  }\n}\n';
  const told = (files: Parameters<typeof worldOfTerraform>[0]) => { const { environment } = worldOfTerraform(files); return [environment.roles.map(({ arn }) => readable(arn.replace("arn:aws:iam::", "").replace(":role/", " "))).join(), environment.computes.map(({ region }) => region && readable(region)).join()]; };

  test.each<readonly [string, string, readonly string[]]>([
    ["works in its own Region, and in the same account if it comes there in the same way", ours.replace(/allowed.*/, "") + west(), ["${AWS::AccountId} w", "us-west-2"]],
    ["works in the account that ours tells, likewise", ours + west(), ["123456789012 w", "us-west-2"]],
    ["works in the account that it alone allows", ours + west('allowed_account_ids = ["210987654321"]'), ["210987654321 w", "${Region of aws.west}"]],
    ["works in the account whose role it assumes", ours + west('assume_role {\nrole_arn = "arn:aws:iam::210987654321:role/deploy"\n}'), ["210987654321 w", "${Region of aws.west}"]],
    ["may work in any account with credentials of its own", ours.replace(/allowed.*/, "") + west('region = "us-west-2"\nprofile = "other"'), ["${account of aws.west} w", "us-west-2"]],
    ["works where ours does if both leave that to what is around them", 'provider "aws" {}\n' + west(""), ["${AWS::AccountId} w", ""]],
    ["may work anywhere where nobody wrote it", ours, ["${account of aws.west} w", "${Region of aws.west}"]],
    ["may work anywhere where nobody knows a variable", `variable "r" {}\n${ours.replace(/allowed.*/, "")}${west("region = var.r")}`, ["${AWS::AccountId} w", "${Region of aws.west}"]],
  ])("%s", (_, provider, expected) => {
    expect(told(provider + topic + job)).toEqual(expected);
  });

  test("is handed to modules under the names that they have for it", () => {
    const calls = (providers: string) => ({ "main.tf": `${ours.replace(/allowed.*/, "")}${west('region = "us-west-2"\nallowed_account_ids = ["210987654321"]')}module "m" {\n  source = "./m"\n${providers}}\n` });
    const inner = { "m/main.tf": (topic + job).replaceAll("aws.west", "aws.there") };
    const plain = { "m/main.tf": (topic + job).replaceAll("  provider = aws.west\n", "") };
    expect(told({ ...calls("  providers = {\n    aws.there = aws.west\n  }\n"), ...inner })).toEqual(["210987654321 w", "us-west-2"]);
    expect(told({ ...calls("  providers = {\n    aws = aws.west\n  }\n"), ...plain })).toEqual(["210987654321 w", "us-west-2"]);
    expect(told({ ...calls(""), ...plain })).toEqual(["${AWS::AccountId} w", ""]);
    expect(told({ ...calls(""), ...inner })).toEqual(["${account of aws.there} w", "${Region of aws.there}"]);
  });

  test("counts less than the Region that a resource says itself", () => {
    expect(told(ours + job.replace("  provider = aws.west\n", '  region = "eu-north-1"\n').replace("aws_iam_role.w.arn", '"r"'))).toEqual(["", "eu-north-1"]);
  });

  test("is in a plan by its key", () => {
    const plan = (key: string) => piecesOfPlan(parseJson("plan.json", JSON.stringify({
      format_version: "1.2", planned_values: { root_module: { resources: [{ address: "aws_iam_role.w", mode: "managed", type: "aws_iam_role", name: "w", values: { name: "w", path: "/" } }, { address: "aws_glue_job.j", mode: "managed", type: "aws_glue_job", name: "j", values: { name: "j", command: [{ script_location: "s3://b/j.py" }] } }] } },
      configuration: {
        provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } }, "aws.west": { name: "aws", alias: "west", expressions: { region: { constant_value: "us-west-2" } } }, "aws.far": { name: "aws", alias: "far", expressions: { assume_role: [{ role_arn: { constant_value: "arn:aws:iam::210987654321:role/deploy" } }] } } },
        root_module: { resources: ["aws_iam_role.w", "aws_glue_job.j"].map((address) => ({ address, provider_config_key: key, expressions: {} })) },
      },
    })), { ...nothingGiven, account: "123456789012" }, () => undefined);
    const where = (key: string) => { const { roles, computes } = plan(key); return [...roles.map(({ arn }) => readable(arn).split(":")[4]), ...computes.map(({ region }) => region && readable(region))]; };
    expect(["aws", "aws.west", "aws.far", "aws.none", "module.m:aws"].map(where)).toEqual([["123456789012", undefined], ["123456789012", "us-west-2"], ["210987654321", "${Region of aws.far}"], ["${account of aws.none}", "${Region of aws.none}"], ["123456789012", undefined]]);
  });
});
