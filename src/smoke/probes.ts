import type { Rule, RuleOf } from "../rules/rule.js";
import { catalogTries, defaultDatabaseTries, logTries, metricTries, secretTries, stopTries } from "./service-tries.js";
import { datastoreTries, listingTries, scriptTries, sparkUiTries, temporaryPathTries } from "./s3-tries.js";
import type { Site, Try } from "./tries.js";

type Probe = RuleOf<"can">["smoke"][number];

/** What a run tries for each probe that a rule may declare. What the caller of the run does, who makes and starts the job, is seen as it does so. */
const probes: { readonly [P in Probe]: (site: Site) => readonly Try[] } = {
  script: scriptTries, listing: listingTries, temporaryPath: temporaryPathTries, sparkUi: sparkUiTries, datastores: datastoreTries,
  secrets: secretTries, catalog: catalogTries, defaultDatabase: defaultDatabaseTries, stop: stopTries, logs: logTries, metrics: metricTries,
  caller: () => [],
};

/** All that a run tries so that the rules have a witness. */
export function triesFor(rules: readonly Rule[], site: Site): readonly Try[] {
  const wanted = new Set(rules.flatMap((rule) => rule.check === "can" ? rule.smoke : []));
  return [...wanted].flatMap((probe) => probes[probe](site));
}
