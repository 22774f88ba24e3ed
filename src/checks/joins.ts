import { roleNameOf } from "../policy/arn.js";
import type { RuleOf } from "../rules/rule.js";
import { roleOf } from "../subject/environment.js";
import type { Check, Verdict } from "./check.js";

/** The compute names a role whose policies are given. */
export const joins: Check<RuleOf<"joins">> = {
  asks: () => [],

  judge(_rule, { subject, environment }): Verdict {
    const named = subject.kind === "compute" ? subject.properties["iam_role"] : undefined;
    if (subject.kind !== "compute" || named === undefined) return { kind: "notApplicable", because: "the compute names no role" };
    if (!named.unknown && !namesRole(String(named.value))) return { kind: "notApplicable", because: "what the compute names is no role" };
    const requirement = "iam_role";
    if (roleOf(environment, subject)?.policies !== undefined) return { kind: "pass", assumes: [] };
    if (named.unknown) return { kind: "open", problems: [{ message: `the role is the placeholder \`${named.value}\`, so nobody can say what it may do`, location: named.location, related: [], requirement }] };
    return { kind: "fail", assumes: [], problems: [{ message: `nobody gave the policies of \`${named.value}\`, so whether the job can run cannot be said`, location: named.location, related: [], requirement }] };
  },
};

/** By its ARN, or by its name alone. */
const namesRole = (text: string) => roleNameOf(text) !== undefined || /^[\w+=,.@-]+$/.test(text);
