import { accountIn } from "./arn.js";
import { type Caller, isIdentity, roleArnOf } from "./caller.js";
import type { Request } from "./line.js";

/** The request's context: key in lower case, values as text. No values: the key is absent. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** The values of a key, however it is spelled; none where it is absent. */
export function valuesOf(context: Context, key: string): readonly string[] {
  return context.get(key.toLowerCase()) ?? [];
}

/** The context of a request: what it carries, before what follows from principal and resource. */
export function contextOf(request: Request, caller: Caller, resourceAccount: string | undefined): Context {
  const derived = request.derivedContext === false ? {} : derivedKeys(caller, resourceAccount);
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of [...Object.entries(derived), ...Object.entries(request.context ?? {})]) {
    context.set(key.toLowerCase(), [value].flat().map(String));
  }
  return context;
}

/**
 * The account that the resource lies in: as the request says, else as its ARN says, else the caller's.
 * Undefined for a bucket that a service or an unsigned caller asks for without saying whose it is.
 */
export function resourceAccountOf(request: Request, caller: Caller): string | undefined {
  return request.resourceAccount ?? accountIn(request.resource) ?? (isIdentity(caller) ? caller.account : undefined);
}

type Keys = { readonly [key: string]: string };

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function derivedKeys(caller: Caller, resourceAccount: string | undefined): Keys {
  return { ...ofCaller(caller), ...(resourceAccount !== undefined && { "aws:ResourceAccount": resourceAccount }) };
}

function ofCaller(caller: Caller): Keys {
  if (caller.kind === "service") return { "aws:PrincipalIsAWSService": "true" };
  if (caller.kind === "unsigned") return { "aws:PrincipalAccount": "anonymous", "aws:PrincipalType": "Anonymous" };
  if (!isIdentity(caller)) return {};
  return {
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalArn": caller.kind === "session" ? roleArnOf(caller) : caller.arn,
    "aws:PrincipalAccount": caller.account,
    "aws:PrincipalType": principalTypes[caller.kind],
    ...(caller.kind === "user" && { "aws:username": caller.name }),
    // Users and roles have an ID that their ARN does not tell; these two are spelled out:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
    ...(caller.kind === "root" && { "aws:userid": caller.account }),
    ...(caller.kind === "federatedUser" && { "aws:userid": `${caller.account}:${caller.name}` }),
  };
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
const principalTypes = {
  user: "User", role: "AssumedRole", session: "AssumedRole", root: "Account", federatedUser: "FederatedUser",
} as const;
