import { describe, expect, test } from "vitest";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import type { Action, Service } from "../../src/services/service.js";

const services = servicesOf(data);

function serviceAt(prefix: string): Service {
  const service = services.service(prefix);
  if (service === undefined) throw new Error(`no service ${prefix}`);
  return service;
}

function actionAt(text: string): Action {
  const [prefix = "", name = ""] = text.split(":");
  const action = serviceAt(prefix).actions.get(name.toLowerCase());
  if (action === undefined) throw new Error(`no action ${text}`);
  return action;
}

// As AWS's pages have it: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html and the like.
// A `!` marks what the page marks with an asterisk: a type that a grant cannot do without.
const actions: readonly (readonly [action: string, access: Action["access"], types: readonly string[]])[] = [
  ["s3:GetObject", "Read", ["accesspointobject", "object"]],
  ["s3:ListBucket", "List", ["accesspoint", "bucket"]],
  ["s3:ListAllMyBuckets", "List", []],
  ["s3:PutBucketPolicy", "Permissions management", ["bucket!"]],
  ["s3:PutObjectTagging", "Tagging", ["accesspointobject", "object"]],
  ["iam:PassRole", "Write", ["role!"]],
  ["iam:GetRole", "Read", ["role!"]],
  ["iam:AttachRolePolicy", "Permissions management", ["role!"]],
  ["lambda:InvokeFunction", "Write", ["function!"]],
  ["logs:PutLogEvents", "Write", ["log-stream!"]],
  ["logs:CreateLogGroup", "Write", ["log-group!"]],
  ["kms:Decrypt", "Write", ["key!"]],
  ["secretsmanager:GetSecretValue", "Read", ["Secret!"]],
  ["sts:GetCallerIdentity", "Read", []],
  ["ec2:DescribeVpcs", "List", []],
  ["glue:StartJobRun", "Write", ["job!"]],
];

test.each(actions)("%s is %s, on %j", (text, access, types) => {
  const action = actionAt(text);
  expect(`${text.split(":")[0] ?? ""}:${action.name}`).toBe(text);
  expect(action.access).toBe(access);
  expect(action.resourceTypes.map(({ name, required }) => required ? `${name}!` : name)).toEqual(types);
});

const keys: readonly (readonly [action: string, key: string, type: string])[] = [
  ["iam:PassRole", "iam:PassedToService", "String"],
  ["iam:PassRole", "iam:AssociatedResourceArn", "ARN"],
  ["s3:ListBucket", "s3:prefix", "String"],
  ["s3:ListBucket", "s3:max-keys", "Numeric"],
  ["cloudwatch:PutMetricData", "cloudwatch:namespace", "String"],
  ["kms:Decrypt", "kms:ViaService", "String"],
];

test.each(keys)("a request for %s may carry %s, of type %s", (text, key, type) => {
  expect(actionAt(text).conditionKeys).toContain(key);
  expect(serviceAt(text.split(":")[0] ?? "").conditionKeys.get(key.toLowerCase())).toEqual({ key, type });
});

test("a key that only some types have stands with these", () => {
  const { conditionKeys, resourceTypes } = actionAt("ec2:RunInstances");
  expect(conditionKeys).not.toContain("ec2:InstanceType");
  expect(resourceTypes.find(({ name }) => name === "instance")?.conditionKeys).toContain("ec2:InstanceType");
});

const types: readonly (readonly [prefix: string, type: string, arns: readonly string[]])[] = [
  ["s3", "bucket", ["arn:${Partition}:s3:::${BucketName}"]],
  ["s3", "object", ["arn:${Partition}:s3:::${BucketName}/${ObjectName}"]],
  ["iam", "role", ["arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"]],
  ["glue", "table", ["arn:${Partition}:glue:${Region}:${Account}:table/${DatabaseName}/${TableName}"]],
  ["greengrass", "deployment", ["arn:${Partition}:greengrass:${Region}:${Account}:/greengrass/groups/${GroupId}/deployments/${DeploymentId}", "arn:${Partition}:greengrass:${Region}:${Account}:deployments:${DeploymentId}"]],
];

test.each(types)("in %s a %s is named by %j", (prefix, type, arns) => {
  expect(serviceAt(prefix).resourceTypes.get(type)?.arns).toEqual(arns);
});

test.each([["aws:sourceip", "aws:SourceIp", "IPAddress"], ["aws:principalarn", "aws:PrincipalArn", "ARN"], ["aws:requesttag/${tagkey}", "aws:RequestTag/${TagKey}", "String"], ["aws:tagkeys", "aws:TagKeys", "ArrayOfString"], ["glue:roleassumedby", "glue:RoleAssumedBy", "String"]])("%s is a key of all services", (lower, key, type) => {
  expect(services.globalKeys.get(lower)).toEqual({ key, type });
});

describe("a service", () => {
  test("is found whatever the case of its prefix, and is named", () => {
    expect(services.service("S3")).toMatchObject({ prefix: "s3", name: "Amazon S3" });
  });

  test.each(["s4", "", "constructor", "__proto__", "s3:GetObject"])("is undefined for %j", (prefix) => {
    expect(services.service(prefix)).toBeUndefined();
  });

  const text = (name: string) => `${name}|Saws:TagKeys|a=arn:a=0|W=0!.0==Do`;

  test("is decoded when it is asked for, and not with another", () => {
    const some = servicesOf({ date: "2026-01-01", globalKeys: "", services: { broken: "no such text", good: text("Good") } });
    expect(some.prefixes).toEqual(["broken", "good"]);
    expect(some.service("good")?.actions.get("do")).toEqual({ name: "Do", access: "Write", resourceTypes: [{ name: "a", required: true, conditionKeys: ["aws:TagKeys"] }], conditionKeys: [] });
    expect(() => some.service("broken")).toThrow("broken at `no such text`");
  });

  test("is decoded once", () => {
    expect(services.service("glue")).toBe(services.service("GLUE"));
  });

  test.each(["Name|Zaws:TagKeys||", "Name||a=arn:a=0|", "Name|||X===Do", "Name|||W=0==Do", "Name|||W==0=Do", "Name|||W===Do|"])("is not read from %j", (broken) => {
    expect(() => servicesOf({ date: "", globalKeys: "", services: { name: broken } }).service("name")).toThrow("is broken at");
  });
});
