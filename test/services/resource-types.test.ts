import { describe, expect, test } from "vitest";
import { arnOf } from "../../src/policy/arn.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { fits, sampleArns } from "../../src/services/resource-types.js";
import type { ResourceType } from "../../src/services/service.js";

const services = servicesOf(data);
const all = services.prefixes.flatMap((prefix) => [...services.service(prefix)?.resourceTypes.values() ?? []].map((type) => ({ prefix, type })));

function typeAt(text: string): ResourceType {
  const [prefix = "", name = ""] = text.split("/");
  const type = services.service(prefix)?.resourceTypes.get(name);
  if (type === undefined) throw new Error(`no type ${text}`);
  return type;
}

const samples: readonly (readonly [type: string, arn: string])[] = [
  ["s3/bucket", "arn:aws:s3:::bucket"],
  ["s3/object", "arn:aws:s3:::bucket/a"],
  ["iam/role", "arn:aws:iam::123456789012:role/a"],
  ["glue/table", "arn:aws:glue:us-east-1:123456789012:table/a/b"],
  ["kms/key", "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["logs/log-stream", "arn:aws:logs:us-east-1:123456789012:log-group:a:log-stream:b"],
  ["secretsmanager/Secret", "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf"],
  ["ec2/image", "arn:aws:ec2:us-east-1::image/a"],
  ["dms/Endpoint", "arn:aws:dms:us-east-1:123456789012:endpoint:a"],
  ["braket/device", "arn:aws:braket:us-east-1:123456789012:device/a/b/c"],
  ["opsworks-cm/backup", "arn:aws:opsworks-cm::123456789012:backup/a-b"],
];

test.each(samples)("a sample of %s is %s", (type, arn) => {
  expect(sampleArns(typeAt(type))).toEqual([arn]);
});

test("a type with several templates has a sample of each", () => {
  expect(sampleArns(typeAt("greengrass/deployment"))).toEqual(["arn:aws:greengrass:us-east-1:123456789012:/greengrass/groups/a/deployments/b", "arn:aws:greengrass:us-east-1:123456789012:deployments:a"]);
});

test("the samples of all types are ARNs without a variable or a wildcard, and fit their type", () => {
  expect(all.length).toBeGreaterThan(2000);
  const odd = all.flatMap(({ prefix, type }) => sampleArns(type).filter((arn) => arnOf(arn) === undefined || !/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws|offering|):[\w/:.,=+@-]+$/.test(arn) || !fits(arn, type)).map((arn) => `${prefix}/${type.name}: ${arn}`));
  expect(odd).toEqual([]);
});

const fitting: readonly (readonly [entry: string, type: string])[] = [
  ["arn:aws:s3:::data", "s3/bucket"],
  ["arn:aws:s3:::data/in/a:b.csv", "s3/object"],
  ["arn:aws-cn:s3:::data/a", "s3/object"],
  ["arn:aws:s3:::data/*", "s3/object"],
  ["arn:aws:s3:::data*", "s3/object"],
  ["arn:aws:s3:::data*", "s3/bucket"],
  ["arn:aws:s3:::*", "s3/object"],
  ["arn:aws:s3:::?", "s3/bucket"],
  ["arn:aws:s3:::${aws:PrincipalTag/team}/*", "s3/object"],
  ["*", "s3/object"],
  ["arn:aws:s3", "s3/object"],
  ["arn:aws:iam::123456789012:role/team/glue", "iam/role"],
  ["arn:aws:iam::*:role/*", "iam/role"],
  ["arn:aws:logs:*:*:/aws-glue/*", "logs/log-group"],
  ["arn:aws:logs:*:*:*:/aws-glue/*", "logs/log-group"],
  ["arn:aws:logs:us-east-1:123456789012:log-group:/aws-glue/jobs/output:*", "logs/log-stream"],
  ["arn:aws:ec2:*:*:image/*", "ec2/image"],
  ["arn:aws:greengrass:us-east-1:123456789012:deployments:a", "greengrass/deployment"],
];

const others: readonly (readonly [entry: string, type: string])[] = [
  ["arn:aws:s3:::data", "s3/object"],
  ["arn:aws:s3:::data/", "s3/object"],
  ["arn:aws:s3:::data/a", "s3/bucket"],
  ["arn:aws:s3:::data/*", "s3/bucket"],
  ["arn:aws:s3:::", "s3/bucket"],
  ["arn:aws:s3:us-east-1::data", "s3/bucket"],
  ["s3://data/a", "s3/object"],
  ["arn:aws:iam::123456789012:user/glue", "iam/role"],
  ["arn:aws:iam::123456789012:Role/glue", "iam/role"],
  ["arn:aws:iam:::role/glue", "iam/role"],
  ["arn:aws:iam::123456789012:role/", "iam/role"],
  ["arn:aws:ec2:us-east-1:123456789012:image/a", "ec2/image"],
  ["arn:aws:kms:us-east-1:123456789012:alias/a", "kms/key"],
  ["arn:aws:glue:us-east-1:123456789012:table/sales", "glue/table"],
  ["", "s3/object"],
];

describe("a resource", () => {
  test.each(fitting)("%j fits %s", (entry, type) => {
    expect(fits(entry, typeAt(type))).toBe(true);
  });

  test.each(others)("%j does not fit %s", (entry, type) => {
    expect(fits(entry, typeAt(type))).toBe(false);
  });

  test("of many wildcards is answered at once", () => {
    expect(fits(`arn:aws:s3:::${"*a?".repeat(200)}/b`, typeAt("s3/bucket"))).toBe(false);
  }, 2000);
});
