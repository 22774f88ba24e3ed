import type { Compute, Property } from "../subject/compute.js";
import type { Datastore, Facts } from "../subject/facts.js";
import { propertyOf, stringOf, type Node } from "../text/node.js";
import { rememberingEach } from "../text/remembering.js";
import { keyNamed, keySetting } from "./key-names.js";

/** What was seen of a bucket, beside its policy. */
export interface SeenBucket {
  readonly name: string;
  readonly region: string | undefined;
  /** The ARN of the key of one's own that it encrypts with by default, and where that stands. */
  readonly key: Property | undefined;
}

/**
 * What a snapshot says of a bucket. A key that is named by its id alone is one of the account, and of an alias nobody knows which
 * key it means; AWS's own key for S3, which serves where none is named, is for everyone who may use the bucket.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html
 */
export function seenBucketIn(name: string, bucket: Node, { partition = "aws", account }: { readonly partition: string | undefined; readonly account: string | undefined }): SeenBucket {
  const region = stringOf(propertyOf(bucket, "region"));
  const encryption = propertyOf(bucket, "encryption");
  const [seen] = encryptedBy(name, { algorithm: propertyOf(encryption, "SSEAlgorithm"), key: propertyOf(encryption, "KMSMasterKeyID") }, (text) => keyNamed(text, new Map(), { partition, account, region }));
  return { name, region, key: seen?.key };
}

/** A bucket that encrypts by default with a key of one's own; none where nobody knows which key that is. */
export function encryptedBy(name: string, { algorithm, key }: { readonly algorithm: Node | undefined; readonly key: Node | undefined }, named: (text: string) => string | undefined): readonly SeenBucket[] {
  const setting = stringOf(algorithm)?.startsWith("aws:kms") === true ? keySetting(key, named) : undefined;
  return setting ? [{ name, region: undefined, key: setting }] : [];
}

/** The compute with the keys of the buckets that its paths lie in: what it writes there is encrypted with them, unless its security configuration says otherwise, or nobody knows what that says. */
export function withBucketKeys(compute: Compute, buckets: readonly SeenBucket[]): Compute {
  const { security_configuration: configuration, "security_configuration.s3_mode": mode } = compute.properties;
  if (configuration && mode?.value !== "DISABLED") return compute;
  const keys = ["temporary_path", "spark_ui_logs_path"].flatMap((path) => {
    const [, bucket] = /^s3[an]?:\/\/([^/]+)(?:\/|$)/.exec(String(compute.properties[path]?.value)) ?? [];
    const key = keysByBucket(buckets).get(bucket ?? "");
    return key ? [[`${path}.key`, key] as const] : [];
  });
  return keys.length === 0 ? compute : { ...compute, properties: { ...compute.properties, ...Object.fromEntries(keys) } };
}

const knownKey = (key: Property | undefined) => key?.unknown === false ? key.value : undefined;

/** The first that is told of each. */
const keysByBucket = rememberingEach((buckets: readonly SeenBucket[]) => new Map(buckets.toReversed().map(({ name, key }) => [name, key])));

/** The buckets that nothing says jobs write to: what is written to a datastore is asked for with the datastore. */
export function notWritten(buckets: readonly SeenBucket[], { datastores }: Facts): readonly SeenBucket[] {
  const written = datastores.kind === "said" ? datastores.values.flatMap(({ bucket, access }) => access === "write" || access === "readWrite" ? [bucket] : []) : [];
  return buckets.filter(({ name }) => !written.includes(name));
}

/** The facts with the keys of the datastores of which nobody said one. */
export function knowingKeys(facts: Facts, buckets: readonly SeenBucket[]): Facts {
  const { datastores } = facts;
  if (datastores.kind === "unsaid") return facts;
  const keyOf = ({ key, account, bucket }: Datastore) => key ?? (account === undefined ? knownKey(keysByBucket(buckets).get(bucket)) : undefined);
  return { ...facts, datastores: { ...datastores, values: datastores.values.map((datastore) => { const key = keyOf(datastore); return typeof key === "string" ? { ...datastore, key } : datastore; }) } };
}
