import type { Pattern } from "../policy/pattern.js";
import type { Policy } from "../policy/policy.js";

/** One call to AWS. */
export interface Request {
  /** Who calls: the ARN of a role, session, user, account root, federated user or identity provider; a service such as `glue.amazonaws.com`; null for an unsigned call. */
  readonly principal: string | null;
  /** `service:Action` as AWS spells it. */
  readonly action: string;
  /** The ARN of the resource, or `*` for an action that takes none. */
  readonly resource: string;
  /** Whose resource it is, twelve digits. Default: the account in its ARN, and where that has none (a bucket's), the principal's. */
  readonly resourceAccount?: string;
  /** The context keys that the request carries, with their values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** False: no key is derived from principal and resource. */
  readonly derivedContext?: boolean;
}

/** A set of calls: one principal, one action, every resource that the pattern matches, whatever the context that is not stated. */
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
  readonly session?: readonly Policy[];
  /** Service control policies by level, root first. */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /** Resource control policies by level; AWS's own, which allows everything, is implied at each. */
  readonly resourceControl?: readonly (readonly Policy[])[];
  /** The policy of the resource itself; for a role, its trust policy; for a key, its key policy. Left out: nobody gave it. */
  readonly resource?: readonly Policy[];
  /** The policy of the VPC endpoint that the call goes through. */
  readonly endpoint?: readonly Policy[];
  /** The organization's management account, twelve digits: service and resource control policies do not bind it. */
  readonly managementAccount?: string;
}
