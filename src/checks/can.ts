import { requiredResources } from "../policy/resource.js";
import type { Need, RuleOf } from "../rules/rule.js";
import { callsOf, isPerhaps, refusalOf } from "./answered-calls.js";
import { assumptions } from "./assumptions.js";
import { bind } from "./bind.js";
import type { Check, Joined, Question, Verdict } from "./check.js";
import { callerContext, requestContext } from "./job-context.js";
import { missingProblems } from "./missing-problems.js";
import { openProblem } from "./open-problems.js";
import { ownerOf } from "./owner.js";
import { refusedProblems } from "./refused-problems.js";
import { policiesOn } from "./role-policies.js";
import { settingsBehind } from "./settings-behind.js";

/** The role can make every call that the rule needs. */
export const can: Check<RuleOf<"can">> = {
  asks: (rule, joined) => rule.needs.flatMap((need) => questionsOf(rule, need, joined)),

  judge(rule, joined, answered): Verdict {
    const { subject } = joined;
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    const missing = missingProblems(rule, joined, subject, answered);
    if (answered.length === 0 && missing.length === 0) return { kind: "notApplicable", because: can.asks(rule, joined).length > 0 ? "the documentation demands all of it, and another rule asks for it" : joined.compute ? `\`${joined.compute.name}\` asks for nothing of it` : "the environment says that there is none" };
    const calls = callsOf(answered).filter((forms) => !isPerhaps(forms));
    const refusals = calls.flatMap(refusalOf);
    if (refusals.length > 0) {
      const behind = settingsBehind(rule, joined.compute);
      return { kind: "fail", problems: refusedProblems(subject, refusals, joined.environment).map((problem) => ({ ...problem, related: [...problem.related, ...behind] })), assumes: assumptions(refusals.map(({ question }) => question)) };
    }
    const undecided = calls.filter((forms) => forms.some(({ answer }) => answer.kind !== "yes")).flat();
    const problems = [...missing, ...(undecided.length > 0 ? [openProblem(subject.name, subject, undecided)] : [])];
    return problems.length > 0 ? { kind: "open", problems } : { kind: "pass", assumes: assumptions(answered.map(({ question }) => question)) };
  },
};

/** A default of the documentation binds the rules that quote it; for others it asks for more than anybody said. */
function questionsOf({ for: [part], pack }: RuleOf<"can">, need: Need, joined: Joined): readonly Question[] {
  const { subject, environment } = joined;
  if (subject.kind !== "role") return [];
  const { resources, hangsOn: { unsaid, unknown } } = bind(need, joined);
  const hangsOn = { unsaid: pack === "documented" ? [] : unsaid, unknown };
  return need.actions.flatMap((action) => resources.map((resource): Question => {
    const owner = ownerOf(resource, environment);
    const [context, instead] = [requestContext(part === "callerRole" ? "caller" : "job", action, joined, resource), callerContext(subject.arn, resource, owner.resourceAccount)];
    return {
      policies: policiesOn(subject, environment, resource), permission: { principal: subject.arn, action, resources: requiredResources(resource), context: instead ? { ...instead, ...context } : context, ...owner, ...(instead && { derivedContext: false }) },
      ...(need.anyForm && { anyForm: action }), ...(hangsOn.unsaid.length + unknown.length > 0 && { hangsOn }),
    };
  }));
}
