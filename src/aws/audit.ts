import { credentialsOf } from "./assume.js";
import { callerWith, type Caller, type Made } from "./calls.js";
import { stsClient, type Access } from "./clients.js";
import { collect, type Wanted } from "./collect.js";
import type { Organization } from "./organization-policies.js";
import type { Failure, Snapshot } from "./snapshot.js";

/** Whose accounts are looked at: the caller's own, or those into which a role of that name lets in. */
export interface Accounts {
  readonly ids: readonly string[];
  readonly roleName: string;
  readonly partition: string;
}

export interface Audited {
  /** How each account was reached, by its id. */
  readonly access: ReadonlyMap<string, Access>;
  readonly snapshots: readonly Snapshot[];
  readonly failures: readonly Failure[];
  /** Roles and jobs that were asked for and that no account has, as they were written. */
  readonly missing: readonly string[];
}

/** Looks at every account, and at what the organization says over it where that is wanted. One that refuses is one failure, and the others go on. `taken` gets each snapshot as soon as it is there. */
export async function audit(wanted: Wanted, access: Access, accounts: Accounts | undefined, organization: Organization | undefined, taken: (snapshot: Snapshot) => void): Promise<Audited> {
  for (const action of ["sts:AssumeRole", "sts:GetCallerIdentity", "glue:GetJobs"]) access.caller.expect(action, accounts?.ids.length ?? 0);
  const all = await Promise.all((accounts?.ids ?? [undefined]).map(async (id): Promise<Audited> => {
    const entered = id === undefined || accounts === undefined ? access : await enter(id, accounts, access);
    if ("message" in entered) return { ...nothing, failures: [entered] };
    const collected = await collect(wanted, entered, organization);
    if (collected.kind === "refused") return { ...nothing, failures: [id === undefined ? collected.failure : { ...collected.failure, artifact: id }] };
    taken(collected.snapshot);
    return { access: new Map([[collected.snapshot.account, entered]]), snapshots: [collected.snapshot], failures: [], missing: collected.missing };
  }));
  const snapshots = all.flatMap((each) => each.snapshots);
  return {
    access: new Map(all.flatMap((each) => [...each.access])),
    snapshots: snapshots.toSorted((a, b) => a.account < b.account ? -1 : 1), failures: all.flatMap(({ failures }) => failures),
    missing: snapshots.length === 0 ? [] : [...wanted.asked.roles, ...wanted.asked.jobs].filter((name) => all.every(({ missing, failures }) => failures.length === 0 && missing.includes(name))),
  };
}

const nothing: Audited = { access: new Map(), snapshots: [], failures: [], missing: [] };

async function enter(id: string, { roleName, partition }: Accounts, access: Access): Promise<Access | Failure> {
  const outcome = await credentialsOf(`arn:${partition}:iam::${id}:role/${roleName}`, access);
  if (outcome.kind === "seen") return { ...access, credentials: outcome.value };
  return { artifact: id, message: outcome.kind === "refused" ? outcome.failure.message : `there is no role \`${roleName}\`` };
}

/** How AWS is reached for a run. */
export function accessWith({ concurrency, attempts, profile, told }: { readonly concurrency: number; readonly attempts: number; readonly profile: string | undefined; readonly told: (made: readonly Made[], left: number) => void }): Access & { readonly caller: Caller } {
  return { caller: callerWith(concurrency, told), region: undefined, attempts, ...(profile !== undefined && { profile }) };
}

/** The Region of the environment or of the profile; undefined where neither names one. */
export async function defaultRegion(access: Access): Promise<string | undefined> {
  try {
    return await stsClient(access).config.region();
  } catch (error) {
    if (error instanceof Error && /region/i.test(error.message)) return undefined;
    throw error;
  }
}
