/**
 * A policy as IAM's JSON has it, as plain data. What is written in it is checked when it is used: the type is wide, so that what
 * `import policy from "./policy.json"` gives fits.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  /** `2012-10-17`, or `2008-10-17`, which has no variables. */
  readonly Version?: string | undefined;
  readonly Id?: string | undefined;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string | undefined;
  /** `Allow` or `Deny`. */
  readonly Effect: string;
  readonly Principal?: PrincipalElement | undefined;
  readonly NotPrincipal?: PrincipalElement | undefined;
  readonly Action?: string | readonly string[] | undefined;
  readonly NotAction?: string | readonly string[] | undefined;
  readonly Resource?: string | readonly string[] | undefined;
  readonly NotResource?: string | readonly string[] | undefined;
  /** By operator, then by key: `{ StringEquals: { "aws:SourceVpc": "vpc-1" } }`. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue | readonly ConditionValue[] | undefined>> | undefined>> | undefined;
}

/** `*`, or by kind: `{ AWS: "123456789012" }`. */
export type PrincipalElement = string | Readonly<Record<string, string | readonly string[] | undefined>>;

export type ConditionValue = string | number | boolean;

/** The policies of a layer; an empty list says that the layer is not in play, `"unknown"` that it may say anything. */
export type PolicyLayer = readonly (PolicyDocument | "unknown")[] | "unknown";

/** The policies of an organization by level, root first. */
export type PolicyLevels = readonly PolicyLayer[] | "unknown";

/**
 * The policies that bear on a request, by layer, as `gluelint simulate` takes them. A layer that is left out is not in play.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PoliciesByLayer {
  /** What is attached to the caller, managed and inline. */
  readonly identity?: PolicyLayer;
  /** The permissions boundary. */
  readonly boundary?: PolicyLayer;
  readonly session?: PolicyLayer;
  readonly serviceControl?: PolicyLevels;
  /** RCPFullAWSAccess is implied at each level. */
  readonly resourceControl?: PolicyLevels;
  /** The policy of the resource; or of several, by ARN (that of a bucket is found for its objects); null: there is none. */
  readonly resource?: PolicyDocument | Readonly<Record<string, PolicyDocument>> | "unknown" | null;
  /** The policy of the VPC endpoint that the call goes through. */
  readonly endpoint?: PolicyLayer;
}
