import { makeReport } from "../audit/make-report.js";
import type { Offers } from "../audit/mends.js";
import { offering } from "../audit/offering.js";
import { packs as known, unknownRule } from "../audit/unknown-rule.js";
import { jsonReport, type JsonReport } from "../report/json.js";
import type { Services } from "../services/service.js";
import { strangers } from "../sources/guzzle.js";
import { mendable } from "../sources/mendable.js";
import { assess, type Assessed } from "./assess.js";
import type { CheckedEnvironment } from "./environment.js";
import { madeUp } from "./parts-of.js";
import { refuse } from "./refuse.js";
import { version } from "./version.js";

/** `check` by what AWS publishes about its services, which is asked for when a rule needs it. */
export function checking(services: (named: ReadonlySet<string>) => Services) {
  return (given: CheckedEnvironment): JsonReport => {
    const wrong = misuseOf(given);
    if (wrong.length > 0) return refuse(wrong.join("; "));
    const assessed = assess(given, services);
    const { assessments, environment, documents, skipped } = assessed;
    const offers = offersFor(assessed, (texts) => assess(given, services, texts));
    return jsonReport(makeReport(assessments, { version, facts: environment.facts, documents, failures: [], skipped, notes: strangers(environment), offers }));
  };
}

function misuseOf({ only = [], packs = [], now, rules: levels = {} }: CheckedEnvironment): readonly string[] {
  return [
    ...[...Object.keys(levels), ...only].flatMap(unknownRule),
    ...packs.filter((pack) => !known.includes(pack)).map((pack) => `${pack}: the packs are ${known.join(", ")}`),
    ...(now === undefined || /^\d{4}-\d\d-\d\d$/.test(now) ? [] : [`${now}: write a day as in 2026-11-22`]),
  ];
}

function offersFor(judged: Assessed, again: (texts: ReadonlyMap<string, string>) => Assessed): Offers {
  const asking = offering(judged, mendable(new Map([...judged.documents].filter(([path]) => path !== madeUp))));
  let step = asking.next();
  while (step.done !== true) step = asking.next(again(step.value));
  return step.value;
}
