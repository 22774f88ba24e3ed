import type { Statement } from "../policy/policy.js";
import type { ResourceType, Services } from "../services/service.js";
import { perhaps, writing } from "../text/mend.js";
import { fitsOnce, isEverything, namedActions, plainResources, taking, typesOf, type NamedActions } from "./fitting.js";
import { listed, statementsOf, type InformedReviewer, type Remark } from "./review.js";

/**
 * Actions that take resources, but none that their statement names. What AWS publishes lacks some resources of actions that are
 * said to take none at all, so those are not judged here; of the others AWS's own policies have next to none.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const resourceFit: InformedReviewer = (reviewed, services) => statementsOf(reviewed).flatMap((statement) => remarksOn(statement, services));

function remarksOn(statement: Statement, services: Services): readonly Remark[] {
  const resources = plainResources(statement);
  if (resources === undefined || statement.actions.negated || resources.some(isEverything)) return [];
  const takes = taking(resources);
  const unfit = namedActions(statement.actions, services).filter(({ actions }) => !actions.some(takes) && typesOf(actions).length > 0);
  const groups = unfit.length === statement.actions.entries.length ? [unfit] : alike(unfit);
  return groups.filter((entries) => entries.length > 0).map((entries) => remarkOn(entries, statement, resources));
}

/** Entries about the same types of resource are one thing to mend, and so is a statement that is wrong altogether. */
function alike(unfit: readonly NamedActions[]): readonly (readonly NamedActions[])[] {
  const groups = new Map<string, NamedActions[]>();
  for (const each of unfit) {
    const types = typesOf(each.actions).map(({ name }) => name).join();
    groups.set(types, [...groups.get(types) ?? [], each]);
  }
  return [...groups.values()];
}

function remarkOn(entries: readonly NamedActions[], { actions, resources, effect }: Statement, texts: readonly string[]): Remark {
  const types = typesOf(entries.flatMap((entry) => entry.actions));
  const names = listed(entries.map(({ text }) => text));
  const forms = listed(types.flatMap(({ arns }) => arns.map(formOf)));
  const instead = texts.flatMap((text) => likely(text, types))[0];
  const [only, ...more] = entries.length === actions.entries.length ? resources?.entries ?? [] : [];
  const nothing = effect === "Allow" ? "nothing is allowed by it" : "nothing is denied by it";
  return {
    message: `${names} ${entries.length > 1 ? "are" : "is"} about ${forms}, and no resource of the statement is such a one: ${nothing}`,
    location: (more.length > 0 ? resources?.location : only?.location) ?? entries[0]?.location ?? actions.location,
    about: names,
    ...(instead !== undefined && { fix: `Name \`${instead}\` for ${names}.` }),
    ...(instead !== undefined && only && more.length === 0 && { mends: [perhaps(writing(only.location, only.value.text, instead))] }),
  };
}

const formOf = (template: string) => template.replace("${Partition}", "aws").replace(/\$\{(\w+)\}/g, "$1");

/** What was likely meant by an entry: a bucket's objects for the bucket, the bucket for its objects, a log group for its name alone. */
function likely(entry: string, types: readonly ResourceType[]): readonly string[] {
  const group = entry.replace(/^(arn:[^:]*:logs:[^:]*:[^:]*:)(?=\/)/, "$1log-group:");
  const candidates = [group, `${group}:log-stream:*`, `${entry}/*`, `${entry}:*`, entry.replace(/\/[^:]*$/, "")];
  const fitting = candidates.filter((candidate) => candidate !== entry && types.some((type) => fitsOnce(candidate, type)));
  return fitting.toSorted((a, b) => fitted(b, types) - fitted(a, types));
}

const fitted = (entry: string, types: readonly ResourceType[]) => types.filter((type) => fitsOnce(entry, type)).length;
