import { GetBucketEncryptionCommand, GetBucketLocationCommand, GetBucketPolicyCommand, GetPublicAccessBlockCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Answered, Caller } from "./calls.js";
import { documentFrom } from "./document-from.js";
import { outcomeOf, type Outcome } from "./refusal.js";
import type { BucketDetail, Failure, Snapshot } from "./snapshot.js";

/** Some buckets by name: who may use them, where they are, and how they encrypt. A bucket that is not there is one failure. */
export async function bucketsNamed(names: readonly string[], partition: string, s3: S3Client, caller: Caller): Promise<{ readonly buckets: Snapshot["buckets"]; readonly failures: readonly Failure[] }> {
  const seen = await Promise.all([...new Set(names)].toSorted().map(async (name) => ({ name, ...await bucketNamed(name, `arn:${partition}:s3:::${name}`, s3, caller) })));
  return { buckets: Object.fromEntries(seen.map(({ name, bucket }) => [name, bucket])), failures: seen.flatMap(({ failures }) => failures) };
}

async function bucketNamed(Bucket: string, resource: string, s3: S3Client, caller: Caller): Promise<{ readonly bucket: BucketDetail; readonly failures: readonly Failure[] }> {
  const ask = async <Value extends Answered>(action: string, run: () => Promise<Value>): Promise<Outcome<Value>> => outcomeOf({ action, resource }, () => caller.call({ action, resource }, run));
  const [policy, location, encryption, access] = await Promise.all([
    ask("s3:GetBucketPolicy", () => s3.send(new GetBucketPolicyCommand({ Bucket }))),
    ask("s3:GetBucketLocation", () => s3.send(new GetBucketLocationCommand({ Bucket }))),
    ask("s3:GetEncryptionConfiguration", () => s3.send(new GetBucketEncryptionCommand({ Bucket }))),
    ask("s3:GetBucketPublicAccessBlock", () => s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
  ]);
  const byAction = { "s3:GetBucketPolicy": policy, "s3:GetBucketLocation": location, "s3:GetEncryptionConfiguration": encryption, "s3:GetBucketPublicAccessBlock": access };
  const refused = Object.entries(byAction).flatMap(([action, { kind }]) => kind === "refused" ? [action] : []);
  const byDefault = encryption.kind === "seen" ? encryption.value.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault : undefined;
  const blocked = access.kind === "seen" ? access.value.PublicAccessBlockConfiguration : undefined;
  return {
    bucket: {
      ...(policy.kind === "seen" && { policy: documentFrom(policy.value.Policy) }),
      ...(location.kind === "seen" && { region: regionOf(location.value.LocationConstraint) }),
      ...(byDefault && { encryption: { SSEAlgorithm: byDefault.SSEAlgorithm ?? "", ...(byDefault.KMSMasterKeyID !== undefined && { KMSMasterKeyID: byDefault.KMSMasterKeyID }) } }),
      ...(blocked && { publicAccessBlock: { BlockPublicAcls: blocked.BlockPublicAcls === true, BlockPublicPolicy: blocked.BlockPublicPolicy === true, IgnorePublicAcls: blocked.IgnorePublicAcls === true, RestrictPublicBuckets: blocked.RestrictPublicBuckets === true } }),
      ...(refused.length > 0 && { refused }),
    },
    failures: failuresOf(resource, [policy, location, encryption, access]),
  };
}

/** What was not seen of a bucket, in as few lines as that takes: mostly all of it is refused for one reason. */
function failuresOf(resource: string, outcomes: readonly Outcome<unknown>[]): readonly Failure[] {
  const denied = outcomes.flatMap((outcome) => outcome.kind === "refused" && outcome.denied !== undefined ? [outcome.denied] : []);
  const together = denied.length < 2 ? [] : [{ artifact: resource, message: `AWS refused ${denied.length} calls on \`${resource}\`: allow ${denied.map((action) => `\`${action}\``).join(", ")} to who runs gluelint` }];
  const others = outcomes.flatMap((outcome) => outcome.kind === "refused" && (outcome.denied === undefined || denied.length < 2) ? [outcome.failure] : []);
  return [...together, ...others.filter(({ message }, i) => others.findIndex((other) => other.message === message) === i)];
}

/** S3 has no word for its first Region, and an old one for its second. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const regionOf = (constraint: string | undefined) => constraint === undefined || constraint === "" ? "us-east-1" : constraint === "EU" ? "eu-west-1" : constraint;

/** The buckets that a job names: those of its script and of the paths that it writes to. */
export function bucketsIn(job: object): readonly string[] {
  return [...JSON.stringify(job).matchAll(/s3[an]?:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=[/"\\, ;])/g)].flatMap(([, name]) => name ?? []);
}
