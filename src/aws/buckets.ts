import { GetBucketPolicyCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Caller } from "./calls.js";
import { documentFrom } from "./document-from.js";
import { outcomeOf } from "./refusal.js";
import type { Failure, Snapshot } from "./snapshot.js";

/** The policies of some buckets, by name. */
export async function bucketsNamed(names: readonly string[], partition: string, s3: S3Client, caller: Caller): Promise<{ readonly buckets: Snapshot["buckets"]; readonly failures: readonly Failure[] }> {
  const seen = await Promise.all([...new Set(names)].toSorted().map(async (name) => {
    const call = { action: "s3:GetBucketPolicy", resource: `arn:${partition}:s3:::${name}` };
    const outcome = await outcomeOf(call, () => caller.call(call, () => s3.send(new GetBucketPolicyCommand({ Bucket: name }))));
    switch (outcome.kind) {
      case "seen": return { name, bucket: { policy: documentFrom(outcome.value.Policy) }, failures: [] };
      case "missing": return { name, bucket: {}, failures: [] };
      case "refused": return { name, bucket: { refused: call.action }, failures: [outcome.failure] };
    }
  }));
  return { buckets: Object.fromEntries(seen.map(({ name, bucket }) => [name, bucket])), failures: seen.flatMap(({ failures }) => failures) };
}

/** The buckets that a job names: those of its script and of the paths that it writes to. */
export function bucketsIn(job: object): readonly string[] {
  return [...JSON.stringify(job).matchAll(/s3[an]?:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=[/"\\, ;])/g)].flatMap(([, name]) => name ?? []);
}
