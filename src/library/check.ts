import { answerOffline } from "../audit/answer.js";
import { ask } from "../audit/ask.js";
import { judge } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import { selectRules } from "../audit/select.js";
import { packs as known, unknownRule } from "../audit/unknown-rule.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import { jsonReport, type JsonReport } from "../report/json.js";
import { rules } from "../rules/rules.generated.js";
import type { Services } from "../services/service.js";
import { assemble } from "../sources/assemble.js";
import { strangers } from "../sources/guzzle.js";
import type { CheckedEnvironment } from "./environment.js";
import { partsOf } from "./parts-of.js";
import { refuse } from "./refuse.js";
import { version } from "./version.js";

/** `check` by what AWS publishes about its services, which is asked for when a rule needs it. */
export function checking(services: (named: ReadonlySet<string>) => Services) {
  return (given: CheckedEnvironment): JsonReport => {
    const { only, packs, now, rules: levels = {} } = given;
    const { parts, documents, skipped } = partsOf(given);
    const wrong = [...[...Object.keys(levels), ...only ?? []].flatMap(unknownRule), ...(packs ?? []).filter((pack) => !known.includes(pack)).map((pack) => `${pack}: the packs are ${known.join(", ")}`)];
    if (now !== undefined && !/^\d{4}-\d\d-\d\d$/.test(now)) wrong.push(`${now}: write a day as in 2026-11-22`);
    if (wrong.length > 0) return refuse(wrong.join("; "));
    const environment = assemble(parts);
    const selected = selectRules(rules, { levels, ...(packs && { packs }), ...(only && { only }) });
    const informed = environment.documents.length > 0 && selected.some(needsServices) ? services(servicesNamed(environment)) : undefined;
    const assessments = judge(ask(selected, environment, informed, rules), answerOffline());
    return jsonReport(makeReport(assessments, { version, facts: environment.facts, documents, failures: [], skipped, notes: strangers(environment) }));
  };
}
