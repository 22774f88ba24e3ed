import { halves } from "./action.js";
import { type Json, objectOf, textsOf } from "./json.js";
import { malformed } from "./malformed.js";
import { operatorOf } from "./operator.js";
import type { Layer, PrincipalElement, Statement, Test } from "./policy.js";
import { completed } from "./resource.js";

const elements = new Set([
  "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
]);
const principalTypes = new Set(["AWS", "Service", "Federated", "CanonicalUser"]);

/** The layers whose policies are attached to a resource, and so name principals. */
const attached = new Set<Layer>(["resource", "resourceControl", "endpoint"]);

/**
 * One statement, or Malformed.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readStatement(value: unknown, layer: Layer, variables: boolean): Statement {
  const json = objectOf(value, "a statement");
  for (const name of Object.keys(json)) if (!elements.has(name)) throw malformed(`no such element: ${name}`);
  const principal = either(json, "Principal", "NotPrincipal");
  const action = either(json, "Action", "NotAction");
  const resource = either(json, "Resource", "NotResource");
  if (principal !== undefined && !attached.has(layer)) throw malformed(`a principal in a policy of ${layer}`);
  if (principal === undefined && (layer === "resource" || layer === "resourceControl")) throw malformed("no principal");
  if (action === undefined) throw malformed("no action");
  if (resource === undefined && layer !== "resource") throw malformed("no resource");
  const actions = some(textsOf(action.value, "an action"), "action");
  for (const pattern of actions) if (pattern !== "*") halves(pattern);
  const read = {
    effect: effectOf(json["Effect"]),
    action: { not: action.not, patterns: actions },
    tests: testsOf(json["Condition"]),
    variables,
    ...(principal && { principal: { not: principal.not, element: principalOf(principal.value) } }),
  };
  if (resource === undefined) return read;
  const resources = some(textsOf(resource.value, "a resource"), "resource");
  for (const pattern of resources) completed(pattern, layer);
  return { ...read, resource: { not: resource.not, patterns: resources } };
}

function either(json: Json, is: string, not: string): { readonly not: boolean; readonly value: unknown } | undefined {
  if (is in json && not in json) throw malformed(`both ${is} and ${not}`);
  if (is in json) return { not: false, value: json[is] };
  return not in json ? { not: true, value: json[not] } : undefined;
}

/** Effect is case-sensitive: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html */
function effectOf(value: unknown): "Allow" | "Deny" {
  if (value === "Allow" || value === "Deny") return value;
  throw malformed("an effect is Allow or Deny");
}

function principalOf(value: unknown): PrincipalElement {
  if (value === "*") return "*";
  return Object.entries(objectOf(value, "a principal")).map(([type, values]) => {
    if (!principalTypes.has(type)) throw malformed(`no such principal type: ${type}`);
    return { type, values: textsOf(values, "a principal") };
  });
}

function testsOf(value: unknown): readonly Test[] {
  if (value === undefined) return [];
  return Object.entries(objectOf(value, "a condition")).flatMap(([operator, keys]) => {
    operatorOf(operator);
    return Object.entries(objectOf(keys, operator)).map(([key, values]) => ({
      operator, key, values: textsOf(values, "a condition value"),
    }));
  });
}

function some(texts: readonly string[], what: string): readonly string[] {
  if (texts.length === 0) throw malformed(`no ${what}`);
  return texts;
}
