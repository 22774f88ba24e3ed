import { spelled } from "../policy/symbols.js";
import type { Location } from "../text/location.js";
import { statementsOf, type Remark, type Reviewer } from "./review.js";

/** Words in angle brackets that somebody meant to fill in: no ARN and no name of AWS has them. */
export const placeholders: Reviewer = (reviewed) => statementsOf(reviewed).flatMap(({ actions, resources, principals, conditions }) => [
  ...actions.entries.flatMap(({ value: { text }, location }) => remarksOn(text, location)),
  ...(resources?.entries ?? []).flatMap(({ value: { text }, location }) => remarksOn(text, location)),
  ...(principals?.entries ?? []).flatMap(({ value: { id }, location }) => remarksOn(id, location)),
  ...conditions.flatMap(({ asks, location }) => asks.kind === "compare" ? asks.wanted.flatMap(({ symbols }) => remarksOn(spelled(symbols), location)) : []),
]);

function remarksOn(text: string, location: Location): readonly Remark[] {
  // Nearly no text has one, and this is quicker to see.
  if (!text.includes("<")) return [];
  const [found] = /<[A-Za-z][\w .-]*>/.exec(text) ?? [];
  return found === undefined ? [] : [{ message: `\`${found}\` is a placeholder that nobody filled in`, location, about: text }];
}
