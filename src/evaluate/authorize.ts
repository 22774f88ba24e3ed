import type { Statement, UnreadPolicy } from "../policy/policy.js";
import type { Layer } from "./layers.js";
import { any, type Truth } from "./truth.js";

/** IAM's own three words, and `open` where it hangs on what nobody stated. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "open";

export interface Outcome {
  readonly decision: Decision;
  /** What decides: the statements that allow or deny, the layer that does not allow, or all that an open decision hangs on. */
  readonly because: readonly Because[];
}

export type Because =
  | { readonly kind: "statement"; readonly statement: Statement }
  | { readonly kind: "layer"; readonly layer: Layer["name"] }
  | { readonly kind: "unread"; readonly policy: UnreadPolicy }
  /** The patterns were too many to follow. */
  | { readonly kind: "budget" };

/**
 * How the layers decide, once it is known which statements apply: any Deny refuses; otherwise every layer must allow. `decide`
 * and `contain` both read this text, the one for a request, the other for a whole class of requests.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(layers: readonly Layer[], applies: (statement: Statement) => Truth): Outcome {
  const considered = layers.map((layer) => consider(layer, applies));
  const denying = considered.flatMap((layer) => layer.pick("Deny", "yes"));
  if (denying.length > 0) return { decision: "explicitDeny", because: denying };

  const refusing = considered.find((layer) => layer.allows === "no");
  if (refusing !== undefined) return { decision: "implicitDeny", because: [{ kind: "layer", layer: refusing.name }] };

  const undecided = considered.flatMap((layer) => [...layer.pick("Deny", "unknown"), ...(layer.allows === "unknown" ? layer.pick("Allow", "unknown") : []), ...layer.unread]);
  if (undecided.length > 0) return { decision: "open", because: undecided };
  return { decision: "allowed", because: considered.flatMap((layer) => layer.pick("Allow", "yes")) };
}

function consider({ name, policies }: Layer, applies: (statement: Statement) => Truth) {
  const unread = policies.flatMap((policy): readonly Because[] => policy.kind === "unread" ? [{ kind: "unread", policy }] : []);
  const statements = policies.flatMap((policy) => policy.kind === "read" ? policy.statements : []).map((statement) => ({ statement, truth: applies(statement) }));
  const allows = any([...statements.filter(({ statement }) => statement.effect === "Allow").map(({ truth }) => truth), ...unread.map(() => "unknown" as const)]);
  const pick = (effect: Statement["effect"], wanted: Truth): readonly Because[] =>
    statements.filter(({ statement, truth }) => statement.effect === effect && truth === wanted).map(({ statement }) => ({ kind: "statement", statement }));
  return { name, unread, allows, pick };
}
