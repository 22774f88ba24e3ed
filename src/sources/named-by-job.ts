import type { Compute } from "../subject/compute.js";
import { choiceOf } from "../templates/choice.js";
import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";
import { rememberingEach } from "../text/remembering.js";
import { hasUnknown } from "../text/unknown.js";
import { isKeyArn, keySetting } from "./key-names.js";

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
  if (name === undefined || configuration === undefined) return {};
  const encryption = propertyOf(configuration, "EncryptionConfiguration");
  const [s3] = itemsOf(propertyOf(encryption, "S3Encryption"));
  return configurationFrom(name, configuration, { s3, logs: propertyOf(encryption, "CloudWatchEncryption"), bookmarks: propertyOf(encryption, "JobBookmarksEncryption") }, glues, (text) => isKeyArn(text) ? text : undefined).properties;
}

/** What a security configuration says of the job that names it. */
export interface Configuration {
  readonly name: string;
  readonly properties: Properties;
}

type Encryption = Readonly<Record<"s3" | "logs" | "bookmarks", Node | undefined>>;

/** How the keys and modes in the parts of a security configuration are spelled. */
type Spelling = Readonly<Record<"key" | keyof Encryption, string>>;

/** As Glue's API spells them. */
export const glues: Spelling = { key: "KmsKeyArn", s3: "S3EncryptionMode", logs: "CloudWatchEncryptionMode", bookmarks: "JobBookmarksEncryptionMode" };

/** What a security configuration says, with the keys that are in use; `keyNamed` tells which key a text means. Of a mode that hangs on a condition nothing is known. */
export function configurationFrom(name: string, node: Node, encryption: Encryption, spelled: Spelling, keyNamed: (text: string) => string | undefined): Configuration {
  const modeOf = (part: keyof Encryption) => { const from = encryption[part]; return from && choiceOf(from) ? from : propertyOf(from, spelled[part]); };
  const keyFor = (part: keyof Encryption, wanted: string): Properties => {
    const key = stringOf(modeOf(part)) === wanted ? keySetting(propertyOf(encryption[part], spelled.key), keyNamed) : undefined;
    return key ? { [`security_configuration.${part}_key`]: key } : {};
  };
  const mode = modeOf("s3");
  const said = mode === undefined ? "DISABLED" : stringOf(mode);
  return { name, properties: { ...(said !== undefined && !hasUnknown(said) && { "security_configuration.s3_mode": { value: said, location: (mode ?? node).location, unknown: false } }), ...keyFor("s3", "SSE-KMS"), ...keyFor("logs", "SSE-KMS"), ...keyFor("bookmarks", "CSE-KMS") } };
}

/** The job with what is known of the security configuration that it names; equal names are one, known or not. */
export function withConfiguration(compute: Compute, configurations: readonly Configuration[]): Compute {
  const named = compute.properties["security_configuration"]?.value;
  const configuration = onlyOnes(configurations).get(String(named));
  return configuration === undefined ? compute : { ...compute, properties: { ...compute.properties, ...configuration.properties } };
}

/** The configurations by their names; of two of one name nobody knows which is meant. */
const onlyOnes = rememberingEach((configurations: readonly Configuration[]) => configurations.reduce((byName, configuration) => byName.set(configuration.name, byName.has(configuration.name) ? undefined : configuration), new Map<string, Configuration | undefined>()));

const named = (name: string, list: string, region: Node) => itemsOf(propertyOf(region, list)).find((each) => stringOf(propertyOf(each, "Name")) === name);
