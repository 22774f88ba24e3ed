import { classesOf, type TextClass } from "../policy/classes.js";
import type { Condition } from "../policy/condition.js";
import type { Statement } from "../policy/policy.js";
import { completions } from "./completions.js";
import { defaultBudget } from "./contain.js";
import type { Because, Outcome } from "./explain.js";
import { inquiryOf, judged, natural, withContext } from "./inquiry.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
import type { Truth } from "./truth.js";

/** Whether some request of a permission is allowed now that was not before. */
export type Difference =
  | { readonly kind: "none" }
  /** One such request, and the statements that allow it. */
  | { readonly kind: "gained"; readonly request: Request; readonly because: readonly Because[] }
  | { readonly kind: "open"; readonly because: readonly Because[] };

/**
 * Whether the policies `after` allow a request of the permission that those `before` do not. The requests are parted into
 * classes by the patterns and conditions of both; `likely` are resources that a person would think of.
 */
export function difference(before: Authorizer, after: Authorizer, permission: Permission, likely: readonly string[] = [], budget = defaultBudget): Difference {
  const [old, changed] = [inquiryOf(before, permission), inquiryOf(after, permission)];
  const { resources } = permission;
  const patterns = [...new Set([...changed.meanings.patterns, ...old.meanings.patterns])];
  const related = (key: string) => [...changed.related(key), ...old.related(key)];
  const gainOf = (requests: TextClass, holding: (condition: Condition) => Truth) => gain(() => judged(old, requests, holding), judged(changed, requests, holding));
  let open: readonly Because[] | undefined;
  let spent = 0;
  for (const requests of classesOf(resources, patterns, budget)) {
    if (requests === "budget") return beyondBudget;
    for (const { judgement, context, feasible } of completions(changed.context, related, (holding) => gainOf(requests, holding))) {
      if (++spent > budget) return beyondBudget;
      if (judgement.kind === "gained" && feasible) return gained(before, after, withContext({ ...changed.call, resource: natural(requests, resources, patterns, likely) }, context));
      // Where nobody knows whether there is such a context, it hangs on all the conditions.
      if (judgement.kind !== "none") open = [...open ?? [], ...(feasible ? judgement : gainOf(requests, () => "unknown")).because];
    }
  }
  return open === undefined ? { kind: "none" } : { kind: "open", because: open };
}

const beyondBudget: Difference = { kind: "open", because: [{ kind: "budget" }] };

interface Gain {
  readonly kind: Difference["kind"];
  readonly because: readonly Because[];
  readonly undecided: readonly Statement[];
}

type Judgement = Outcome & { readonly undecided: readonly Statement[] };

/** What changed for one class of requests, as far as it is known which conditions hold. */
function gain(old: () => Judgement, changed: Judgement): Gain {
  if (changed.decision !== "allowed" && changed.decision !== "open") return none;
  const before = old();
  if (before.decision === "allowed") return none;
  const isOpen = changed.decision === "open" || before.decision === "open";
  return { kind: isOpen ? "open" : "gained", because: [...changed.because, ...(before.decision === "open" ? before.because : [])], undecided: [...changed.undecided, ...before.undecided] };
}

const none: Gain = { kind: "none", because: [], undecided: [] };

/** No request is shown that the concrete evaluator does not find allowed now, and not before. */
function gained(before: Authorizer, after: Authorizer, request: Request): Difference {
  const { decision, because } = after.explain(request);
  if (decision !== "allowed" || before.decide(request) === "allowed") throw new Error(`difference says gained, decide does not: ${JSON.stringify(request)}`);
  return { kind: "gained", request, because };
}
