import { roleNameOf } from "../policy/arn.js";
import type { PolicyUse } from "../policy/grammar-fault.js";
import type { Policy, UnreadPolicy } from "../policy/policy.js";
import type { Compute } from "../subject/compute.js";
import type { Bucket, Budget, Environment, Observed, Part, RequiredLayer, Simulated } from "../subject/environment.js";
import type { Facts } from "../subject/facts.js";
import type { Role } from "../subject/role.js";
import type { Document, SyntaxFault } from "../text/document.js";
import type { Location } from "../text/location.js";
import type { Node } from "../text/node.js";
import type { Held } from "./alternatives.js";
import type { AwsManaged } from "./aws-managed.js";
import { readCompute } from "./compute.js";
import { knowingGuzzles } from "./guzzle.js";
import { parserOnce } from "./parse-once.js";

/** The documents of an environment, each in its part. */
export interface Parts {
  /** The name of the environment, where there are several. */
  readonly name?: string;
  readonly facts: Facts;
  readonly computes: readonly (Document | Compute)[];
  readonly roles: readonly RolePart[];
  readonly serviceControl: readonly (readonly PolicyPart[])[] | undefined;
  readonly resourceControl?: readonly (readonly PolicyPart[])[];
  /** Policies of which nobody said what they are attached to. */
  readonly loose: readonly LoosePolicy[];
  readonly now?: string;
  readonly budget?: Budget;
  readonly required?: readonly RequiredLayer[];
  readonly simulated?: readonly Simulated[];
  readonly simulatedAt?: string;
  readonly observed?: readonly Observed[];
  readonly buckets?: readonly BucketPart[];
  /** The Regions of buckets by name. */
  readonly bucketRegions?: ReadonlyMap<string, string>;
  /** Keys by their ARNs, as far as somebody gives their policies. */
  readonly keys?: readonly BucketPart[];
  /** Templates as texts; what they hold is among the other parts. */
  readonly templates?: readonly Document[];
  /** What AWS manages, where something names it. */
  readonly awsManaged?: AwsManaged;
  /** Whether all jobs and roles are Guzzle's, whatever names them. */
  readonly guzzle?: boolean;
  readonly part?: Part;
}

export interface RolePart {
  readonly arn: string;
  readonly is: Role["is"];
  /** False where nobody said that the role is Guzzle's. */
  readonly guzzle?: false;
  readonly location: Location;
  readonly policies: readonly PolicyPart[] | undefined;
  readonly boundary: readonly PolicyPart[] | undefined;
  readonly trust: readonly PolicyPart[] | undefined;
  readonly whole?: true;
}

/** A bucket by its name, or a key by its ARN. */
export interface BucketPart {
  readonly name: string;
  /** Its one policy, or none; undefined where nobody gave it. */
  readonly policies: readonly PolicyPart[] | undefined;
  readonly account?: string;
  readonly perhaps?: true;
}

/** A policy as a text of its own or in a larger one, or the fact that it is named and cannot be read. */
export type PolicyPart = Document | PolicyNode | UnreadPolicy | PerhapsPolicy;

/** A policy that is attached only if all this holds, and nobody knows whether it does. */
export interface PerhapsPolicy {
  readonly kind: "perhaps";
  readonly part: PolicyPart;
  readonly held: readonly Held[];
}

/** A policy that stands inside a larger text. */
export interface PolicyNode {
  readonly kind: "node";
  /** What the user reads as its name. */
  readonly name: string;
  readonly root: Node;
  /** Why it cannot be read, where it is a text of its own inside the other. */
  readonly faults?: readonly SyntaxFault[];
  /** Nobody wrote it: AWS gives it to what is given none. */
  readonly unwritten?: true;
}

export interface LoosePolicy {
  readonly document: Document | PolicyNode;
  readonly use: PolicyUse;
}

/** The environment that the documents make up. A role that only a compute names is in it too, with nothing known of its policies. */
export function assemble(parts: Parts): Environment {
  const parse = parserOnce(parts.awsManaged);
  const policiesOf = (policies: readonly PolicyPart[] | undefined, use: PolicyUse) => policies?.map((part) => parse.policyOf(part, use));
  const roles = parts.roles.map((role): Role => ({
    kind: "role", name: roleNameOf(role.arn) ?? role.arn, arn: role.arn, is: role.is, guzzle: role.guzzle !== false, location: role.location,
    policies: policiesOf(role.policies, "identity"), boundary: policiesOf(role.boundary, "identity"), trust: policiesOf(role.trust, "trust"), ...(role.whole && { whole: role.whole }),
  }));
  const serviceControl = parts.serviceControl?.map((level) => level.map((part) => parse.policyOf(part, "organization")));
  const resourceControl = parts.resourceControl?.map((level) => level.map((part) => parse.policyOf(part, "limit")));
  const buckets = parts.buckets?.map(({ name, policies, ...rest }): readonly [string, Bucket] => [name, { ...rest, policies: policiesOf(policies, "resource") }]);
  const keys = parts.keys?.flatMap(({ name, policies }): readonly (readonly [string, readonly Policy[]])[] => { const parsed = policiesOf(policies, "resource"); return parsed ? [[name, parsed]] : []; });
  parts.loose.forEach(({ document, use }) => parse.policyOf(document, use));
  const computes = parts.computes.map((part) => "kind" in part ? part : readCompute(part));
  return knowingGuzzles({
    facts: parts.facts, computes, roles: [...roles, ...namedRoles(computes, roles)], serviceControl, documents: parse.documents(), templates: (parts.templates ?? []).map(({ artifact, faults }) => ({ kind: "template", name: artifact, location: { artifact, pointer: "" }, faults })),
    ...(parts.name !== undefined && { name: parts.name }), ...(parts.now !== undefined && { now: parts.now }), ...(parts.budget && { budget: parts.budget }), ...(parts.required && { required: parts.required }), ...(buckets && { buckets: new Map(buckets) }),
    ...(resourceControl && { resourceControl }), ...(parts.bucketRegions && { bucketRegions: parts.bucketRegions }), ...(keys && { keys: new Map(keys) }),
    ...(parts.simulated && { simulated: parts.simulated }), ...(parts.simulatedAt !== undefined && { simulatedAt: parts.simulatedAt }),
    ...(parts.observed && { observed: parts.observed }), ...(parts.part && { part: parts.part }),
  }, parts.guzzle === true);
}

function namedRoles(computes: readonly Compute[], roles: readonly Role[]): readonly Role[] {
  const known = new Set(roles.map(({ arn }) => arn));
  const named = new Map(computes.toReversed().flatMap(({ properties: { iam_role: role } }) => role && !role.unknown && typeof role.value === "string" ? [[role.value, role.location] as const] : []));
  return [...named].reverse().filter(([arn]) => roleNameOf(arn) !== undefined && !known.has(arn))
    .map(([arn, location]) => ({ kind: "role", name: roleNameOf(arn) ?? arn, arn, is: "job", guzzle: false, location, policies: undefined, boundary: undefined, trust: undefined }));
}
