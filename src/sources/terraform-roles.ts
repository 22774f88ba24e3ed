import type { UnreadPolicy } from "../policy/policy.js";
import type { Resource, UnreadCall } from "../terraform/module.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";
import { hasUnknown, readable } from "../text/unknown.js";
import { itemsPerhaps, without, type Held } from "./alternatives.js";
import type { PolicyPart } from "./assemble.js";
import { perhapsPart, unreadManaged, type Named, type PolicyPiece, type RolePiece } from "./pieces.js";
import { isForGlue } from "./policy-node.js";
import { attachmentsOf, inlineOf, namedIn, type Attachment } from "./terraform-attachments.js";
import { partsOf } from "./terraform-policy.js";
import { textIn } from "./terraform-text.js";

/** The policies of a module by their ARNs. */
type Policies = ReadonlyMap<string, Resource>;

/**
 * The roles of a module and of those that it calls, each with what is attached to it there; and the policies that belong to roles
 * of elsewhere, if any. What may be attached to a role, though nobody knows, may say anything.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function rolesOf(resources: readonly Resource[], unread: readonly UnreadCall[]): { readonly roles: readonly RolePiece[]; readonly elsewhere: readonly PolicyPiece[] } {
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const policies: Policies = new Map(of("aws_iam_policy").map((resource) => [textIn(resource.node, "arn") ?? "", resource]));
  const attachments = resources.flatMap(attachmentsOf);
  const own = new Set(of("aws_iam_role").map(({ node }) => textIn(node, "name") ?? ""));
  const strays = attachments.filter(({ role }) => !own.has(role));
  const roles = of("aws_iam_role").map((resource) => roleOf(resource, attachments, strays, policies, unread));
  const elsewhere = strays.flatMap((each) => [...inlineOf(each, []), ...managedOf(namedOf(each, []), policies, [])].map((part): PolicyPiece => ({ part, use: "identity", arn: undefined, roles: [each.role] })));
  return { roles, elsewhere: [...elsewhere, ...Array.from(policies, ([arn, policy]): PolicyPiece => ({ part: onlyPart(policy), use: "identity", arn, roles: [] }))] };
}

function roleOf(resource: Resource, attachments: readonly Attachment[], strays: readonly Attachment[], policies: Policies, unread: readonly UnreadCall[]): RolePiece {
  const { node, location, perhaps: given } = resource;
  const [name, arn] = [textIn(node, "name") ?? "", textIn(node, "arn") ?? ""];
  const inline = itemsPerhaps(propertyOf(node, "inline_policy")).flatMap(({ node: each, held }) => partsOf({ ...resource, perhaps: held }, propertyOf(each, "policy"), `, policy ${textIn(each, "name") ?? ""}`));
  const trust = partsOf({ ...resource, perhaps: [] }, propertyOf(node, "assume_role_policy"), ", trust policy");
  const mine = attachments.filter(({ role }) => role === name);
  const named = [...namedIn(propertyOf(node, "managed_policy_arns"), []), ...mine.flatMap((each) => namedOf(each, given))];
  const perhaps = strays.filter((each) => mayBe(each.role, resource, unread)).map(({ resource: { address, location: at }, role }) => unreadAs({ location: at, because: `\`${address}\`, which is attached to \`${readable(role)}\`` }));
  const hidden = unread.filter((call) => mentions(call.arguments, name, arn)).map(({ address, place }) => unreadAs({ location: place, because: `\`${readable(address)}\`, a module whose text is not here` }));
  return {
    name, arn, isForGlue: trust.some((part) => "kind" in part && part.kind === "node" && isForGlue(part.root)), location,
    policies: [...inline, ...mine.flatMap((each) => inlineOf(each, given)), ...managedOf(named, policies, given), ...perhaps, ...hidden],
    managed: [], boundary: namedIn(propertyOf(node, "permissions_boundary"), [])[0], trust: trust.length > 0 ? trust : undefined,
  };
}

const namedOf = ({ kind, policy, held }: Attachment, given: readonly Held[]): readonly Named[] => kind === "managed" ? namedIn(policy, without(held, given)) : [];

/** The texts of managed policies; of one that stands elsewhere, that it may say anything. */
function managedOf(named: readonly Named[], policies: Policies, given: readonly Held[]): readonly PolicyPart[] {
  return named.flatMap(({ arn, location, held = [] }): readonly PolicyPart[] => {
    const policy = policies.get(arn);
    if (policy) return partsOf({ ...policy, perhaps: [...without(policy.perhaps, [...given, ...held]), ...held] }, propertyOf(policy.node, "policy"));
    return [perhapsPart(unreadManaged(arn, location), held)];
  });
}

/** For whoever attaches it elsewhere: a policy that is one of two may say anything. */
function onlyPart(policy: Resource): PolicyPart {
  const [part, ...others] = partsOf(policy, propertyOf(policy.node, "policy"));
  return part !== undefined && others.length === 0 ? part : unreadAs({ location: policy.location, because: `\`${policy.address}\`, of which nobody knows what it says` });
}

/** Whether a name that nobody knows may be that of the role. What AWS makes up is nobody else's, and what a module makes that is not told of the role is another. */
function mayBe(role: string, { node }: Resource, unread: readonly UnreadCall[]): boolean {
  const [name, arn] = [textIn(node, "name") ?? "", textIn(node, "arn") ?? ""];
  const maker = unread.find(({ address }) => readable(role).startsWith(`\${${address}.`));
  if (maker !== undefined) return mentions(maker.arguments, name, arn);
  return hasUnknown(role) || (hasUnknown(name) && !name.includes("\uE000name "));
}

/** Whether a module that cannot be read is told of the role: it may attach something to it. */
function mentions(given: Node, name: string, arn: string): boolean {
  if (given.kind !== "scalar") return given.kind === "list" ? given.items.some((item) => mentions(item, name, arn)) : given.entries.some(({ value }) => mentions(value, name, arn));
  const text = textOf(given);
  return text !== undefined && (text === name || text === arn || (arn !== "" && text.includes(arn)));
}

const unreadAs = (unread: Omit<UnreadPolicy, "kind">): UnreadPolicy => ({ kind: "unread", ...unread });
