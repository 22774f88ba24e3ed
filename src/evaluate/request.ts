import type { Pattern } from "../policy/pattern.js";
import type { Policy } from "../policy/policy.js";

/** One call to AWS. */
export interface Request {
  /** Who calls: the ARN of a role or user, or a service such as `glue.amazonaws.com`. */
  readonly principal: string;
  /** `service:Action` as AWS spells it. */
  readonly action: string;
  /** The ARN of the resource, or `*` for an action that takes none. */
  readonly resource: string;
  /** Whose resource it is, twelve digits. Default: the account in its ARN, and where that has none (a bucket's), the principal's. */
  readonly resourceAccount?: string;
}

/** A set of calls: one principal, one action, every resource that the pattern matches. */
export interface Permission extends Omit<Request, "resource"> {
  readonly resources: Pattern;
}

/**
 * The policies that bear on a request, by layer. A layer that is left out is not in play; one that is there and empty allows
 * nothing; one that holds an unread policy may say anything.
 */
export interface Policies {
  readonly identity: readonly Policy[];
  readonly boundary?: readonly Policy[];
  /** Service control policies by level, root first. */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /** The policy of the resource itself; for a role, its trust policy. */
  readonly resource?: readonly Policy[];
}
