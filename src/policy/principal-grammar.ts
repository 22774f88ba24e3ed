import { itemsOf, propertyOf, stringOf, type MapNode, type Node } from "../text/node.js";
import { faultAt, unknownKeys, type GrammarFault, type PolicyUse } from "./grammar-fault.js";

/**
 * What IAM refuses about `Principal` and `NotPrincipal`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalFaults(statement: MapNode, use: PolicyUse): readonly GrammarFault[] {
  const plain = propertyOf(statement, "Principal");
  const negated = propertyOf(statement, "NotPrincipal");
  const element = plain ?? negated;
  if (use === "identity" || use === "organization") return element ? [faultAt(element, "a policy that is attached to an identity names no principal: it speaks of whom it is attached to")] : [];
  if (plain && negated) return [faultAt(negated, "a statement has `Principal` or `NotPrincipal`, not both")];
  if (element === undefined) return use === "limit" ? [] : [faultAt(statement, "the statement has no `Principal`: the policy of a resource says whom it is about")];
  return stringOf(element) === "*" ? [] : mapFaults(element);
}

function mapFaults(element: Node): readonly GrammarFault[] {
  if (element.kind !== "map") return [faultAt(element, "a principal is `*` or an object such as `{ \"Service\": \"glue.amazonaws.com\" }`")];
  return [
    ...unknownKeys(element, ["AWS", "Service", "Federated", "CanonicalUser"]),
    ...(element.entries.length === 0 ? [faultAt(element, "the principal is empty: it names nobody")] : []),
    ...element.entries.flatMap((entry) => itemsOf(entry.value)).filter((item) => stringOf(item) === undefined).map((item) => faultAt(item, "a principal must be a string")),
  ];
}
