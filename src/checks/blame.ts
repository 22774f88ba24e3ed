import type { Answer } from "../evaluate/contain.js";
import type { LayerName } from "../evaluate/layers.js";
import type { Permission, Policies } from "../evaluate/request.js";
import { matches } from "../policy/pattern.js";
import type { Policy, Statement } from "../policy/policy.js";
import type { Role } from "../subject/role.js";
import { below, type Location } from "../text/location.js";
import type { Question } from "./check.js";

/** A question whose answer is no, and all the forms in which it was asked. */
export type Refusal = Extract<Answer, { kind: "no" }> & { readonly question: Question; readonly forms: readonly Permission[] };

/**
 * Where to mend a refusal: the statement that denies; else the narrowest text of the statement that is nearest to granting;
 * else the statements of the role's first policy; else where it names one of AWS's; else the place where the role is named.
 */
export function placeToMend(role: Role, { counterexample, outcome, question }: Refusal): Location {
  const [first] = outcome.because;
  if (first?.kind === "statement") return first.statement.location;
  const policies = first?.kind === "layer" ? policiesIn(question.policies, first.layer, first.level) : question.policies.identity;
  // What AWS manages nobody else can change.
  const isOwn = (policy: Policy) => policy.kind === "read" && policy.managed === undefined;
  const placeIn = (some: readonly Policy[]) => nearestText(some, counterexample.action, counterexample.resource) ?? firstStatements(some);
  return placeIn(policies.filter(isOwn)) ?? placeIn(policies) ?? role.location;
}

function policiesIn(policies: Policies, layer: LayerName, level: number): readonly Policy[] {
  switch (layer) {
    case "serviceControl": case "resourceControl": return policies[layer]?.[level] ?? [];
    default: return policies[layer] ?? [];
  }
}

/**
 * A statement that has the action is missing the resource, and one that has the resource is missing the action. Nearest is one
 * that has the action for something like the resource, then one that has the resource, then one that has the action.
 */
function nearestText(policies: readonly Policy[], action: string, resource: string): Location | undefined {
  const candidates = policies.flatMap((policy) => policy.kind === "read" ? policy.statements : [])
    .filter((statement) => statement.effect === "Allow").flatMap((statement) => candidateOf(statement, action, resource));
  return candidates.toSorted((a, b) => b.nearness - a.nearness)[0]?.location;
}

interface Candidate {
  readonly location: Location;
  readonly nearness: number;
}

function candidateOf(statement: Statement, action: string, resource: string): readonly Candidate[] {
  const { actions, resources } = statement;
  const wanted = action.toLowerCase();
  const hasAction = actions.negated !== actions.entries.some(({ value }) => matches(value, wanted));
  const hasResource = resources === undefined || resources.negated !== resources.entries.some(({ value }) => matches(value.pattern, resource));
  if (hasAction && resources !== undefined) {
    const [best] = resources.negated ? [] : resources.entries.map((entry) => ({ entry, shared: sharedTokens(entry.value.text, resource) })).toSorted((a, b) => b.shared - a.shared);
    const isNarrow = best !== undefined && (best.shared > 0 || resources.entries.length === 1);
    return [{ location: isNarrow ? best.entry.location : resources.location, nearness: best && best.shared > 0 ? 200 + best.shared : 100 }];
  }
  const service = wanted.slice(0, wanted.indexOf(":") + 1);
  const sameService = actions.entries.some(({ value }) => value.text.toLowerCase().startsWith(service));
  return hasResource && sameService && !actions.negated ? [{ location: actions.location, nearness: 150 }] : [];
}

/** How many words of the resource part both begin with: `table/sales/a` shares two with `table/sales/*`. */
function sharedTokens(pattern: string, resource: string): number {
  const words = (text: string) => text.split(":").slice(5).join(":").split(/[/:]/);
  const wanted = words(resource);
  const differing = words(pattern).findIndex((word, i) => word !== wanted[i]);
  return differing < 0 ? words(pattern).length : differing;
}

function firstStatements(policies: readonly Policy[]): Location | undefined {
  const first = policies.find((policy) => policy.kind === "read");
  return first && statementsIn(first);
}

/** Where the statements of a policy stand. */
export function statementsIn(policy: Policy): Location {
  return policy.kind === "read" && policy.managed !== undefined ? policy.location : below(policy.location, "Statement");
}
