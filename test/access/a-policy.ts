import { parsePolicy } from "../../src/policy/parse.js";
import type { PolicyUse } from "../../src/policy/grammar-fault.js";
import type { Policy } from "../../src/policy/policy.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { parseJson } from "../../src/text/json.js";

export const services = servicesOf(data);

/** A policy of these statements, as it would be read from a file. */
export function policyOf(statements: readonly object[], use: PolicyUse = "identity", artifact = "p.json"): Policy {
  const { policy } = parsePolicy(parseJson(artifact, JSON.stringify({ Version: "2012-10-17", Statement: statements })), use);
  if (policy.kind === "unread") throw new Error(`the grammar refuses ${JSON.stringify(statements)}`);
  return policy;
}

export const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*", more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
export const deny = (Action: string | readonly string[], Resource: string | readonly string[] = "*", more: object = {}) => ({ Effect: "Deny", Action, Resource, ...more });
