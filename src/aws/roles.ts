import { GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand, type AttachedPolicy, type IAMClient, type Role } from "@aws-sdk/client-iam";
import type { Call, Caller } from "./calls.js";
import { documentFrom } from "./document-from.js";
import { allPages } from "./pages.js";
import { outcomeOf, type Outcome } from "./refusal.js";
import type { Failure, Iam, PolicyDetail, RoleDetail } from "./snapshot.js";

/** What was seen of some roles, the names of those that are not there, and what nobody could look at. */
export interface SeenRoles {
  readonly iam: Iam;
  readonly missing: readonly string[];
  readonly failures: readonly Failure[];
}

/** Roles by name, call by call: with no more rights than that takes. A policy that several roles share is read once. */
export async function rolesNamed(names: readonly string[], arnOf: (name: string) => string, iam: IAMClient, caller: Caller): Promise<SeenRoles> {
  for (const action of ["iam:GetRole", ...callsAbout]) caller.expect(action, names.length);
  const failures: Failure[] = [];
  const policies = new Map<string, Promise<PolicyDetail | undefined>>();
  const policyOnce = (arn: string) => policies.get(arn) ?? remembered(arn, managedPolicy(arn, iam, caller, failures));
  const remembered = (arn: string, policy: Promise<PolicyDetail | undefined>) => { policies.set(arn, policy); return policy; };
  const outcomes = await Promise.all(names.map(async (name) => ({ name, outcome: await roleNamed(name, arnOf(name), iam, caller, failures) })));
  const roles = outcomes.flatMap(({ outcome }) => outcome.kind === "seen" ? [outcome.value] : []);
  await Promise.all(roles.flatMap((role) => [...role.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn), ...(role.PermissionsBoundary ? [role.PermissionsBoundary.PermissionsBoundaryArn] : [])]).map(policyOnce));
  const read = await Promise.all(policies.values());
  return {
    iam: { RoleDetailList: roles.toSorted(byArn), Policies: read.flatMap((policy) => policy ?? []).toSorted(byArn) },
    missing: outcomes.flatMap(({ name, outcome }) => outcome.kind === "missing" ? [name] : []), failures,
  };
}

/** What is asked of each role that is there; most have one policy of their own. */
const callsAbout = ["iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:GetRolePolicy"];

async function roleNamed(name: string, arn: string, iam: IAMClient, caller: Caller, failures: Failure[]): Promise<Outcome<RoleDetail>> {
  const ask = async <Value>(action: string, run: (call: Call) => Promise<Value>): Promise<Outcome<Value>> => {
    const call = { action, resource: arn };
    const outcome = await outcomeOf(call, () => run(call));
    if (outcome.kind === "refused") failures.push(outcome.failure);
    return outcome;
  };
  const role = await ask("iam:GetRole", (call) => caller.call(call, () => iam.send(new GetRoleCommand({ RoleName: name }))));
  if (role.kind !== "seen") for (const action of callsAbout) caller.expect(action, -1);
  if (role.kind === "missing") return role;
  if (role.kind === "refused") return { kind: "seen", value: roleDetail(undefined, arn, { attached: [], inline: [], refused: ["iam:GetRole"] }) };
  const attached = await ask("iam:ListAttachedRolePolicies", (call) => allPages((Marker) => caller.call(call, () => iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, Marker }))), ({ AttachedPolicies }) => AttachedPolicies));
  const listed = await ask("iam:ListRolePolicies", (call) => allPages((Marker) => caller.call(call, () => iam.send(new ListRolePoliciesCommand({ RoleName: name, Marker }))), ({ PolicyNames }) => PolicyNames));
  caller.expect("iam:GetRolePolicy", (listed.kind === "seen" ? listed.value.length : 0) - 1);
  const inline = await Promise.all((listed.kind === "seen" ? listed.value : []).map((policy) => ask("iam:GetRolePolicy", (call) => caller.call(call, () => iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }))))));
  const refused = [["iam:ListAttachedRolePolicies", attached], ["iam:ListRolePolicies", listed], ...inline.map((each) => ["iam:GetRolePolicy", each] as const)] as const;
  return {
    kind: "seen",
    value: roleDetail(role.value.Role, arn, {
      attached: attached.kind === "seen" ? attached.value : [],
      inline: inline.flatMap((policy) => policy.kind === "seen" ? [policy.value] : []),
      refused: [...new Set(refused.flatMap(([action, outcome]) => outcome.kind === "refused" ? [action] : []))],
    }),
  };
}

/** A role as `get-account-authorization-details` would give it. */
export function roleDetail(role: Partial<Role> | undefined, arn: string, { attached, inline, refused = [] }: { readonly attached: readonly AttachedPolicy[]; readonly inline: readonly { readonly PolicyName?: string | undefined; readonly PolicyDocument?: string | undefined }[]; readonly refused?: readonly string[] }): RoleDetail {
  const boundary = role?.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    RoleName: role?.RoleName ?? arn.replace(/^.*\//, ""), Arn: role?.Arn ?? arn,
    AssumeRolePolicyDocument: documentFrom(role?.AssumeRolePolicyDocument),
    ...(boundary !== undefined && { PermissionsBoundary: { PermissionsBoundaryArn: boundary } }),
    AttachedManagedPolicies: attached.map(({ PolicyName = "", PolicyArn = "" }) => ({ PolicyName, PolicyArn })).toSorted((a, b) => compare(a.PolicyArn, b.PolicyArn)),
    RolePolicyList: inline.map(({ PolicyName = "", PolicyDocument }) => ({ PolicyName, PolicyDocument: documentFrom(PolicyDocument) })).toSorted((a, b) => compare(a.PolicyName, b.PolicyName)),
    ...(refused.length > 0 && { refused }),
  };
}

/** The current version of a managed policy; of one that nobody could read nothing, and why is among the failures. */
async function managedPolicy(arn: string, iam: IAMClient, caller: Caller, failures: Failure[]): Promise<PolicyDetail | undefined> {
  const ask = async <Output extends { readonly $metadata: object }>(action: string, run: () => Promise<Output>) => {
    const outcome = await outcomeOf({ action, resource: arn }, () => caller.call({ action, resource: arn }, run));
    if (outcome.kind === "refused") failures.push(outcome.failure);
    if (outcome.kind === "missing") failures.push({ artifact: arn, message: `\`${arn}\` is attached, but IAM says that there is no such policy` });
    return outcome.kind === "seen" ? outcome.value : undefined;
  };
  const policy = await ask("iam:GetPolicy", () => iam.send(new GetPolicyCommand({ PolicyArn: arn })));
  const id = policy?.Policy?.DefaultVersionId;
  if (id === undefined) return undefined;
  const version = await ask("iam:GetPolicyVersion", () => iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: id })));
  return version && policyDetail(arn, policy?.Policy?.PolicyName, id, version.PolicyVersion?.Document);
}

export function policyDetail(arn: string, name: string | undefined, id: string | undefined, document: string | undefined): PolicyDetail {
  return { Arn: arn, PolicyName: name ?? arn.replace(/^.*\//, ""), PolicyVersionList: [{ VersionId: id ?? "v1", IsDefaultVersion: true, Document: documentFrom(document) }] };
}

const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;
export const byArn = (a: { readonly Arn: string }, b: { readonly Arn: string }) => compare(a.Arn, b.Arn);
