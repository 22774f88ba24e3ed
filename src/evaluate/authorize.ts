import type { Statement, UnreadPolicy } from "../policy/policy.js";
import { namingIn } from "./applies.js";
import type { Caller, Naming } from "./caller.js";
import type { Binding, Layer, LayerName } from "./layers.js";
import { all, any, type Truth } from "./truth.js";

/** IAM's own three words, and `open` where it hangs on what nobody stated. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "open";

export interface Outcome {
  readonly decision: Decision;
  /** What decides: the statements that allow or deny, the layer that does not allow, or all that an open decision hangs on. */
  readonly because: readonly Because[];
}

export type Because =
  | { readonly kind: "statement"; readonly statement: Statement; readonly layer: LayerName }
  | { readonly kind: "layer"; readonly layer: LayerName }
  | { readonly kind: "unread"; readonly policy: UnreadPolicy }
  /** The patterns were too many to follow. */
  | { readonly kind: "budget" };

/**
 * How the layers decide, once it is known which statements apply: any Deny refuses; otherwise the caller's policies or the
 * resource's must allow, and every limit as well. `decide` and `contain` both read this text, the one for a request, the other
 * for a whole class of requests.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(binding: Binding, caller: Caller, applies: (statement: Statement) => Truth): Outcome {
  const consider = (layer: Layer) => considered(layer, caller, applies);
  const [identity, boundary, session, resource] = [binding.identity, binding.boundary, binding.session, binding.resource].map((layer) => layer && consider(layer));
  const limits = binding.limits.map(consider);
  const everything = [identity, boundary, session, resource, ...limits, ...binding.denying.map(consider)].filter((layer) => layer !== undefined);

  const denying = everything.flatMap((layer) => layer.pick("Deny", "yes"));
  if (denying.length > 0) return { decision: "explicitDeny", because: denying };

  const own = caller.kind === "root" ? "yes" : identity?.allows() ?? "no";
  const limited = [boundary?.allows() ?? "yes", session?.allows() ?? "yes"] as const;
  const granted = grantOf(binding, { own, limited, named: (...namings) => resource?.allows(...namings) ?? "no" });
  const allowed = all([granted, ...limits.map((layer) => layer.allows())]);
  if (allowed === "no") return { decision: "implicitDeny", because: [{ kind: "layer", layer: refusing(own, boundary, session, limits, granted) }] };

  const undecided = everything.flatMap((layer) => [...layer.pick("Deny", "unknown"), ...(allowed === "unknown" ? layer.pick("Allow", "unknown") : []), ...layer.unread]);
  if (allowed === "unknown" || undecided.length > 0) return { decision: "open", because: undecided };
  return { decision: "allowed", because: everything.flatMap((layer) => layer.pick("Allow", "yes")) };
}

/**
 * Whether caller's and resource's policies grant the request together. What the resource grants to a user, to a session or to
 * everyone is not cut down by boundary and session policies; what it grants to a role is; and what it grants to an account only
 * lets the account's own policies grant it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
function grantOf({ identity, foreign, guarded }: Binding, { own, limited, named }: { readonly own: Truth; readonly limited: readonly Truth[]; readonly named: (...namings: readonly Naming[]) => Truth }): Truth {
  if (identity === undefined) return named("direct");
  const byCaller = all([own, ...limited]);
  if (foreign) return all([byCaller, named("direct", "role", "account")]);
  return any([named("direct"), all([named("role"), ...limited]), guarded ? all([byCaller, named("account")]) : byCaller]);
}

function refusing(own: Truth, boundary: Considered | undefined, session: Considered | undefined, limits: readonly Considered[], granted: Truth): LayerName {
  if (granted !== "no") return limits.find((layer) => layer.allows() === "no")?.name ?? "serviceControl";
  if (own === "no") return "identity";
  return [boundary, session].find((layer) => layer?.allows() === "no")?.name ?? "resource";
}

interface Considered {
  readonly name: LayerName;
  readonly unread: readonly Because[];
  /** Whether an Allow applies; with namings, one that names the caller so. */
  readonly allows: (...namings: readonly Naming[]) => Truth;
  readonly pick: (effect: Statement["effect"], truth: Truth) => readonly Because[];
}

function considered({ name, policies }: Layer, caller: Caller, applies: (statement: Statement) => Truth): Considered {
  const unread = policies.flatMap((policy): readonly Because[] => policy.kind === "unread" ? [{ kind: "unread", policy }] : []);
  const judged = policies.flatMap((policy) => policy.kind === "read" ? policy.statements : []).map((statement) => ({ statement, truth: applies(statement) })).filter(({ truth }) => truth !== "no");
  const isNamed = ({ principals }: Statement, namings: readonly Naming[]) => namings.length === 0 || principals === undefined || principals.negated || namings.includes(namingIn(principals, caller) ?? "account");
  return {
    name, unread,
    allows: (...namings) => any([...judged.filter(({ statement }) => statement.effect === "Allow" && isNamed(statement, namings)).map(({ truth }) => truth), ...unread.map(() => "unknown" as const)]),
    pick: (effect, wanted) => judged.filter(({ statement, truth }) => statement.effect === effect && truth === wanted).map(({ statement }) => ({ kind: "statement", statement, layer: name })),
  };
}
