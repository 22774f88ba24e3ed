import { describe, expect, test } from "vitest";
import { compute, config, policy, project, role, trust } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const statement = (effect: string, action: string, principal: unknown = "*") => ({ Sid: "Keep", Effect: effect, Principal: principal, Action: action, Resource: "arn:aws:s3:::sales-lake/*" });
const bucketPolicy = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 1);
const keeping = bucketPolicy(statement("Deny", "s3:DeleteObject"));
const harmless = bucketPolicy(statement("Deny", "s3:DeleteBucket"));

const hcl = (text: string) => text.replaceAll("${", "$${");
const planned = (address: string, values: object) => ({ address, mode: "managed", type: address.replace(/\..*/, ""), name: address.replace(/.*\./, ""), values });
const plan = (document: string) => JSON.stringify({ format_version: "1.2", terraform_version: "1.13.0", planned_values: { root_module: { resources: [planned("aws_s3_bucket.lake", { bucket: "sales-lake" }), planned("aws_s3_bucket_policy.lake", { bucket: "sales-lake", policy: document })] } } }, undefined, 1);
const cloudFormation = (document: string) => JSON.stringify({ Resources: {
  Lake: { Type: "AWS::S3::Bucket", Properties: { BucketName: "sales-lake" }, Metadata: { "aws:cdk:path": "Stack/Lake/Resource" } },
  LakePolicy: { Type: "AWS::S3::BucketPolicy", Properties: { Bucket: { Ref: "Lake" }, PolicyDocument: JSON.parse(document) as object }, Metadata: { "aws:cdk:path": "Stack/Lake/Policy/Resource" } },
} }, undefined, 1);
const terraform = (name: string, given: string) => `resource "aws_s3_bucket" "lake" {\n  bucket = ${name}\n}\n\nresource "aws_s3_bucket_policy" "lake" {\n  bucket = aws_s3_bucket.lake.id\n  policy = ${given}\n}\n`;

/** The project with the policy of its bucket beside, in all spellings. */
const spellings: readonly (readonly [spelling: string, where: string, files: (document: string) => Readonly<Record<string, string>>])[] = [
  ["gluelint.yaml", "s3/lake.json", (document) => ({ ...project, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: s3/lake.json } }\n`, "s3/lake.json": document })],
  ["gluelint.yaml, as AWS answers it", "s3/lake.json", (document) => ({ ...project, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: s3/lake.json } }\n`, "s3/lake.json": JSON.stringify({ Policy: document }) })],
  ["CloudFormation", "infra/lake.json", (document) => ({ ...templated, "infra/lake.json": cloudFormation(document) })],
  ["Terraform", "infra/lake.tf", (document) => ({ ...templated, "infra/lake.tf": terraform('"sales-lake"', `jsonencode(${hcl(document)})`) })],
  ["Terraform's old argument", "infra/lake.tf", (document) => ({ ...templated, "infra/lake.tf": `resource "aws_s3_bucket" "lake" {\n  bucket = "sales-lake"\n  policy = jsonencode(${hcl(document)})\n}\n` })],
  ["a plan of Terraform", "infra/plan.json", (document) => ({ ...templated, "infra/plan.json": plan(document) })],
];
const templated = { ...project, "gluelint.yaml": `${config}templates: ["infra/*"]\n` };

const verdicts = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => checked(folder(files), ...args).report.findings.filter(({ rule }) => rule.startsWith("job-role")).map(({ rule, verdict, location: { artifact, underline } }) => [rule, verdict, artifact, underline.replaceAll(/\s/g, "").slice(0, 40)]);
const assumed = (files: Readonly<Record<string, string>>) => checked(folder(files)).report.passes.filter(({ rule }) => rule === "job-role-can-use-datastores").flatMap(({ assumes }) => assumes.filter((each) => each.includes("bucket")));

describe.each(spellings)("the policy of a bucket in %s", (spelling, where, filesOf) => {
  test("refuses what it denies, at its own place", () => {
    const [found, ...others] = verdicts(filesOf(keeping));
    expect([found?.slice(0, 3), others]).toEqual([["job-role-can-use-datastores", "fail", where], []]);
    // A plan is a text in a text.
    if (!/plan|answers/.test(spelling)) expect(found?.[3]).toMatch(/^\{"Sid":"Keep","Effect":"Deny"/);
  });

  test("refuses nothing else, and is nothing that is taken for granted", () => {
    expect(verdicts(filesOf(harmless), "--require", "resource", "--only", "job-role-can-use-datastores")).toEqual([]);
    expect([assumed(filesOf(harmless)), assumed(project)]).toEqual([[], ["the bucket's policy was not seen"]]);
  });
});

test("a bucket that is only declared may have any policy, one that is said to have none has none", () => {
  const only = (text: string) => verdicts({ ...templated, "infra/lake.tf": text }, "--require", "resource", "--only", "job-role-can-use-datastores").map(([, verdict]) => verdict);
  expect([only('resource "aws_s3_bucket" "lake" {\n  bucket = "sales-lake"\n}\n'), assumed({ ...templated, "infra/lake.tf": 'resource "aws_s3_bucket" "lake" {\n  bucket = "sales-lake"\n}\n' })]).toEqual([["open"], ["the bucket's policy was not seen"]]);
  const none = { ...project, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: [] } }\n` };
  expect([verdicts(none, "--require", "resource", "--only", "job-role-can-use-datastores"), assumed(none)]).toEqual([[], []]);
});

test("what gluelint.yaml says of a bucket goes before what a template says", () => {
  const both = { ...templated, "gluelint.yaml": `${config}templates: ["infra/*"]\nbuckets: { sales-lake: { policy: s3/lake.json } }\n`, "s3/lake.json": harmless, "infra/lake.json": cloudFormation(keeping) };
  expect(verdicts(both)).toEqual([]);
  expect(verdicts({ ...both, "gluelint.yaml": both["gluelint.yaml"].replace("{ policy: s3/lake.json }", "{}") }).map(([, verdict]) => verdict)).toEqual(["fail"]);
});

test("of two policies for one bucket nobody knows which counts, unless they say the same", () => {
  const two = (a: string, b: string) => verdicts({ ...templated, "infra/a.json": cloudFormation(a), "infra/b.json": cloudFormation(b) }).map(([, verdict]) => verdict);
  expect([two(keeping, harmless), two(keeping, keeping), two(harmless, harmless)]).toEqual([["open"], ["fail"], []]);
});

test("a policy that is there perhaps refuses perhaps, but one that is there with its bucket refuses", () => {
  const conditional = (bucket: object) => ({ ...templated, "infra/lake.json": JSON.stringify({
    Parameters: { Stage: { Type: "String" } }, Conditions: { IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } },
    Resources: { Lake: { Type: "AWS::S3::Bucket", ...bucket, Properties: { BucketName: "sales-lake" } }, LakePolicy: { Type: "AWS::S3::BucketPolicy", Condition: "IsProd", Properties: { Bucket: { Ref: "Lake" }, PolicyDocument: JSON.parse(keeping) as object } } },
  }) });
  expect([verdicts(conditional({})), verdicts(conditional({ Condition: "IsProd" }))].map((found) => found.map(([, verdict]) => verdict))).toEqual([["open"], ["fail"]]);
  const counted = (bucket: string) => ({ ...templated, "infra/lake.tf": `variable "n" {}\n${terraform('"sales-lake"', `jsonencode(${keeping})`).replace(/(policy" "lake" \{\n)/, "$1  count = var.n\n").replace('bucket" "lake" {\n', `bucket" "lake" {\n${bucket}`).replace("lake.id", bucket === "" ? "lake.id" : "lake[0].id")}` });
  expect([verdicts(counted("")), verdicts(counted("  count = var.n\n"))].map((found) => found.map(([, verdict]) => verdict))).toEqual([["open"], ["fail"]]);
});

test("a policy of a bucket of which nobody knows the name is that of no bucket with a name", () => {
  const other = { ...templated, "infra/lake.json": cloudFormation(keeping).replace('"BucketName": "sales-lake"', '"BucketName": { "Ref": "Name" }').replace("{", '{ "Parameters": { "Name": { "Type": "String" } },') };
  expect([verdicts(other), assumed(other)]).toEqual([[], ["the bucket's policy was not seen"]]);
});

test("a bucket of another account must let the role in by its own policy, and does", () => {
  const owned = (more: string, document: string) => verdicts({ ...project, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: s3/lake.json${more} } }\n`, "s3/lake.json": document }, "--only", "job-role-can-use-datastores").map(([, verdict]) => verdict);
  const admitting = bucketPolicy({ ...statement("Allow", "s3:*", { AWS: role }), Resource: ["arn:aws:s3:::sales-lake", "arn:aws:s3:::sales-lake/*"] });
  const other = ', account: "210987654321"';
  expect([owned(other, admitting), owned(other, harmless), owned("", harmless)]).toEqual([[], ["fail"], []]);
});

test("a policy that cannot be read may say anything, and two files are no policy of one bucket", () => {
  const files = { ...project, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: "s3/*.json" } }\n`, "s3/a.json": harmless, "s3/b.json": harmless };
  const { code, report } = checked(folder(files), "--only", "job-role-can-use-datastores");
  expect([code, report.findings.map(({ verdict, message }) => [verdict, /2 files match, and a bucket has one/.test(message)]), report.failures.length]).toEqual([3, [["open", true]], 1]);
});

test("a change of a bucket's policy causes what it refuses", () => {
  const cwd = folder({ ...project, "gluelint.yaml": `${config}buckets: { sales-lake: { policy: s3/lake.json } }\n`, "s3/lake.json": keeping, "iam/other.json": policy });
  expect([["s3/lake.json"], ["iam/other.json"]].map((paths) => checked(cwd, ...paths).report.findings.filter(({ rule }) => rule === "job-role-can-use-datastores").length)).toEqual([1, 0]);
});

test("a wrong entry is a mistake, and the right one is shown with its place", () => {
  const shown = (entry: string) => gluelint(folder({ ...project, "gluelint.yaml": `${config}buckets: ${entry}\n`, "s3/lake.json": harmless }), "check", "--show-config");
  expect(shown("{ sales-lake: { policy: s3/lake.json } }").stdout).toMatch(/^buckets\.sales-lake\.policy: "s3\/lake\.json" +# gluelint\.yaml:8:34$/m);
  expect(shown("{ sales-lake: { polic: s3/lake.json } }")).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean `policy`?") as string });
  expect(shown("{ sales-lake: { policy: [a, b] } }")).toMatchObject({ code: 2, stderr: expect.stringContaining("gluelint.yaml:8:") as string });
});

test("a configuration that another extends names the policy as seen from where it is", () => {
  const files = { ...project, "gluelint.yaml": `${config}extends: [./platform/base.yaml]\nbuckets: { another: {} }\n`, "platform/base.yaml": "version: 1\nbuckets: { sales-lake: { policy: lake.json } }\n", "platform/lake.json": keeping };
  expect(verdicts(files).map(([, verdict, artifact]) => [verdict, artifact])).toEqual([["fail", "platform/lake.json"]]);
});

test("the compute's own paths are asked for with it as well", () => {
  const files = { ...project, "conf/glue.yml": compute.replace("s3://sales-lake/_guzzle/tmp/", "s3://guzzle-shared/tmp/"), "iam/trust.json": trust, "gluelint.yaml": `${config}buckets: { guzzle-shared: { policy: s3/shared.json } }\n`, "s3/shared.json": bucketPolicy({ ...statement("Deny", "s3:PutObject"), Resource: "arn:aws:s3:::guzzle-shared/tmp/*" }) };
  expect(verdicts(files).map(([rule, verdict]) => [rule, verdict])).toContainEqual(["job-role-can-use-temporary-path", "fail"]);
});
