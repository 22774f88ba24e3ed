/** What was seen of one account: an artifact like any other, from which the report can be made again without the account. */
export interface Snapshot {
  readonly $schema: string;
  readonly kind: "gluelint snapshot";
  readonly version: 1;
  /** When it was taken, ISO 8601 in UTC. */
  readonly at: string;
  readonly account: string;
  readonly partition: string;
  /** What was asked for on the command line. */
  readonly asked: Asked;
  /** What the user said of the environment, as gluelint.yaml has it. */
  readonly environment: Readonly<Record<string, unknown>>;
  readonly failures: readonly Failure[];
  /** By Region. */
  readonly regions: Readonly<Record<string, RegionDetail>>;
  /** By name. */
  readonly buckets: Readonly<Record<string, BucketDetail>>;
  readonly iam: Iam;
  /** What the organization says over the account; absent where it was not asked. */
  readonly organization?: OrganizationDetail;
  /** What IAM's policy simulator answered; absent where it was not asked. */
  readonly simulated?: readonly Simulated[];
}

/** The scope of an audit: roles and jobs by name or ARN. */
export interface Asked {
  readonly roles: readonly string[];
  readonly jobs: readonly string[];
  readonly all: boolean;
  readonly regions: readonly string[];
  readonly guzzle: boolean;
}

/** The jobs of a Region, and what they name, in the shapes of Glue. */
export interface RegionDetail {
  readonly Jobs: readonly object[];
  readonly Connections: readonly { readonly Name: string; readonly ConnectionType?: string; readonly PhysicalConnectionRequirements?: { readonly SubnetId?: string; readonly SecurityGroupIdList?: readonly string[] } }[];
  readonly SecurityConfigurations: readonly {
    readonly Name: string;
    readonly EncryptionConfiguration: {
      readonly S3Encryption: readonly { readonly S3EncryptionMode: string; readonly KmsKeyArn?: string }[];
      readonly CloudWatchEncryption: { readonly CloudWatchEncryptionMode: string; readonly KmsKeyArn?: string };
      readonly JobBookmarksEncryption: { readonly JobBookmarksEncryptionMode: string; readonly KmsKeyArn?: string };
    };
  }[];
}

/** A bucket; what it has not is not there. */
export interface BucketDetail {
  readonly policy?: unknown;
  /** The Region that it is in. */
  readonly region?: string;
  /** How it encrypts what is written without a word about it. */
  readonly encryption?: { readonly SSEAlgorithm: string; readonly KMSMasterKeyID?: string };
  readonly publicAccessBlock?: Readonly<Record<"BlockPublicAcls" | "BlockPublicPolicy" | "IgnorePublicAcls" | "RestrictPublicBuckets", boolean>>;
  /** The calls that AWS refused: of what they ask nobody knows whether it is there. */
  readonly refused?: readonly string[];
}

/** The policies of the organization over an account, root first; with neither where nobody could look. Its own management account they do not bind. */
export interface OrganizationDetail {
  readonly managementAccount?: string;
  readonly serviceControl?: readonly ControlLevel[];
  readonly resourceControl?: readonly ControlLevel[];
  readonly Policies?: readonly ControlPolicy[];
  /** Why nobody could look. */
  readonly unseen?: string;
}

/** What is attached to a root, an organizational unit or an account: policies by their ids. */
export interface ControlLevel {
  readonly Target: string;
  readonly Policies: readonly string[];
}

export interface ControlPolicy {
  readonly Id: string;
  readonly Name: string;
  readonly Document: unknown;
}

/** In the shape of `get-account-authorization-details`, with policies as JSON and the current version of each. */
export interface Iam {
  readonly RoleDetailList: readonly RoleDetail[];
  readonly Policies: readonly PolicyDetail[];
}

export interface RoleDetail {
  readonly Arn: string;
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument?: unknown;
  readonly RolePolicyList: readonly { readonly PolicyName: string; readonly PolicyDocument: unknown }[];
  readonly AttachedManagedPolicies: readonly { readonly PolicyName: string; readonly PolicyArn: string }[];
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
  /** The calls that AWS refused: the role may have policies that are not here. */
  readonly refused?: readonly string[];
}

export interface PolicyDetail {
  readonly Arn: string;
  readonly PolicyName: string;
  readonly PolicyVersionList: readonly { readonly VersionId: string; readonly IsDefaultVersion: true; readonly Document: unknown }[];
}

/** One request, and what the simulator answered. */
export interface Simulated {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** Keys that it would have had to know. */
  readonly missingContext: readonly string[];
  /** The policies whose statements it names, by `SourcePolicyId`. */
  readonly matched: readonly string[];
  /** A layer that refused: `organization`, `boundary`. */
  readonly refusedBy?: "organization" | "boundary";
}

export interface Failure {
  /** The ARN or the account that could not be looked at. */
  readonly artifact: string;
  readonly message: string;
}

/** Where the published package's copy of `rules/snapshot.schema.json` is served. */
export const snapshotSchema = "https://unpkg.com/gluelint/rules/snapshot.schema.json";

/** The snapshot as a file: two spaces a level, so that a line means something; equal accounts give equal texts, but for `at`. */
export function snapshotText(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, undefined, 2)}\n`;
}
