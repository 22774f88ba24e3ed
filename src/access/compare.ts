import { difference } from "../evaluate/difference.js";
import type { Because } from "../evaluate/explain.js";
import { prepare, type Authorizer } from "../evaluate/prepare.js";
import type { Permission, Policies, Request } from "../evaluate/request.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy, Statement } from "../policy/policy.js";
import { requiredResources } from "../policy/resource.js";
import type { Services } from "../services/service.js";
import { nodeOf } from "../text/plain-node.js";
import { callersIn } from "./callers.js";
import { callsAbout, type Calls } from "./calls.js";

/** What kind of policies are compared: those of an identity, of a resource, or the trust policy of a role. */
export type PolicyKind = "identity" | "resource" | "trust";

/** Whether one set of policies grants anything that another does not, with one such request and what allows it. */
export interface Comparison {
  readonly verdict: "noNewAccess" | "newAccess" | "open";
  readonly counterexample?: Request;
  readonly because: readonly Because[];
}

/**
 * Whether `changed` grants anything that `existing` does not: over all actions that AWS has, all well-formed resources of the types
 * that they take, all callers where the policies name callers, and all contexts.
 */
export function compare(services: Services, existing: readonly Policy[], changed: readonly Policy[], kind: PolicyKind): Comparison {
  const statements = [...existing, ...changed].flatMap(statementsOf);
  const granting = changed.flatMap(statementsOf);
  const calls = kind === "trust" ? assuming(services, statements, granting) : callsAbout(services, statements, granting);
  const { principals, complete } = kind === "identity" ? { principals: [principal], complete: true } : callersIn(statements);
  const found = compareCalls(prepare(policiesOf(existing, kind)), prepare(policiesOf(changed, kind)), calls.flatMap((each) => principals.map((caller) => ({ calls: each, permission: permissionOf(each, caller, kind) }))));
  return complete || found.verdict === "newAccess" ? found : { verdict: "open", because: [...found.because, { kind: "budget" }] };
}

interface Compared {
  readonly calls: Calls;
  readonly permission: Permission;
}

/** The first request that is gained is told; what is open is told only where none is. A policy that nobody could read may grant anything. */
export function compareCalls(before: Authorizer, after: Authorizer, compared: readonly Compared[]): Comparison {
  const open = unreadIn(after.policies);
  for (const { calls, permission } of compared) {
    const found = difference(before, after, permission, calls.likely);
    if (found.kind === "gained") return { verdict: "newAccess", counterexample: found.request, because: found.because.filter(isGiven) };
    if (found.kind === "open") open.push(...found.because);
  }
  return open.length > 0 ? { verdict: "open", because: [...new Map(open.map((because) => [JSON.stringify(subjectOf(because)), because])).values()] } : { verdict: "noNewAccess", because: [] };
}

function unreadIn({ identity, resource = [] }: Policies): Because[] {
  return [...identity, ...resource].flatMap((policy): readonly Because[] => policy.kind === "unread" ? [{ kind: "unread", policy }] : []);
}

/** The policies beside those that are compared are nobody's. */
const isGiven = (because: Because) => because.kind !== "statement" || because.statement.location.artifact !== "";

const subjectOf = (because: Because) => because.kind === "statement" ? because.statement.location : because.kind === "unread" ? because.policy.location : because.kind;

export const statementsOf = (policy: Policy): readonly Statement[] => policy.kind === "read" ? policy.statements : [];

/** Whoever has the identity policies that are compared. Nothing follows from its name: all context is free. */
const account = "123456789012";
const principal = `arn:aws:iam::${account}:role/example`;
/** An account that nobody's policies name, so that the policy of a resource decides alone whether it lets in who is not its own. */
const elsewhere = "000000000000";

function permissionOf({ action, resources }: Calls, caller: string | null, kind: PolicyKind): Permission {
  return { principal: caller, action, resources, ...(kind === "identity" ? { resourceAccount: account, derivedContext: false } : { resourceAccount: elsewhere }) };
}

/** The policies that are compared, beside others that leave the decision to them. */
function policiesOf(policies: readonly Policy[], kind: PolicyKind): Policies {
  return kind === "identity" ? { identity: policies, resource: [delegating] } : { identity: [granting], resource: policies };
}

const read = (statement: object, use: "identity" | "resource") => parsePolicyNode(nodeOf({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*", ...statement }] }, { artifact: "", pointer: "" }), use).policy;
const granting = read({}, "identity");
const delegating = read({ Principal: { AWS: account } }, "resource");

/** Trust policies are about the assuming of their own role. */
function assuming(services: Services, statements: readonly Statement[], granting: readonly Statement[]): readonly Calls[] {
  const role = `arn:aws:iam::${elsewhere}:role/example`;
  return callsAbout(services, statements, granting).filter(({ action }) => action.startsWith("sts:")).map((calls) => ({ ...calls, resources: requiredResources(role), likely: [] }));
}
