import type { Resource } from "../terraform/module.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";
import { textsPerhaps, without, type Held } from "./alternatives.js";
import type { PolicyPart } from "./assemble.js";
import type { Named } from "./pieces.js";
import { partsOf } from "./terraform-policy.js";

/** A policy, by its text or its ARN, and the name of a role that it is attached to. */
export interface Attachment {
  readonly kind: "inline" | "managed";
  readonly resource: Resource;
  readonly role: string;
  /** The policy, or its ARN. */
  readonly policy: Node | undefined;
  readonly held: readonly Held[];
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy and its neighbours */
export function attachmentsOf(resource: Resource): readonly Attachment[] {
  const { node, type } = resource;
  const said = named[type];
  if (said === undefined) return [];
  const isInline = said.policy === "policy";
  return textsPerhaps(propertyOf(node, said.role), resource.perhaps).flatMap(({ node: item, held }): readonly Attachment[] => {
    const role = textOf(item);
    return role === undefined ? [] : [{ kind: isInline ? "inline" : "managed", resource, role, policy: propertyOf(node, said.policy), held }];
  });
}

/** The arguments that name role and policy. */
const named: Readonly<Record<string, { readonly role: string; readonly policy: string }>> = {
  aws_iam_role_policy: { role: "role", policy: "policy" },
  aws_iam_role_policy_attachment: { role: "role", policy: "policy_arn" },
  aws_iam_policy_attachment: { role: "roles", policy: "policy_arn" },
  aws_iam_role_policy_attachments_exclusive: { role: "role_name", policy: "policy_arns" },
};

/** The policies that are written into attachments, given that something holds already. */
export function inlineOf({ kind, resource, policy, held }: Attachment, given: readonly Held[]): readonly PolicyPart[] {
  return kind === "inline" ? partsOf({ ...resource, perhaps: without(held, given) }, policy) : [];
}

/** The ARNs of managed policies, with what nobody knows whether it holds. */
export function namedIn(node: Node | undefined, held: readonly Held[]): readonly Named[] {
  return textsPerhaps(node, held).flatMap(({ node: item, held: all }) => {
    const arn = textOf(item);
    return arn === undefined ? [] : [{ arn, location: item.location, held: all }];
  });
}
