import type { Resource } from "../terraform/module.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";
import { unknownNames } from "../text/unknown.js";
import { itemsPerhaps, type Held } from "./alternatives.js";
import type { PolicyPart } from "./assemble.js";
import type { Named } from "./pieces.js";
import { partsOf } from "./terraform-policy.js";
import { textIn } from "./terraform-text.js";

/** A policy, by its text or its ARN, and the name of a role that it is attached to; or an ARN and the policy that it names. */
export type Attachment =
  | { readonly kind: "inline"; readonly role: string; readonly part: PolicyPart; readonly address: string }
  | { readonly kind: "managed"; readonly role: string; readonly named: Named; readonly address: string }
  | { readonly kind: "policy"; readonly arn: string; readonly part: PolicyPart };

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy and its neighbours */
export function attachmentsOf(resource: Resource): readonly Attachment[] {
  const { node, address } = resource;
  switch (resource.type) {
    case "aws_iam_role_policy": return rolesIn(propertyOf(node, "role"), resource.perhaps).flatMap(({ role, held }) => partsOf({ ...resource, perhaps: held }, propertyOf(node, "policy")).map((part) => ({ kind: "inline", role, part, address })));
    case "aws_iam_policy": return partsOf(resource, propertyOf(node, "policy")).map((part) => ({ kind: "policy", arn: textIn(node, "arn") ?? "", part }));
    case "aws_iam_role_policy_attachment": case "aws_iam_policy_attachment":
      return rolesIn(propertyOf(node, "role") ?? propertyOf(node, "roles"), resource.perhaps).flatMap(({ role, held }) => namedIn(propertyOf(node, "policy_arn"), held).map((named) => ({ kind: "managed", role, named, address })));
    default: return [];
  }
}

const rolesIn = (node: Node | undefined, held: readonly Held[]) => itemsPerhaps(node, held).flatMap(({ node: item, held: all }) => { const role = textOf(item); return role === undefined ? [] : [{ role, held: all }]; });

/** The ARNs of managed policies, with what nobody knows whether it holds. */
export function namedIn(node: Node | undefined, held: readonly Held[]): readonly Named[] {
  return itemsPerhaps(node, held).flatMap(({ node: item, held: all }) => {
    const arn = textOf(item);
    const perhaps = all.map(({ condition }) => unknownNames(condition).join("")).join(", ");
    return arn === undefined ? [] : [{ arn, location: item.location, ...(all.length > 0 && { perhaps }) }];
  });
}
