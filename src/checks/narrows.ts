import { matches } from "../policy/pattern.js";
import type { Element } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { grantsOf, type Reviewed, type Remark } from "../reviews/review.js";
import type { RuleOf } from "../rules/rule.js";
import type { Check, Verdict } from "./check.js";
import { reviewed } from "./reviews.js";

/** No statement grants the actions on all that there is, unless a condition narrows it. */
export const narrows: Check<RuleOf<"narrows">> = {
  asks: () => [],

  judge: (rule, joined): Verdict => reviewed(joined, (each) => remarksOf(rule, each)),
};

function remarksOf({ actions, whole, unless }: RuleOf<"narrows">, each: Reviewed): readonly Remark[] {
  const keys: readonly string[] = unless?.map((key) => key.toLowerCase()) ?? [];
  return grantsOf(each).filter(({ conditions }) => !conditions.some(({ key }) => keys.some((narrow) => narrow.endsWith("/") ? key.startsWith(narrow) : key === narrow))).flatMap((statement) => {
    const named = statement.actions.negated ? [] : actions.filter((action) => statement.actions.entries.some(({ value }) => !isOfService(value.text) && matches(value, action.toLowerCase())));
    const entry = wholeOf(statement.resources, whole);
    return entry === undefined ? [] : named.map((action) => ({ message: `\`${action}\` is allowed on \`${entry.value.text}\`, on all that there is${keys.length > 0 ? ", and no condition narrows it" : ""}`, location: entry.location, about: action }));
  });
}

/** Whoever grants a whole service, or all of them, is told so by another rule. */
const isOfService = (text: string) => /^([^:*?]+:)?\*+$/.test(text);

/** The entry that matches everything, or all that a Region and an account have. */
function wholeOf(resources: Element<ResourceEntry> | undefined, whole: readonly string[]) {
  if (resources === undefined || resources.negated) return undefined;
  return resources.entries.find(({ value: { text } }) => text === "*" || whole.includes(text.split(":").slice(5).join(":")));
}
