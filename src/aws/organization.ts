import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { settings, type Access } from "./clients.js";
import { outcomeOf, type Outcome } from "./refusal.js";
import { allTokenPages } from "./token-pages.js";

/** There is one organization for all Regions of a partition. */
export const organizationsClient = (access: Access) => new OrganizationsClient({ ...settings(access), region: access.region ?? "us-east-1" });

/** The accounts of the organization that are in use, by their ids in order. Only its management account and whom it has asked to help may ask. */
export async function accountsOfOrganization(access: Access): Promise<Outcome<readonly string[]>> {
  const call = { action: "organizations:ListAccounts", resource: "the organization" };
  return outcomeOf(call, async () => {
    const client = organizationsClient(access);
    const accounts = await allTokenPages((NextToken) => access.caller.call(call, () => client.send(new ListAccountsCommand({ NextToken }))), ({ Accounts }) => Accounts);
    return accounts.flatMap(({ Id, State, Status }) => Id !== undefined && (State ?? Status ?? "ACTIVE") === "ACTIVE" ? [Id] : []).toSorted();
  });
}
