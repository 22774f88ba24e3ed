import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { stsClient, type Access, type Credentials } from "./clients.js";
import { outcomeOf, type Outcome } from "./refusal.js";

/** Credentials of a role of another account, good for an hour. */
export async function credentialsOf(role: string, access: Access): Promise<Outcome<Credentials>> {
  const call = { action: "sts:AssumeRole", resource: role };
  return outcomeOf(call, async () => {
    const { Credentials: found } = await access.caller.call(call, () => stsClient(access).send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "gluelint-audit" })));
    return { accessKeyId: found?.AccessKeyId ?? "", secretAccessKey: found?.SecretAccessKey ?? "", ...(found?.SessionToken !== undefined && { sessionToken: found.SessionToken }) };
  });
}
