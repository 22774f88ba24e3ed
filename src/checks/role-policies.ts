import type { Policies } from "../evaluate/request.js";
import type { Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";

/** The layers that bind a role's own calls. Policies that nobody gave may say anything. */
export function policiesOf(role: Role, { serviceControl }: Environment): Policies {
  const known = made.get(role);
  if (known !== undefined) return known;
  const policies: Policies = {
    identity: role.policies ?? [{ kind: "unread", location: role.location, because: "its policies, which nobody gave" }],
    ...(role.boundary && { boundary: role.boundary }),
    ...(serviceControl && { serviceControl }),
  };
  made.set(role, policies);
  return policies;
}

/** The same with the policy of the bucket that the resources lie in, where it was seen. */
export function policiesOn(role: Role, environment: Environment, resources: string): Policies {
  const policies = policiesOf(role, environment);
  const [, bucket = ""] = /^arn:[^:]+:s3:::([^/*?]+)(?:\/|$)/.exec(resources) ?? [];
  const resource = environment.buckets?.get(bucket);
  if (resource === undefined) return policies;
  const known = onBuckets.get(policies) ?? new Map<string, Policies>();
  const own = known.get(bucket) ?? { ...policies, resource };
  onBuckets.set(policies, known.set(bucket, own));
  return own;
}

const onBuckets = new WeakMap<Policies, Map<string, Policies>>();

/** The same for all questions about a role, so that whoever answers can tell that they are about the same. */
const made = new WeakMap<Role, Policies>();
