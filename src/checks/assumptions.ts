import { serviceOf } from "../policy/action.js";
import type { Question } from "./check.js";

/** What a verdict takes for granted: the policy layers that nobody gave, in words, each once. */
export function assumptions(questions: readonly Question[]): readonly string[] {
  return [...new Set(questions.flatMap(({ policies, permission }) => {
    const owner = resourcePolicies[serviceOf(permission.action)];
    return [
      ...(policies.boundary ? [] : ["no permissions boundary was given"]),
      ...(policies.serviceControl ? [] : ["no service control policies were given"]),
      ...(owner === undefined || policies.resource ? [] : [`${owner} was not seen`]),
    ];
  }))];
}

/** Services whose resources have policies of their own, which may refuse what the role's policies allow. */
const resourcePolicies: Readonly<Record<string, string>> = {
  s3: "the bucket's policy",
  secretsmanager: "the secret's policy",
  glue: "the resource policy of the Data Catalog",
};
