import { gainsInWords, gainsOf, type Gain } from "../access/gains.js";
import { grantOf } from "../access/grant-of.js";
import type { Permission } from "../evaluate/request.js";
import { requiredResources } from "../policy/resource.js";
import type { RuleOf } from "../rules/rule.js";
import type { Role } from "../subject/role.js";
import { sameLocation, type Location } from "../text/location.js";
import { managedAmong } from "./assumptions.js";
import type { Check, Problem, Verdict } from "./check.js";
import { unknownProblems } from "./compute-properties.js";
import { unsaidProblem } from "./open-problems.js";
import { policiesOf } from "./role-policies.js";

/** The role is granted nothing beside what all the rules together need of it. */
export const keepsTo: Check<RuleOf<"keepsTo">> = {
  asks: () => [],

  judge(_, { subject, environment, services, needed }): Verdict {
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    if (subject.policies === undefined || subject.policies.some(({ kind }) => kind === "unread")) return { kind: "notApplicable", because: "nobody gave all the policies of the role, or one could not be read" };
    if (services === undefined || needed === undefined) throw new Error("nobody handed in the services, or what is needed");
    const missing = [...needed.unsaid.map((key) => unsaidProblem(subject, key)), ...needed.unknown.flatMap(({ compute, key }) => unknownProblems(compute, [key]))];
    if (missing.length > 0) return { kind: "open", problems: missing };
    if (needed.permissions.length === 0) return { kind: "notApplicable", because: "nobody knows what is needed of it" };
    const policies = policiesOf(subject, environment);
    const { gains: excess } = gainsOf(services, { identity: [grantOf(needed.permissions.map(inEveryForm))] }, policies, subject.arn);
    const assumes = managedAmong([...policies.identity, ...policies.boundary ?? []]);
    return excess.length === 0 ? { kind: "pass", assumes } : { kind: "fail", assumes, problems: problemOf(subject, excess) };
  },
};

/** One problem for all of it: nobody reads three hundred actions. */
function problemOf(role: Role, excess: readonly Gain[]): readonly Problem[] {
  const [worst] = excess;
  const [location, ...others] = [...new Map(excess.flatMap(({ because }) => because).map((statement) => [JSON.stringify(statement.location), statement.location] as const)).values()];
  if (worst === undefined || location === undefined) return [];
  const grantedAt = (place: Location) => excess.filter(({ because }) => because.some((statement) => sameLocation(statement.location, place)));
  return [{
    message: `\`${role.name}\` may do more than is needed of it. It may ${gainsInWords(excess)}; for one, \`${worst.request.action}\` on \`${worst.request.resource}\``,
    location,
    related: others.map((place) => ({ message: `this statement grants some of it: it may ${gainsInWords(grantedAt(place))}`, location: place })),
    requirement: "excess",
  }];
}

/** What ends a secret's ARN is AWS's own: whoever grants all secrets grants no more than whoever grants all that are well-formed. */
const inEveryForm = (permission: Permission): Permission => ({ ...permission, resources: requiredResources(permission.resources.text.replace(/\*-#+$/, "*")) });
