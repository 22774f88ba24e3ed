import type { PolicyUse } from "../policy/grammar-fault.js";
import { textOf } from "../templates/values.js";
import type { Document } from "../text/document.js";
import { embedded } from "../text/embedded.js";
import { parseJson } from "../text/json.js";
import { keyOf } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import type { PolicyNode } from "./assemble.js";
import { noPieces, together, type Named, type Pieces, type PolicyPiece, type RolePiece } from "./pieces.js";
import { isForGlue } from "./policy-node.js";

/** Whether a document is what a command of `aws iam` or `aws s3api` answers, with a role or a policy in it. */
export function isAwsOutput({ root }: Pick<Document, "root">): boolean {
  return shapes.some(({ is }) => is(root));
}

/** What a command of `aws iam` or `aws s3api` answers that tells nothing which could be checked, in words. */
export function emptyAwsOutput({ root }: Pick<Document, "root">): string | undefined {
  const [, because] = Object.entries(lists).find(([key]) => propertyOf(root, key) !== undefined) ?? [];
  return because ?? (isMap(propertyOf(root, "Policy")) && propertyOf(propertyOf(root, "Policy"), "Arn") ? "it names a managed policy and does not hold its document: take `get-policy-version`" : undefined);
}

const lists: Readonly<Record<string, string>> = {
  AttachedPolicies: "it lists policies without saying whose they are or what is in them: take `get-account-authorization-details`",
  PolicyNames: "it lists names of policies without what is in them: take `get-role-policy` for each",
  Versions: "it lists versions of a policy without what is in them: take `get-policy-version`",
  JobNames: "it lists names of jobs without what is in them: take `aws glue batch-get-jobs`",
};

/**
 * The roles and policies in the answer of a command.
 *
 * Source: https://docs.aws.amazon.com/cli/latest/reference/iam/
 */
export function piecesOfAwsOutput(document: Document): Pieces {
  return together(shapes.filter(({ is }) => is(document.root)).map(({ read }) => document.root ? read(document.root, document) : noPieces));
}

/** The one policy document in an answer of AWS, for the use that somebody makes of it; undefined where there is none, or more. */
export function policyIn(document: Document, use: PolicyUse): PolicyNode | undefined {
  if (document.faults.length > 0 || !isAwsOutput(document)) return undefined;
  const { roles, policies } = piecesOfAwsOutput(document);
  const parts = use === "trust" ? roles.flatMap(({ trust = [] }) => trust) : policies.map(({ part }) => part);
  const [first] = parts;
  return parts.length === 1 && first && "kind" in first && first.kind === "node" ? first : undefined;
}

interface Shape {
  readonly is: (root: Node | undefined) => boolean;
  readonly read: (root: Node, document: Document) => Pieces;
}

const shapes: readonly Shape[] = [
  // get-role, create-role
  { is: (root) => isMap(propertyOf(root, "Role")) && propertyOf(propertyOf(root, "Role"), "Arn") !== undefined, read: (root, document) => ({ ...noPieces, roles: rolesIn([propertyOf(root, "Role")], document, false) }) },
  // list-roles
  { is: (root) => isAnyRole(propertyOf(root, "Roles")), read: (root, document) => ({ ...noPieces, roles: rolesIn(itemsOf(propertyOf(root, "Roles")), document, false) }) },
  // get-account-authorization-details
  { is: (root) => propertyOf(root, "RoleDetailList") !== undefined, read: detailsIn },
  // get-policy-version, create-policy-version
  { is: (root) => propertyOf(propertyOf(root, "PolicyVersion"), "Document") !== undefined, read: (root, document) => ({ ...noPieces, policies: pieceOf(propertyOf(propertyOf(root, "PolicyVersion"), "Document"), document.artifact, document) }) },
  // get-role-policy, get-user-policy, get-group-policy
  { is: (root) => propertyOf(root, "PolicyName") !== undefined && propertyOf(root, "PolicyDocument") !== undefined, read: (root, document) => ({ ...noPieces, policies: pieceOf(propertyOf(root, "PolicyDocument"), `${document.artifact} ${text(root, "PolicyName")}`, document, { roles: stringOf(propertyOf(root, "RoleName")) === undefined ? [] : [text(root, "RoleName")] }) }) },
  // s3api get-bucket-policy
  { is: (root) => stringOf(propertyOf(root, "Policy"))?.includes("Statement") === true, read: (root, document) => ({ ...noPieces, policies: pieceOf(propertyOf(root, "Policy"), document.artifact, document, { use: "resource" }) }) },
];

const isMap = (node: Node | undefined) => node?.kind === "map";
const isAnyRole = (node: Node | undefined) => itemsOf(node).some((role) => propertyOf(role, "AssumeRolePolicyDocument") !== undefined);
const text = (node: Node | undefined, key: string) => textOf(propertyOf(node, key)) ?? "";

/** What `get-account-authorization-details` tells. Users and groups are nobody's roles, but their policies are read as such. */
export function detailsIn(root: Node, document: Document): Pieces {
  const managed = itemsOf(propertyOf(root, "Policies")).flatMap((policy) => {
    return pieceOf(currentDocumentOf(policy), `${document.artifact} ${text(policy, "Arn")}`, document, { arn: text(policy, "Arn") });
  });
  return { ...noPieces, roles: rolesIn(itemsOf(propertyOf(root, "RoleDetailList")), document, true), policies: managed };
}

/** The document of the version of a managed policy that holds. */
export function currentDocumentOf(policy: Node | undefined): Node | undefined {
  const versions = itemsOf(propertyOf(policy, "PolicyVersionList"));
  return propertyOf(versions.find((version) => text(version, "IsDefaultVersion") === "true") ?? versions[0], "Document");
}

/** `complete`: the answer holds the policies of the role as well. */
function rolesIn(roles: readonly (Node | undefined)[], document: Document, complete: boolean): readonly RolePiece[] {
  return roles.flatMap((role): readonly RolePiece[] => {
    const arn = stringOf(propertyOf(role, "Arn"));
    if (role === undefined || arn === undefined) return [];
    const name = text(role, "RoleName");
    const [trust] = nodesOf(propertyOf(role, "AssumeRolePolicyDocument"), trustName(document.artifact, name), document);
    const inline = itemsOf(propertyOf(role, "RolePolicyList")).flatMap((policy) => nodesOf(propertyOf(policy, "PolicyDocument"), inlineName(document.artifact, name, text(policy, "PolicyName")), document));
    const boundary = propertyOf(propertyOf(role, "PermissionsBoundary"), "PermissionsBoundaryArn");
    return [{
      name, arn, isForGlue: isForGlue(trust?.root), location: propertyOf(role, "Arn")?.location ?? keyOf(role.location),
      policies: complete ? inline : undefined, managed: itemsOf(propertyOf(role, "AttachedManagedPolicies")).flatMap((policy) => namedBy(propertyOf(policy, "PolicyArn"))),
      boundary: namedBy(boundary)[0], trust: trust && [trust],
    }];
  });
}

/** What the user reads as the name of a role's trust policy, and of one that is written into it. */
export const trustName = (artifact: string, role: string) => `${artifact} ${role}, trust policy`;
export const inlineName = (artifact: string, role: string, policy: string) => `${artifact} ${role}, policy ${policy}`;

const namedBy = (node: Node | undefined): readonly Named[] => { const arn = stringOf(node); return node && arn !== undefined ? [{ arn, location: node.location }] : []; };

function pieceOf(node: Node | undefined, name: string, document: Document, { use = "identity", arn, roles = [] }: { readonly use?: PolicyUse; readonly arn?: string; readonly roles?: readonly string[] } = {}): readonly PolicyPiece[] {
  return nodesOf(node, name, document).map((part) => ({ part, use, arn, roles }));
}

/** The policy document, which the command line decodes and the API does not. */
export function nodesOf(node: Node | undefined, name: string, document: Document): readonly PolicyNode[] {
  if (node?.kind !== "scalar" || typeof node.value !== "string") return node ? [{ kind: "node", name, root: node }] : [];
  const { root, faults } = embedded(node, document.text, parseJson);
  return [{ kind: "node", name, root: root ?? node, faults }];
}
