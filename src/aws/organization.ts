import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { settings, type Access } from "./clients.js";
import { outcomeOf, type Outcome } from "./refusal.js";

/** The accounts of the organization that are in use, by their ids in order. Only its management account and whom it has asked to help may ask. */
export async function accountsOfOrganization(access: Access): Promise<Outcome<readonly string[]>> {
  const call = { action: "organizations:ListAccounts", resource: "the organization" };
  return outcomeOf(call, async () => {
    // There is one for all Regions of a partition.
    const client = new OrganizationsClient({ ...settings(access), region: access.region ?? "us-east-1" });
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const from = token;
      const page = await access.caller.call(call, () => client.send(new ListAccountsCommand({ NextToken: from })));
      ids.push(...(page.Accounts ?? []).flatMap(({ Id, State, Status }) => Id !== undefined && (State ?? Status ?? "ACTIVE") === "ACTIVE" ? [Id] : []));
      token = page.NextToken === "" ? undefined : page.NextToken;
    } while (token !== undefined);
    return ids.toSorted();
  });
}
