import { type Caller, isIdentity, roleArnOf } from "./caller.js";
import type { PrincipalElement, Statement } from "./policy.js";

/**
 * How a statement covers a caller: `direct` names the caller itself or everybody, `role` names the role of the session,
 * `account` only delegates to the caller's account.
 */
export type Coverage = "direct" | "role" | "account" | "none";

/**
 * How a statement's Principal or NotPrincipal covers the caller; one without either covers everybody.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function coverageOf(statement: Statement, caller: Caller, bounded: boolean): Coverage {
  if (statement.principal === undefined) return "direct";
  if (!statement.principal.not) return strongest(statement.principal.element, caller);
  // Deny with NotPrincipal hits every caller that has a boundary, whoever is listed:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  if (statement.effect === "Deny" && bounded && isIdentity(caller)) return "direct";
  return listsItself(statement.principal.element, caller) ? "none" : "direct";
}

function strongest(element: PrincipalElement, caller: Caller): Coverage {
  // `"*"` and {"AWS": "*"} are the same, and cover unsigned callers and services as well.
  if (element === "*") return "direct";
  const found = element.flatMap(({ type, values }) => values.map((value) => coverage(type, value, caller)));
  return (["direct", "role", "account"] as const).find((kind) => found.includes(kind)) ?? "none";
}

function coverage(type: string, value: string, caller: Caller): Coverage {
  if (type === "AWS" && value === "*") return "direct";
  if (namesItself(type, value, caller)) return caller.kind === "role" ? "role" : "direct";
  if (type !== "AWS" || !isIdentity(caller)) return "none";
  if (isAccount(value, caller.account)) return "account";
  // A role's ARN covers its sessions, and role names are unique in an account whatever their path.
  return caller.kind === "session" && isRoleOf(value, roleArnOf(caller)) ? "role" : "none";
}

/** No part of a principal may be a wildcard, so ARNs are compared as they stand: `user/*` covers nobody. */
function namesItself(type: string, value: string, caller: Caller): boolean {
  if (type === "AWS" && value === "*") return true;
  if (type === "Service") return caller.kind === "service" && caller.name === value;
  if (type === "Federated") return caller.kind === "provider" && caller.name === value;
  if (type === "CanonicalUser") return caller.kind === "canonicalUser" && caller.name === value;
  if (!isIdentity(caller)) return false;
  return value === caller.arn || (caller.kind === "root" && isAccount(value, caller.account));
}

/** The account's number and the ARN of its root mean the same: the whole account. */
function isAccount(value: string, account: string): boolean {
  return value === account || (/^arn:[^:]+:iam::\d{12}:root$/.test(value) && value.includes(`::${account}:`));
}

function isRoleOf(value: string, roleArn: string): boolean {
  const [before, name] = roleArn.split("role/");
  return value.startsWith(`${before ?? ""}role/`) && value.split("/").at(-1) === name;
}

/**
 * NotPrincipal lists a caller by its own ARN. In AWS's example account and role are listed beside the session, and yet
 * every other user and session of that account is meant to be denied:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function listsItself(element: PrincipalElement, caller: Caller): boolean {
  if (element === "*") return true;
  // A role's ARN in the request stands for a session that the list does not name.
  if (caller.kind === "role") return element.some(({ type, values }) => type === "AWS" && values.includes("*"));
  return element.some(({ type, values }) => values.some((value) => namesItself(type, value, caller)));
}
