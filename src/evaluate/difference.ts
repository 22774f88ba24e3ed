import { classesOf } from "../policy/classes.js";
import type { Statement } from "../policy/policy.js";
import type { Decision } from "./authorize.js";
import type { Binding } from "./binding.js";
import { completions, nothingSupposed } from "./completions.js";
import { defaultBudget, mostWays } from "./contain.js";
import type { Because, Outcome } from "./explain.js";
import { inquiryOf, judged, natural, withContext } from "./inquiry.js";
import { likenessOfStatement } from "./likeness.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
import { witnessesOf } from "./witness.js";

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
  if (saysNoMore(changed.binding, old.binding)) return { kind: "none" };
  const { resources } = permission;
  const patterns = [...new Set([...changed.meanings.patterns, ...old.meanings.patterns])];
  const related = (key: string) => [...changed.related(key), ...old.related(key)];
  let open: readonly Because[] | undefined;
  let spent = 0;
  for (const requests of classesOf(resources, patterns, budget)) {
    if (requests === "budget") return beyondBudget;
    for (const { judgement, context, supposed } of completions(changed.context, related, (supposing) => gain(() => judged(old, requests, supposing), judged(changed, requests, supposing)))) {
      if (++spent > mostWays) return beyondBudget;
      if (judgement.kind === "none") continue;
      const request = () => withContext({ ...changed.call, resource: natural(requests, resources, patterns, likely) }, context);
      if (judgement.kind === "gained" && supposed.length === 0) return gained(before, after, request());
      const witness = judgement.kind === "gained" ? witnessesOf(request(), supposed).find((each) => isGained(before, after, each)) : undefined;
      if (witness !== undefined) return gained(before, after, witness);
      open ??= [changed, old].flatMap((inquiry) => judged(inquiry, requests, nothingSupposed).because);
    }
  }
  return open === undefined ? { kind: "none" } : { kind: "open", because: open };
}

const beyondBudget: Difference = { kind: "open", because: [{ kind: "budget" }] };

/**
 * Whether one set of policies allows as they stand whatever the other does: it has all its Allows, and no Deny besides. Edited
 * policies mostly say the same of most actions, and then nobody need think further.
 */
function saysNoMore({ layers }: Binding, old: Binding): boolean {
  return layers.length === old.layers.length && layers.every((layer, i) => {
    const before = old.layers[i];
    return before?.name === layer.name && before.unread.length + layer.unread.length === 0 && areAmong(layer.allows, before.allows) && areAmong(before.denies, layer.denies);
  });
}

function areAmong(some: readonly Statement[], all: readonly Statement[]): boolean {
  if (some.length === 0) return true;
  const likenesses = new Set(all.map(likenessOfStatement));
  return some.every((statement) => likenesses.has(likenessOfStatement(statement)));
}

interface Gain {
  readonly kind: Difference["kind"];
  readonly undecided: readonly Statement[];
}

type Judgement = Outcome & { readonly undecided: readonly Statement[] };

/** What changed for one class of requests, as far as it is known which conditions hold. */
function gain(old: () => Judgement, changed: Judgement): Gain {
  if (changed.decision !== "allowed" && changed.decision !== "open") return none;
  const before = old();
  if (before.decision === "allowed") return none;
  const isOpen = changed.decision === "open" || before.decision === "open";
  return { kind: isOpen ? "open" : "gained", undecided: [...changed.undecided, ...before.undecided] };
}

const none: Gain = { kind: "none", undecided: [] };

/** No request is shown that the concrete evaluator does not find allowed now, and not before. */
function gained(before: Authorizer, after: Authorizer, request: Request): Difference {
  if (!isGained(before, after, request)) throw new Error(`difference says gained, decide does not: ${JSON.stringify(request)}`);
  return { kind: "gained", request, because: after.explain(request).because };
}

const isGained = (before: Authorizer, after: Authorizer, request: Request) => after.decide(request) === "allowed" && isRefusal(before.decide(request));

const isRefusal = (decision: Decision) => decision === "implicitDeny" || decision === "explicitDeny";
