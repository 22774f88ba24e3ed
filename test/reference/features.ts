import type { Layer } from "./policy.js";

export type CallerKind =
  | "role" | "session" | "user" | "root" | "federatedUser" | "serviceLinkedRole" | "service" | "provider" | "unsigned";
export type Target = "object" | "bucket" | "table" | "logGroup" | "key" | "trust" | "passRole" | "everything";

/** What random worlds may hold; a partial evaluator is tested with a partial world. */
export interface Features {
  /** The layers that may be in play; the others stay empty. */
  readonly layers: readonly Layer[];
  readonly callers: readonly CallerKind[];
  readonly targets: readonly Target[];
  /** Whether caller and resource may lie in two accounts. */
  readonly crossAccount: boolean;
  readonly conditions: boolean;
  /** Off unless asked for: each policy is one statement on everything under a condition, so that decisions hang on it. */
  readonly onlyConditions: boolean;
  /** `ForAllValues:` and `ForAnyValue:`; with conditions only, as the next three. */
  readonly sets: boolean;
  readonly ifExists: boolean;
  readonly nulls: boolean;
  /** Several values for a key, also where no set operator asks for them. */
  readonly multiValued: boolean;
  /** `${…}` in resources and conditions, and documents of an old Version. */
  readonly variables: boolean;
  /** `NotAction` and `NotResource`. */
  readonly notElements: boolean;
  readonly notPrincipals: boolean;
  /** ARNs with fewer than six parts, in identity policies and boundaries. */
  readonly shortArns: boolean;
  /** One value for a list, numbers and booleans for text, services in capitals. */
  readonly looseGrammar: boolean;
  /** Requests that switch derived context keys off. */
  readonly underivedContext: boolean;
}

/** Everything, in worlds of many things. */
export const everything: Features = {
  layers: ["identity", "boundary", "session", "serviceControl", "resourceControl", "resource", "endpoint"],
  callers: ["role", "session", "user", "root", "federatedUser", "serviceLinkedRole", "service", "provider", "unsigned"],
  targets: ["object", "bucket", "table", "logGroup", "key", "trust", "passRole", "everything"],
  crossAccount: true, conditions: true, onlyConditions: false, sets: true, ifExists: true, nulls: true, multiValued: true, variables: true,
  notElements: true, notPrincipals: true, shortArns: true, looseGrammar: true, underivedContext: true,
};
