import { describe, expect, test } from "vitest";
import { config, policy, project, role } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const account = "arn:aws:iam::123456789012:root";
const keyPolicy = (principal: unknown, more: object = {}) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Own", Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:role/admin" }, Action: "kms:*", Resource: "*" }, { Sid: "Use", Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*", ...more }] });
const delegating = keyPolicy({ AWS: account });
const naming = keyPolicy({ AWS: role });
const stranger = keyPolicy({ AWS: "arn:aws:iam::123456789012:role/other" });
const denying = keyPolicy({ AWS: account }).replace("]}", `,{"Sid":"Not","Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*"}]}`);

const hcl = (text: string) => text.replaceAll("${", "$${");
const templated = { ...project, "gluelint.yaml": `${config}templates: ["infra/*"]\n` };
const bucketIn = (type: string, key: unknown) => ({ Type: "AWS::S3::Bucket", Properties: { BucketName: "sales-lake", BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: type, KMSMasterKeyID: key } }] } } });
const cloudFormation = (document: string | undefined, key: unknown) => JSON.stringify({ Resources: {
  Key: { Type: "AWS::KMS::Key", Properties: document === undefined ? {} : { KeyPolicy: JSON.parse(document) as object } }, Alias: { Type: "AWS::KMS::Alias", Properties: { AliasName: "alias/lake", TargetKeyId: { Ref: "Key" } } }, Lake: bucketIn("aws:kms", key),
} }, undefined, 1);
const encryption = (key: string) => `resource "aws_s3_bucket" "lake" {\n  bucket = "sales-lake"\n}\n\nresource "aws_s3_bucket_server_side_encryption_configuration" "lake" {\n  bucket = aws_s3_bucket.lake.id\n  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm     = "aws:kms"\n      kms_master_key_id = ${key}\n    }\n  }\n}\n\nresource "aws_kms_alias" "lake" {\n  name          = "alias/lake"\n  target_key_id = aws_kms_key.lake.key_id\n}\n\n`;
const argument = (document: string | undefined) => `resource "aws_kms_key" "lake" {\n${document === undefined ? "" : `  policy = jsonencode(${hcl(document)})\n`}}\n`;
const attached = (document: string) => `${argument(undefined)}\nresource "aws_kms_key_policy" "lake" {\n  key_id = aws_kms_key.lake.id\n  policy = jsonencode(${hcl(document)})\n}\n`;
const planned = (address: string, values: object) => ({ address, mode: "managed", type: address.replace(/\..*/, ""), name: address.replace(/.*\./, ""), values });
const plan = (document: string | undefined) => JSON.stringify({ format_version: "1.2", terraform_version: "1.13.0",
  planned_values: { root_module: { resources: [planned("aws_s3_bucket.lake", { bucket: "sales-lake" }), planned("aws_kms_key.lake", document === undefined ? {} : { policy: document }), planned("aws_s3_bucket_server_side_encryption_configuration.lake", { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }] })] } },
  resource_changes: [
    { address: "aws_kms_key.lake", change: { after_unknown: { arn: true, id: true, key_id: true, ...(document === undefined && { policy: true }) } } },
    { address: "aws_s3_bucket_server_side_encryption_configuration.lake", change: { after_unknown: { bucket: true, rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] } } },
  ],
  configuration: { root_module: { resources: [
    { address: "aws_kms_key.lake", expressions: { ...(document !== undefined && { policy: { constant_value: document } }) } },
    { address: "aws_s3_bucket_server_side_encryption_configuration.lake", expressions: { bucket: { references: ["aws_s3_bucket.lake.id", "aws_s3_bucket.lake"] }, rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: { references: ["aws_kms_key.lake.arn", "aws_kms_key.lake"] }, sse_algorithm: { constant_value: "aws:kms" } }] }] } },
  ] } },
}, undefined, 1);

/** The project with a datastore that is encrypted with a key, and the policy of that beside, in all spellings. */
const spellings: readonly (readonly [spelling: string, where: string, files: (document: string) => Readonly<Record<string, string>>])[] = [
  ["gluelint.yaml", "kms/lake.json", (document) => ({ ...withKeys(`{ ${arn}: { policy: kms/lake.json } }`), "kms/lake.json": document })],
  ["gluelint.yaml, as AWS answers it", "kms/lake.json", (document) => ({ ...withKeys(`{ ${arn}: { policy: kms/lake.json } }`), "kms/lake.json": JSON.stringify({ Policy: document, PolicyName: "default" }) })],
  ["CloudFormation", "infra/lake.json", (document) => ({ ...templated, "infra/lake.json": cloudFormation(document, { "Fn::GetAtt": ["Key", "Arn"] }) })],
  ["CloudFormation, by its id", "infra/lake.json", (document) => ({ ...templated, "infra/lake.json": cloudFormation(document, { Ref: "Key" }) })],
  ["CloudFormation, by an alias", "infra/lake.json", (document) => ({ ...templated, "infra/lake.json": cloudFormation(document, { Ref: "Alias" }) })],
  ["Terraform", "infra/lake.tf", (document) => ({ ...templated, "infra/lake.tf": encryption("aws_kms_key.lake.arn") + argument(document) })],
  ["Terraform, attached", "infra/lake.tf", (document) => ({ ...templated, "infra/lake.tf": encryption("aws_kms_key.lake.key_id") + attached(document) })],
  ["Terraform, by an alias", "infra/lake.tf", (document) => ({ ...templated, "infra/lake.tf": encryption("aws_kms_alias.lake.arn") + argument(document) })],
  ["Terraform, by what an alias means", "infra/lake.tf", (document) => ({ ...templated, "infra/lake.tf": encryption("aws_kms_alias.lake.target_key_arn") + argument(document) })],
  ["a plan of Terraform", "infra/plan.json", (document) => ({ ...templated, "infra/plan.json": plan(document) })],
];
const withKeys = (keys: string) => ({ ...project, "gluelint.yaml": `${config.replace("[sales-lake]", `[{ bucket: sales-lake, key: "${arn}" }]`)}keys: ${keys}\n` });

const rule = ["--only", "job-role-can-use-datastore-keys"];
const granted = JSON.stringify({ Version: "2012-10-17", Statement: [...(JSON.parse(policy) as { readonly Statement: readonly object[] }).Statement, { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "arn:aws:kms:*:123456789012:key/*" }] });
const findings = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => checked(folder(files), ...rule, ...args).report.findings;
const verdicts = (files: Readonly<Record<string, string>>) => findings(files).map(({ verdict, location: { artifact } }) => [verdict, artifact]);

describe.each(spellings)("the policy of a key in %s", (_, where, filesOf) => {
  const of = (document: string, own: string) => verdicts({ ...filesOf(document), "iam/etl.json": own });

  test("grants by itself to whom it names, and lets its account's policies grant", () => {
    expect([of(naming, policy), of(delegating, granted), of(delegating, policy)]).toEqual([[], [], [["fail", "iam/etl.json"]]]);
  });

  test("refuses whom it does not name, whatever the role's policies say, and whom it denies", () => {
    expect([of(stranger, granted), of(denying, granted)]).toEqual([[["fail", where]], [["fail", where]]]);
  });
});

test("a key without a policy has in Terraform the one that AWS gives it, and may have any in a template", () => {
  const of = (file: string, text: string, own: string) => verdicts({ ...templated, [file]: text, "iam/etl.json": own });
  const tf = encryption("aws_kms_key.lake.arn") + argument(undefined);
  expect([of("infra/lake.tf", tf, granted), of("infra/lake.tf", tf, policy), of("infra/plan.json", plan(undefined), granted), of("infra/plan.json", plan(undefined), policy)]).toEqual([[], [["fail", "iam/etl.json"]], [], [["fail", "iam/etl.json"]]]);
  const bare = cloudFormation(undefined, { Ref: "Key" });
  expect([of("infra/lake.json", bare, granted), of("infra/lake.json", bare, policy)]).toEqual([[["open", "gluelint.yaml"]], [["open", "gluelint.yaml"]]]);
});

test("says of a refusal that a grant on the key might undo it, and what to do", () => {
  const [found] = findings({ ...withKeys(`{ ${arn}: { policy: kms/lake.json } }`), "kms/lake.json": stranger, "iam/etl.json": granted });
  expect(found).toMatchObject({ message: `\`guzzle-glue\` may not \`kms:Decrypt\` or \`kms:GenerateDataKey\` on \`${arn}\`: the key's policy neither names the role nor leaves it to the policies of the role's account, and nobody told of a grant on the key that would allow it`, fix: expect.stringContaining("let the key's own policy admit the role or its account") as string });
  const [denied] = findings({ ...withKeys(`{ ${arn}: { policy: kms/lake.json } }`), "kms/lake.json": denying, "iam/etl.json": granted });
  expect(denied?.message).not.toContain("grant on the key");
});

test("a grant that Terraform makes may allow what no policy does", () => {
  const grant = (more: string) => `\nresource "aws_kms_grant" "lake" {\n  key_id            = aws_kms_key.lake.key_id\n  grantee_principal = "${role}"\n  operations        = ["Decrypt", "GenerateDataKey"]\n${more}}\n`;
  const of = (text: string) => verdicts({ ...templated, "infra/lake.tf": encryption("aws_kms_key.lake.arn") + argument(stranger) + text });
  expect([of(""), of(grant("")), of(grant("  constraints {\n    encryption_context_equals = { team = \"lake\" }\n  }\n")), of(grant("").replace("guzzle-glue", "other"))].map((found) => found.map(([verdict]) => verdict))).toEqual([["fail"], [], ["open"], ["fail"]]);
});

test("whom a policy names by a parameter nobody knows, nor whose account the role is in", () => {
  const named = (name: string) => `{ "Parameters": { "${name}": { "Type": "String" } }, ${cloudFormation(keyPolicy({ AWS: { Ref: name } }), { Ref: "Key" }).slice(1)}`;
  const [found] = findings({ ...templated, "infra/lake.json": named("EtlRole") });
  expect([found?.verdict, found?.message]).toEqual(["open", expect.stringContaining("`${EtlRole}`") as string]);
});

test("S3 calls the key in the name of the role, in the Region of the key", () => {
  const of = (key: string, value: string) => verdicts({ ...withKeys(`{ ${arn}: { policy: kms/lake.json } }`), "kms/lake.json": keyPolicy({ AWS: account }, { Condition: { StringEquals: { [key]: value } } }), "iam/etl.json": granted }).map(([verdict]) => verdict);
  expect([of("kms:CallerAccount", "123456789012"), of("kms:CallerAccount", "210987654321"), of("aws:RequestedRegion", "eu-west-1"), of("aws:RequestedRegion", "eu-west-2"), of("aws:ViaAWSService", "true"), of("kms:ViaService", "s3.eu-west-1.amazonaws.com")]).toEqual([[], ["fail"], [], ["fail"], ["open"], ["open"]]);
});

test("what gluelint.yaml says of a key goes before what a template says, and a wrong entry is a mistake", () => {
  const shown = (entry: string) => gluelint(folder({ ...withKeys(entry), "kms/lake.json": delegating }), "check", "--show-config");
  expect(shown(`{ ${arn}: { policy: kms/lake.json } }`).stdout).toMatch(/^keys\.arn:aws:kms.*\.policy: "kms\/lake\.json" +# gluelint\.yaml:8:/m);
  expect(shown("{ alias/lake: { policy: kms/lake.json } }")).toMatchObject({ code: 2, stderr: expect.stringContaining("The ARN of a KMS key; not that of an alias") as string });
  expect(shown(`{ ${arn}: {} }`)).toMatchObject({ code: 2, stderr: expect.stringContaining("`policy` is missing") as string });
  expect(shown(`{ ${arn}: { polic: x } }`)).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean `policy`?") as string });
});

test("a change of a key's policy causes what it refuses", () => {
  const cwd = folder({ ...withKeys(`{ ${arn}: { policy: kms/lake.json } }`), "kms/lake.json": stranger, "iam/etl.json": granted, "iam/other.json": policy });
  expect([["kms/lake.json"], ["iam/other.json"]].map((paths) => checked(cwd, ...rule, ...paths).report.findings.length)).toEqual([1, 0]);
});
