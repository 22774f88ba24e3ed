import { contain } from "../evaluate/contain.js";
import { prepare } from "../evaluate/prepare.js";
import type { Policies } from "../evaluate/request.js";
import { requiredResources } from "../policy/resource.js";
import type { RuleOf } from "../rules/rule.js";
import type { Observed } from "../subject/environment.js";
import type { Role } from "../subject/role.js";
import { statementsIn } from "./blame.js";
import type { Check, Joined, Problem, Verdict } from "./check.js";
import { requestContext, serviceContext } from "./job-context.js";
import { policiesOn } from "./role-policies.js";

/** A smoke run was allowed what the policies allow, and refused what they refuse. */
export const runs: Check<RuleOf<"runs">> = {
  asks: () => [],

  judge({ for: [part] }, joined): Verdict {
    const { subject, environment } = joined;
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    const seen = (environment.observed ?? []).filter(({ principal, resources }) => principal === subject.arn || (part === "jobRole" && principal === glue && resources.includes(subject.arn)));
    if (seen.length === 0) return { kind: "notApplicable", because: "no smoke run was made with the role" };
    const compared = seen.filter(({ outcome }) => outcome !== "unclear");
    const problems = compared.flatMap((observed) => differing(observed, ourAnswer(observed, part === "callerRole" ? "caller" : "job", subject, joined), subject));
    return problems.length > 0 ? { kind: "fail", assumes: [], problems } : { kind: "pass", assumes: [`${compared.length} of ${seen.length} calls of a smoke run were compared`] };
  },
};

const glue = "glue.amazonaws.com";

type Ours = "allowed" | "refused" | "open";

/** What our evaluator says to the call: allowed on all that it is about, or refused on some of it. */
function ourAnswer({ principal, action, resources }: Observed, by: "job" | "caller", role: Role, joined: Joined): Ours {
  const contextOn = (resource: string) => principal === glue ? serviceContext(joined) : requestContext(by, action, joined, resource);
  const kinds = resources.map((resource) => contain(prepare(policiesFor(principal, resource, role, joined)), { principal, action, resources: requiredResources(resource), context: contextOn(resource) }).kind);
  return kinds.includes("no") ? "refused" : kinds.every((kind) => kind === "yes") ? "allowed" : "open";
}

function policiesFor(principal: string, resource: string, role: Role, { environment }: Joined): Policies {
  if (principal !== glue) return policiesOn(role, environment, resource);
  return { identity: [], resource: role.trust ?? [{ kind: "unread", location: role.location, because: "its trust policy, which nobody gave" }] };
}

/** One resource out of many may be allowed where some of the many are refused. */
const isOneOfMany = ({ resources }: Observed) => resources.some((resource) => /[*?]/.test(resource) && resource !== "*");

function differing(observed: Observed, ours: Ours, role: Role): readonly Problem[] {
  const { principal, action, resources, outcome, said } = observed;
  if (outcome === ours || outcome === "unclear" || (outcome === "allowed" && (ours === "open" || isOneOfMany(observed)))) return [];
  const [policy] = (principal === glue ? role.trust : role.policies) ?? [];
  const where = resources.map((resource) => `\`${resource}\``).join(" and ");
  const told = ours === "open" ? "nobody can tell by the policies that are here" : ours === "allowed" ? "by the policies that are here it is allowed" : "by the policies that are here it is refused";
  return [{
    message: `the smoke run was ${outcome} \`${action}\` on ${where}${said === undefined ? "" : ` (\`${said}\`)`}, and ${told}`,
    location: policy ? statementsIn(policy) : role.location, related: [],
    ...(resources[0] !== undefined && { counterexample: { principal, action, resource: resources[0] } }),
    requirement: `${outcome} ${ours} ${action} ${resources.join(" ")}`,
  }];
}
