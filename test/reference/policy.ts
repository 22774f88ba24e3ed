/** A policy document after reading: lists where JSON may have one value, text where JSON may have numbers. */

/** `"*"`, or the values of each principal type: AWS, Service, Federated, CanonicalUser. */
export type PrincipalElement = "*" | readonly { readonly type: string; readonly values: readonly string[] }[];

export interface Test {
  /** The operator as written, with its set operator and `IfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly principal?: { readonly not: boolean; readonly element: PrincipalElement };
  readonly action: { readonly not: boolean; readonly patterns: readonly string[] };
  /** Absent in trust policies, which cover the role they are attached to. */
  readonly resource?: { readonly not: boolean; readonly patterns: readonly string[] };
  readonly tests: readonly Test[];
  /** Whether `${…}` is a variable here: only with Version 2012-10-17. */
  readonly variables: boolean;
}

export type Layer =
  | "identity" | "boundary" | "session" | "serviceControl" | "resourceControl" | "resource" | "endpoint";
