import type { Condition } from "../policy/condition.js";
import type { ServiceAction } from "../services/names.js";
import type { ConditionKey, Services } from "../services/service.js";
import { keyOf } from "../text/location.js";
import { perhaps, writing } from "../text/mend.js";
import { nearest } from "../text/nearest.js";
import { namedActions } from "./fitting.js";
import { isPlain, listed, statementsOf, type InformedReviewer } from "./review.js";

/**
 * Condition keys that AWS does not publish, and keys that no action of their statement brings along: the condition then never
 * holds, or, negated, always.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const conditionKeys: InformedReviewer = (reviewed, services) => statementsOf(reviewed).flatMap((statement) => {
  const entries = statement.actions.negated ? [] : namedActions(statement.actions, services);
  const whole = entries.length === statement.actions.entries.length && entries.every(({ actions }) => actions.length > 0);
  return statement.conditions.filter(({ name }) => isPlain(name)).flatMap((condition) => {
    const { location, name } = condition;
    const unknown = unknownKey(condition, services);
    if (unknown) return [{ message: unknown.message, location, about: name, ...(unknown.meant !== undefined && { mends: [perhaps(writing(keyOf(location), name, unknown.meant))] }) }];
    const message = whole ? unsupportedKey(condition, entries.flatMap(({ actions }) => actions), entries.map(({ text }) => text), services) : undefined;
    return message === undefined ? [] : [{ message, location, about: name }];
  });
});

/** The key as AWS publishes it, for the name that a policy gives it; undefined where no service has it. */
export function publishedKey(name: string, services: Services): ConditionKey | undefined {
  return keyAmong(services.globalKeys, name) ?? keyAmong(services.service(prefixOf(name))?.conditionKeys, name);
}

function unknownKey({ name }: Condition, services: Services): { readonly message: string; readonly meant: string | undefined } | undefined {
  const prefix = prefixOf(name);
  const known = prefix === "aws" ? services.globalKeys : services.service(prefix)?.conditionKeys;
  // The keys of identity providers begin with the provider's name, and services use each other's tags.
  if (known === undefined || known.size === 0 || unlisted.includes(name.toLowerCase()) || publishedKey(name, services) || /tag/i.test(name)) return undefined;
  const meant = nearest(name, [...known.values()].map(({ key }) => key));
  return { message: `\`${name}\` is no condition key that AWS publishes (as of ${services.date})${meant === undefined ? "" : `: did you mean \`${meant}\`?`}`, meant };
}

/** Keys that work and stand in another list. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html */
const unlisted: readonly string[] = ["aws:principalorgmasteraccountid", "aws:principalid", "aws:type"];

function unsupportedKey({ name }: Condition, actions: readonly ServiceAction[], texts: readonly string[], services: Services): string | undefined {
  if (keyAmong(services.globalKeys, name) || actions.some((action) => brings(action, name))) return undefined;
  return `no request for ${listed(texts)} brings \`${name}\` along (as of ${services.date}), so the condition on it decides nothing`;
}

/** Whether requests for the action may carry the key, by themselves or by what they are about. */
function brings({ service, action }: ServiceAction, name: string): boolean {
  const keys = [...action.conditionKeys, ...action.resourceTypes.flatMap((type) => [...type.conditionKeys, ...service.resourceTypes.get(type.name)?.conditionKeys ?? []])];
  return keys.some((key) => sameKey(key, name));
}

const prefixOf = (name: string) => name.slice(0, name.indexOf(":")).toLowerCase();

function keyAmong(keys: ReadonlyMap<string, ConditionKey> | undefined, name: string): ConditionKey | undefined {
  return keys?.get(name.toLowerCase()) ?? (/[/:].*[/:]|\//.test(name) ? [...keys?.values() ?? []].find(({ key }) => sameKey(key, name)) : undefined);
}

/** Whether the name is one of the key's, which may end in a variable, however it is marked: `${TagKey}`, `<key>`, `tag-key`, or a slash alone. */
function sameKey(key: string, name: string): boolean {
  const [fixed = "", ...variable] = key.toLowerCase().split(/\$\{|<|tag-key$|(?<=\/)$/);
  return variable.length > 0 ? name.toLowerCase().startsWith(fixed) && name.length > fixed.length : name.toLowerCase() === fixed;
}
