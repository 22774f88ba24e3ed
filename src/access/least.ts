import type { Permission } from "../evaluate/request.js";
import { serviceOf } from "../policy/action.js";
import { arnOf } from "../policy/arn.js";
import { classesOf } from "../policy/classes.js";
import { requiredResources, resourceEntry } from "../policy/resource.js";

/** A policy document that grants, as IAM takes it. */
export interface Grants {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Grant[];
}

export interface Grant {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

/**
 * The smallest policies that grant all the permissions: no action and no resource in them can be left out. Actions on the same
 * resources share a statement, each service has its own. There is more than one only where one would be larger than IAM takes.
 */
export function leastPolicies(permissions: readonly Permission[]): readonly Grants[] {
  return packed(leastGrants(permissions)).map((Statement) => ({ Version: "2012-10-17", Statement }));
}

/** The statements of such a policy. */
export function leastGrants(permissions: readonly Permission[]): readonly Grant[] {
  const needs = new Map<string, Need>();
  for (const { action, resources, context } of permissions) {
    const condition = conditionOn(action, context);
    const key = JSON.stringify([action.toLowerCase(), condition]);
    needs.set(key, { action, condition, resources: [...needs.get(key)?.resources ?? [], resources.text] });
  }
  const statements = new Map<string, Shared>();
  for (const need of needs.values()) {
    const resources = withoutCovered([...new Set(need.resources)]).toSorted(byText);
    const key = JSON.stringify([serviceOf(need.action), resources, need.condition]);
    statements.set(key, { ...need, resources, actions: [...statements.get(key)?.actions ?? [], need.action] });
  }
  return named([...statements.values()].sort((a, b) => byText(a.action, b.action) || byText(a.resources.join(), b.resources.join())).flatMap(halved));
}

interface Need {
  readonly action: string;
  /** As the rules write them: with `?*` for what is not empty, and `#` for a letter or digit. */
  readonly resources: readonly string[];
  readonly condition: Grant["Condition"] | undefined;
}

/** Actions on the same resources. */
interface Shared extends Need {
  readonly actions: readonly string[];
}

const byText = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;

/** What the requests are known to carry of their own service's keys narrows the grant: the namespace of a metric, the service that a role is passed to. */
function conditionOn(action: string, context: Permission["context"] = {}): Grant["Condition"] | undefined {
  const own = Object.entries(context).filter(([key]) => serviceOf(key) === serviceOf(action));
  return own.length === 0 ? undefined : { StringEquals: Object.fromEntries(own) };
}

/** The resources without those that others of them cover together. */
function withoutCovered(resources: readonly string[]): readonly string[] {
  return resources.reduce<readonly string[]>((kept, each) => isCovered(each, kept.filter((other) => other !== each)) ? kept.filter((other) => other !== each) : kept, resources);
}

function isCovered(resource: string, by: readonly string[]): boolean {
  const patterns = by.map((text) => resourceEntry(written(text), false).pattern);
  for (const each of classesOf(requiredResources(resource), patterns, 5_000)) if (each === "budget" || each.hits.size === 0) return false;
  return true;
}

/** A resource as a policy spells it. */
const written = (resource: string) => resource.replaceAll("?*", "*").replaceAll("#", "?");

function named(statements: readonly Shared[]): readonly Grant[] {
  const taken = new Map<string, number>();
  return statements.map(({ actions, resources, condition }): Grant => {
    const name = nameOf(actions, resources);
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return grantOf(times === 1 ? name : `${name}${times}`, { actions, resources, condition });
  });
}

const grantOf = (Sid: string, { actions, resources, condition }: Pick<Shared, "actions" | "resources" | "condition">): Grant =>
  ({ Sid, Effect: "Allow", Action: actions.toSorted(byText), Resource: resources.map(written), ...(condition && { Condition: condition }) });

/** The service and the type of the resource, as in `S3Object`, `GlueTable`, `LogsLogGroup`. */
function nameOf([action = ""]: readonly string[], [resource = ""]: readonly string[]): string {
  const service = serviceOf(action);
  const { resource: rest = "" } = arnOf(resource) ?? {};
  const type = service === "s3" ? rest.includes("/") ? "object" : "bucket" : /^[a-zA-Z-]+/.exec(rest)?.[0] ?? "any";
  return [service, type].map(capital).join("");
}

const capital = (text: string) => text.split(/[^A-Za-z0-9]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");

/**
 * IAM counts the characters of a managed policy without white space.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
export const mostCharacters = 6_144;

export function charactersOf(document: Grants): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}

/** Policies of as many statements as fit. */
function packed(grants: readonly Grant[]): readonly (readonly Grant[])[] {
  const policies: Grant[][] = [];
  for (const grant of grants) {
    const last = policies.at(-1);
    if (last !== undefined && fit([...last, grant])) last.push(grant);
    else policies.push([grant]);
  }
  return policies;
}

/** A statement that does not fit by itself is halved by its resources. */
function halved(statement: Shared): readonly Shared[] {
  const { actions, resources } = statement;
  const middle = Math.ceil(resources.length / 2);
  if (middle === resources.length || fit([grantOf(nameOf(actions, resources), statement)])) return [statement];
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((half) => halved({ ...statement, resources: half }));
}

const fit = (Statement: readonly Grant[]) => charactersOf({ Version: "2012-10-17", Statement }) <= mostCharacters;
