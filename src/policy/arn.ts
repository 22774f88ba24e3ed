/** The parts of an ARN. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** Twelve digits, or empty, as for a bucket. */
  readonly account: string;
  /** All that follows the fifth colon: `role/path/name`, `log-group:/aws-glue/jobs`. */
  readonly resource: string;
}

/** The ARN that a text spells; undefined for anything with fewer than six parts or another beginning. */
export function arnOf(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...rest] = text.split(":");
  if (arn !== "arn" || partition === undefined || service === undefined || region === undefined || account === undefined || rest.length === 0) return undefined;
  return { partition, service, region, account, resource: rest.join(":") };
}

/** The account that a request about this resource is made in: twelve digits, or undefined where the ARN has none. */
export function accountOf(resource: string): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1];
}

/** The name of the role that an ARN names, without its path; undefined for anything but a role's ARN. Account and name may be unknown in part. */
export function roleNameOf(text: string): string | undefined {
  return /^arn:[^:]+:iam::(?:\d{12}|\uE000[^\uE001]*\uE001):role\/(?:(?:[!-~]|\uE000[^\uE001]*\uE001)*\/)?((?:[\w+=,.@-]|\uE000[^\uE001]*\uE001)+)$/.exec(text)?.[1];
}

/** The bucket that the ARN of a bucket or of objects in it names, or a pattern of such; undefined where the name has a wildcard, and for anything else. */
export function bucketOf(resource: string): string | undefined {
  return /^arn:[^:]+:s3:::([^/*?]+)(?:\/|$)/.exec(resource)?.[1];
}
