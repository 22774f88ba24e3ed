import type { Question } from "../checks/check.js";
import { contain, type Answer } from "../evaluate/contain.js";

/** Our own evaluator's answer, from the policies alone. */
export function answerOffline({ policies, permission }: Question): Answer {
  return contain(policies, permission);
}
