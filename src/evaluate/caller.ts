import { arnOf, roleNameOf } from "../policy/arn.js";
import type { Element, Principal } from "../policy/policy.js";

/** Who makes a request. */
export type Caller =
  | { readonly kind: "role" | "user" | "root" | "federatedUser"; readonly account: string; readonly arn: string }
  | { readonly kind: "session"; readonly account: string; readonly arn: string; readonly role: string }
  /** An identity provider, whose users assume roles. */
  | { readonly kind: "provider"; readonly arn: string }
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "anonymous" };

/** How a policy of a resource names a caller, which decides what limits its grant. */
export type Naming = "direct" | "role" | "account";

/** The caller that a request's principal spells: an ARN, the name of a service or a provider, or null for an unsigned call. */
export function callerOf(principal: string | null): Caller {
  if (principal === null) return { kind: "anonymous" };
  const arn = arnOf(principal);
  if (arn === undefined) return /\.amazonaws\.com(\.cn)?$/.test(principal) && !principal.startsWith("cognito-identity.") ? { kind: "service", name: principal } : { kind: "provider", arn: principal };
  const [type = "", name = ""] = arn.resource.split("/");
  const { account } = arn;
  if (arn.service === "sts" && type === "assumed-role") return { kind: "session", account, arn: principal, role: name };
  if (arn.service === "sts" && type === "federated-user") return { kind: "federatedUser", account, arn: principal };
  if (type === "role" || type === "user") return { kind: type, account, arn: principal };
  return arn.resource === "root" ? { kind: "root", account, arn: principal } : { kind: "provider", arn: principal };
}

/** The account that a caller belongs to; undefined for services, providers and unsigned calls. */
export function accountOfCaller(caller: Caller): string | undefined {
  return "account" in caller ? caller.account : undefined;
}

/** The ARN of the role that a caller is or acts in, without a path where only its session is known. */
export function roleArnOf(caller: Caller): string | undefined {
  if (caller.kind === "role") return caller.arn;
  return caller.kind === "session" ? `arn:${arnOf(caller.arn)?.partition ?? "aws"}:iam::${caller.account}:role/${caller.role}` : undefined;
}

/** Roles that belong to an AWS service: organizations' policies do not bind them. */
export function isServiceLinked(caller: Caller): boolean {
  return caller.kind === "role" ? caller.arn.includes(":role/aws-service-role/") : caller.kind === "session" && caller.role.startsWith("AWSServiceRoleFor");
}

/**
 * How the entry of a `Principal` element names a caller; undefined where it does not.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function namingOf({ type, id }: Principal, caller: Caller): Naming | undefined {
  switch (type) {
    case "AWS": return namingByArn(id, caller);
    case "Service": return caller.kind === "service" && caller.name === id ? "direct" : undefined;
    case "Federated": return caller.kind === "provider" && caller.arn === id ? "direct" : undefined;
    // Whose canonical id it is cannot be told from an ARN; a request may give the id itself.
    case "CanonicalUser": return caller.kind === "provider" && caller.arn === id ? "direct" : undefined;
  }
}

/** A pattern names nobody here, but for `*`, which names everyone, signed or not. */
function namingByArn(id: string, caller: Caller): Naming | undefined {
  if (id === "*") return "direct";
  if (!("account" in caller)) return undefined;
  if (id === caller.account || /^arn:[^:]+:iam::(\d{12}):root$/.exec(id)?.[1] === caller.account) return "account";
  if (id === caller.arn) return caller.kind === "role" ? "role" : "direct";
  const isItsRole = caller.kind === "session" && roleNameOf(id) === caller.role && arnOf(id)?.account === caller.account;
  return isItsRole ? "role" : undefined;
}

/** How a `Principal` element names a caller, by the entry that says most; undefined where none does. A `NotPrincipal` names by leaving out. */
export function namingIn(principals: Element<Principal> | undefined, caller: Caller): Naming | undefined {
  if (principals === undefined || principals.negated) return "direct";
  let best: Naming | undefined;
  for (const { value } of principals.entries) {
    const naming = namingOf(value, caller);
    if (naming === "direct") return naming;
    if (naming !== undefined && best !== "role") best = naming;
  }
  return best;
}
