import type { Access } from "./clients.js";
import { organizationCalls, type ControlType, type OrganizationCalls } from "./organization-calls.js";
import type { Outcome } from "./refusal.js";
import type { ControlLevel, ControlPolicy, Failure, OrganizationDetail } from "./snapshot.js";

/** What was seen of the organization over an account. That somebody may not look is said in it, and is no failure. */
export interface SeenOrganization {
  readonly organization: OrganizationDetail;
  readonly failures: readonly Failure[];
}

/** Finds the policies of the organization over an account. */
export type Organization = (account: string) => Promise<SeenOrganization>;

/** With the credentials of the management account, or of one that it asked to help: AWS shows the policies to nobody else. */
export function organizationFor(access: Access): Organization {
  const calls = organizationCalls(access);
  return async (account) => {
    const seen = await policiesOver(account, calls);
    if (seen.kind === "seen") return { organization: seen.value, failures: [] };
    if (seen.kind === "missing") return { organization: { unseen: `\`${account}\` is not in the organization of whoever ran the audit` }, failures: [] };
    return { organization: { unseen: seen.failure.message }, failures: seen.denied === undefined ? [seen.failure] : [] };
  };
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_auth.html */
async function policiesOver(account: string, calls: OrganizationCalls): Promise<Outcome<OrganizationDetail>> {
  const manager = await calls.manager();
  // Who is in no organization has nobody above.
  if (manager.kind === "missing") return { kind: "seen", value: { serviceControl: [], resourceControl: [], Policies: [] } };
  const types = await calls.types();
  const path = await pathTo(account, calls);
  if (manager.kind !== "seen") return manager;
  if (types.kind !== "seen") return types;
  if (path.kind !== "seen") return path;
  const levelsOf = (type: ControlType) => all(types.value.includes(type) ? path.value.map(async (target): Promise<Outcome<ControlLevel>> => {
    const attached = await calls.attached[type](target);
    return attached.kind === "seen" ? { kind: "seen", value: { Target: target, Policies: attached.value } } : attached;
  }) : []);
  const [service, resource] = await Promise.all([levelsOf("SERVICE_CONTROL_POLICY"), levelsOf("RESOURCE_CONTROL_POLICY")]);
  if (service.kind !== "seen") return service;
  if (resource.kind !== "seen") return resource;
  const ids = new Set([...service.value, ...resource.value].flatMap(({ Policies }) => Policies));
  const policies: Outcome<readonly ControlPolicy[]> = await all([...ids].toSorted().map(calls.policy));
  return policies.kind === "seen" ? { kind: "seen", value: { managementAccount: manager.value, serviceControl: service.value, resourceControl: resource.value, Policies: policies.value } } : policies;
}

/** The root, the organizational units below it, and the account. */
async function pathTo(target: string, calls: OrganizationCalls): Promise<Outcome<readonly string[]>> {
  // A root has no parent, and AWS refuses to be asked for it.
  const above = /^r-/.test(target) ? undefined : await calls.parent(target);
  if (above === undefined) return { kind: "seen", value: [target] };
  if (above.kind !== "seen") return above;
  if (above.value === undefined) return { kind: "seen", value: [target] };
  const path = await pathTo(above.value, calls);
  return path.kind === "seen" ? { kind: "seen", value: [...path.value, target] } : path;
}

/** All of them, or the first that was not seen. */
async function all<Value>(outcomes: readonly Promise<Outcome<Value>>[]): Promise<Outcome<readonly Value[]>> {
  const settled = await Promise.all(outcomes);
  const values: Value[] = [];
  for (const outcome of settled) {
    if (outcome.kind !== "seen") return outcome;
    values.push(outcome.value);
  }
  return { kind: "seen", value: values };
}
