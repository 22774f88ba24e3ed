import type { ReadPolicy } from "../policy/policy.js";
import { below, keyOf } from "../text/location.js";
import type { Node, ScalarNode } from "../text/node.js";
import { rememberingEach } from "../text/remembering.js";
import type { Remark, Reviewer } from "./review.js";

/**
 * How many characters a policy may have, blanks and line ends not counted.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const limits = { managed: 6_144, inline: 10_240, trust: 2_048, raisedTrust: 8_192 };

/** Policies that IAM takes in no way: longer than all the inline policies of a role together, or than any trust policy. */
export const sizeBeyondAll: Reviewer = ({ policies, use }) => policies.flatMap((policy): readonly Remark[] => {
  const length = lengthOf(policy);
  if (use === "identity" && length > limits.inline) return [remark(policy, `the policy has ${length} characters without blanks: a managed policy may have ${limits.managed}, and the inline policies of a role ${limits.inline} together`)];
  return use === "trust" && length > limits.raisedTrust ? [remark(policy, `the trust policy has ${length} characters without blanks, and may have ${limits.raisedTrust} at most`)] : [];
});

/** Policies that IAM takes in some way, but not as most people attach them. */
export const sizeBeyondUsual: Reviewer = ({ policies, use }) => policies.flatMap((policy): readonly Remark[] => {
  const length = lengthOf(policy);
  if (use === "identity" && length > limits.managed && length <= limits.inline) return [remark(policy, `the policy has ${length} characters without blanks: it is too long for a managed policy, which may have ${limits.managed}, and fits a role only inline`)];
  return use === "trust" && length > limits.trust && length <= limits.raisedTrust ? [remark(policy, `the trust policy has ${length} characters without blanks, and may have ${limits.trust} unless AWS has raised the quota`)] : [];
});

const lengthOf = rememberingEach(({ node }: ReadPolicy) => lengthWithin(node));

/** How many characters a value has in JSON, blanks not counted. */
function lengthWithin(node: Node): number {
  switch (node.kind) {
    case "scalar": return lengthOfScalar(node.value);
    case "list": return inBrackets(node.items.map(lengthWithin));
    case "map": return inBrackets(node.entries.map(({ key, value }) => lengthOfScalar(key) + 1 + lengthWithin(value)));
  }
}

/** With a comma behind each member but the last. */
const inBrackets = (members: readonly number[]) => Math.max(2, members.reduce((sum, length) => sum + length + 1, 1));

/** Most texts have neither blanks nor anything that JSON escapes. */
const lengthOfScalar = (value: ScalarNode["value"]) => typeof value === "string" && /^[!#-[\]-~]*$/.test(value) ? value.length + 2 : JSON.stringify(value).replace(/\s/g, "").length;

const remark = ({ node: { location } }: ReadPolicy, message: string): Remark => ({ message, location: keyOf(below(location, "Statement")), about: "size" });
