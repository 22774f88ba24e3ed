import type { Compute, Property } from "../subject/compute.js";
import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";

/**
 * The compute that a job of a snapshot is, with what was seen of the connections and the security configuration that it names. Of
 * those that were not seen nothing is said.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-security.html
 */
export function withNamed(compute: Compute, job: Node, region: Node): Compute {
  return { ...compute, properties: { ...compute.properties, ...ofConnections(job, region), ...ofConfiguration(job, region) } };
}

type Properties = Compute["properties"];

/** Whether all of the connections are known to join no VPC. */
function ofConnections(job: Node, region: Node): Properties {
  const names = textsOf(propertyOf(propertyOf(job, "Connections"), "Connections"));
  const seen = names.map((name) => named(name, "Connections", region));
  const [first] = seen;
  const isOutside = (connection: Node | undefined) => connection !== undefined && propertyOf(propertyOf(connection, "PhysicalConnectionRequirements"), "SubnetId") === undefined;
  return first && seen.every(isOutside) ? { "connections.outside_vpc": { value: true, location: first.location, unknown: false } } : {};
}

function ofConfiguration(job: Node, region: Node): Properties {
  const name = stringOf(propertyOf(job, "SecurityConfiguration"));
  const configuration = name === undefined ? undefined : named(name, "SecurityConfigurations", region);
  if (configuration === undefined) return {};
  const encryption = propertyOf(configuration, "EncryptionConfiguration");
  const [s3] = itemsOf(propertyOf(encryption, "S3Encryption"));
  const mode = propertyOf(s3, "S3EncryptionMode");
  return {
    "security_configuration.s3_mode": { value: stringOf(mode) ?? "DISABLED", location: (mode ?? configuration).location, unknown: false },
    ...keyFor("security_configuration.s3_key", s3, mode, "SSE-KMS"),
    ...keyFor("security_configuration.logs_key", propertyOf(encryption, "CloudWatchEncryption"), propertyOf(propertyOf(encryption, "CloudWatchEncryption"), "CloudWatchEncryptionMode"), "SSE-KMS"),
    ...keyFor("security_configuration.bookmarks_key", propertyOf(encryption, "JobBookmarksEncryption"), propertyOf(propertyOf(encryption, "JobBookmarksEncryption"), "JobBookmarksEncryptionMode"), "CSE-KMS"),
  };
}

/** The key, where it is in use and stands there by its ARN. */
function keyFor(setting: string, encryption: Node | undefined, mode: Node | undefined, wanted: string): Readonly<Record<string, Property>> {
  const key = propertyOf(encryption, "KmsKeyArn");
  const arn = stringOf(key) ?? "";
  return key && stringOf(mode) === wanted && /^arn:[^:]+:kms:[^:]+:\d{12}:key\/[\w-]+$/.test(arn) ? { [setting]: { value: arn, location: key.location, unknown: false } } : {};
}

const named = (name: string, list: string, region: Node) => itemsOf(propertyOf(region, list)).find((each) => stringOf(propertyOf(each, "Name")) === name);
