import fc from "fast-check";
import { everything, type Features } from "./features.js";
import type { Line, Policies } from "./line.js";
import type { Layer } from "./policy.js";
import { fullAccess, fullEndpointAccess, policyArbitrary } from "./world-policy.js";
import { type Asked, askedArbitrary, away, home, isSigned, management } from "./world-request.js";

/**
 * Small random worlds as simulate lines: few accounts, principals and things, policies written near the request so that
 * the interesting clauses are hit. Whatever is not named in `features` is on. No document is malformed, and the worlds
 * keep away from what neither AWS nor the specification settles:
 * negated numbers, dates and addresses that cannot be read · empty or multi-valued variables, variables in NotResource ·
 * incomplete ARNs outside identity policies and boundaries · a wildcard service · roles listed in NotPrincipal, and Allow
 * with NotPrincipal under a boundary · layers of an identity given for a caller without one · a root user without
 * policies · a federated user without session policy · account keys of callers without account.
 */
export function worlds(features: Partial<Features> = {}): fc.Arbitrary<Line> {
  const all = { ...everything, ...features };
  return askedArbitrary(all).chain((asked) =>
    policiesArbitrary(asked, all).chain((policies) =>
      fc.constantFrom(undefined, undefined, undefined, home, away, management).map((managementAccount) => ({
        request: asked.request, policies, ...(managementAccount !== undefined && { managementAccount }),
      }))));
}

type Documents = fc.Arbitrary<readonly unknown[]>;

/** The first that many times as often as the second. */
function mostly<Value>(often: number, first: fc.Arbitrary<Value>, second: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: often, arbitrary: first }, { weight: 1, arbitrary: second });
}

function policiesArbitrary(asked: Asked, features: Features): fc.Arbitrary<Policies> {
  const { caller } = asked;
  const has = (layer: Layer): boolean => features.layers.includes(layer);
  const signed = isSigned(caller);
  const entity = signed && caller !== "root";
  const inSession = caller === "role" || caller === "session" || caller === "federatedUser";
  const bounded = entity && has("boundary") ? fc.boolean() : fc.constant(false);
  const sessions = inSession && has("session") ? fc.constantFrom(true, false, false) : fc.constant(false);
  const forced = caller === "federatedUser" && has("session");
  return fc.record({ bounded, inSession: forced ? fc.constant(true) : sessions }).chain((limits) => {
    const limited = limits.bounded || limits.inSession;
    const policy = (layer: Layer): fc.Arbitrary<unknown> => policyArbitrary(asked, features, layer, limited);
    const limiting = (layer: Layer, full: unknown): Documents =>
      fc.oneof(fc.tuple(policy(layer)), fc.constant([full]), policy(layer).map((one) => [full, one]));
    const none: Documents = fc.constant([]);
    const noLevels: fc.Arbitrary<readonly (readonly unknown[])[]> = fc.constant([]);
    const levels = (layer: Layer, level: Documents): fc.Arbitrary<readonly (readonly unknown[])[]> =>
      has(layer) ? mostly(3, noLevels, fc.array(level, { minLength: 1, maxLength: 2 })) : noLevels;
    const identity = mostly(4, fc.array(policy("identity"), { minLength: 1, maxLength: 2 }), none);
    return fc.record({
      identity: !signed || !has("identity") ? none : caller === "root" ? identity.map((some) => [fullAccess, ...some]) : identity,
      boundary: limits.bounded ? limiting("boundary", fullAccess) : none,
      session: limits.inSession ? limiting("session", fullAccess) : none,
      serviceControl: levels("serviceControl", mostly(9, limiting("serviceControl", fullAccess), none)),
      resourceControl: levels("resourceControl", fc.oneof(none, none, fc.tuple(policy("resourceControl")))),
      resource: has("resource") ? mostly(3, policy("resource"), fc.constant(null)) : fc.constant(null),
      endpoint: has("endpoint") ? mostly(4, none, limiting("endpoint", fullEndpointAccess)) : none,
    });
  });
}
