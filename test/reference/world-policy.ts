import fc from "fast-check";
import type { Features } from "./features.js";
import type { Layer } from "./policy.js";
import { conditionArbitrary } from "./world-condition.js";
import { actionsNear, resourcesNear, variableResources } from "./world-pattern.js";
import { notPrincipalArbitrary, principalArbitrary } from "./world-principal.js";
import { type Asked, isSigned } from "./world-request.js";

/** A policy document of a layer, near the request; `limited`: boundary or session policy are in play. */
export function policyArbitrary(asked: Asked, features: Features, layer: Layer, limited: boolean): fc.Arbitrary<unknown> {
  const statements = fc.array(statementArbitrary(asked, features, layer, limited), { minLength: 1, maxLength: features.onlyConditions ? 1 : 2 });
  const versions = features.variables ? ["2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", undefined] : ["2012-10-17"];
  return fc.record({ version: fc.constantFrom(...versions), statements, single: fc.boolean() }).map(({ version, statements, single }) => ({
    ...(version !== undefined && { Version: version }),
    Statement: features.looseGrammar && single && statements.length === 1 ? statements[0] : statements,
  }));
}

/** A policy that allows everything, as layers that only limit mostly have one. */
export const fullAccess: unknown = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
export const fullEndpointAccess: unknown = {
  Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

const effects = fc.oneof({ weight: 8, arbitrary: fc.constant("Allow") }, { weight: 1, arbitrary: fc.constant("Deny") });

function statementArbitrary(asked: Asked, features: Features, layer: Layer, limited: boolean): fc.Arbitrary<unknown> {
  const { request, target, caller } = asked;
  const hanging = features.onlyConditions;
  const short = layer === "identity" || layer === "boundary";
  const patterns = resourcesNear(request.resource, features, short);
  const varying = fc.oneof({ weight: 4, arbitrary: patterns }, { weight: 1, arbitrary: variableResources(request) });
  const list = (one: fc.Arbitrary<string>): fc.Arbitrary<unknown> => {
    const some = fc.array(one, { minLength: 1, maxLength: 2 });
    return features.looseGrammar ? fc.oneof(one, some) : some;
  };
  const unlikely = (on: boolean): fc.Arbitrary<boolean> => fc.constantFrom(on, false, false, false, false, false);
  return fc
    .record({
      // RCPs only deny: RCPFullAWSAccess is there anyway.
      // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
      effect: layer === "resourceControl" ? fc.constant("Deny") : effects,
      actions: hanging ? fc.constant("*") : list(actionsNear(request.action, features)),
      notAction: unlikely(features.notElements && !hanging),
      resources: hanging ? fc.constant("*") : list(features.variables ? varying : patterns),
      // No variables in NotResource: AWS does not say what one without value does there.
      notResources: list(patterns), notResource: unlikely(features.notElements && !hanging),
      principal: layer === "resource" ? principalArbitrary(asked) : fc.constantFrom<unknown>("*", { AWS: "*" }),
      notPrincipals: notPrincipalArbitrary(asked, features), spared: fc.boolean(),
      notPrincipal: unlikely(features.notPrincipals && layer === "resource"),
      condition: conditionArbitrary(features, isSigned(caller)),
      conditional: fc.constantFrom(features.conditions, features.conditions, hanging, hanging, hanging),
    })
    .map(({ effect, actions, resources, notResources, principal, notPrincipals, condition, ...draws }) => ({
      Effect: effect,
      ...(!namesPrincipals(layer) ? {}
        : draws.notPrincipal && (effect === "Deny" || (draws.spared && !limited)) ? { NotPrincipal: notPrincipals }
        : { Principal: principal }),
      ...(draws.notAction ? { NotAction: actions } : { Action: actions }),
      // Trust policies have no Resource: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
      ...(layer === "resource" && target === "trust" ? {}
        : draws.notResource ? { NotResource: notResources }
        : { Resource: resources }),
      ...(draws.conditional && { Condition: condition }),
    }));
}

function namesPrincipals(layer: Layer): boolean {
  return layer === "resource" || layer === "resourceControl" || layer === "endpoint";
}
