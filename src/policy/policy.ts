import type { Location } from "../text/location.js";
import type { Node } from "../text/node.js";
import type { Condition } from "./condition.js";
import type { Pattern } from "./pattern.js";
import type { ResourceEntry } from "./resource.js";

/** A policy document, or the fact that there is one which could not be read: it may then say anything. */
export type Policy = ReadPolicy | UnreadPolicy;

export interface ReadPolicy {
  readonly kind: "read";
  readonly location: Location;
  /** The policy as it is written. */
  readonly node: Node;
  readonly statements: readonly Statement[];
  /** Of one that AWS manages: as of when it is known, as a sentence. It stands in no text of its own: all its places are where it is named. */
  readonly managed?: string;
}

export interface UnreadPolicy {
  readonly kind: "unread";
  readonly location: Location;
  /** Which policy it is and why it could not be read, as a noun: "`iam/etl.json`, which IAM would refuse". */
  readonly because: string;
  /** Nobody gave its text: two that are told in the same words are the same. */
  readonly absent?: true;
  /** Of a managed policy of which nothing else is known. */
  readonly arn?: string;
}

export interface Statement {
  readonly location: Location;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: Element<Pattern>;
  /** Undefined in a trust policy, which speaks of its own role. */
  readonly resources: Element<ResourceEntry> | undefined;
  /** Undefined in an identity policy, which speaks of whom it is attached to. */
  readonly principals: Element<Principal> | undefined;
  readonly conditions: readonly Condition[];
}

/** `Action` or `NotAction`, `Resource` or `NotResource`, `Principal` or `NotPrincipal`. */
export interface Element<Value> {
  readonly negated: boolean;
  readonly entries: readonly Entry<Value>[];
  readonly location: Location;
}

export interface Entry<Value> {
  readonly value: Value;
  readonly location: Location;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export interface Principal {
  readonly type: PrincipalType;
  /** An ARN, an account, a service name, or `*` for everyone. */
  readonly id: string;
}

export type PrincipalType = "AWS" | "Service" | "Federated" | "CanonicalUser";
