import type { Resource, UnreadCall } from "../terraform/module.js";
import { textOf } from "../templates/values.js";
import { itemsOf, propertyOf, type Node } from "../text/node.js";
import type { Location } from "../text/location.js";
import { hasUnknown, readable } from "../text/unknown.js";
import type { PolicyPart } from "./assemble.js";
import { unreadManaged, type Named, type PolicyPiece, type RolePiece } from "./pieces.js";
import { isForGlue } from "./policy-node.js";
import { namedIn, type Attachment } from "./terraform-attachments.js";
import { partsOf } from "./terraform-policy.js";
import { textIn } from "./terraform-text.js";

/**
 * The roles of a module and of those that it calls, each with what is attached to it there; and the policies that belong to roles
 * of elsewhere, if any. What may be attached to a role, though nobody knows, may say anything.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function rolesOf(resources: readonly Resource[], attachments: readonly Attachment[], unread: readonly UnreadCall[]): { readonly roles: readonly RolePiece[]; readonly elsewhere: readonly PolicyPiece[] } {
  const byArn = new Map(attachments.flatMap((each) => each.kind === "policy" ? [[each.arn, each.part] as const] : []));
  const own = new Set(resources.map(({ node }) => textIn(node, "name") ?? ""));
  const attached = attachments.filter((each) => each.kind !== "policy");
  const strays = attached.filter(({ role }) => !own.has(role));
  const roles = resources.map((resource) => roleOf(resource, attached, strays, byArn, unread));
  const elsewhere = strays.map((each): PolicyPiece => ({ part: each.kind === "inline" ? each.part : managedPart(each.named, byArn), use: "identity", arn: undefined, roles: [each.role] }));
  return { roles, elsewhere: [...elsewhere, ...Array.from(byArn, ([arn, part]): PolicyPiece => ({ part, use: "identity", arn, roles: [] }))] };
}

function roleOf(resource: Resource, attached: readonly Exclude<Attachment, { kind: "policy" }>[], strays: typeof attached, byArn: ReadonlyMap<string, PolicyPart>, unread: readonly UnreadCall[]): RolePiece {
  const { node, location } = resource;
  const [name, arn] = [textIn(node, "name") ?? "", textIn(node, "arn") ?? ""];
  const inline = itemsOf(propertyOf(node, "inline_policy")).flatMap((each) => partsOf(resource, propertyOf(each, "policy"), `, policy ${textIn(each, "name") ?? ""}`));
  const trust = partsOf({ ...resource, perhaps: [] }, propertyOf(node, "assume_role_policy"), ", trust policy");
  const mine = attached.filter(({ role }) => role === name);
  const perhaps = strays.filter(({ role }) => mayBe(role, name)).map((each): PolicyPart => unreadOf(each.kind === "managed" ? each.named.location : placeOf(each.part), `\`${each.address}\`, which is attached to \`${readable(each.role)}\``));
  const hidden = unread.filter((call) => mentions(call.arguments, name, arn)).map((call): PolicyPart => unreadOf(call.place, `\`${readable(call.address)}\`, a module whose text is not here`));
  const named = [...namedIn(propertyOf(node, "managed_policy_arns"), []), ...mine.flatMap((each) => each.kind === "managed" ? [each.named] : [])];
  const known = named.flatMap((each) => { const part = managedPart(each, byArn); return "kind" in part && part.kind === "unread" ? [] : [part]; });
  return {
    name, arn, isForGlue: trust.some((part) => "kind" in part && part.kind === "node" && isForGlue(part.root)), location,
    policies: [...inline, ...mine.flatMap((each) => each.kind === "inline" ? [each.part] : []), ...known, ...perhaps, ...hidden],
    managed: named.filter((each) => each.perhaps !== undefined || !byArn.has(each.arn)), boundary: namedIn(propertyOf(node, "permissions_boundary"), [])[0],
    trust: trust.length > 0 ? trust : undefined,
  };
}

function managedPart(named: Named, byArn: ReadonlyMap<string, PolicyPart>): PolicyPart {
  const part = named.perhaps === undefined ? byArn.get(named.arn) : undefined;
  return part ?? unreadManaged(named.arn, named.location);
}

/** Whether a name that nobody knows may be that of the role. What AWS makes up is nobody else's. */
function mayBe(role: string, name: string): boolean {
  return hasUnknown(role) || (hasUnknown(name) && !name.includes("\uE000name "));
}

/** Whether a module that cannot be read is told of the role: it may attach something to it. */
function mentions(given: Node, name: string, arn: string): boolean {
  if (given.kind !== "scalar") return given.kind === "list" ? given.items.some((item) => mentions(item, name, arn)) : given.entries.some(({ value }) => mentions(value, name, arn));
  const text = textOf(given);
  return text !== undefined && (text === name || text === arn || (arn !== "" && text.includes(arn)));
}

const placeOf = (part: PolicyPart): Location => "kind" in part ? part.kind === "node" ? part.root.location : part.location : { artifact: part.artifact, pointer: "" };

const unreadOf = (location: Location, because: string): PolicyPart => ({ kind: "unread", location, because });
