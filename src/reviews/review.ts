import type { PolicyUse } from "../policy/grammar-fault.js";
import type { Entry, ReadPolicy, Statement } from "../policy/policy.js";
import type { Services } from "../services/service.js";
import type { Environment } from "../subject/environment.js";
import type { Location } from "../text/location.js";
import type { Mend } from "../text/mend.js";
import { rememberingEach } from "../text/remembering.js";
import { hasUnknown } from "../text/unknown.js";

/** What one review is about. */
export interface Reviewed {
  /** One document, or all the identity policies of a role. */
  readonly policies: readonly ReadPolicy[];
  readonly use: PolicyUse;
  /** Whether somebody gets what the policies allow: a boundary or a service control policy only limits. */
  readonly grants: boolean;
  readonly environment: Environment;
}

/** One thing to mend. */
export interface Remark {
  /** A sentence for the user: lower case, no full stop. */
  readonly message: string;
  readonly location: Location;
  /** What the remark is about, for the fingerprint. */
  readonly about: string;
  /** What to do about it, where that is not what the rule says. */
  readonly fix?: string;
  /** How it may be put right, where that can be said. */
  readonly mends?: readonly Mend[];
}

/** Looks policies over and remarks what nobody should write. Pure; what it cannot know for certain it does not remark. */
export type Reviewer = (reviewed: Reviewed) => readonly Remark[];

/** A reviewer that must know what AWS publishes about its services. */
export type InformedReviewer = (reviewed: Reviewed, services: Services) => readonly Remark[];

/** All statements under review. */
export const statementsOf = rememberingEach(({ policies }: Reviewed): readonly Statement[] => policies.flatMap(({ statements }) => statements));

/** The statements by which somebody gets something. */
export function grantsOf(reviewed: Reviewed): readonly Statement[] {
  return reviewed.grants ? statementsOf(reviewed).filter(({ effect }) => effect === "Allow") : [];
}

/** Whether a text says all that there is to it: it holds no policy variable, no placeholder of some template language, and nothing that nobody knows. */
export function isPlain(text: string): boolean {
  return !hasUnknown(text) && !/\$\{|<[^<>]*>|\{\{|%[A-Za-z_]+%/.test(text);
}

/** The texts of entries, each in backticks, the first three by name. */
export function listed(texts: readonly string[]): string {
  const [some, more] = [texts.slice(0, 3).map((text) => `\`${text}\``), texts.length - 3];
  if (more > 0) return `${some.join(", ")} and ${more} more`;
  return some.length < 2 ? some.join("") : `${some.slice(0, -1).join(", ")} and ${some.at(-1) ?? ""}`;
}

/** A text and its place, for what reviewers remark about entries. */
export type Placed = Entry<{ readonly text: string }>;
