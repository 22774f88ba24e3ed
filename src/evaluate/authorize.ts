import type { Statement } from "../policy/policy.js";
import type { Binding } from "./binding.js";
import { namingIn, type Caller, type Naming } from "./caller.js";
import type { Layer } from "./layers.js";
import { both, either, type Truth } from "./truth.js";

/** IAM's own three words, and `open` where it hangs on what nobody stated. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "open";

/** What is known of the statements, which are all about the action. */
export interface Known {
  /** Whether a statement applies. */
  readonly applies: (statement: Statement) => Truth;
  /** Whether any statement of the layer with this effect applies. */
  readonly any: (layer: Layer, effect: Statement["effect"]) => Truth;
}

/** What is known where each statement is looked at for itself. */
export function knownBy(applies: Known["applies"]): Known {
  return { applies, any: (layer, effect) => anyOf(effect === "Deny" ? layer.denies : layer.allows, applies) };
}

/**
 * How the layers decide, once it is known which statements apply: any Deny refuses; otherwise the caller's policies or the
 * resource's must allow, and every limit as well. `decide` and `contain` both read this text, the one for a request, the other
 * for a whole class of requests.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(binding: Binding, known: Known): Decision {
  const denied = binding.layers.reduce<Truth>((truth, layer) => truth === "yes" ? truth : either(truth, deniedBy(layer, known)), "no");
  if (denied === "yes") return "explicitDeny";
  const allowed = binding.limits.reduce((truth, layer) => truth === "no" ? truth : both(truth, allowedBy(layer, known)), grantedBy(binding, known));
  if (allowed === "no") return "implicitDeny";
  return allowed === "yes" && denied === "no" ? "allowed" : "open";
}

/**
 * Whether caller's and resource's policies grant the request together. What the resource grants to a user, to a session or to
 * everyone is not cut down by boundary and session policies; what it grants to a role is; and what it grants to an account only
 * lets the account's own policies grant it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function grantedBy(binding: Binding, known: Known): Truth {
  const { caller, identity, resource, foreign, guarded } = binding;
  const named = (naming: Naming) => resource === undefined ? "no" : namedBy(resource, caller, naming, known);
  if (identity === undefined) return named("direct");
  const limited = limitedBy(binding, known);
  const own = caller.kind === "root" ? "yes" : allowedBy(identity, known);
  if (foreign) return both(both(own, limited), either(named("direct"), either(named("role"), named("account"))));
  const byCaller = both(both(own, limited), guarded ? named("account") : "yes");
  return byCaller === "yes" ? byCaller : either(byCaller, either(named("direct"), both(named("role"), limited)));
}

/** Whether boundary and session policies, as far as they are in play, let the caller's own policies grant. */
function limitedBy({ boundary, session }: Binding, known: Known): Truth {
  return both(boundary ? allowedBy(boundary, known) : "yes", session ? allowedBy(session, known) : "yes");
}

/** Whether an Allow of the layer applies; a policy that nobody could read may hold one. */
export function allowedBy(layer: Layer, known: Known): Truth {
  return either(known.any(layer, "Allow"), layer.unread.length > 0 ? "unknown" : "no");
}

function deniedBy(layer: Layer, known: Known): Truth {
  return either(known.any(layer, "Deny"), layer.unread.length > 0 ? "unknown" : "no");
}

/** Whether an Allow applies that names the caller in this way. */
function namedBy({ allows, unread }: Layer, caller: Caller, naming: Naming, { applies }: Known): Truth {
  return either(anyOf(allows.filter(({ principals }) => namingIn(principals, caller) === naming), applies), unread.length > 0 ? "unknown" : "no");
}

/** Whether any of the statements applies. */
export function anyOf(statements: readonly Statement[], applies: Known["applies"]): Truth {
  let truth: Truth = "no";
  for (const statement of statements) {
    truth = either(truth, applies(statement));
    if (truth === "yes") return truth;
  }
  return truth;
}
