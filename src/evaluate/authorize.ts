import type { Statement } from "../policy/policy.js";
import type { Binding } from "./binding.js";
import { namingIn, type Caller, type Naming } from "./caller.js";
import type { Layer } from "./layers.js";
import { both, either, type Truth } from "./truth.js";

/** IAM's own three words, and `open` where it hangs on what nobody stated. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "open";

/** Whether a statement, which is about the action, applies. */
export type Applies = (statement: Statement) => Truth;

/**
 * How the layers decide, once it is known which statements apply: any Deny refuses; otherwise the caller's policies or the
 * resource's must allow, and every limit as well. `decide` and `contain` both read this text, the one for a request, the other
 * for a whole class of requests.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(binding: Binding, applies: Applies): Decision {
  const denied = binding.layers.reduce<Truth>((truth, layer) => truth === "yes" ? truth : either(truth, deniedBy(layer, applies)), "no");
  if (denied === "yes") return "explicitDeny";
  const allowed = binding.limits.reduce((truth, layer) => truth === "no" ? truth : both(truth, allowedBy(layer, applies)), grantedBy(binding, applies));
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
export function grantedBy(binding: Binding, applies: Applies): Truth {
  const { caller, identity, resource, foreign, guarded } = binding;
  const named = (naming: Naming) => resource === undefined ? "no" : namedBy(resource, caller, naming, applies);
  if (identity === undefined) return named("direct");
  const limited = limitedBy(binding, applies);
  const own = caller.kind === "root" ? "yes" : allowedBy(identity, applies);
  if (foreign) return both(both(own, limited), either(named("direct"), either(named("role"), named("account"))));
  const byCaller = both(both(own, limited), guarded ? named("account") : "yes");
  return byCaller === "yes" ? byCaller : either(byCaller, either(named("direct"), both(named("role"), limited)));
}

/** Whether boundary and session policies, as far as they are in play, let the caller's own policies grant. */
export function limitedBy({ boundary, session }: Binding, applies: Applies): Truth {
  return both(boundary ? allowedBy(boundary, applies) : "yes", session ? allowedBy(session, applies) : "yes");
}

/** Whether an Allow of the layer applies. */
export function allowedBy({ allows, unread }: Layer, applies: Applies): Truth {
  return anyOf(allows, applies, unread.length > 0);
}

function deniedBy({ denies, unread }: Layer, applies: Applies): Truth {
  return anyOf(denies, applies, unread.length > 0);
}

/** Whether an Allow applies that names the caller in this way. */
function namedBy({ allows, unread }: Layer, caller: Caller, naming: Naming, applies: Applies): Truth {
  return anyOf(allows.filter(({ principals }) => namingIn(principals, caller) === naming), applies, unread.length > 0);
}

function anyOf(statements: readonly Statement[], applies: Applies, open: boolean): Truth {
  let truth: Truth = open ? "unknown" : "no";
  for (const statement of statements) {
    truth = either(truth, applies(statement));
    if (truth === "yes") return truth;
  }
  return truth;
}
