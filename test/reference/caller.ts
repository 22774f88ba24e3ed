import { accountIn, partsOf } from "./arn.js";
import { malformed } from "./malformed.js";

/** An identity of an account; `name` is its friendly name, without the path. */
export interface Identity {
  readonly kind: "user" | "role" | "session" | "root" | "federatedUser";
  readonly arn: string;
  readonly account: string;
  readonly name: string;
}

/** Who makes the request. Only an identity belongs to an account. */
export type Caller =
  | Identity
  | { readonly kind: "service" | "provider" | "canonicalUser"; readonly name: string }
  | { readonly kind: "unsigned" };

/**
 * The caller that the request's `principal` stands for.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function callerOf(principal: string | null, action: string): Caller {
  if (principal === null) return { kind: "unsigned" };
  if (principal.startsWith("arn:")) return byArn(principal);
  if (/^[0-9a-f]{64}$/.test(principal)) return { kind: "canonicalUser", name: principal };
  // `cognito-identity.amazonaws.com` looks like a service, and is an identity provider when it brings a web identity:
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
  const brought = /^sts:AssumeRoleWith/i.test(action);
  const service = /\.amazonaws\.com(\.cn)?$/.test(principal) && !brought;
  return { kind: service ? "service" : "provider", name: principal };
}

/** Whether the caller belongs to an account: users, roles, sessions and the root user do. */
export function isIdentity(caller: Caller): caller is Identity {
  return "account" in caller;
}

/** A service-linked role has its own path: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export function isServiceLinked(caller: Caller): boolean {
  return caller.kind === "role" && partsOf(caller.arn)[5]?.startsWith("role/aws-service-role/") === true;
}

function byArn(arn: string): Caller {
  const account = accountIn(arn);
  const [, , service, , , last = ""] = partsOf(arn);
  const [type, ...names] = last.split("/");
  const name = names[names.length - 1] ?? "";
  if (service === "iam" && (type === "saml-provider" || type === "oidc-provider")) return { kind: "provider", name: arn };
  if (account === undefined) throw malformed(`a principal without account: ${arn}`);
  if (service === "iam" && last === "root") return { kind: "root", arn, account, name: "root" };
  if (service === "iam" && (type === "user" || type === "role")) return { kind: type, arn, account, name };
  if (service === "sts" && type === "federated-user") return { kind: "federatedUser", arn, account, name };
  // The name of a session is the role's, without its path.
  if (service === "sts" && type === "assumed-role" && names.length === 2) {
    return { kind: "session", arn, account, name: names[0] ?? "" };
  }
  throw malformed(`no principal: ${arn}`);
}

/** The ARN of the role that a session has assumed; its path is unknown and not guessed. */
export function roleArnOf(session: Identity): string {
  return `arn:${partsOf(session.arn)[1] ?? ""}:iam::${session.account}:role/${session.name}`;
}
