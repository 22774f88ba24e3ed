import type { RuleOf } from "../rules/rule.js";
import { arns } from "../reviews/arns.js";
import { catalogAncestors } from "../reviews/catalog-ancestors.js";
import { catalogPartitions } from "../reviews/catalog-partitions.js";
import { conditionKeys } from "../reviews/condition-keys.js";
import { confusedDeputy } from "../reviews/confused-deputy.js";
import { elsewhere } from "../reviews/elsewhere.js";
import { empties } from "../reviews/empties.js";
import { exclusions } from "../reviews/exclusions.js";
import { knownActions } from "../reviews/known-actions.js";
import { logGroups } from "../reviews/log-groups.js";
import { openTrust } from "../reviews/open-trust.js";
import { operatorTypes } from "../reviews/operator-types.js";
import { partitions } from "../reviews/partitions.js";
import { placeholders } from "../reviews/placeholders.js";
import { readableValues } from "../reviews/readable-values.js";
import { redundancy } from "../reviews/redundancy.js";
import { resourceFit } from "../reviews/resource-fit.js";
import type { InformedReviewer, Reviewer } from "../reviews/review.js";
import { serviceWildcards } from "../reviews/service-wildcards.js";
import { sizeBeyondAll, sizeBeyondUsual } from "../reviews/size.js";
import { unscopableActions } from "../reviews/unscopable-actions.js";
import { version } from "../reviews/version.js";

type Entry = { readonly kind: "alone"; readonly review: Reviewer } | { readonly kind: "informed"; readonly review: InformedReviewer };

const alone = (review: Reviewer): Entry => ({ kind: "alone", review });
const informed = (review: InformedReviewer): Entry => ({ kind: "informed", review });

/** Every reviewer that a rule may name; the informed ones must be handed what AWS publishes about its services. */
export const reviewers: Readonly<Record<RuleOf<"reviews">["reviewer"], Entry>> = {
  arns: alone(arns), catalogAncestors: informed(catalogAncestors), catalogPartitions: alone(catalogPartitions), conditionKeys: informed(conditionKeys),
  confusedDeputy: alone(confusedDeputy), elsewhere: alone(elsewhere), empties: alone(empties), exclusions: alone(exclusions), knownActions: informed(knownActions),
  logGroups: alone(logGroups), openTrust: alone(openTrust), operatorTypes: informed(operatorTypes), partitions: alone(partitions), placeholders: alone(placeholders),
  readableValues: alone(readableValues), redundancy: alone(redundancy), resourceFit: informed(resourceFit), serviceWildcards: informed(serviceWildcards),
  sizeBeyondAll: alone(sizeBeyondAll), sizeBeyondUsual: alone(sizeBeyondUsual), unscopableActions: informed(unscopableActions), version: alone(version),
};
