import { classesOf, type TextClass } from "../policy/classes.js";
import { instanceOf } from "../policy/instance.js";
import { completions, nothingSupposed } from "./completions.js";
import type { Because, Outcome } from "./explain.js";
import { inquiryOf, judged, natural, withContext, type Inquiry } from "./inquiry.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
import { supposed } from "./supposed.js";

/** Whether all requests of a permission are allowed. */
export type Answer =
  | { readonly kind: "yes" }
  /** One request of the permission that is refused, whatever the unknowns may be; short, and in plain characters. */
  | { readonly kind: "no"; readonly counterexample: Request; readonly outcome: Outcome }
  /** Neither is certain; where it hangs on the context, one under which a request is allowed and one under which it is refused. */
  | { readonly kind: "open"; readonly because: readonly Because[]; readonly either?: { readonly allowed: Request; readonly refused: Request } };

/** How many states of the patterns are followed, side by side, before a question is left open: some 100 ms of work. */
export const defaultBudget = 20_000;

/** How many ways in which conditions can turn out are gone through for one question: likewise less than a second, however many statements there are. */
export const mostWays = 5_000;

/**
 * What AWS answers to every request of the permission under these policies. Requests on resources that no pattern tells apart
 * are answered alike, and so are those whose contexts no condition tells apart: there are finitely many classes of both, and
 * each is decided as `decide` decides one request.
 */
export function contain(authorizer: Authorizer, permission: Permission, budget = defaultBudget): Answer {
  const inquiry = inquiryOf(authorizer, permission);
  const { resources } = permission;
  const { patterns } = inquiry.meanings;
  let open: Extract<Answer, { kind: "open" }> | undefined;
  let spent = 0;
  for (const requests of classesOf(resources, patterns, budget)) {
    if (requests === "budget") return beyondBudget;
    const request: Request = { ...inquiry.call, resource: natural(requests, resources, patterns, [instanceOf(resources.text)]) };
    const ways: Ways = { allowed: undefined, refused: undefined, open: undefined };
    for (const { judgement, context, supposed } of completions(inquiry.context, inquiry.related, (supposing) => judged(inquiry, requests, supposing))) {
      if (++spent > mostWays) return beyondBudget;
      const way = { request: supposed.length === 0 ? withContext(request, context) : undefined, outcome: judgement };
      if (judgement.decision === "allowed") ways.allowed ??= way;
      else if (judgement.decision === "open") ways.open ??= way;
      else ways.refused ??= way;
      if (ways.open || (ways.allowed && ways.refused)) break;
    }
    if (ways.refused && !ways.allowed && !ways.open) return refused(authorizer, request, ways.refused.outcome);
    if (ways.refused || ways.open) open ??= openAnswer(inquiry, requests, ways);
  }
  return open ?? { kind: "yes" };
}

const beyondBudget: Answer = { kind: "open", because: [{ kind: "budget" }] };

/** In what ways one class of requests can be decided, the first met of each. */
interface Ways {
  allowed: Way | undefined;
  refused: Way | undefined;
  open: Way | undefined;
}

interface Way {
  /** Undefined where nobody knows whether there is such a context. */
  readonly request: Request | undefined;
  readonly outcome: Outcome;
}

function openAnswer(inquiry: Inquiry, requests: TextClass, { allowed, refused, open }: Ways): Extract<Answer, { kind: "open" }> {
  const { because } = open?.outcome ?? judged(inquiry, requests, nothingSupposed);
  return { kind: "open", because, ...(allowed?.request && refused?.request && { either: { allowed: allowed.request, refused: refused.request } }) };
}

/** No counterexample is shown that the concrete evaluator does not refuse as well, whatever the texts are that nobody knows. */
function refused({ decide }: Authorizer, counterexample: Request, outcome: Outcome): Answer {
  const replayed = decide(supposed(counterexample));
  if (replayed !== "explicitDeny" && replayed !== "implicitDeny") throw new Error(`contain says ${outcome.decision}, decide does not: ${JSON.stringify(counterexample)}`);
  return { kind: "no", counterexample, outcome };
}
