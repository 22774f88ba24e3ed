import type { GrammarFault } from "../policy/grammar-fault.js";
import type { Policy } from "../policy/policy.js";
import type { SyntaxFault } from "../text/document.js";
import type { Location } from "../text/location.js";
import type { Compute } from "./compute.js";
import type { Facts } from "./facts.js";
import type { Role } from "./role.js";

/** All that is under audit, whatever it was spelled in. */
export interface Environment {
  readonly facts: Facts;
  readonly computes: readonly Compute[];
  readonly roles: readonly Role[];
  readonly documents: readonly PolicyDocument[];
  /** Service control policies by level, root first; undefined where nobody gave them. */
  readonly serviceControl: readonly (readonly Policy[])[] | undefined;
  /** The day for which is judged, as in 2026-11-22; absent where nobody handed a clock in, and then nothing is said of dates. */
  readonly now?: string;
  readonly budget?: Budget;
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
}

export type Subject = Compute | Role | PolicyDocument;

/** The role that a compute names, by ARN or by a name that only one role has, with or without policies; undefined where there is none. */
export function roleOf({ roles, facts: { account } }: Environment, compute: Compute): Role | undefined {
  const named = compute.properties["iam_role"]?.value;
  const isHere = ({ arn }: Role) => account.kind === "unsaid" || account.values.some((id) => arn.includes(`::${id}:`));
  const byName = roles.filter((role) => role.name === named && isHere(role));
  return roles.find((role) => role.arn === named) ?? (byName.length === 1 ? byName[0] : undefined);
}

/** Whether Glue jobs run with the role: it is said to be theirs, or a compute names it whatever is said. */
export function isJobRole(environment: Environment, role: Role): boolean {
  return role.is === "job" || computesOf(environment, role).length > 0;
}

const computesOf = (environment: Environment, role: Role) => environment.computes.filter((compute) => roleOf(environment, compute) === role);

/** The artifacts that a subject's verdicts are built from. */
export function artifactsOf(environment: Environment, subject: Subject): readonly string[] {
  switch (subject.kind) {
    case "policy": return [subject.location.artifact];
    case "role": return [...new Set([subject, ...computesOf(environment, subject), ...(subject.policies ?? []), ...(subject.boundary ?? []), ...(subject.trust ?? []), ...(environment.serviceControl ?? []).flat()].map(({ location }) => location.artifact))];
    case "compute": {
      const role = roleOf(environment, subject);
      return [subject.location.artifact, ...(role ? artifactsOf(environment, role) : [])];
    }
  }
}
