import type { Compute, Property } from "../subject/compute.js";
import type { Datastore, Facts } from "../subject/facts.js";
import { propertyOf, stringOf, type Node } from "../text/node.js";

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
  const id = propertyOf(encryption, "KMSMasterKeyID");
  const text = stringOf(propertyOf(encryption, "SSEAlgorithm"))?.startsWith("aws:kms") === true ? stringOf(id) ?? "" : "";
  const isId = /^(mrk-)?[0-9a-f-]{32,36}$/.test(text) && region !== undefined && account !== undefined;
  const arn = /^arn:[^:]+:kms:[^:]+:\d{12}:key\/[\w-]+$/.test(text) ? text : isId ? `arn:${partition}:kms:${region}:${account}:key/${text}` : undefined;
  return { name, region, key: id && arn !== undefined ? { value: arn, location: id.location, unknown: false } : undefined };
}

/** The compute with the keys of the buckets that its paths lie in: what it writes there is encrypted with them, unless its security configuration says otherwise, or nobody knows what that says. */
export function withBucketKeys(compute: Compute, buckets: readonly SeenBucket[]): Compute {
  const { security_configuration: configuration, "security_configuration.s3_mode": mode } = compute.properties;
  if (configuration && mode?.value !== "DISABLED") return compute;
  const keys = ["temporary_path", "spark_ui_logs_path"].flatMap((path) => {
    const { value, unknown = true } = compute.properties[path] ?? {};
    const [, bucket] = /^s3[an]?:\/\/([^/]+)(?:\/|$)/.exec(unknown ? "" : String(value)) ?? [];
    const key = buckets.find(({ name }) => name === bucket)?.key;
    return key ? [[`${path}.key`, key] as const] : [];
  });
  return keys.length === 0 ? compute : { ...compute, properties: { ...compute.properties, ...Object.fromEntries(keys) } };
}

/** The facts with the keys of the datastores of which nobody said one. */
export function knowingKeys(facts: Facts, buckets: readonly SeenBucket[]): Facts {
  const { datastores } = facts;
  if (datastores.kind === "unsaid") return facts;
  const keyOf = ({ key, account, bucket }: Datastore) => key ?? (account === undefined ? buckets.find(({ name }) => name === bucket)?.key?.value : undefined);
  return { ...facts, datastores: { ...datastores, values: datastores.values.map((datastore) => { const key = keyOf(datastore); return typeof key === "string" ? { ...datastore, key } : datastore; }) } };
}
