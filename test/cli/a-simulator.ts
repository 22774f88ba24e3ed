import { prepare } from "../../src/evaluate/prepare.js";
import { parsePolicy } from "../../src/policy/parse.js";
import { parseJson } from "../../src/text/json.js";
import { documented } from "./an-account.js";

const { decide } = prepare({ identity: [parsePolicy(parseJson("documented.json", JSON.stringify(documented())), "identity").policy] });

export interface Asked {
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** What the simulator is asked. */
export function askedIn(parameters: URLSearchParams): Asked {
  const list = (name: string) => [...parameters].filter(([key]) => new RegExp(`^${name}\\.member\\.\\d+$`).test(key)).map(([, value]) => value);
  const context = list("ContextEntries").length > 0 ? [] : [...parameters].filter(([key]) => /^ContextEntries\.member\.\d+\.ContextKeyName$/.test(key)).map(([key, name]): [string, string[]] => [name, list(key.replace("ContextKeyName", "ContextKeyValues").replaceAll(".", "\\."))]);
  return { role: parameters.get("PolicySourceArn") ?? "", actions: list("ActionNames"), resources: list("ResourceArns"), context: Object.fromEntries(context) };
}

export type Says = (action: string, resource: string, context: Asked["context"]) => { readonly decision: string; readonly missing?: readonly string[]; readonly organization?: boolean };
/** As AWS does, by the documented policy. */
export const asAws: Says = (action, resource, context) => ({ decision: decide({ principal: "arn:aws:iam::123456789012:role/guzzle-glue", action, resource, context }) });

/** Since 2026-07-30: one result for each action, the single resources inside it. */
export const now = (says: Says) => (parameters: URLSearchParams) => {
  const { actions, resources, context } = askedIn(parameters);
  return { EvaluationResults: actions.map((action) => {
    const each = resources.map((resource) => ({ resource, ...says(action, resource, context) }));
    const worst = each.find(({ decision }) => decision !== "allowed") ?? each[0];
    return {
      EvalActionName: action, EvalResourceName: "arn:aws:service:*:*:template", EvalDecision: worst?.decision, ...(each.some(({ organization }) => organization === true) && { OrganizationsDecisionDetail: { AllowedByOrganizations: false } }),
      ResourceSpecificResults: each.map(({ resource, decision, missing = [] }) => ({ EvalResourceName: resource, EvalResourceDecision: decision, MissingContextValues: missing, MatchedStatements: [{ SourcePolicyId: "documented", SourcePolicyType: "Role" }] })),
    };
  }), IsTruncated: false };
};

/** Before: one result for each action and resource; here by pages of two. */
export const before = (says: Says) => (parameters: URLSearchParams) => {
  const { actions, resources, context } = askedIn(parameters);
  const all = actions.flatMap((action) => resources.map((resource) => ({ EvalActionName: action, EvalResourceName: resource, EvalDecision: says(action, resource, context).decision, MissingContextValues: [], MatchedStatements: [] })));
  const from = Number(parameters.get("Marker") ?? 0);
  return { EvaluationResults: all.slice(from, from + 2), IsTruncated: from + 2 < all.length, ...(from + 2 < all.length && { Marker: String(from + 2) }) };
};
