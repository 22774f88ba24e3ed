import type { PolicyUse } from "../policy/grammar-fault.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import { namesOf, type Held } from "./alternatives.js";
import { settledPolicy } from "./uncertain-policy.js";

/** The policy as it counts where nobody knows whether it is attached: each of its statements has a condition of which nobody knows whether it holds. */
export function heldPolicy(policy: Policy, held: readonly Held[], use: PolicyUse): Policy {
  if (policy.kind === "unread") return { ...policy, because: `${policy.because}, and which is attached only on the condition \`${namesOf(held)}\`` };
  const root = settledPolicy(policy.node, held);
  const settled = root && parsePolicyNode(root, use).policy;
  if (settled?.kind !== "read") return { kind: "unread", location: policy.location, because: `a policy that is attached only on the condition \`${namesOf(held)}\`` };
  return policy.managed === undefined ? settled : { ...settled, managed: policy.managed };
}
