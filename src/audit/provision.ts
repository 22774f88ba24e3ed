import { leastPolicies, type Grants } from "../access/least.js";
import { compare } from "../access/compare.js";
import { grantOf } from "../access/grant-of.js";
import { trustFor } from "../access/trust.js";
import type { Question } from "../checks/check.js";
import { contain, type Answer } from "../evaluate/contain.js";
import { prepare } from "../evaluate/prepare.js";
import type { Permission } from "../evaluate/request.js";
import { arnOf } from "../policy/arn.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import { serviceOf } from "../policy/action.js";
import type { Services } from "../services/service.js";
import type { Role } from "../subject/role.js";
import { nodeOf } from "../text/plain-node.js";
import type { Needed } from "./needed.js";

/** The policies that a role is to have, proved. */
export interface Provision {
  readonly role: Role;
  readonly policies: readonly Grants[];
  readonly trust: object | undefined;
  /** What the role may not do even with these policies, because of others that bind it: each with the answer. */
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly permission: Permission;
  readonly answer: Exclude<Answer, { readonly kind: "yes" }>;
}

/**
 * The least policies with which a role can do all that it needs; with `minus`, beside those that it has, only what these do not
 * grant. Throws if they do not grant it, or grant anything beside: that would be a bug.
 */
export function provisionFor(services: Services, { role, questions, trusts }: Needed, minus: boolean): Provision {
  const existing = minus ? role.policies ?? [] : [];
  const granted = prepare({ identity: existing });
  const missing = questions.filter(({ permission }) => contain(granted, permission).kind !== "yes").map(({ permission }) => permission);
  const policies = leastPolicies(missing);
  const identity = [...existing, ...policies.map(read)];
  prove(services, missing, identity, policies.map(read));
  return { role, policies, trust: trusts && trustFor(trusts.principal, trusts.action, arnOf(role.arn)?.account), refused: questions.flatMap((question) => refusedBy(question, identity)) };
}

/** Every permission is granted, and nothing that is not one of them. */
function prove(services: Services, permissions: readonly Permission[], identity: readonly Policy[], added: readonly Policy[]): void {
  const authorizer = prepare({ identity });
  const failing = permissions.find((permission) => contain(authorizer, permission).kind !== "yes" && !isGuarded(permission));
  if (failing) throw new Error(`the policy does not grant ${failing.action} on ${failing.resources.text}`);
  const beyond = compare(services, [grantOf(permissions)], added, "identity");
  if (permissions.length > 0 && beyond.verdict !== "noNewAccess") throw new Error(`the policy grants more than is needed: ${JSON.stringify(beyond.counterexample)}`);
}

/** What keys and roles grant is their own policies' to say as well. */
const isGuarded = ({ action }: Permission) => serviceOf(action) === "kms";

const read = (document: object): Policy => parsePolicyNode(nodeOf(document, { artifact: "policy", pointer: "" }), "identity").policy;

/** The boundary, the organization and the resources have their say beside the role's own policies. */
function refusedBy({ policies, permission }: Question, identity: readonly Policy[]): readonly Refused[] {
  const answer = contain(prepare({ ...policies, identity }), permission);
  return answer.kind === "yes" ? [] : [{ permission, answer }];
}
