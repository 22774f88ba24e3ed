import { requiredResources } from "../policy/resource.js";
import type { Need, RuleOf } from "../rules/rule.js";
import { assumptions } from "./assumptions.js";
import { bind } from "./bind.js";
import type { Refusal } from "./blame.js";
import type { Answered, Check, Joined, Question, Verdict } from "./check.js";
import { jobContext } from "./job-context.js";
import { openProblem, unsaidProblem } from "./open-problems.js";
import { refusedProblems } from "./refused-problems.js";
import { policiesOf } from "./role-policies.js";

/** The role can make every call that the rule needs. */
export const can: Check<RuleOf<"can">> = {
  asks: (rule, joined) => rule.needs.flatMap((need) => questionsOf(need, joined)),

  judge(rule, joined, answered): Verdict {
    const { subject } = joined;
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    const unsaid = [...new Set(rule.needs.flatMap((need) => bind(need, joined).unsaid))];
    if (answered.length === 0 && unsaid.length === 0) return { kind: "notApplicable", because: "the environment says that there is none" };
    const calls = callsOf(answered);
    const refusals = calls.flatMap(refusalOf);
    if (refusals.length > 0) return { kind: "fail", problems: refusedProblems(subject, refusals), assumes: assumptions(refusals.map(({ question }) => question)) };
    const undecided = calls.filter((forms) => forms.some(({ answer }) => answer.kind !== "yes")).flat();
    const problems = [...unsaid.map((key) => unsaidProblem(subject, key)), ...(undecided.length > 0 ? [openProblem(subject.name, subject, undecided)] : [])];
    return problems.length > 0 ? { kind: "open", problems } : { kind: "pass", assumes: assumptions(answered.map(({ question }) => question)) };
  },
};

function questionsOf(need: Need, joined: Joined): readonly Question[] {
  const { subject, environment, datastore } = joined;
  if (subject.kind !== "role") return [];
  const policies = policiesOf(subject, environment);
  const account = datastore?.kind === "said" ? datastore.values[0]?.account : undefined;
  const resources = bind(need, joined).resources.map(requiredResources);
  return need.actions.flatMap((action) => resources.map((each): Question => ({
    policies, permission: { principal: subject.arn, action, resources: each, context: jobContext(action, joined), ...(account && { resourceAccount: account }) }, ...(need.anyForm && { anyForm: action }),
  })));
}

/** Each call by the forms in which it was asked for; most have but one. */
function callsOf(answered: readonly Answered[]): readonly (readonly Answered[])[] {
  const marks = [...new Set(answered.flatMap(({ question: { anyForm } }) => anyForm ?? []))];
  return [...marks.map((mark) => answered.filter(({ question }) => question.anyForm === mark)), ...answered.filter(({ question }) => question.anyForm === undefined).map((each) => [each])];
}

/** A call is refused where all the forms of it are. */
function refusalOf(forms: readonly Answered[]): readonly Refusal[] {
  const refusals = forms.flatMap(({ question, answer }) => answer.kind === "no" ? [{ question, ...answer }] : []);
  return refusals.length === forms.length ? refusals.slice(0, 1) : [];
}
