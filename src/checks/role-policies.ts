import type { Policies } from "../evaluate/request.js";
import { accountOf, arnOf, bucketOf } from "../policy/arn.js";
import type { Environment, RequiredLayer } from "../subject/environment.js";
import type { Policy, UnreadPolicy } from "../policy/policy.js";
import type { Role } from "../subject/role.js";
import { hasUnknown } from "../text/unknown.js";
import { ownerOf as bucketOwnerOf } from "./owner.js";

/** The layers that bind a role's own calls. Policies that nobody gave may say anything, if they are the role's own or somebody requires them. */
export function policiesOf(role: Role, environment: Environment): Policies {
  const known = made.get(role);
  if (known !== undefined) return known;
  const { location } = role;
  const missing = (layer: RequiredLayer, name: string) => environment.required?.includes(layer) ? [{ kind: "unread" as const, location, because: `${name}, which nobody gave`, absent: true as const }] : undefined;
  const boundary = role.boundary ?? (role.whole ? undefined : missing("boundary", "the permissions boundary"));
  const serviceControl = environment.serviceControl ?? asLevel(missing("serviceControl", "the service control policies"));
  const resourceControl = environment.resourceControl ?? asLevel(missing("resourceControl", "the resource control policies"));
  const endpoint = missing("endpoint", "the policy of the VPC endpoint");
  const policies: Policies = {
    identity: role.policies ?? [{ kind: "unread", location, because: "its policies, which nobody gave", absent: true }],
    ...(boundary && { boundary }), ...(serviceControl && { serviceControl }), ...(resourceControl && { resourceControl }), ...(endpoint && { endpoint }),
  };
  made.set(role, policies);
  return policies;
}

const asLevel = (policies: readonly UnreadPolicy[] | undefined) => policies && [policies];

/** The same with the policy of what the resources lie in, where it was seen or is required; and without what is over the resources of the role's own account, where they are another's. */
export function policiesOn(role: Role, environment: Environment, resources: string): Policies {
  const policies = policiesOf(role, environment);
  const bucket = bucketOf(resources) ?? "";
  const seen = environment.buckets?.get(bucket)?.policies ?? policiesOfKey(role, environment, resources);
  const owner = seen || !environment.required?.includes("resource") ? undefined : ownerOf(resources, bucket);
  const resource = seen ?? (owner === undefined ? undefined : [{ kind: "unread" as const, location: nowhere, because: `${owner}, which nobody gave` }]);
  const { resourceControl, ...others } = policies;
  const away = resourceControl !== undefined && (accountOfOwner(resources, environment) ?? accountOf(role.arn)) !== accountOf(role.arn);
  if (resource === undefined && !away) return policies;
  const key = `${String(away)} ${owner ?? (bucket || resources)}`;
  const known = onResources.get(policies) ?? new Map<string, Policies>();
  const own = known.get(key) ?? { ...(away ? others : policies), ...(resource && { resource }) };
  onResources.set(policies, known.set(key, own));
  return own;
}

/** Whom a key's policy names nobody can tell where nobody knows whether role and key are in one account. */
function policiesOfKey({ arn }: Role, { keys }: Environment, resources: string): readonly Policy[] | undefined {
  const policies = keys?.get(resources);
  if (policies === undefined) return undefined;
  const [role, key] = [arnOf(arn)?.account ?? "", arnOf(resources)?.account ?? ""];
  const isStrange = role !== key && (hasUnknown(role) || hasUnknown(key));
  return isStrange ? [...policies, { kind: "unread", location: nowhere, because: "whether the role and the key are in one account" }] : policies;
}

const accountOfOwner = (resources: string, environment: Environment) => accountOf(resources) ?? bucketOwnerOf(resources, environment).resourceAccount;

/** Whose policy may refuse what the role's own allow; undefined for what has none. That of a key is asked for always. */
function ownerOf(resources: string, bucket: string): string | undefined {
  switch (arnOf(resources)?.service) {
    case "s3": return bucket === "" ? "the policy of the bucket" : `the policy of the bucket \`${bucket}\``;
    case "secretsmanager": return "the policy of the secret";
    case "glue": return "the resource policy of the Data Catalog";
    default: return undefined;
  }
}

/** Of a policy that nobody gave there is no text to point at. */
const nowhere = { artifact: "", pointer: "" };

const onResources = new WeakMap<Policies, Map<string, Policies>>();

/** The same for all questions about a role, so that whoever answers can tell that they are about the same. */
const made = new WeakMap<Role, Policies>();
