import { spelled } from "../policy/symbols.js";
import { statementsOf, type Reviewer } from "./review.js";

/** Words in angle brackets that somebody meant to fill in: no ARN and no name of AWS has them. */
export const placeholders: Reviewer = (reviewed) => statementsOf(reviewed).flatMap(({ actions, resources, principals, conditions }) => [
  ...actions.entries.map(({ value: { text }, location }) => ({ text, location })),
  ...(resources?.entries ?? []).map(({ value: { text }, location }) => ({ text, location })),
  ...(principals?.entries ?? []).map(({ value: { id }, location }) => ({ text: id, location })),
  ...conditions.flatMap(({ asks, location }) => asks.kind === "compare" ? asks.wanted.map(({ symbols }) => ({ text: spelled(symbols), location })) : []),
]).flatMap(({ text, location }) => {
  const [found] = /<[A-Za-z][\w .-]*>/.exec(text) ?? [];
  return found === undefined ? [] : [{ message: `\`${found}\` is a placeholder that nobody filled in`, location, about: text }];
});
