import { actionsNamed } from "../services/names.js";
import { isEverything } from "./fitting.js";
import { grantsOf, isPlain, type InformedReviewer } from "./review.js";

/** Grants of every action, or of every action of a service. */
export const serviceWildcards: InformedReviewer = (reviewed, services) => grantsOf(reviewed).filter(({ actions }) => !actions.negated).flatMap(({ actions, resources }) =>
  actions.entries.filter(({ value: { text } }) => isPlain(text) && /^([^:*?]+:)?\*+$/.test(text)).flatMap(({ value: { text }, location }) => {
    const everywhere = resources?.negated === false && resources.entries.some(({ value }) => isEverything(value.text));
    if (isEverything(text)) return [{ message: `\`*\` allows every action of every service${everywhere ? " on everything: whoever has it administers the account" : ""}`, location, about: text }];
    const named = actionsNamed(services, text);
    const managing = named.filter(({ action }) => action.access === "Permissions management").length;
    const [first] = named;
    return first === undefined ? [] : [{ message: `\`${text}\` allows all ${named.length} actions of ${first.service.name}${managing > 0 ? `, ${managing} of which manage permissions` : ""}`, location, about: text }];
  }));
