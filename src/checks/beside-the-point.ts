import { serviceOf } from "../policy/action.js";
import type { Policy, Statement } from "../policy/policy.js";
import { isPlain } from "../reviews/review.js";
import type { Rule } from "../rules/rule.js";

/**
 * Tells policies that change no verdict on a role whose permissions suffice without them: all that they say is about actions, by name, of services of which
 * no rule about roles asks anything.
 */
export function besideThePoint(rules: readonly Rule[]): (policy: Policy) => boolean {
  const asked = new Set(rules.filter(({ for: [part] }) => part === "jobRole" || part === "callerRole").flatMap(servicesAsked));
  const isElsewhere = ({ actions, resources }: Statement) => !actions.negated && resources?.negated === false && resources.entries.every(({ value: { text } }) => isPlain(text))
    && actions.entries.every(({ value: { text } }) => /^[\w-]+:/.test(text) && isPlain(text) && !asked.has(serviceOf(text)));
  return (policy) => !asked.has("*") && policy.kind === "read" && policy.statements.every(isElsewhere);
}

/** The services that a rule asks of, `*` for all. */
function servicesAsked(rule: Rule): readonly string[] {
  switch (rule.check) {
    case "can": return rule.needs.flatMap(({ actions }) => actions.map(serviceOf));
    case "reviews": return rule.reviewer === "catalogAncestors" || rule.reviewer === "catalogPartitions" ? ["glue"] : ["*"];
    // What others saw of a role hangs on no policy that we read; who may assume it is for its trust policy to say.
    case "agrees": case "runs": case "trusts": return [];
    default: return ["*"];
  }
}
