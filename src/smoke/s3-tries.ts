import type { Datastore } from "../subject/facts.js";
import type { Folder, Site, Try } from "./tries.js";

/** Reads, writes and deletes an object of the run's own below the temporary path, as Spark does. */
export function temporaryPathTries({ partition, temporary }: Site): readonly Try[] {
  if (temporary === undefined) return [];
  const { bucket, object, arn } = probeIn(temporary, partition);
  return [
    { action: "s3:ListBucket", resources: [`arn:${partition}:s3:::${temporary.bucket}`], call: call("list_objects_v2", { Bucket: bucket, Prefix: temporary.prefix, MaxKeys: 1 }) },
    { action: "s3:PutObject", resources: [arn], call: call("put_object", { ...object, Body: "" }), leaves: true },
    // Of an object that is not there S3 says AccessDenied to who may not list.
    { action: "s3:GetObject", resources: [arn], call: call("get_object", object), follows: 1 },
    { action: "s3:DeleteObject", resources: [arn], call: call("delete_object", object) },
  ];
}

/** Writes an object of the run's own below the path of the Spark UI. */
export function sparkUiTries({ partition, events }: Site): readonly Try[] {
  if (events === undefined) return [];
  const { object, arn } = probeIn(events, partition);
  return [{ action: "s3:PutObject", resources: [arn], call: call("put_object", { ...object, Body: "" }), leaves: true }];
}

/** Lists the datastores, and reads the first byte of one object where there is one; it writes nothing there. */
export function datastoreTries({ partition, datastores }: Site): readonly Try[] {
  return datastores.flatMap((datastore) => ofDatastore(datastore, partition));
}

function ofDatastore({ bucket, prefixes: [prefix = ""], access }: Datastore, partition: string): readonly Try[] {
  if (access === "none") return [];
  const arn = `arn:${partition}:s3:::${bucket}`;
  const reads: readonly Try[] = access === "write" ? [] : [{ action: "s3:GetObject", resources: [`${arn}/${prefix}?*`], call: call("get_object", { Bucket: bucket, Range: "bytes=0-0" }), follows: 1, firstKey: true }];
  return [
    { action: "s3:GetBucketLocation", resources: [arn], call: call("get_bucket_location", { Bucket: bucket }) },
    { action: "s3:ListBucket", resources: [arn], call: call("list_objects_v2", { Bucket: bucket, Prefix: prefix, MaxKeys: 1 }) },
    ...reads,
    ...(access === "read" ? [] : [{ action: "s3:ListBucketMultipartUploads", resources: [arn], call: call("list_multipart_uploads", { Bucket: bucket, MaxUploads: 1 }) }]),
  ];
}

/** Lists the shared storage. */
export function listingTries({ partition, script: { bucket, prefix } }: Site): readonly Try[] {
  return [{ action: "s3:ListBucket", resources: [`arn:${partition}:s3:::${bucket}`], call: call("list_objects_v2", { Bucket: bucket, Prefix: prefix, MaxKeys: 1 }) }];
}

/** Glue itself fetches the script before it runs. */
export function scriptTries({ partition, script: { bucket, prefix } }: Site): readonly Try[] {
  return [{ action: "s3:GetObject", resources: [`arn:${partition}:s3:::${bucket}/${prefix}`] }];
}

const call = (operation: string, args: Readonly<Record<string, unknown>>) => ({ service: "s3", operation, arguments: args });

const probeIn = ({ bucket, prefix }: Folder, partition: string) => ({ bucket, object: { Bucket: bucket, Key: `${prefix}probe` }, arn: `arn:${partition}:s3:::${bucket}/${prefix}probe` });
