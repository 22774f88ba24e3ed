import { GlueClient } from "@aws-sdk/client-glue";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { Caller } from "./calls.js";

/** Who calls, and how. Without credentials and profile, AWS's standard chain finds them. */
export interface Access {
  readonly caller: Caller;
  readonly region: string | undefined;
  readonly profile?: string;
  readonly credentials?: Credentials;
  /** How often a call is tried, where AWS is busy or does not answer. */
  readonly attempts: number;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Everything the clients share: they wait when AWS says so, and give up on what does not answer. Times in milliseconds. */
export function settings({ profile, credentials, attempts }: Access) {
  return {
    retryMode: "adaptive", maxAttempts: attempts, requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...(profile !== undefined && { profile }), ...(credentials && { credentials }),
  };
}

/** IAM is one for all Regions; any name of the partition will do, and where there is none, the oldest. */
export const iamClient = (access: Access) => new IAMClient({ ...settings(access), region: access.region ?? "us-east-1" });

export const stsClient = (access: Access) => new STSClient({ ...settings(access), ...(access.region !== undefined && { region: access.region }) });

export const glueClient = (access: Access, region: string) => new GlueClient({ ...settings(access), region });

/** A bucket answers in its own Region only, so the client follows. Endpoints of one's own mostly know no host names for buckets. */
export const s3Client = (access: Access) => new S3Client({ ...settings(access), region: access.region ?? "us-east-1", followRegionRedirects: true, forcePathStyle: true });
