import { arnOf } from "../policy/arn.js";
import type { Statement } from "../policy/policy.js";
import { actionOf, actionsNamed, type ServiceAction } from "../services/names.js";
import { fits } from "../services/resource-types.js";
import type { ResourceType, Services } from "../services/service.js";
import { remembering } from "../text/remembering.js";
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
  return entries.filter(({ value: { text } }) => !/^[*?]/.test(text) && isPlain(text))
    .map(({ value: { text }, location }) => ({ text, location, actions: actionsOnce(services, text) }));
}

/** Policies repeat each other, and one rule after the other asks. */
function actionsOnce(services: Services, text: string): readonly ServiceAction[] {
  const known = naming.get(services) ?? new Map<string, readonly ServiceAction[]>();
  const named = known.get(text) ?? (/[*?]/.test(text) ? actionsNamed(services, text) : [actionOf(services, text) ?? []].flat());
  naming.set(services, known.set(text, named));
  return named;
}

const naming = new WeakMap<Services, Map<string, readonly ServiceAction[]>>();

/**
 * The `Resource` entries of a statement where all of them say all that there is to them; undefined for `NotResource`, for none, and
 * where one is no whole ARN, so that nobody knows what was meant.
 */
export function plainResources({ resources }: Statement): readonly string[] | undefined {
  const texts = resources?.entries.map(({ value: { text } }) => text);
  return resources?.negated === false && texts?.every((text) => isPlain(text) && (isEverything(text) || arnOf(text))) ? texts : undefined;
}

/** Whether an entry matches all resources there are. */
export const isEverything = (entry: string) => /^\*+$/.test(entry);

/** Whether a request for the action may be about a resource that one of the entries matches. */
export function takes({ service, action }: ServiceAction, entries: readonly string[]): boolean {
  return entries.some(isEverything) || action.resourceTypes.some(({ name }) => {
    const type = service.resourceTypes.get(name);
    return type === undefined || entries.some((entry) => fitsOnce(entry, type));
  });
}

/** The types of resource that the actions take, each once. */
export function typesOf(actions: readonly ServiceAction[]): readonly ResourceType[] {
  return [...new Set(actions.flatMap(({ service, action }) => action.resourceTypes.flatMap(({ name }) => service.resourceTypes.get(name) ?? [])))];
}

/** Many actions take resources of one type, and policies repeat themselves. */
export function fitsOnce(entry: string, type: ResourceType): boolean {
  const known = fitting.get(type) ?? new Map<string, boolean>();
  const fitted = known.get(entry) ?? (type.arns.some((template) => mayFit(entry, template)) && fits(entry, type));
  fitting.set(type, known.set(entry, fitted));
  return fitted;
}

/** Whether the service and what the last part begins with are the same, as far as both are written out. To compare them is quick, and tells most apart. */
function mayFit(entry: string, template: string): boolean {
  const [[, , service, region = "", account = "", ...rest], [, , templateService, , , ...templateRest]] = [entry.split(":"), partsOf(template)];
  if (service === undefined || templateService === undefined || templateService.includes("$") || /[*?]/.test(service)) return true;
  if (service !== templateService) return false;
  // A `*` that ends the Region or the account may run on into the last part.
  if (rest.length === 0 || region.endsWith("*") || account.endsWith("*")) return true;
  const [one = "", other = ""] = [rest.join(":").split(/[*?$]/)[0], templateRest.join(":").split(/[*$]/)[0]];
  return one.startsWith(other) || other.startsWith(one) && one.length < rest.join(":").length;
}

const partsOf = remembering((template: string) => template.split(":"));

const fitting = new WeakMap<ResourceType, Map<string, boolean>>();
