import { matches } from "../policy/pattern.js";
import { requiredResources } from "../policy/resource.js";
import type { RuleOf } from "../rules/rule.js";
import type { Role } from "../subject/role.js";
import { below } from "../text/location.js";
import type { Check, Joined, Question, Verdict } from "./check.js";
import { serviceContext } from "./job-context.js";
import { openProblem } from "./open-problems.js";

/** The trust policy of the role lets the principal assume it. */
export const trusts: Check<RuleOf<"trusts">> = {
  asks: (rule, joined) => joined.subject.kind === "role" && joined.subject.trust ? [questionOf(rule, joined, joined.subject, joined.subject.trust)] : [],

  judge(rule, { subject }, [answered]): Verdict {
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have a trust policy" };
    const requirement = `${rule.principal} ${rule.action}`;
    if (subject.trust === undefined || answered === undefined) return { kind: "open", problems: [{ message: `nobody gave the trust policy of \`${subject.name}\`: name its file under \`trust\``, location: subject.location, related: [], requirement }] };
    const { answer } = answered;
    if (answer.kind === "yes") return { kind: "pass", assumes: [] };
    if (answer.kind === "open") return { kind: "open", problems: [openProblem(rule.principal, subject, [answered])] };
    const [because] = answer.outcome.because;
    const denied = because?.kind === "statement" ? because.statement.location : undefined;
    const [first] = subject.trust;
    const naming = statementNaming(subject, rule.principal);
    const onCondition = naming?.actions.negated === false && naming.actions.entries.some(({ value }) => matches(value, rule.action.toLowerCase())) && naming.conditions.length > 0;
    const reason = denied ? "a statement of its trust policy denies it" : onCondition ? "its trust policy names that service, but on a condition that the call does not meet" : naming ? `its trust policy names that service, but not for \`${rule.action}\`` : "no statement of its trust policy names that service";
    return {
      kind: "fail", assumes: [],
      problems: [{
        message: `\`${rule.principal}\` may not assume \`${subject.name}\`: ${reason}`,
        location: denied ?? (onCondition ? below(naming.location, "Condition") : undefined) ?? naming?.actions.location ?? nearestPrincipal(subject) ?? (first ? below(first.location, "Statement") : subject.location),
        related: [], counterexample: answer.counterexample, requirement,
      }],
    };
  },
};

const questionOf = (rule: RuleOf<"trusts">, joined: Joined, role: Role, trust: NonNullable<Role["trust"]>): Question => ({
  policies: { identity: [], resource: trust }, permission: { principal: rule.principal, action: rule.action, resources: requiredResources(role.arn), context: serviceContext(joined) },
});

const statementsOf = (role: Role) => role.trust?.flatMap((policy) => policy.kind === "read" ? policy.statements : []) ?? [];

const statementNaming = (role: Role, service: string) => statementsOf(role)
  .find(({ effect, principals }) => effect === "Allow" && principals?.negated === false && principals.entries.some(({ value }) => value.id === service));

const nearestPrincipal = (role: Role) => statementsOf(role)
  .find((statement) => statement.effect === "Allow")?.principals?.location;
