import type { Question } from "../checks/check.js";
import { refusedAtBorders } from "../evaluate/borders.js";
import { contain, type Answer } from "../evaluate/contain.js";
import { prepare, type Authorizer } from "../evaluate/prepare.js";
import type { Policies } from "../evaluate/request.js";

/**
 * Our own evaluator, which answers from the policies alone. Policies that several questions are about are prepared once. To
 * verify is to try each yes out on requests at the borders of statements, one by one.
 */
export function answerOffline(verify = false): (question: Question) => Answer {
  const prepared = new Map<Policies, Authorizer>();
  return ({ policies, permission }) => {
    const authorizer = prepared.get(policies) ?? prepare(policies);
    prepared.set(policies, authorizer);
    const answer = contain(authorizer, permission);
    const refused = verify && answer.kind === "yes" ? refusedAtBorders(authorizer, permission) : undefined;
    if (refused) throw new Error(`contain says yes, decide does not: ${JSON.stringify(refused)}`);
    return answer;
  };
}
