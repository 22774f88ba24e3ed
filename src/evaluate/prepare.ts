import { accountOf } from "../policy/arn.js";
import { matches } from "../policy/pattern.js";
import type { ResourceEntry } from "../policy/resource.js";
import { remembering } from "../text/remembering.js";
import { applies, type Situation } from "./applies.js";
import { anyOf, authorize, type Decision, type Known } from "./authorize.js";
import { bindingOf, type Binding } from "./binding.js";
import { callerOf, type Caller } from "./caller.js";
import { holds } from "./conditions.js";
import type { Context } from "./context.js";
import { contextFor } from "./context-for.js";
import { explained, type Outcome } from "./explain.js";
import { nearMisses, type NearMiss } from "./near-misses.js";
import { layersAbout, layersOf, type Layers } from "./layers.js";
import type { Policies, Request } from "./request.js";
import type { Truth } from "./truth.js";
import { hit, meaningOf } from "./variables.js";

/** Policies made ready for many requests. */
export interface Authorizer {
  /** What AWS answers to the request; `open` only where that hangs on a policy that nobody could read. */
  readonly decide: (request: Request) => Decision;
  /** The same, with what decides it. */
  readonly explain: (request: Request) => Outcome;
  /** The Allow statements that a condition keeps from applying to the request. */
  readonly missed: (request: Request) => readonly NearMiss[];
  /** The layers with the statements about an action, given in lower case. */
  readonly about: (action: string) => Layers;
  readonly policies: Policies;
}

/** Sorts the policies by layer and effect, and by action as actions come up. What a request was answered is not remembered. */
export function prepare(policies: Policies): Authorizer {
  const layers = layersOf(policies);
  const byAction = remembering((action: string) => layersAbout(layers, action));
  const bindings = remembering((action: string) => bindingsOf(byAction(action), action, policies));
  const callers = remembering(callerOf);
  const bound = (request: Request): { readonly binding: Binding; readonly situation: InContext; readonly known: Known } => {
    const caller = callers(request.principal);
    const action = request.action.toLowerCase();
    const situation = situationOf(request, caller, policies);
    return { situation, binding: bindings(action)(caller, request), known: knownOf(request.resource, situation) };
  };
  return {
    policies, about: byAction,
    decide(request) {
      const { binding, known } = bound(request);
      return authorize(binding, known);
    },
    explain(request) {
      const { binding, known } = bound(request);
      return explained(authorize(binding, known), binding, known);
    },
    missed(request) {
      const { binding, situation } = bound(request);
      return nearMisses(binding, situation, situation.context);
    },
  };
}

/** What is known for one request: most statements are decided by their resources alone, and those are found by how they begin. */
function knownOf(resource: string, situation: Situation): Known {
  const whether: Known["applies"] = (statement) => applies(statement, situation);
  return {
    applies: whether,
    any(layer, effect) {
      const { plain, others } = layer.sorted[effect];
      return plain().matchesAny(resource) ? "yes" : anyOf(others, whether);
    },
  };
}

/** What binds the requests of one action; it is the same for all resources of one account, but for keys and roles. */
function bindingsOf(layers: Layers, action: string, { managementAccount }: Policies): (caller: Caller, request: Request) => Binding {
  const isSame = layers.resource !== undefined && !/^(kms|sts):/.test(action);
  const made = new WeakMap<Caller, Map<string, Binding>>();
  return (caller, { resource, resourceAccount }) => {
    const call = { action, resource, resourceAccount: resourceAccount ?? accountOf(resource) };
    if (!isSame) return bindingOf(layers, caller, call, managementAccount);
    const byOwner = made.get(caller) ?? new Map<string, Binding>();
    made.set(caller, byOwner);
    const owner = call.resourceAccount ?? "";
    const binding = byOwner.get(owner) ?? bindingOf(layers, caller, call, managementAccount);
    byOwner.set(owner, binding);
    return binding;
  };
}

/** The situation of one request: what it does not carry is absent, as AWS has it. */
function situationOf(request: Request, caller: Caller, { boundary }: Policies): InContext {
  const context = contextFor(request, caller, request.resource, "absent");
  const { resource } = request;
  const hits = (entry: ResourceEntry): Truth => {
    if (entry.symbols === undefined) return matches(entry.pattern, resource) ? "yes" : "no";
    return hit(meaningOf(entry, context), (pattern) => matches(pattern, resource));
  };
  return { caller, context, holding: (condition) => holds(condition, context), bounded: boundary !== undefined, hits };
}

/** A situation of which the whole context is known. */
interface InContext extends Situation {
  readonly context: Context;
}
