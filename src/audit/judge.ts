import type { Answered, Question, Verdict } from "../checks/check.js";
import { checkOf } from "../checks/verbs.js";
import type { Answer } from "../evaluate/contain.js";
import type { Asked } from "./ask.js";

export interface Assessment extends Asked {
  readonly answered: readonly Answered[];
  readonly verdict: Verdict;
}

/** The verdicts, from the answers of whoever answers. */
export function judge(asked: readonly Asked[], answerOf: (question: Question) => Answer): readonly Assessment[] {
  return asked.map((each) => {
    const answered = each.questions.map((question) => ({ question, answer: answerOf(question) }));
    return { ...each, answered, verdict: checkOf(each.rule).judge(each.rule, each.joined, answered) };
  });
}
