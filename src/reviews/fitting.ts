import { arnOf } from "../policy/arn.js";
import type { Statement } from "../policy/policy.js";
import { actionOf, actionsNamed, type ServiceAction } from "../services/names.js";
import { fits } from "../services/resource-types.js";
import type { ResourceType, Services } from "../services/service.js";
import { rememberingEach, rememberingTexts } from "../text/remembering.js";
import { isPlain } from "./review.js";

/** An `Action` entry with all the actions that it names. */
export interface NamedActions {
  readonly text: string;
  readonly location: Statement["location"];
  readonly actions: readonly ServiceAction[];
}

/**
 * The entries of `Action` or `NotAction` that name actions of one service, each with those. To say what `*` names takes all
 * services, and nobody writes it for the sake of one action.
 */
export function namedActions({ entries }: Statement["actions"], services: Services): readonly NamedActions[] {
  return entries.flatMap(({ value: { text }, location }) => {
    const actions = /^[*?]/.test(text) || !isPlain(text) ? undefined : naming(services)(text);
    return actions === undefined ? [] : [{ text, location, actions }];
  });
}

/** Policies repeat each other, and one rule after the other asks. */
const naming = rememberingEach((services: Services) => rememberingTexts((text: string): readonly ServiceAction[] => /[*?]/.test(text) ? actionsNamed(services, text) : [actionOf(services, text) ?? []].flat()));

/**
 * The `Resource` entries of a statement where all of them say all that there is to them; undefined for `NotResource`, for none, and
 * where one is no whole ARN, so that nobody knows what was meant.
 */
export function plainResources({ resources }: Statement): readonly string[] | undefined {
  const texts = resources?.entries.map(({ value: { text } }) => text);
  return resources?.negated === false && texts?.every((text) => isPlain(text) && (isEverything(text) || arnOf(text))) ? texts : undefined;
}

/** Whether an entry matches all resources there are. */
export const isEverything = (entry: string) => entry.startsWith("*") && /^\*+$/.test(entry);

/** Whether a request for an action may be about a resource that one of the entries matches. Many actions take resources of one type. */
export function taking(entries: readonly string[]): (action: ServiceAction) => boolean {
  const known = new Map<ResourceType, boolean>();
  const isMet = (type: ResourceType): boolean => {
    const met = known.get(type) ?? entries.some((entry) => fitsOnce(entry, type));
    known.set(type, met);
    return met;
  };
  return ({ service, action }) => action.resourceTypes.some(({ name }) => { const type = service.resourceTypes.get(name); return type === undefined || isMet(type); });
}

/** The types of resource that the actions take, each once. */
export function typesOf(actions: readonly ServiceAction[]): readonly ResourceType[] {
  const types = new Set<ResourceType>();
  for (const { service, action } of actions) {
    for (const { name } of action.resourceTypes) {
      const type = service.resourceTypes.get(name);
      if (type) types.add(type);
    }
  }
  return [...types];
}

/** Whether the entry matches any resource of the type. Policies repeat themselves. */
export const fitsOnce = (entry: string, type: ResourceType): boolean => fitting(type)(entry);

const fitting = rememberingEach((type: ResourceType) => rememberingTexts((entry: string) => type.arns.some((template) => mayFit(entry, template)) && fits(entry, type), 2_000));

/** Whether the service and what the last part begins with are the same, as far as both are written out. To compare them is quick, and tells most apart. */
function mayFit(entry: string, template: string): boolean {
  const [[, , service, region = "", account = "", ...rest], [, , templateService, , , ...templateRest]] = [partsOf(entry), partsOf(template)];
  if (service === undefined || templateService === undefined || templateService.includes("$") || /[*?]/.test(service)) return true;
  if (service !== templateService) return false;
  // A `*` that ends the Region or the account may run on into the last part.
  if (rest.length === 0 || region.endsWith("*") || account.endsWith("*")) return true;
  const [one = "", other = ""] = [rest.join(":").split(/[*?$]/)[0], templateRest.join(":").split(/[*$]/)[0]];
  return one.startsWith(other) || other.startsWith(one) && one.length < rest.join(":").length;
}

const partsOf = rememberingTexts((text) => text.split(":"), 2_000);
