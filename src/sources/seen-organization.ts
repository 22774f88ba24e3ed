import type { UnreadPolicy } from "../policy/policy.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import type { PolicyPart } from "./assemble.js";
import { policyNode } from "./policy-node.js";

/** Policies of an organization by level, root first. */
export interface SeenOrganization {
  readonly serviceControl: readonly (readonly PolicyPart[])[];
  readonly resourceControl: readonly (readonly PolicyPart[])[];
}

/** What a snapshot says of the organization over its account; undefined where nobody could look. The management account is bound by none of it. */
export function seenOrganizationIn(organization: Node | undefined, account: string | undefined): SeenOrganization | undefined {
  const [service, resource] = [propertyOf(organization, "serviceControl"), propertyOf(organization, "resourceControl")];
  if (service === undefined || resource === undefined) return undefined;
  if (account !== undefined && stringOf(propertyOf(organization, "managementAccount")) === account) return { serviceControl: [], resourceControl: [] };
  const byId = new Map(itemsOf(propertyOf(organization, "Policies")).map((policy) => [stringOf(propertyOf(policy, "Id")), partOf(policy)]));
  const levels = (list: Node) => itemsOf(list).map((level) => itemsOf(propertyOf(level, "Policies")).map((id) => byId.get(stringOf(id)) ?? unread(id)));
  return { serviceControl: levels(service), resourceControl: levels(resource) };
}

/** Why the organization's policies over the account of a snapshot were not seen, first thing in the report. */
export function unseenIn({ root }: { readonly root: Node | undefined }): readonly string[] {
  const because = stringOf(propertyOf(propertyOf(root, "organization"), "unseen"));
  return because === undefined ? [] : [`the organization's policies over ${stringOf(propertyOf(root, "account")) ?? "the account"} were not seen, and nothing is refused for their sake: ${because}`];
}

function partOf(policy: Node): PolicyPart {
  const document = propertyOf(policy, "Document");
  return document ? policyNode(`the policy ${stringOf(propertyOf(policy, "Name")) ?? ""} of the organization`, document) : unread(policy);
}

const unread = ({ location }: Node): UnreadPolicy => ({ kind: "unread", location, because: "a policy of the organization, which is not in the snapshot" });
