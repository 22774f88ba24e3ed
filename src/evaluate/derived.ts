import { accountOf } from "../policy/arn.js";
import { accountOfCaller, roleArnOf, type Caller } from "./caller.js";

/**
 * The context keys that follow from who calls and what is called, as a request carries them without anybody stating them; in lower case.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function derivedContext(caller: Caller, resourceAccount: string | undefined, resource: string): Readonly<Record<string, string>> {
  const account = accountOfCaller(caller);
  const owner = resourceAccount ?? accountOf(resource) ?? account;
  return {
    ...(account !== undefined && { "aws:principalaccount": account, "aws:principalarn": roleArnOf(caller) ?? ("arn" in caller ? caller.arn : "") }),
    ...(caller.kind in types && { "aws:principaltype": types[caller.kind] ?? "" }),
    ...(caller.kind === "user" && { "aws:username": caller.arn.slice(caller.arn.lastIndexOf("/") + 1) }),
    ...(caller.kind === "root" && { "aws:userid": caller.account }),
    ...(caller.kind === "anonymous" && { "aws:userid": "anonymous" }),
    ...(caller.kind === "service" && { "aws:principalservicename": caller.name }),
    // Unsigned requests do not carry it.
    ...((account !== undefined || caller.kind === "service") && { "aws:principalisawsservice": String(caller.kind === "service") }),
    ...(owner !== undefined && { "aws:resourceaccount": owner }),
  };
}

const types: Readonly<Partial<Record<Caller["kind"], string>>> = { root: "Account", user: "User", federatedUser: "FederatedUser", role: "AssumedRole", session: "AssumedRole", anonymous: "Anonymous" };
