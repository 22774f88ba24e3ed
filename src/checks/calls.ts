import type { Question } from "./check.js";

/** The actions of some questions in words, the first four by name. */
export function actionsOf(group: readonly { readonly question: Question }[]): string {
  const actions = [...new Set(group.map(({ question }) => `\`${question.permission.action}\``))];
  return actions.length > 4 ? `${actions.slice(0, 4).join(", ")} and ${actions.length - 4} more` : actions.join(" or ");
}

/** What some questions ask for, for the fingerprint. */
export function requirementOf(questions: readonly Question[]): string {
  return questions.map(({ permission }) => `${permission.action} ${permission.resources.text}`).join(", ");
}
