import type { Facts } from "../subject/facts.js";

/**
 * Policies, as JSON, with a number for each bucket of which no rule asks: what is asked of a role that no job names is asked about the buckets of the facts, so that
 * the names of all others change no verdict on it. Undefined where they may: the facts name no buckets, a pattern tells some of these from others, or the policy
 * is so long that names decide whether IAM takes it. No text may have escapes.
 */
export function nameless(policies: readonly string[], { sharedStorage, datastores }: Facts): readonly string[] | undefined {
  if (sharedStorage.kind === "unsaid" || datastores.kind === "unsaid" || policies.some((text) => text.length > mostCharacters || early.test(text))) return undefined;
  const asked = new Set([...sharedStorage.values, ...datastores.values.map(({ bucket }) => bucket)]);
  if (![...asked].every((name) => bucket.test(name))) return undefined;
  const numbers = new Map<string, number>();
  return policies.map((text) => text.replace(arns, (whole, before: string, name: string) => {
    if (asked.has(name) || !bucket.test(name)) return whole;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    // No text has an escape, so that this is in none of them.
    return `${before}\\${number}`;
  }));
}

/** Every policy that is no longer is taken, however many blanks it has. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 6_144;

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucket = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const arns = /("arn:[a-z-]+:s3:::)([^"/]+)(?=["/])/g;

/** An ARN whose first wildcard stands so early that it matches some buckets and others not: `arn:aws:s3:::team-*`. */
const early = /"arn:(?:[^":]*[*?]|[^":]*:(?:[^":]*[*?]|s3:(?:[^":]*:){0,2}[^":/]*(?:[^":/]\*|[*?][^"/]|\?)))/;
