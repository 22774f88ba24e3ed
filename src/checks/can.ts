import type { Answer } from "../evaluate/contain.js";
import { requiredResources } from "../policy/resource.js";
import type { Need, RuleOf } from "../rules/rule.js";
import { assumptions } from "./assumptions.js";
import { bind } from "./bind.js";
import type { Check, Joined, Question, Verdict } from "./check.js";
import type { Refusal } from "./blame.js";
import { openProblem, refusedProblems, unsaidProblem } from "./permission-problems.js";
import { policiesOf } from "./role-policies.js";

/** The role can make every call that the rule needs. */
export const can: Check<RuleOf<"can">> = {
  asks: (rule, joined) => joined.subject.kind === "role" ? rule.needs.flatMap((need) => questionsOf(need, joined)) : [],

  judge(rule, joined, answers): Verdict {
    const { subject } = joined;
    if (subject.kind !== "role") return { kind: "notApplicable", because: "only roles have permissions" };
    const unsaid = [...new Set(rule.needs.flatMap((need) => bind(need, joined).unsaid))];
    const asked = paired(rule, joined, answers);
    if (asked.length === 0 && unsaid.length === 0) return { kind: "notApplicable", because: "the environment says that there is none" };
    const refusals = asked.flatMap(refusalsOf);
    if (refusals.length > 0) return { kind: "fail", problems: refusedProblems(subject, refusals), assumes: assumptions(refusals.map(({ question }) => question)) };
    const undecided = asked.filter(({ pairs }) => pairs.some(({ answer }) => answer.kind !== "yes")).flatMap(({ pairs }) => pairs);
    const problems = [...unsaid.map((key) => unsaidProblem(subject, key)), ...(undecided.length > 0 ? [openProblem(subject.name, subject, undecided)] : [])];
    return problems.length > 0 ? { kind: "open", problems } : { kind: "pass", assumes: assumptions(asked.flatMap(({ pairs }) => pairs).map(({ question }) => question)) };
  },
};

/** What one need asked and was told. */
interface Asked {
  readonly need: Need;
  readonly pairs: readonly { readonly question: Question; readonly answer: Answer }[];
}

function questionsOf(need: Need, joined: Joined): readonly Question[] {
  const { subject, environment, datastore } = joined;
  if (subject.kind !== "role") return [];
  const policies = policiesOf(subject, environment);
  const account = datastore?.kind === "said" ? datastore.values[0]?.account : undefined;
  return need.actions.flatMap((action) => bind(need, joined).resources.map((resource): Question => ({
    policies, permission: { principal: subject.arn, action, resources: requiredResources(resource), ...(account && { resourceAccount: account }) },
  })));
}

/** Hands each need the answers to its own questions, one group for each action where its resources are forms of one another. */
function paired(rule: RuleOf<"can">, joined: Joined, answers: readonly Answer[]): readonly Asked[] {
  let next = 0;
  return rule.needs.flatMap((need) => {
    const pairs = questionsOf(need, joined).flatMap((question) => {
      const answer = answers[next++];
      return answer ? [{ question, answer }] : [];
    });
    const groups = need.anyForm ? need.actions.map((action) => pairs.filter(({ question }) => question.permission.action === action)) : pairs.map((pair) => [pair]);
    return groups.filter((group) => group.length > 0).map((group) => ({ need, pairs: group }));
  });
}

/** A call is refused where all the forms of it are. */
function refusalsOf({ pairs }: Asked): readonly Refusal[] {
  const refusals = pairs.flatMap(({ question, answer }) => answer.kind === "no" ? [{ question, ...answer }] : []);
  return refusals.length === pairs.length ? refusals.slice(0, 1) : [];
}
