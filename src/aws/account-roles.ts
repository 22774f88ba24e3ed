import { GetAccountAuthorizationDetailsCommand, type IAMClient } from "@aws-sdk/client-iam";
import type { Caller } from "./calls.js";
import { allPages } from "./pages.js";
import { outcomeOf } from "./refusal.js";
import { byArn, policyDetail, roleDetail, type SeenRoles } from "./roles.js";
import type { RoleDetail } from "./snapshot.js";

/** The roles of an account that are wanted, with their policies: read at once, page by page. Where that is refused, those that are `known` to be there are roles of which nobody knows the policies. */
export async function rolesOfAccount(account: string, isWanted: (role: RoleDetail) => boolean, known: readonly string[], iam: IAMClient, caller: Caller): Promise<SeenRoles> {
  const call = { action: "iam:GetAccountAuthorizationDetails", resource: account };
  const outcome = await outcomeOf(call, () => allPages((Marker) => caller.call(call, () => iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role", "LocalManagedPolicy", "AWSManagedPolicy"], MaxItems: 100, Marker }))), (page) => [page]));
  if (outcome.kind !== "seen") return { iam: { RoleDetailList: known.map((arn) => roleDetail(undefined, arn, { attached: [], inline: [], refused: [call.action] })), Policies: [] }, missing: [], failures: outcome.kind === "refused" ? [outcome.failure] : [] };
  const roles = outcome.value.flatMap(({ RoleDetailList = [] }) => RoleDetailList)
    .map((role) => roleDetail(role, role.Arn ?? "", { attached: role.AttachedManagedPolicies ?? [], inline: role.RolePolicyList ?? [] })).filter(isWanted);
  const used = new Set(roles.flatMap((role) => [...role.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn), role.PermissionsBoundary?.PermissionsBoundaryArn]));
  const policies = outcome.value.flatMap(({ Policies = [] }) => Policies).flatMap(({ Arn, PolicyName, PolicyVersionList = [] }) => {
    const current = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion === true);
    return Arn !== undefined && used.has(Arn) && current ? [policyDetail(Arn, PolicyName, current.VersionId, current.Document)] : [];
  });
  return { iam: { RoleDetailList: roles.toSorted(byArn), Policies: policies.toSorted(byArn) }, missing: [], failures: [] };
}
