import { describe, expect, test } from "vitest";
import { actionOf, actionsNamed, nearestAction } from "../../src/services/names.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf, type ServicesData } from "../../src/services/services.js";

const services = servicesOf(data);
const spelled = (named: ReturnType<typeof actionsNamed>) => named.map(({ service, action }) => `${service.prefix}:${action.name}`);

test.each([["s3:GetObject", "s3:GetObject"], ["S3:getOBJECT", "s3:GetObject"], ["iam:passrole", "iam:PassRole"]])("%s is %s", (text, name) => {
  const found = actionOf(services, text);
  expect(found && spelled([found])).toEqual([name]);
});

test.each(["s3:DeleteObjects", "s3:Get*", "s4:GetObject", "GetObject", "s3:", "*", "", "s3:constructor"])("%j is no action", (text) => {
  expect(actionOf(services, text)).toBeUndefined();
});

describe("an entry names", () => {
  const named: readonly (readonly [entry: string, actions: readonly string[]])[] = [
    ["s3:GetObject", ["s3:GetObject"]],
    ["S3:GETobject", ["s3:GetObject"]],
    ["s3:?etObject", ["s3:GetObject"]],
    ["s3:?utObject", ["s3:PutObject"]],
    ["s3:*MultipartUpload*", ["s3:AbortMultipartUpload", "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts"]],
    ["sts:AssumeRole*", ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]],
    ["glue:*JobRun", ["glue:BatchStopJobRun", "glue:GetJobRun", "glue:StartJobRun"]],
    ["s3:DeleteObjects", []],
    ["nothing:Get*", []],
    ["", []],
    ["constructor:*", []],
  ];

  test.each(named)("%s: %j", (entry, actions) => {
    expect(spelled(actionsNamed(services, entry))).toEqual(actions);
  });

  test("all of a service with `*` behind its prefix, and not those of one whose prefix is longer", () => {
    expect(spelled(actionsNamed(services, "s3:*"))).toEqual([...services.service("s3")?.actions.values() ?? []].map(({ name }) => `s3:${name}`));
  });

  test("all that there are with `*`", () => {
    expect(actionsNamed(services, "*").length).toBe(services.prefixes.reduce((sum, prefix) => sum + (services.service(prefix)?.actions.size ?? 0), 0));
  });

  test("what it names without other services being decoded", () => {
    const one: ServicesData = { date: "", globalKeys: "", services: { a: "A|||R===Get", b: "no such text" } };
    expect(spelled(actionsNamed(servicesOf(one), "a:G*"))).toEqual(["a:Get"]);
    expect(nearestAction(servicesOf(one), "a:Gett")).toBe("a:Get");
  });
});

const unknown: readonly (readonly [text: string, meant: string | undefined])[] = [
  ["s3:GetObjcet", "s3:GetObject"],
  ["glue:StartJobRuns", "glue:StartJobRun"],
  ["secretmanager:GetSecretValue", "secretsmanager:GetSecretValue"],
  ["LOGS:putlogevent", "logs:PutLogEvents"],
  ["s3:DeleteObjects", "s3:DeleteObject"],
  ["s3:ListBuckets", "s3:ListAllMyBuckets"],
  ["s3:HeadObject", "s3:GetObject"],
  ["S3:headbucket", "s3:ListBucket"],
  ["lambda:Invoke", "lambda:InvokeFunction"],
  ["s3:Entirely", undefined],
  ["nowhere:GetObject", undefined],
  ["s3:", undefined],
  ["constructor", undefined],
  ["", undefined],
];

test.each(unknown)("%j was most likely meant as %j", (text, meant) => {
  expect(nearestAction(services, text)).toBe(meant);
});

test.each([
  "s3:ListBuckets", "s3:HeadBucket", "s3:ListObjects", "s3:ListObjectsV2", "s3:ListObjectVersions", "s3:ListMultipartUploads", "s3:ListParts", "s3:HeadObject", "s3:CopyObject",
  "s3:CreateMultipartUpload", "s3:UploadPart", "s3:CompleteMultipartUpload", "s3:DeleteObjects", "lambda:Invoke",
])("%s is an operation and no action, and what allows it is one", (operation) => {
  expect(actionOf(services, operation)).toBeUndefined();
  expect(actionOf(services, nearestAction(services, operation) ?? "")).toBeDefined();
});
