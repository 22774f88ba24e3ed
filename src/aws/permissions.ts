import type { Asked } from "./snapshot.js";

/** What an audit is to be allowed for. */
export interface Auditing extends Pick<Asked, "roles" | "jobs" | "all"> {
  readonly partition: string;
  readonly simulate: boolean;
  /** Whether the accounts are those of the organization. */
  readonly organization: boolean;
  /** Whether the organization's policies are looked at. */
  readonly organizationPolicies: boolean;
  /** The role of other accounts that lets the audit in. */
  readonly roleName: string | undefined;
}

/** The least policy that an audit of that scope needs; in other accounts the role that lets it in needs it, all but what lists and enters them. */
export function permissionsFor({ roles, jobs, all, partition, simulate, organization, organizationPolicies, roleName }: Auditing): object {
  const named = roles.length > 0 && jobs.length === 0 ? roles.flatMap((role) => role.startsWith("arn:") ? [role] : [`arn:${partition}:iam::*:role/${role}`, `arn:${partition}:iam::*:role/*/${role}`]) : [`arn:${partition}:iam::*:role/*`];
  const own = all ? [] : ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"];
  const onRoles = [...own, ...(simulate ? ["iam:SimulatePrincipalPolicy"] : [])];
  return {
    Version: "2012-10-17",
    Statement: [
      ...(organization ? [{ Sid: "ListAccounts", Effect: "Allow", Action: "organizations:ListAccounts", Resource: "*" }] : []),
      ...(organizationPolicies ? [{ Sid: "ReadOrganization", Effect: "Allow", Action: ["organizations:DescribeOrganization", "organizations:DescribePolicy", "organizations:ListParents", "organizations:ListPoliciesForTarget", "organizations:ListRoots"], Resource: "*" }] : []),
      ...(roleName === undefined ? [] : [{ Sid: "EnterAccounts", Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:${partition}:iam::*:role/${roleName}` }]),
      { Sid: "ReadJobs", Effect: "Allow", Action: ["glue:GetJobs", "glue:GetSecurityConfiguration"], Resource: "*" },
      { Sid: "ReadConnections", Effect: "Allow", Action: "glue:GetConnection", Resource: [`arn:${partition}:glue:*:*:catalog`, `arn:${partition}:glue:*:*:connection/*`] },
      ...(all ? [{ Sid: "ReadAccount", Effect: "Allow", Action: "iam:GetAccountAuthorizationDetails", Resource: "*" }] : []),
      ...(onRoles.length > 0 ? [{ Sid: "ReadRoles", Effect: "Allow", Action: onRoles, Resource: all ? [`arn:${partition}:iam::*:role/*`] : named }] : []),
      ...(all ? [] : [{ Sid: "ReadPolicies", Effect: "Allow", Action: ["iam:GetPolicy", "iam:GetPolicyVersion"], Resource: `arn:${partition}:iam::*:policy/*` }]),
      { Sid: "ReadBuckets", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:GetEncryptionConfiguration"], Resource: `arn:${partition}:s3:::*` },
    ],
  };
}
