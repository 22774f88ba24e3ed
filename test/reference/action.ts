import { matches, wildcards } from "./glob.js";
import { malformed } from "./malformed.js";
import type { Statement } from "./policy.js";

/**
 * Whether a statement's Action or NotAction covers the action.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export function coversAction(element: Statement["action"], action: string): boolean {
  return element.patterns.some((pattern) => actionMatches(pattern, action)) !== element.not;
}

/** Service and name are compared apart, both without regard to case: `s3:*` has nothing of `s3-object-lambda`. */
function actionMatches(pattern: string, action: string): boolean {
  if (pattern === "*") return true;
  const [service, name] = halves(pattern);
  const [askedService, askedName] = halves(action);
  return matches(wildcards(service), askedService) && matches(wildcards(name), askedName);
}

/** Service and name in lower case; throws Malformed where there is no service. */
export function halves(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  if (colon < 0) throw malformed(`an action without a service: ${text}`);
  return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).toLowerCase()];
}
