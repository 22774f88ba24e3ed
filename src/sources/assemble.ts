import { roleNameOf } from "../policy/arn.js";
import type { PolicyUse } from "../policy/grammar-fault.js";
import { parsePolicy, type Parsed } from "../policy/parse.js";
import type { Policy, UnreadPolicy } from "../policy/policy.js";
import type { Compute } from "../subject/compute.js";
import type { Budget, Environment, PolicyDocument } from "../subject/environment.js";
import type { Facts } from "../subject/facts.js";
import type { Role } from "../subject/role.js";
import type { Document } from "../text/document.js";
import { sameLocation, type Location } from "../text/location.js";
import { readCompute } from "./compute.js";

/** The documents of an environment, each in its part. */
export interface Parts {
  readonly facts: Facts;
  readonly computes: readonly Document[];
  readonly roles: readonly RolePart[];
  readonly serviceControl: readonly (readonly PolicyPart[])[] | undefined;
  /** Policies of which nobody said what they are attached to. */
  readonly loose: readonly LoosePolicy[];
  readonly now?: string;
  readonly budget?: Budget;
}

export interface RolePart {
  readonly arn: string;
  readonly is: Role["is"];
  readonly location: Location;
  readonly policies: readonly PolicyPart[] | undefined;
  readonly boundary: readonly PolicyPart[] | undefined;
  readonly trust: readonly PolicyPart[] | undefined;
}

/** A policy as a text, or the fact that it is named and cannot be read. */
export type PolicyPart = Document | UnreadPolicy;

export interface LoosePolicy {
  readonly document: Document;
  readonly use: PolicyUse;
}

/** The environment that the documents make up. A role that only a compute names is in it too, with nothing known of its policies. */
export function assemble(parts: Parts): Environment {
  const parse = parserOnce();
  const policiesOf = (policies: readonly PolicyPart[] | undefined, use: PolicyUse) => policies?.map((part) => parse.policyOf(part, use));
  const roles = parts.roles.map((role): Role => ({
    kind: "role", name: roleNameOf(role.arn) ?? role.arn, arn: role.arn, is: role.is, guzzle: true, location: role.location,
    policies: policiesOf(role.policies, "identity"), boundary: policiesOf(role.boundary, "identity"), trust: policiesOf(role.trust, "trust"),
  }));
  const serviceControl = parts.serviceControl?.map((level) => level.map((part) => parse.policyOf(part, "organization")));
  parts.loose.forEach(({ document, use }) => parse.policyOf(document, use));
  const computes = parts.computes.map(readCompute);
  return { facts: parts.facts, computes, roles: [...roles, ...namedRoles(computes, roles)], serviceControl, documents: parse.documents(), ...(parts.now !== undefined && { now: parts.now }), ...(parts.budget && { budget: parts.budget }) };
}

/** A document that two roles share is parsed once and reported once; what it may say hangs on what it is used for. */
function parserOnce() {
  const parsed = new Map<Document, Map<PolicyUse, Parsed>>();
  return {
    policyOf(part: PolicyPart, use: PolicyUse): Policy {
      if ("kind" in part) return part;
      const uses = parsed.get(part) ?? new Map<PolicyUse, Parsed>();
      const known = uses.get(use) ?? parsePolicy(part, use);
      parsed.set(part, uses.set(use, known));
      return known.policy;
    },
    documents: (): readonly PolicyDocument[] => [...parsed].map(([{ artifact }, uses]) => ({ kind: "policy", name: artifact, location: { artifact, pointer: "" }, faults: distinct([...uses.values()].flatMap(({ faults }) => faults)) })),
  };
}

function distinct(faults: PolicyDocument["faults"]): PolicyDocument["faults"] {
  return faults.filter((fault, i) => faults.findIndex(({ message, location }) => message === fault.message && sameLocation(location, fault.location)) === i);
}

function namedRoles(computes: readonly Compute[], roles: readonly Role[]): readonly Role[] {
  const named = computes.flatMap(({ properties: { iam_role: role } }) => role && !role.unknown && typeof role.value === "string" ? [{ arn: role.value, location: role.location }] : []);
  const unknown = named.filter(({ arn }, i) => roleNameOf(arn) !== undefined && !roles.some((role) => role.arn === arn) && named.findIndex((other) => other.arn === arn) === i);
  return unknown.map(({ arn, location }) => ({ kind: "role", name: roleNameOf(arn) ?? arn, arn, is: "job", guzzle: true, location, policies: undefined, boundary: undefined, trust: undefined }));
}
