import { roleNameOf } from "../policy/arn.js";
import type { UnreadPolicy } from "../policy/policy.js";
import type { Compute } from "../subject/compute.js";
import type { Simulated } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import { below } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";
import type { Parts, PolicyPart, RolePart } from "./assemble.js";
import { detailsIn } from "./aws-output.js";
import { seenBucketIn, type SeenBucket } from "./seen-buckets.js";
import { seenOrganizationIn, type SeenOrganization } from "./seen-organization.js";
import { simulatedIn } from "./simulated.js";
import { computesIn } from "./glue-jobs.js";
import { joined } from "./pieces.js";
import { withNamed } from "./named-by-job.js";
import { policyNode } from "./policy-node.js";

/** What `gluelint audit` saw of an account. Its shape: `rules/snapshot.schema.json`. */
export interface Recording {
  readonly account: string | undefined;
  readonly partition: string | undefined;
  /** The Regions that were looked at, with their jobs. */
  readonly regions: readonly { readonly region: string; readonly jobs: readonly Compute[] }[];
  readonly roles: readonly RolePart[];
  readonly buckets: NonNullable<Parts["buckets"]>;
  readonly seen: readonly SeenBucket[];
  readonly organization: SeenOrganization | undefined;
  readonly at: string | undefined;
  readonly simulated: readonly Simulated[] | undefined;
  /** Whether all that is in it is Guzzle's, by the word of who took it. */
  readonly guzzle: boolean;
}

/** Whether a document was written by `gluelint audit`. */
export function isSnapshot(root: Node | undefined): boolean {
  return stringOf(propertyOf(root, "kind")) === "gluelint snapshot";
}

/** The roles, jobs and buckets of a snapshot; nothing of one that is broken. */
export function recordingOf({ artifact, text, root, faults }: Document): Recording {
  const asked = propertyOf(root, "asked");
  const named = textsOf(propertyOf(asked, "roles"));
  const iam = propertyOf(root, "iam");
  const details = iam && faults.length === 0 ? joined(detailsIn(iam, { artifact, text, root, faults })).roles : [];
  const refused = new Map(itemsOf(propertyOf(iam, "RoleDetailList")).map((role) => [stringOf(propertyOf(role, "Arn")), propertyOf(role, "refused")]));
  const roles = details.map((role): RolePart => {
    const calls = refused.get(role.arn);
    const policies = calls === undefined ? role.policies : [...role.policies ?? [], unseen(calls, `policies of \`${role.arn}\``)];
    const { guzzle, ...rest } = role;
    // Who names a role on the command line says that Guzzle's jobs run with it.
    return named.some((name) => name === role.arn || name === roleNameOf(role.arn)) ? { ...rest, policies, is: "job", whole: true } : { ...rest, policies, whole: true, ...(guzzle === false && { guzzle }) };
  });
  const byName = new Map(roles.map(({ arn }) => [roleNameOf(arn), arn]));
  const [account, partition] = [stringOf(propertyOf(root, "account")), stringOf(propertyOf(root, "partition"))];
  const buckets = entriesOf(propertyOf(root, "buckets"));
  return {
    account, partition, roles,
    regions: entriesOf(propertyOf(root, "regions")).map(({ key, value }) => ({ region: key, jobs: jobsIn(value).map((job) => withArn(job, byName)) })),
    buckets: buckets.map(({ key, value }) => ({ name: key, policies: policiesIn(key, value) })), seen: buckets.map(({ key, value }) => seenBucketIn(key, value, { partition, account })),
    organization: seenOrganizationIn(propertyOf(root, "organization"), account),
    at: stringOf(propertyOf(root, "at")), simulated: simulatedIn(propertyOf(root, "simulated")),
    guzzle: isTrue(propertyOf(asked, "guzzle")),
  };
}

/** What nobody could look at when the snapshot was taken. */
export function failuresIn({ root }: Document): readonly { readonly artifact: string; readonly message: string }[] {
  return itemsOf(propertyOf(root, "failures")).map((failure) => ({ artifact: stringOf(propertyOf(failure, "artifact")) ?? "", message: stringOf(propertyOf(failure, "message")) ?? "" }));
}

const jobsIn = (region: Node) => itemsOf(propertyOf(region, "Jobs")).flatMap((job) => computesIn(job).map((compute) => withNamed(compute, job, region)));

/** A job may name its role by the name alone, of which there is one in the account. */
function withArn(job: Compute, byName: ReadonlyMap<string | undefined, string>): Compute {
  const { iam_role: role } = job.properties;
  const arn = byName.get(String(role?.value));
  return role && arn !== undefined ? { ...job, properties: { ...job.properties, iam_role: { ...role, value: arn } } } : job;
}

function policiesIn(name: string, bucket: Node): readonly PolicyPart[] {
  const refused = propertyOf(bucket, "refused");
  if (refused && textsOf(refused).includes("s3:GetBucketPolicy")) return [unseen(refused, `policy of the bucket \`${name}\``)];
  const policy = propertyOf(bucket, "policy");
  return policy ? [policyNode(`the policy of the bucket ${name}`, policy)] : [];
}

const unseen = (calls: Node, what: string): UnreadPolicy => ({ kind: "unread", location: below(calls.location), because: `the ${what}, which AWS did not show (${textsOf(calls).filter(isAboutPolicies).join(", ")})` });

const isAboutPolicies = (call: string) => !call.startsWith("s3:") || call === "s3:GetBucketPolicy";

const entriesOf = (node: Node | undefined) => node?.kind === "map" ? node.entries : [];
const isTrue = (node: Node | undefined) => node?.kind === "scalar" && node.value === true;
