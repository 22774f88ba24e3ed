import type { ConditionValue } from "./policy-document.js";

/** One call to AWS. */
export interface Request extends Call {
  /** `service:Action` as AWS spells it, without wildcards. */
  readonly action: string;
  /** The ARN of the resource, or `*` for an action that takes none. */
  readonly resource: string;
}

/** What a call says beside its action and its resource. */
export interface Call {
  /** Who calls: the ARN of a role, session, user, account root, federated user or identity provider; a service such as `glue.amazonaws.com`; null for an unsigned call. */
  readonly principal: string | null;
  /** Whose resource it is, twelve digits. Default: the account in its ARN, and where that has none (a bucket's), the principal's. */
  readonly resourceAccount?: string | undefined;
  /** The context keys that the call carries, with their values. */
  readonly context?: Readonly<Record<string, ConditionValue | readonly ConditionValue[]>> | undefined;
  /** False: no key is derived from principal and resource. */
  readonly derivedContext?: boolean | undefined;
}
