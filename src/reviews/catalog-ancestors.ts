import { matches } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import { actionOf } from "../services/names.js";
import type { ResourceType } from "../services/service.js";
import { fitsOnce } from "./fitting.js";
import { grantsOf, isPlain, listed, type InformedReviewer } from "./review.js";

/**
 * Actions on the Data Catalog that are granted by name, but on nothing of a type that AWS asks for: on the object and on all that
 * it lies in. All statements of the role count together.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 */
export const catalogAncestors: InformedReviewer = (reviewed, services) => {
  const grants = grantsOf(reviewed);
  if (!grants.every(isPositive)) return [];
  const met = new Set<string>();
  return grants.flatMap(({ actions }) => actions.entries).flatMap(({ value: { text }, location }) => {
    const action = /^glue:[^*?]+$/i.test(text) ? actionOf(services, text) : undefined;
    const required = action?.action.resourceTypes.filter((type) => type.required).flatMap(({ name }) => action.service.resourceTypes.get(name) ?? []) ?? [];
    if (!required.some(({ name }) => name === "rootcatalog") || met.has(text.toLowerCase())) return [];
    met.add(text.toLowerCase());
    const on = grants.filter((each) => each.actions.entries.some(({ value }) => matches(value, text.toLowerCase()))).flatMap(textsOf);
    const missing = required.filter((type) => !on.some((entry) => fitsOnce(entry, type)));
    return missing.length === 0 ? [] : [{ message: `\`${text}\` is granted on no ${listed(missing.flatMap(formOf))}, which AWS asks for as well: every call of it is refused`, location, about: text }];
  });
};

/** What is allowed by exclusion, or on texts that nobody knows, may fill every gap. */
const isPositive = (grant: Statement) => !grant.actions.negated && grant.resources?.negated === false && [...textsOf(grant), ...grant.actions.entries.map(({ value }) => value.text)].every(isPlain);

const textsOf = ({ resources }: Statement) => resources?.entries.map(({ value: { text } }) => text) ?? [];

/** The last part of an ARN of the type: `table/DatabaseName/TableName`. */
const formOf = ({ arns }: ResourceType) => arns.slice(0, 1).map((template) => template.split(":").slice(5).join(":").replace(/\$\{(\w+)\}/g, "$1"));
