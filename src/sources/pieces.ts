import type { PolicyUse } from "../policy/grammar-fault.js";
import type { UnreadPolicy } from "../policy/policy.js";
import type { Compute } from "../subject/compute.js";
import type { Location } from "../text/location.js";
import { namesOf, type Held } from "./alternatives.js";
import type { LoosePolicy, PolicyPart, RolePart } from "./assemble.js";
import type { Configuration } from "./named-by-job.js";
import type { SeenBucket } from "./seen-buckets.js";

/** What a template or an output of AWS tells of an account; its pieces may belong to those of others. */
export interface Pieces {
  readonly computes: readonly Compute[];
  readonly roles: readonly RolePiece[];
  readonly policies: readonly PolicyPiece[];
  readonly buckets: readonly BucketPiece[];
  /** Keys, each by its ARN, and what somebody attaches to one. */
  readonly keys: readonly BucketPiece[];
  /** The keys that buckets encrypt with by default. */
  readonly encrypted: readonly SeenBucket[];
  /** Security configurations by name, as Glue's API spells what is in them. */
  readonly configurations: readonly Configuration[];
}

export interface RolePiece {
  readonly name: string;
  readonly arn: string;
  /** Whether its trust policy lets Glue assume it, for all one can see. */
  readonly isForGlue: boolean;
  readonly location: Location;
  /** Those that are written into the role; undefined where nobody said whether there are any. */
  readonly policies: readonly PolicyPart[] | undefined;
  readonly managed: readonly Named[];
  readonly boundary: Named | undefined;
  readonly trust: readonly PolicyPart[] | undefined;
}

/** A managed policy by its ARN, and where it is named. */
export interface Named {
  readonly arn: string;
  readonly location: Location;
  /** The conditions on which it is attached, where nobody knows whether they hold. */
  readonly held?: readonly Held[];
}

/** A policy of its own: who knows its ARN may attach it, and it may say itself whom it is attached to. */
export interface PolicyPiece {
  readonly part: PolicyPart;
  readonly use: PolicyUse;
  readonly arn: string | undefined;
  /** Names of roles. */
  readonly roles: readonly string[];
}

/** A bucket or a key, or what somebody attaches to one. */
export interface BucketPiece {
  /** Of a bucket the name, of a key the ARN; may be unknown, in part or as a whole, and is then equal to itself. */
  readonly name: string;
  /** The policy that this gives it, or, where nobody knows which, all that it may be, each on its conditions; none where this says nothing of it. */
  readonly policies: readonly PolicyPart[];
  /** Whether there is such a one for certain. */
  readonly certain: boolean;
}

export const noPieces: Pieces = { computes: [], roles: [], policies: [], buckets: [], keys: [], encrypted: [], configurations: [] };

export function together(all: readonly Pieces[]): Pieces {
  return {
    computes: all.flatMap(({ computes }) => computes), roles: all.flatMap(({ roles }) => roles), policies: all.flatMap(({ policies }) => policies),
    buckets: all.flatMap(({ buckets }) => buckets), keys: all.flatMap(({ keys }) => keys), encrypted: all.flatMap(({ encrypted }) => encrypted), configurations: all.flatMap(({ configurations }) => configurations),
  };
}

/** The roles with all that is attached to them, and the policies that are attached to none of them. */
export function joined({ roles, policies }: Pieces): { readonly roles: readonly RolePart[]; readonly loose: readonly LoosePolicy[] } {
  const byArn = new Map(policies.flatMap(({ arn, part }) => arn === undefined ? [] : [[arn, part] as const]));
  const byRole = new Map<string, PolicyPart[]>();
  for (const { part, roles: names } of policies) for (const name of names) {
    const known = byRole.get(name);
    if (known) known.push(part);
    else byRole.set(name, [part]);
  }
  const used = new Set<PolicyPart>();
  const managed = ({ arn, location }: Named): PolicyPart => byArn.get(arn) ?? unreadManaged(arn, location);
  const parts = roles.map((role): RolePart => {
    const attached = [...byRole.get(role.name) ?? [], ...role.managed.map((named) => perhapsPart(managed(named), named.held))];
    const own = role.policies === undefined && attached.length === 0 ? undefined : [...(role.policies ?? []), ...new Set(attached)];
    const boundary = role.boundary && [boundaryPart(role.boundary, managed)];
    [...attached, ...(boundary ?? [])].forEach((part) => used.add("kind" in part && part.kind === "perhaps" ? part.part : part));
    return { arn: role.arn, is: role.isForGlue ? "job" : "other", guzzle: false, location: role.location, policies: own, boundary, trust: role.trust };
  });
  return { roles: parts, loose: policies.flatMap(({ part, use }) => used.has(part) || ("kind" in part && part.kind !== "node") ? [] : [{ document: part, use }]) };
}

/** The policy, as far as it is attached. */
export const perhapsPart = (part: PolicyPart, held: readonly Held[] = []): PolicyPart => held.length === 0 ? part : { kind: "perhaps", part, held };

/** A boundary that is not there refuses nothing, which no statement with a condition says. */
function boundaryPart(named: Named, managed: (named: Named) => PolicyPart): PolicyPart {
  const { arn, location, held = [] } = named;
  return held.length === 0 ? managed(named) : { kind: "unread", location, because: `\`${arn}\`, which is attached only on the condition \`${namesOf(held)}\`` };
}

/** A managed policy of which only the ARN is known. */
export function unreadManaged(arn: string, location: Location): UnreadPolicy {
  return { kind: "unread", location, arn, because: `\`${arn}\`, a managed policy whose text is not here`, absent: true };
}
