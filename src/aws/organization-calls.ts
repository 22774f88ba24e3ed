import { DescribeOrganizationCommand, DescribePolicyCommand, ListParentsCommand, ListPoliciesForTargetCommand, ListRootsCommand } from "@aws-sdk/client-organizations";
import type { Call } from "./calls.js";
import type { Access } from "./clients.js";
import { documentFrom } from "./document-from.js";
import { organizationsClient } from "./organization.js";
import { outcomeOf, type Outcome } from "./refusal.js";
import type { ControlPolicy } from "./snapshot.js";
import { allTokenPages } from "./token-pages.js";

/** What can be asked of an organization, each question once however many accounts it bears on. */
export interface OrganizationCalls {
  /** The management account. */
  readonly manager: () => Promise<Outcome<string>>;
  /** The types of policies that are in use. */
  readonly types: () => Promise<Outcome<readonly string[]>>;
  /** Of an account or an organizational unit. */
  readonly parent: (child: string) => Promise<Outcome<string | undefined>>;
  /** The ids of the policies of that type that are attached to a root, an organizational unit or an account. */
  readonly attached: Readonly<Record<ControlType, (target: string) => Promise<Outcome<readonly string[]>>>>;
  readonly policy: (id: string) => Promise<Outcome<ControlPolicy>>;
}

export type ControlType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

export function organizationCalls(access: Access): OrganizationCalls {
  const { caller } = access;
  const client = organizationsClient(access);
  const manager = once("DescribeOrganization", async (call) => (await caller.call(call, () => client.send(new DescribeOrganizationCommand({})))).Organization?.MasterAccountId ?? "");
  const types = once("ListRoots", async (call) => {
    const roots = await allTokenPages((NextToken) => caller.call(call, () => client.send(new ListRootsCommand({ NextToken }))), ({ Roots }) => Roots);
    return roots.flatMap(({ PolicyTypes = [] }) => PolicyTypes).flatMap(({ Type, Status }) => Type !== undefined && Status !== "PENDING_ENABLE" ? [Type] : []);
  });
  const attached = (Filter: ControlType) => once("ListPoliciesForTarget", async (call) => {
    const policies = await allTokenPages((NextToken) => caller.call(call, () => client.send(new ListPoliciesForTargetCommand({ TargetId: call.resource, Filter, NextToken }))), ({ Policies }) => Policies);
    return policies.flatMap(({ Id }) => Id ?? []).toSorted();
  });
  return {
    manager: () => manager(whole), types: () => types(whole),
    parent: once("ListParents", async (call) => (await allTokenPages((NextToken) => caller.call(call, () => client.send(new ListParentsCommand({ ChildId: call.resource, NextToken }))), ({ Parents }) => Parents))[0]?.Id),
    attached: { SERVICE_CONTROL_POLICY: attached("SERVICE_CONTROL_POLICY"), RESOURCE_CONTROL_POLICY: attached("RESOURCE_CONTROL_POLICY") },
    policy: once("DescribePolicy", async (call) => {
      const { Policy: policy } = await caller.call(call, () => client.send(new DescribePolicyCommand({ PolicyId: call.resource })));
      return { Id: call.resource, Name: policy?.PolicySummary?.Name ?? call.resource, Document: documentFrom(policy?.Content) };
    }),
  };
}

const whole = "the organization";

/** Makes a call about each resource once, and gives the same answer again. */
function once<Value>(name: string, run: (call: Call) => Promise<Value>): (resource: string) => Promise<Outcome<Value>> {
  const known = new Map<string, Promise<Outcome<Value>>>();
  return (resource) => {
    const call = { action: `organizations:${name}`, resource };
    const answer = known.get(resource) ?? outcomeOf(call, () => run(call));
    known.set(resource, answer);
    return answer;
  };
}
