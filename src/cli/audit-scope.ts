import { defaultRegion } from "../aws/audit.js";
import { bucketsIn } from "../aws/buckets.js";
import type { Access } from "../aws/clients.js";
import type { Asked, Failure } from "../aws/snapshot.js";
import { readCompute } from "../sources/compute.js";
import type { Facts } from "../subject/facts.js";
import type { AuditOptions, Reach } from "./audit-options.js";
import type { Gathered } from "./gathered.js";
import type { Misunderstood } from "./options.js";
import { noRuling } from "./ruling.js";

/** What is asked of each account: what the flags name, else the roles that the configuration names; or why that is nothing. */
export async function askedFor({ role = [], job = [], all = false, region = [], guzzle = false }: AuditOptions, facts: Facts, configured: Gathered | undefined, access: Access): Promise<Asked | Misunderstood> {
  const roles = role.length + job.length > 0 || all || configured === undefined ? role : namedIn(configured);
  const regions = region.length > 0 ? region : facts.region.kind === "said" ? facts.region.values : [await defaultRegion(access)].flatMap((name) => name ?? []);
  const lines = [
    ...(roles.length + job.length === 0 && !all ? ["say what to look at: --role, --job, or --all for every Glue role and job of the account"] : []),
    ...(regions.length === 0 ? ["nobody said where the jobs run: name a Region with --region, in gluelint.yaml, or in AWS_REGION"] : []),
  ];
  return lines.length > 0 ? { lines } : { roles, jobs: job, all, regions: [...new Set(regions)], guzzle };
}

function namedIn(configured: Gathered): readonly string[] {
  return [...new Set([...configured.parts.roles.map(({ arn }) => arn), ...settingsIn(configured, "iam_role")])];
}

/** What the computes of the configuration say under a key, as far as that is known. */
function settingsIn({ parts: { computes } }: Gathered, key: string): readonly string[] {
  return computes.map((part) => "kind" in part ? part : readCompute(part)).flatMap(({ properties: { [key]: setting } }) => setting && !setting.unknown ? [String(setting.value)] : []);
}

/** The buckets that the environment names, and those in which the computes of the configuration have their paths, if there is one account whose they can be. */
export function bucketsOf({ sharedStorage, datastores }: Facts, configured: Gathered | undefined, { accounts }: Reach): readonly string[] {
  const paths = configured === undefined || accounts !== undefined ? [] : ["temporary_path", "spark_ui_logs_path"].flatMap((key) => settingsIn(configured, key));
  return [...bucketsIn(paths), ...(sharedStorage.kind === "said" ? sharedStorage.values : []), ...(datastores.kind === "said" ? datastores.values.map(({ bucket }) => bucket) : [])];
}

/** The ids of the accounts that the audit reaches, each once; or why nobody knows them. */
export async function idsOf({ accounts }: Reach, access: Access): Promise<{ readonly ids: readonly string[]; readonly failures: readonly Failure[] }> {
  if (accounts === undefined) return { ids: [], failures: [] };
  const listed = accounts.ids === "organization" ? await (await import("../aws/organization.js")).accountsOfOrganization(access) : { kind: "seen", value: accounts.ids } as const;
  return { ids: listed.kind === "seen" ? [...new Set(listed.value)].filter((id) => !accounts.exclude.includes(id)) : [], failures: listed.kind === "refused" ? [listed.failure] : [] };
}

/** The partition that is said, or that the Region lies in. Source: https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function partitionIn({ partition }: Facts, { regions: [region] }: Asked): string {
  const [said] = partition.kind === "said" ? partition.values : [];
  return said ?? (region?.startsWith("cn-") === true ? "aws-cn" : region?.startsWith("us-gov-") === true ? "aws-us-gov" : "aws");
}

/** How often a call is tried: as AWS_MAX_ATTEMPTS says, else ten times. */
export function attemptsFrom(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d?$/.test(text) ? Number(text) : 10;
}

/** What is gathered where no account let anybody look. */
export function nothingGathered(facts: Facts): Gathered {
  return { kind: "gathered", parts: { facts, computes: [], roles: [], serviceControl: undefined, loose: [] }, documents: new Map(), failures: [], skipped: [], notes: [], ruling: noRuling, about: undefined };
}
