import { makeReport } from "../audit/make-report.js";
import type { Offers } from "../audit/mends.js";
import { offering } from "../audit/offering.js";
import { packs as known, unknownRule } from "../audit/unknown-rule.js";
import { jsonReport, type JsonReport } from "../report/json.js";
import { strangers } from "../sources/guzzle.js";
import { mendable } from "../sources/mendable.js";
import { assess, type Assessed, type Published } from "./assess.js";
import type { CheckedEnvironment } from "./environment.js";
import { madeUp } from "./parts-of.js";
import { refuse } from "./refuse.js";
import { version } from "./version.js";

/** `check` by what AWS publishes. */
export function checking(published: Published) {
  return (given: CheckedEnvironment): JsonReport => {
    const wrong = misuseOf(given);
    if (wrong.length > 0) return refuse(wrong.join("; "));
    const assessed = assess(given, published);
    const { assessments, environment, documents, skipped } = assessed;
    const offers = offersFor(assessed, (texts) => assess(given, published, texts));
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
