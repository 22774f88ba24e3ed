import { prepare } from "../evaluate/prepare.js";
import type { RuleOf } from "../rules/rule.js";
import type { Simulated } from "../subject/environment.js";
import type { Role } from "../subject/role.js";
import type { Location } from "../text/location.js";
import { statementsIn } from "./blame.js";
import type { Check, Problem, Verdict } from "./check.js";
import { policiesOf } from "./role-policies.js";

/** IAM's policy simulator answers as we do, to every request that it was asked. */
export const agrees: Check<RuleOf<"agrees">> = {
  asks: () => [],

  judge(_, { subject, environment }): Verdict {
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    const asked = (environment.simulated ?? []).filter(({ role }) => role === subject.arn);
    if (asked.length === 0) return { kind: "notApplicable", because: "IAM's simulator was not asked about the role" };
    // The simulator knows nothing of resource control policies.
    const { resourceControl: _unseen, ...policies } = policiesOf(subject, environment);
    const { explain } = prepare(policies);
    const compared = asked.flatMap((simulated): readonly Compared[] => {
      const { role, action, resource, context } = simulated;
      const own = explain({ principal: role, action, resource, context });
      // Who had to know more has not answered.
      return own.decision === "open" || simulated.missingContext.length > 0 ? [] : [{ simulated, own: own.decision, because: own.because.flatMap((each) => each.kind === "statement" ? [each.statement.location] : []) }];
    });
    const differing = compared.filter(({ simulated, own }) => (simulated.decision === "allowed") !== (own === "allowed"));
    if (differing.length === 0) return { kind: "pass", assumes: [`${compared.length} of ${asked.length} requests were compared`] };
    const kinds = [...new Set(differing.map(kindOf))];
    return { kind: "fail", assumes: [], problems: kinds.flatMap((kind) => problemOf(subject, differing.filter((each) => kindOf(each) === kind), environment.serviceControl !== undefined)) };
  },
};

interface Compared {
  readonly simulated: Simulated;
  readonly own: "allowed" | "implicitDeny" | "explicitDeny";
  /** The statements that deny by our reading. */
  readonly because: readonly Location[];
}

const kindOf = ({ simulated: { decision, refusedBy }, own }: Compared) => `${own} ${decision} ${refusedBy ?? ""}`;

function problemOf(role: Role, group: readonly Compared[], sawOrganization: boolean): readonly Problem[] {
  const [first] = group;
  if (first === undefined) return [];
  const { simulated: { action, resource, context, decision, refusedBy, matched }, own, because } = first;
  const more = group.length > 1 ? `, and to ${group.length - 1} more ${group.length === 2 ? "request" : "requests"}` : "";
  const [policy] = role.policies ?? [];
  return [{
    message: `IAM's simulator says \`${decision}\` to \`${action}\` on \`${resource}\`${more}, and by the policies that are here it is \`${own}\`${reasonOf(refusedBy, matched, sawOrganization)}`,
    location: because[0] ?? (policy ? statementsIn(policy) : role.location), related: [],
    counterexample: { principal: role.arn, action, resource, ...(Object.keys(context).length > 0 && { context }) },
    requirement: `${own} ${decision} ${action} ${resource}`,
  }];
}

function reasonOf(refusedBy: Simulated["refusedBy"], matched: readonly string[], sawOrganization: boolean): string {
  if (refusedBy === "organization") return sawOrganization ? ": the simulator says that the organization's service control policies refuse it" : ": the organization's service control policies refuse it, which were not seen";
  if (refusedBy === "boundary") return ": the simulator says that the permissions boundary refuses it";
  return matched.length > 0 ? `: the simulator names ${matched.map((name) => `\`${name}\``).join(", ")}` : "";
}
