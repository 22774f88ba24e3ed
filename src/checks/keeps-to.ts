import { excessOf, type Excess } from "../access/excess.js";
import type { RuleOf } from "../rules/rule.js";
import type { Access } from "../services/service.js";
import type { Role } from "../subject/role.js";
import type { Check, Problem, Verdict } from "./check.js";
import { unknownProblems } from "./compute-properties.js";
import { unsaidProblem } from "./open-problems.js";
import { policiesOf } from "./role-policies.js";

/** The role is granted nothing beside what all the rules together need of it. */
export const keepsTo: Check<RuleOf<"keepsTo">> = {
  asks: () => [],

  judge(_, { subject, environment, services, needed }): Verdict {
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    if (services === undefined || needed === undefined) throw new Error("nobody handed in the services, or what is needed");
    if (subject.policies === undefined || subject.policies.some(({ kind }) => kind === "unread")) return { kind: "notApplicable", because: "nobody gave all the policies of the role, or one could not be read" };
    const missing = [...needed.unsaid.map((key) => unsaidProblem(subject, key)), ...needed.unknown.flatMap(({ compute, key }) => unknownProblems(compute, [key]))];
    if (missing.length > 0) return { kind: "open", problems: missing };
    if (needed.permissions.length === 0) return { kind: "notApplicable", because: "nobody knows what is needed of it" };
    const excess = excessOf(services, policiesOf(subject, environment), needed.permissions, subject.arn);
    return excess.length === 0 ? { kind: "pass", assumes: [] } : { kind: "fail", assumes: [], problems: problemOf(subject, excess) };
  },
};

/** One problem for all of it: nobody reads three hundred actions. */
function problemOf(role: Role, excess: readonly Excess[]): readonly Problem[] {
  const [worst] = excess;
  const [statement, ...others] = [...new Set(excess.flatMap(({ because }) => because))];
  if (worst === undefined || statement === undefined) return [];
  const grantedBy = (other: typeof statement) => excess.filter(({ because }) => because.includes(other));
  return [{
    message: `\`${role.name}\` may do more than is needed of it: ${summary(excess)}; for one, \`${worst.request.action}\` on \`${worst.request.resource}\``,
    location: statement.location,
    related: others.map((other) => ({ message: `this statement grants some of it: ${summary(grantedBy(other))}`, location: other.location })),
    requirement: "excess",
  }];
}

/** How many services are named for each kind of access. */
const named = 3;

/** In words: the worst kind of access first, by service, with an example. */
function summary(excess: readonly Excess[]): string {
  const kinds = [...new Set(excess.map(({ access }) => access))];
  const parts = kinds.map((kind) => {
    const services = excess.filter(({ access }) => access === kind);
    const most = services.slice(0, named).map(({ service, actions: [action = "", ...others] }) => `\`${service}\` (\`${action}\`${others.length > 0 ? ` and ${others.length} more` : ""})`);
    const rest = services.length - most.length;
    return `${verbs[kind]} ${[...most, ...(rest > 0 ? [`${rest} more ${rest === 1 ? "service" : "services"}`] : [])].join(", ")}`;
  });
  return parts.join("; ");
}

const verbs: Readonly<Record<Access, string>> = { "Permissions management": "it may change who has access in", Write: "change data in", Tagging: "change tags in", Read: "read from", List: "list what is in" };
