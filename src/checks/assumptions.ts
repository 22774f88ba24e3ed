import { serviceOf } from "../policy/action.js";
import type { Policy } from "../policy/policy.js";
import type { Question } from "./check.js";

/** What a verdict takes for granted, in words, each once: the policy layers that nobody gave, and how AWS's own policies read. */
export function assumptions(questions: readonly Question[]): readonly string[] {
  return [...new Set(questions.flatMap(({ policies, permission }) => {
    const owner = resourcePolicies[serviceOf(permission.action)];
    return [
      ...(policies.boundary ? [] : ["no permissions boundary was given"]),
      ...(policies.serviceControl ? [] : ["no service control policies were given"]),
      ...(owner === undefined || policies.resource ? [] : [`${owner} was not seen`]),
      ...managedAmong([...policies.identity, ...policies.boundary ?? []]),
    ];
  }))];
}

/** What is taken for granted of the policies that AWS manages: it may change them any day. */
export const managedAmong = (policies: readonly Policy[]): readonly string[] => [...new Set(policies.flatMap((policy) => policy.kind === "read" ? policy.managed ?? [] : []))];

/** Services whose resources have policies of their own, which may refuse what the role's policies allow. */
const resourcePolicies: Readonly<Record<string, string>> = {
  s3: "the bucket's policy",
  secretsmanager: "the secret's policy",
  glue: "the resource policy of the Data Catalog",
};
