import type { GrammarFault, PolicyUse } from "../policy/grammar-fault.js";
import type { Policy } from "../policy/policy.js";
import type { Fault, SyntaxFault } from "../text/document.js";
import type { Location } from "../text/location.js";
import type { Compute } from "./compute.js";
import type { Facts } from "./facts.js";
import type { Role } from "./role.js";

/** All that is under audit, whatever it was spelled in. */
export interface Environment {
  /** Its name, where the configuration names several. */
  readonly name?: string;
  readonly facts: Facts;
  readonly computes: readonly Compute[];
  readonly roles: readonly Role[];
  readonly documents: readonly PolicyDocument[];
  readonly templates: readonly TemplateDocument[];
  /** Service control policies by level, root first; undefined where nobody gave them. */
  readonly serviceControl: readonly (readonly Policy[])[] | undefined;
  /** Resource control policies over the account, likewise. */
  readonly resourceControl?: readonly (readonly Policy[])[];
  /** The day for which is judged, as in 2026-11-22; absent where nobody handed a clock in, and then nothing is said of dates. */
  readonly now?: string;
  readonly budget?: Budget;
  /** Layers of policies that somebody must give before anything is proved. */
  readonly required?: readonly RequiredLayer[];
  /** The buckets that somebody tells of, by name. */
  readonly buckets?: ReadonlyMap<string, Bucket>;
  /** The Regions of buckets by name; of one that is not here nobody knows it. */
  readonly bucketRegions?: ReadonlyMap<string, string>;
  /** The policies of keys by the ARNs of these, as far as somebody gives them. */
  readonly keys?: ReadonlyMap<string, readonly Policy[]>;
  /** What must be known of the whole, where this is a part of it. */
  readonly part?: Part;
  /** What IAM's policy simulator said; absent where nobody asked it. */
  readonly simulated?: readonly Simulated[];
  /** When it was asked, ISO 8601 in UTC. */
  readonly simulatedAt?: string;
  /** What smoke runs saw; absent where there was none. */
  readonly observed?: readonly Observed[];
}

/** A bucket, as far as anybody tells of it. */
export interface Bucket {
  /** Its one policy, or none; undefined where nobody gave it or looked. */
  readonly policies: readonly Policy[] | undefined;
  /** The account that owns it, where somebody says so. */
  readonly account?: string;
  /** Nobody knows whether it is there. */
  readonly perhaps?: true;
}

/** What must be known of all roles and computes, where not all are here; places are an artifact, a space and a pointer. */
export interface Part {
  /** The policies that are some role's boundary and granted to none. */
  readonly limiting: ReadonlySet<string>;
  /** The ARNs of some roles: of one in each account and partition in which there are any. */
  readonly arns: readonly string[];
  /** The first compute of all; undefined where there is none. */
  readonly first: string | undefined;
}

/** One call of a smoke run, and how it went. */
export interface Observed {
  /** Who called: the ARN of a role, or a service. */
  readonly principal: string;
  readonly action: string;
  /** All that the one call was about, so that it is allowed where all of them are; one with `*` or `?` stands for one resource of which only AWS knows the name. */
  readonly resources: readonly string[];
  readonly outcome: "allowed" | "refused" | "unclear";
  /** What AWS said, where it did not just do it. */
  readonly said?: string;
  /** When the run began, ISO 8601 in UTC. */
  readonly at: string;
  /** The recording that tells of it. */
  readonly artifact?: string;
}

/** A layer of policies of which most people give none, so that a verdict takes it for absent unless it is required. */
export type RequiredLayer = "boundary" | "serviceControl" | "resourceControl" | "resource" | "endpoint";

/** One request of a role, and what IAM's policy simulator said to it. */
export interface Simulated {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** Context keys that it would have had to know. */
  readonly missingContext: readonly string[];
  /** The policies whose statements it names. */
  readonly matched: readonly string[];
  /** The layer that refused, where it says so. */
  readonly refusedBy?: "organization" | "boundary";
}

/** What one run of a compute may cost at most. */
export interface Budget {
  readonly usd: number;
  /** What AWS asks of this account for a DPU-hour; absent for its public price. */
  readonly usdPerDpuHour?: number;
}

/** A policy document as a text: how it is written, apart from what it is attached to. */
export interface PolicyDocument {
  readonly kind: "policy";
  readonly name: string;
  readonly location: Location;
  readonly faults: readonly (SyntaxFault | GrammarFault)[];
  /** What the document says, once for each use that it has. */
  readonly readings: readonly PolicyReading[];
}

export interface PolicyReading {
  readonly use: PolicyUse;
  readonly policy: Policy;
}

/** A template as a text: how it is written, apart from what it makes. */
export interface TemplateDocument {
  readonly kind: "template";
  readonly name: string;
  readonly location: Location;
  readonly faults: readonly SyntaxFault[];
}

/** A waiver or a baseline, which is judged by what came of it once all else is judged. */
export interface Settled {
  readonly kind: "waiver" | "baseline";
  readonly name: string;
  readonly location: Location;
  readonly faults: readonly Fault<"malformed" | "ended" | "ending" | "unused" | "forbidden" | "stale">[];
}

export type Subject = Compute | Role | PolicyDocument | TemplateDocument | Settled;

/** The role that a compute names, by ARN or by a name that only one role has, with or without policies; undefined where there is none. */
export function roleOf(environment: Environment, compute: Compute): Role | undefined {
  const named = compute.properties["iam_role"]?.value;
  const { byArn, byName } = rolesOf(environment);
  const alike = typeof named === "string" ? byName.get(named) ?? [] : [];
  return typeof named !== "string" ? undefined : byArn.get(named) ?? (alike.length === 1 ? alike[0] : undefined);
}

/** Whether Glue jobs run with the role: it is said to be theirs, or a compute names it whatever is said. */
export function isJobRole(environment: Environment, role: Role): boolean {
  return role.is === "job" || computesOf(environment, role).length > 0;
}

/** The computes whose jobs run with the role. */
export function computesOf(environment: Environment, role: Role): readonly Compute[] {
  const known = computesByRole.get(environment) ?? grouped(environment.computes, (compute) => roleOf(environment, compute));
  computesByRole.set(environment, known);
  return known.get(role) ?? [];
}

const computesByRole = new WeakMap<Environment, ReadonlyMap<Role | undefined, readonly Compute[]>>();

/** The roles by ARN, the first of each, and by name, those of the account in question. */
function rolesOf(environment: Environment): RolesOf {
  const { roles, facts: { account } } = environment;
  const isHere = ({ arn }: Role) => account.kind === "unsaid" || account.values.some((id) => arn.includes(`::${id}:`));
  const known = rolesKnown.get(environment) ?? { byArn: new Map(roles.toReversed().map((role) => [role.arn, role])), byName: grouped(roles.filter(isHere), ({ name }) => name) };
  rolesKnown.set(environment, known);
  return known;
}

interface RolesOf {
  readonly byArn: ReadonlyMap<string, Role>;
  readonly byName: ReadonlyMap<string, readonly Role[]>;
}

const rolesKnown = new WeakMap<Environment, RolesOf>();

function grouped<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** The recordings of the smoke runs that were made with the role, or by it. */
const recordingsOf = ({ observed = [] }: Environment, { arn }: Role): readonly string[] => [...new Set(observed.flatMap(({ principal, artifact }) => principal === arn && artifact !== undefined ? [artifact] : []))];

const policiesOfResources = ({ buckets, keys }: Environment): readonly Policy[] => [...[...buckets?.values() ?? []].flatMap(({ policies = [] }) => policies), ...[...keys?.values() ?? []].flat()];

/** The artifacts that a subject's verdicts are built from. */
export function artifactsOf(environment: Environment, subject: Subject): readonly string[] {
  switch (subject.kind) {
    case "policy": case "template": case "waiver": case "baseline": return [subject.location.artifact];
    case "role": return [...new Set([subject, ...(subject.is === "caller" ? environment.computes : computesOf(environment, subject)), ...(subject.policies ?? []), ...(subject.boundary ?? []), ...(subject.trust ?? []), ...(environment.serviceControl ?? []).flat(), ...(environment.resourceControl ?? []).flat(), ...policiesOfResources(environment)].map(({ location }) => location.artifact)), ...recordingsOf(environment, subject)];
    case "compute": return [subject.location.artifact, ...[roleOf(environment, subject)].flatMap((role) => role ? artifactsOf(environment, role) : [])];
  }
}
