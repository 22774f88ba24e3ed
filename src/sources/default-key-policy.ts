import { arnOf } from "../policy/arn.js";
import type { Place } from "../terraform/syntax.js";
import { plainAt } from "../terraform/value.js";
import type { PolicyNode } from "./assemble.js";

/**
 * The policy of a key to which nobody gives one: it leaves everything to the policies of the key's account.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function defaultKeyPolicy(key: string, place: Place): PolicyNode {
  const document = { Version: "2012-10-17", Statement: [{ Sid: "Enable IAM User Permissions", Effect: "Allow", Principal: { AWS: arnOf(key)?.account ?? "" }, Action: "kms:*", Resource: "*" }] };
  return { kind: "node", name: "the policy that AWS gives to a key", root: plainAt(place, document), unwritten: true };
}
