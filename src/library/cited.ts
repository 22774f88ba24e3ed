import type { Because } from "../evaluate/explain.js";
import type { LayerName } from "../evaluate/layers.js";
import type { NearMiss } from "../evaluate/near-misses.js";

/** Something in a policy that was handed in. */
export interface Cited {
  readonly layer: LayerName;
  /** Of organization policies: the level, 0 for the root. */
  readonly level?: number;
  /** The index of the policy in its layer, or in its level. */
  readonly policy: number;
  /** JSON Pointer in that policy: `/Statement/0`. */
  readonly pointer: string;
  readonly sid?: string;
}

/** Why an answer is what it is. */
export type Reason =
  /** A statement that allows or denies, or on which an open answer hangs. */
  | ({ readonly kind: "statement" } & Cited)
  /** A layer that would have to allow and does not. */
  | { readonly kind: "layer"; readonly layer: LayerName; readonly level: number }
  /** What nobody stated, or what is too much to go through: a sentence. */
  | { readonly kind: "unknown"; readonly message: string };

/** The statements among the reasons, by their places in the policies that were handed in. */
export function citedOf(because: Because): readonly Cited[] {
  if (because.kind !== "statement") return [];
  const { location, sid } = because.statement;
  return [{ ...placeOf(because.layer, location.pointer), ...(sid !== undefined && { sid }) }];
}

/** A condition that keeps a statement from applying. */
export const unmetOf = ({ layer, condition }: NearMiss): Cited => placeOf(layer, condition.location.pointer);

/** A reason as plain data. */
export function reasonsOf(because: Because): readonly Reason[] {
  switch (because.kind) {
    case "statement": return citedOf(because).map((cited): Reason => ({ kind: "statement", ...cited }));
    case "layer": return [{ kind: "layer", layer: because.layer, level: because.level }];
    case "unread": return [{ kind: "unknown", message: because.policy.because }];
    case "budget": return [{ kind: "unknown", message: "there are too many ways in which patterns and conditions can meet to try them all" }];
  }
}

/** `/serviceControl/0/1/Statement/2` is statement 2 of policy 1 of level 0. */
function placeOf(layer: LayerName, pointer: string): Cited {
  const keys = pointer.split("/").slice(2);
  const statement = keys.indexOf("Statement");
  const [first = 0, second] = keys.slice(0, statement).filter((key) => /^\d+$/.test(key)).map(Number);
  return { layer, ...(second === undefined ? { policy: first } : { level: first, policy: second }), pointer: `/${keys.slice(statement).join("/")}` };
}
