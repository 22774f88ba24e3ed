import type { Condition } from "../policy/condition.js";
import type { Element, Principal, Statement } from "../policy/policy.js";
import type { ResourceEntry } from "../policy/resource.js";
import { namingIn, type Caller } from "./caller.js";
import { both, either, not, type Truth } from "./truth.js";

/** A request, or a class of requests that no statement tells apart. */
export interface Situation {
  readonly caller: Caller;
  /** Whether a condition holds. */
  readonly holding: (condition: Condition) => Truth;
  /** Whether an entry of this `Resource` matches the resource in question, or another of its entries does in its stead. */
  readonly hits: (entry: ResourceEntry, element: Element<ResourceEntry>) => Truth;
  /** Whether the caller has a permissions boundary. */
  readonly bounded: boolean;
}

/** Whether a statement about the action applies: its principal and its resource are meant, and its conditions hold. */
export function applies(statement: Statement, situation: Situation): Truth {
  if (statement.principals !== undefined && !names(statement, statement.principals, situation)) return "no";
  const resources = statement.resources === undefined ? "yes" : isMeant(statement.resources, situation.hits);
  return resources === "no" || statement.conditions.length === 0 ? resources : both(resources, allHold(statement.conditions, situation.holding));
}

/**
 * A Deny on all but some spares those who are named themselves: the role alone does not spare its sessions, nor the account
 * those in it, and nobody is spared who has a permissions boundary.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function names(statement: Statement, principals: Element<Principal>, { caller, bounded }: Situation): boolean {
  if (!principals.negated) return namingIn(principals, caller) !== undefined;
  if (statement.effect === "Deny" && bounded) return true;
  const naming = namingIn({ ...principals, negated: false }, caller);
  return !(naming === "direct" || (naming === "role" && caller.kind === "role") || (naming === "account" && caller.kind === "root"));
}

/** Whether any entry of the element is meant, or, in a `Not…` element, none. */
function isMeant(element: Element<ResourceEntry>, hits: Situation["hits"]): Truth {
  const { entries, negated } = element;
  let truth: Truth = "no";
  for (const { value } of entries) {
    truth = either(truth, hits(value, element));
    if (truth === "yes") break;
  }
  return negated ? not(truth) : truth;
}

function allHold(conditions: readonly Condition[], holding: Situation["holding"]): Truth {
  let truth: Truth = "yes";
  for (const condition of conditions) {
    truth = both(truth, holding(condition));
    if (truth === "no") break;
  }
  return truth;
}
