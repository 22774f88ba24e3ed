import { accountOf } from "../policy/arn.js";
import type { Compute } from "../subject/compute.js";
import type { Environment } from "../subject/environment.js";
import { orElse, said } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { assemble, type Parts, type RolePart } from "./assemble.js";
import { over } from "./buckets.js";
import { readCompute } from "./compute.js";
import { knowingRecorded } from "./recorded-facts.js";
import { knowingKeys, notWritten, withBucketKeys } from "./seen-buckets.js";
import { recordingOf, type Recording } from "./snapshot.js";

/**
 * The environments that the parts make up: one, or with snapshots one for each account and Region in them. What the files tell of
 * a role or a compute goes to the account that its ARN names, and what no snapshot is about makes an environment of its own.
 */
export function environmentsOf(parts: Parts, snapshots: readonly Document[]): readonly Environment[] {
  if (snapshots.length === 0) return [assemble(parts)];
  const computes = parts.computes.map((part) => "kind" in part ? part : readCompute(part));
  const recordings = snapshots.map((document) => ({ document, recording: recordingOf(document) }));
  const accounts = new Set(recordings.map(({ recording: { account } }) => account));
  const elsewhere: Parts = { ...parts, computes: computes.filter((compute) => !accounts.has(accountIn(compute))), roles: parts.roles.filter(({ arn }) => !accounts.has(accountOf(arn))) };
  const isEmpty = [elsewhere.computes, elsewhere.roles, elsewhere.loose, elsewhere.templates ?? []].every(({ length }) => length === 0);
  return [
    ...recordings.flatMap(({ document, recording }) => inRegions({ ...parts, facts: knowingRecorded(parts.facts, document), loose: [], templates: [], computes: computes.filter((compute) => accountIn(compute) === recording.account), roles: parts.roles.filter(({ arn }) => accountOf(arn) === recording.account) }, recording)),
    ...(isEmpty ? [] : [assemble(elsewhere)]),
  ];
}

const accountIn = ({ properties: { iam_role: role } }: Compute) => typeof role?.value === "string" && !role.unknown ? accountOf(role.value) : undefined;

/** A role is judged in the Regions whose jobs run with it, and one that no job runs with in the first. */
function inRegions(parts: Parts & { readonly computes: readonly Compute[] }, { regions, roles, buckets, seen, organization, account, partition, guzzle, simulated, at }: Recording): readonly Environment[] {
  const facts = knowingKeys({ ...parts.facts, account: account === undefined ? parts.facts.account : said(account), partition: orElse(parts.facts.partition, partition) }, seen);
  const besides = notWritten(seen, facts);
  const bucketRegions = new Map(seen.flatMap(({ name, region }) => region === undefined ? [] : [[name, region] as const]));
  const common = { ...parts, ...organization, facts, buckets: over(buckets, parts.buckets ?? []), bucketRegions, guzzle: guzzle || parts.guzzle === true, ...(simulated && { simulated }), ...(at !== undefined && { simulatedAt: at }) };
  const wanted = facts.region.kind === "said" ? facts.region.values[0] : undefined;
  const home = regions.find(({ region }) => region === wanted) ?? regions.find(({ jobs }) => jobs.length > 0) ?? regions[0];
  if (home === undefined) return [assemble({ ...common, roles: asSeen(parts.roles, roles) })];
  const usedBy = (jobs: readonly Compute[], { arn }: RolePart) => jobs.some((job) => job.properties["iam_role"]?.value === arn);
  return regions.filter((each) => each === home || each.jobs.length > 0).map((each) => {
    const isHome = each === home;
    const own = roles.filter((role) => usedBy(each.jobs, role) || (isHome && (usedBy(parts.computes, role) || !regions.some(({ jobs }) => usedBy(jobs, role)))));
    const configured = parts.roles.filter(({ arn }) => isHome || own.some((role) => role.arn === arn));
    return assemble({ ...common, facts: { ...facts, region: said(each.region) }, computes: [...(isHome ? parts.computes : []), ...each.jobs].map((compute) => withBucketKeys(compute, besides)), roles: asSeen(configured, own) });
  });
}

/** What AWS shows of a role goes before what files say of it; whose role it is the configuration knows. */
function asSeen(configured: readonly RolePart[], seen: readonly RolePart[]): readonly RolePart[] {
  const byArn = new Map(configured.map((role) => [role.arn, role]));
  const known = new Set(seen.map(({ arn }) => arn));
  return [...seen.map(({ guzzle, ...role }) => ({ ...role, ...(byArn.get(role.arn) ? { is: byArn.get(role.arn)?.is ?? role.is } : guzzle === false && { guzzle }) })), ...configured.filter(({ arn }) => !known.has(arn))];
}
