import { matches, type Pattern } from "../policy/pattern.js";
import type { Element, Principal, Statement } from "../policy/policy.js";
import { all, any, not, type Truth } from "./truth.js";

/**
 * Whether a statement applies to a request: its principal, action and resource are meant, and its conditions hold. `hits` says
 * of a resource pattern whether it matches the resource in question.
 */
export function applies(statement: Statement, principal: string, action: string, hits: (pattern: Pattern) => boolean): Truth {
  return all([
    isMeant(statement.actions, (pattern) => matches(pattern, action.toLowerCase()) ? "yes" : "no"),
    isMeant(statement.resources, (pattern) => !hits(pattern) ? "no" : pattern.variable ? "unknown" : "yes"),
    isMeant(statement.principals, (named) => names(named, principal)),
    statement.conditions.length > 0 ? "unknown" : "yes",
  ]);
}

/** Whether any entry of the element is meant, or, in a `Not…` element, none. An element that is not there means everything. */
function isMeant<Value>(element: Element<Value> | undefined, meant: (value: Value) => Truth): Truth {
  if (element === undefined) return "yes";
  const truth = any(element.entries.map((entry) => meant(entry.value)));
  return element.negated ? not(truth) : truth;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function names({ type, id }: Principal, principal: string): Truth {
  if (type === "AWS" && id === "*") return "yes";
  const isService = !principal.startsWith("arn:");
  if (isService) return type === "Service" && id.toLowerCase() === principal ? "yes" : "no";
  return type === "Service" ? "no" : "unknown";
}
