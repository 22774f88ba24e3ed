import { matches } from "../policy/pattern.js";
import type { Element, Principal, Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { namingOf, type Caller, type Naming } from "./caller.js";
import { allHold } from "./conditions.js";
import type { Context } from "./context.js";
import { all, any, not, type Truth } from "./truth.js";

/** A request, or a class of requests that no statement tells apart. */
export interface Situation {
  readonly caller: Caller;
  /** In lower case. */
  readonly action: string;
  readonly context: Context;
  /** Whether an entry of `Resource` matches the resource in question. */
  readonly hits: (entry: ResourceEntry) => Truth;
  /** Whether the caller has a permissions boundary. */
  readonly bounded: boolean;
}

/** Whether a statement applies: its principal, action and resource are meant, and its conditions hold. */
export function applies(statement: Statement, situation: Situation): Truth {
  if (isMeant(statement.actions, (pattern) => matches(pattern, situation.action) ? "yes" : "no") === "no") return "no";
  if (statement.principals !== undefined && !names(statement, statement.principals, situation)) return "no";
  const resources = statement.resources === undefined ? "yes" : isMeant(statement.resources, situation.hits);
  return resources === "no" ? "no" : all([resources, allHold(statement.conditions, situation.context)]);
}

/** How a statement that names principals names the caller. */
export function namingIn(principals: Element<Principal>, caller: Caller): Naming | undefined {
  const namings = principals.entries.map(({ value }) => namingOf(value, caller));
  return namings.includes("direct") ? "direct" : namings.includes("role") ? "role" : namings.includes("account") ? "account" : undefined;
}

/**
 * A Deny on all but some spares those who are named themselves or by their role; the account alone spares nobody in it, and
 * nobody is spared who has a permissions boundary.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function names(statement: Statement, principals: Element<Principal>, { caller, bounded }: Situation): boolean {
  const naming = namingIn(principals, caller);
  if (!principals.negated) return naming !== undefined;
  if (statement.effect === "Deny" && bounded) return true;
  return naming === undefined || (naming === "account" && caller.kind !== "root");
}

/** Whether any entry of the element is meant, or, in a `Not…` element, none. */
function isMeant<Value>(element: Element<Value>, meant: (value: Value) => Truth): Truth {
  const truth = any(element.entries.map(({ value }) => meant(value)));
  return element.negated ? not(truth) : truth;
}
