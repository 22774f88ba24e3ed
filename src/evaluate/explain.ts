import type { Statement, UnreadPolicy } from "../policy/policy.js";
import { allowedBy, grantedBy, type Decision, type Known } from "./authorize.js";
import type { Binding } from "./binding.js";
import type { Layer, LayerName } from "./layers.js";
import type { Truth } from "./truth.js";

/** A decision and what decides it: the statements that allow or deny, the layer that does not allow, or all that it hangs on. */
export interface Outcome {
  readonly decision: Decision;
  readonly because: readonly Because[];
}

export type Because =
  | { readonly kind: "statement"; readonly statement: Statement; readonly layer: LayerName }
  | { readonly kind: "layer"; readonly layer: LayerName; readonly level: number }
  | { readonly kind: "unread"; readonly policy: UnreadPolicy }
  /** The patterns were too many to follow. */
  | { readonly kind: "budget" };

/** Why a decision is what it is. Nobody pays for it who does not ask. */
export function explained(decision: Decision, binding: Binding, known: Known): Outcome {
  const { layers } = binding;
  switch (decision) {
    case "explicitDeny": return { decision, because: layers.flatMap((layer) => picked(layer, layer.denies, "yes", known)) };
    case "implicitDeny": return { decision, because: [{ kind: "layer", ...refusing(binding, known) }] };
    case "allowed": return { decision, because: layers.flatMap((layer) => picked(layer, layer.allows, "yes", known)) };
    case "open": return { decision, because: layers.flatMap((layer) => [
      ...picked(layer, layer.denies, "unknown", known),
      ...(layer.name === "resource" || allowedBy(layer, known) === "unknown" ? picked(layer, layer.allows, "unknown", known) : []),
      ...layer.unread.map((policy): Because => ({ kind: "unread", policy })),
    ]) };
  }
}

const picked = ({ name }: Layer, statements: readonly Statement[], truth: Truth, { applies }: Known): readonly Because[] =>
  statements.filter((statement) => applies(statement) === truth).map((statement) => ({ kind: "statement", statement, layer: name }));

/** The layer that would have to allow more: the first that does not allow. */
function refusing(binding: Binding, known: Known): { readonly layer: LayerName; readonly level: number } {
  const { caller, identity, boundary, session, limits } = binding;
  const own = caller.kind === "root" ? [boundary, session] : [identity, boundary, session];
  const candidates = grantedBy(binding, known) === "no" ? own : limits;
  const first = candidates.find((layer) => layer !== undefined && allowedBy(layer, known) === "no");
  return { layer: first?.name ?? "resource", level: first?.level ?? 0 };
}
