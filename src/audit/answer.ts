import type { Question } from "../checks/check.js";
import { contain, type Answer } from "../evaluate/contain.js";
import { prepare, type Authorizer } from "../evaluate/prepare.js";
import type { Policies } from "../evaluate/request.js";

/** Our own evaluator, which answers from the policies alone. Policies that several questions are about are prepared once. */
export function answerOffline(): (question: Question) => Answer {
  const prepared = new Map<Policies, Authorizer>();
  return ({ policies, permission }) => {
    const authorizer = prepared.get(policies) ?? prepare(policies);
    prepared.set(policies, authorizer);
    return contain(authorizer, permission);
  };
}
