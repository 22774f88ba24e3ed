import { contain, type Answer } from "../evaluate/contain.js";
import type { Decision } from "../evaluate/authorize.js";
import type { Request as Found } from "../evaluate/request.js";
import { requiredResources } from "../policy/resource.js";
import { isAction, isResource, readCall } from "../sources/simulation-line.js";
import { severalIn } from "./several.js";
import { reasonsOf, type Reason } from "./cited.js";
import { refuse } from "./refuse.js";
import type { Prepared } from "./prepared.js";
import type { Call } from "./request.js";

/** A set of requests: each of the actions on each of the resources. A context key that is not stated may be absent or have any value. */
export interface Permission extends Call {
  /** One or several actions, as `s3:GetObject`, without wildcards. */
  readonly actions: string | readonly string[];
  /**
   * ARNs, in which `*` and `?` stand for any text within their part of the ARN: `arn:aws:s3:::data/*` is every object that the
   * bucket can have. `*` alone is the one resource of an action that takes none.
   */
  readonly resources: string | readonly string[];
}

/** Whether all requests of a set are allowed. */
export type Contained =
  | { readonly kind: "yes" }
  /** One request that is refused, whatever the context that nobody stated; `decide` refuses it as well. */
  | { readonly kind: "no"; readonly counterexample: Found; readonly decision: Decision; readonly because: readonly Reason[] }
  /** Neither is certain; where it hangs on the context, `either` shows one request that is allowed and one that is refused. */
  | { readonly kind: "open"; readonly because: readonly Reason[]; readonly either?: { readonly allowed: Found; readonly refused: Found } };

/** The first no that is found, else the first answer that is open, else yes. Throws a `TypeError` for a set that is none. */
export function contained(prepared: Prepared, permission: Permission): Contained {
  const { actions, resources } = read(permission);
  const call = readCall({ ...permission });
  if (typeof call === "string") return refuse(call);
  let open: Contained | undefined;
  for (const action of actions) for (const resource of resources) {
    const found = answerTo(prepared, { ...call, action }, resource);
    if (found.kind === "no") return found;
    if (found.kind === "open") open ??= found;
  }
  return open ?? { kind: "yes" };
}

function read({ actions, resources }: Permission) {
  const [named, patterns] = [[actions].flat(), [resources].flat()];
  if (named.length === 0 || !named.every(isAction)) return refuse("`actions` must name actions without wildcards, as in `s3:GetObject`");
  if (patterns.length === 0 || !patterns.every(isResource)) return refuse("`resources` must be ARNs, or `*` for an action that takes none");
  return { actions: named, resources: patterns };
}

function answerTo({ authorizerOf }: Prepared, call: Omit<Found, "resource">, resource: string): Contained {
  const authorizer = authorizerOf(resource);
  if (authorizer === undefined) return unknown(`\`${resource}\` is about several resources that have policies of their own: ask about each`);
  const several = severalIn(call.action, resource, call.resourceAccount);
  return several === undefined ? plain(contain(authorizer, { ...call, resources: requiredResources(resource) })) : unknown(several);
}

const unknown = (message: string): Contained => ({ kind: "open", because: [{ kind: "unknown", message }] });

function plain(answer: Answer): Contained {
  switch (answer.kind) {
    case "yes": return answer;
    case "no": return { kind: "no", counterexample: answer.counterexample, decision: answer.outcome.decision, because: answer.outcome.because.flatMap(reasonsOf) };
    case "open": return { kind: "open", because: answer.because.flatMap(reasonsOf), ...(answer.either && { either: answer.either }) };
  }
}
