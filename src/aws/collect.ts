import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { rolesOfAccount } from "./account-roles.js";
import { bucketsIn, bucketsNamed } from "./buckets.js";
import { glueClient, iamClient, s3Client, stsClient, type Access } from "./clients.js";
import { jobsOf, type JobRecord } from "./jobs.js";
import { namedBy } from "./named-by-jobs.js";
import type { Organization } from "./organization-policies.js";
import { outcomeOf } from "./refusal.js";
import { rolesNamed } from "./roles.js";
import { snapshotSchema, type Asked, type Failure, type RoleDetail, type Snapshot } from "./snapshot.js";

/** What one account is to be asked. */
export interface Wanted {
  readonly asked: Asked;
  readonly environment: Readonly<Record<string, unknown>>;
  /** Buckets whose policies bear on the verdicts, beside those that the jobs name. */
  readonly buckets: readonly string[];
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

/** The snapshot of an account with the names that were asked for and are not there; or why there is none. */
export type Collected =
  | { readonly kind: "collected"; readonly snapshot: Snapshot; readonly missing: readonly string[] }
  | { readonly kind: "refused"; readonly failure: Failure };

/** Looks at an account: Glue once in each Region, with what the jobs name, IAM once, and the buckets. What AWS refuses is noted, and the rest is looked at. */
export async function collect(wanted: Wanted, access: Access, organization?: Organization): Promise<Collected> {
  const { asked, environment, at } = wanted;
  const who = await whoCalls(access);
  if (who.kind !== "seen") return { kind: "refused", failure: who.kind === "refused" ? who.failure : { artifact: "sts", message: "nobody knows who calls" } };
  const { account, partition } = who.value;

  const regions = await Promise.all(asked.regions.map(async (region) => ({ region, outcome: await jobsOf(region, account, glueClient(access, region), access.caller) })));
  const roleNames = asked.roles.map(nameOf);
  const isWanted = ({ Name, Role }: JobRecord) => asked.all || asked.jobs.includes(Name) || roleNames.includes(nameOf(Role));
  const jobs = regions.map(({ region, outcome }) => ({ region, jobs: outcome.kind === "seen" ? outcome.value.filter(isWanted) : [] }));
  const found = jobs.flatMap((each) => each.jobs);

  const names = new Set([...roleNames, ...found.map(({ Role }) => nameOf(Role))]);
  const iam = iamClient(access);
  const arnOf = (name: string) => [...asked.roles, ...found.map(({ Role }) => Role)].find((role) => role.startsWith("arn:") && nameOf(role) === name) ?? `arn:${partition}:iam::${account}:role/${name}`;
  const sorted = [...names].toSorted();
  const [inRegions, roles, { buckets, failures }, over] = await Promise.all([
    Promise.all(jobs.map(async (each) => ({ ...each, ...await namedBy(each.jobs, each.region, account, partition, glueClient(access, each.region), access.caller) }))),
    asked.all ? rolesOfAccount(account, (role) => names.has(role.RoleName) || isForGlue(role), sorted.map(arnOf), iam, access.caller) : rolesNamed(sorted, arnOf, iam, access.caller),
    bucketsNamed([...wanted.buckets, ...found.flatMap(bucketsIn)], partition, s3Client(access), access.caller),
    organization?.(account),
  ]);

  const unseen = regions.flatMap(({ outcome }) => outcome.kind === "refused" ? [outcome.failure] : []);
  const seen = new Set(roles.iam.RoleDetailList.map(({ RoleName }) => RoleName));
  return {
    kind: "collected",
    snapshot: {
      $schema: snapshotSchema, kind: "gluelint snapshot", version: 1, at, account, partition, asked, environment,
      failures: [...unseen, ...inRegions.flatMap((each) => each.failures), ...roles.failures, ...failures, ...over?.failures ?? []], regions: Object.fromEntries(inRegions.map(({ region, jobs: Jobs, named: rest }) => [region, { Jobs, ...rest }])), buckets, iam: roles.iam, ...(over && { organization: over.organization }),
    },
    missing: [
      ...asked.roles.filter((role) => roles.failures.length === 0 && !seen.has(nameOf(role))),
      ...asked.jobs.filter((job) => unseen.length === 0 && !found.some(({ Name }) => Name === job)),
    ],
  };
}

async function whoCalls(access: Access) {
  const call = { action: "sts:GetCallerIdentity", resource: "the caller" };
  return outcomeOf(call, async () => {
    const { Account: account = "", Arn = "" } = await access.caller.call(call, () => stsClient(access).send(new GetCallerIdentityCommand({})));
    return { account, partition: Arn.split(":")[1] ?? "aws" };
  });
}

/** The name at the end of a role's ARN; a job may name its role by either. */
export const nameOf = (role: string) => role.replace(/^.*\//, "");

/** Whether Glue may assume the role, for all one can see. */
const isForGlue = ({ AssumeRolePolicyDocument: trust }: RoleDetail) => /"glue\.amazonaws\.com(\.cn)?"/.test(JSON.stringify([trust]));
