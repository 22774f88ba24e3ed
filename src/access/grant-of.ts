import type { Permission } from "../evaluate/request.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import { nodeOf } from "../text/plain-node.js";

/** A policy that grants the permissions whatever the context: one statement for each, as a policy spells its resources. */
export function grantOf(permissions: readonly Permission[]): Policy {
  const Statement = permissions.map(({ action, resources }) => ({ Effect: "Allow", Action: action, Resource: resources.text.replaceAll("?*", "*").replaceAll("#", "?") }));
  return parsePolicyNode(nodeOf({ Version: "2012-10-17", Statement }, { artifact: "", pointer: "" }), "identity").policy;
}
