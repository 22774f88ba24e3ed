import { isEverything, namedActions, plainResources } from "./fitting.js";
import { listed, statementsOf, type InformedReviewer } from "./review.js";

/**
 * Actions that AWS publishes no resource of, under resources that are not `*`: their requests are about `*` alone.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const unscopableActions: InformedReviewer = (reviewed, services) => statementsOf(reviewed).flatMap((statement) => {
  const resources = plainResources(statement);
  if (resources === undefined || statement.actions.negated || resources.some(isEverything)) return [];
  const entries = namedActions(statement.actions, services).filter(({ actions }) => actions.length > 0 && actions.every(({ action }) => action.resourceTypes.length === 0));
  const [first] = entries;
  if (first === undefined) return [];
  const names = listed(entries.map(({ text }) => text));
  return [{ message: `${names} ${entries.length > 1 ? "take" : "takes"} no resource (as of ${services.date}), so under these ARNs nothing is ${statement.effect === "Allow" ? "allowed" : "denied"} by ${entries.length > 1 ? "them" : "it"}`, location: first.location, about: names }];
});
