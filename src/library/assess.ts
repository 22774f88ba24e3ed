import { answerOffline } from "../audit/answer.js";
import { ask } from "../audit/ask.js";
import { causesOf } from "../audit/causes.js";
import { judge } from "../audit/judge.js";
import type { Judged } from "../audit/recheck.js";
import { selectRules } from "../audit/select.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import { rules } from "../rules/rules.generated.js";
import type { Services } from "../services/service.js";
import { assemble } from "../sources/assemble.js";
import { namesAwsManaged, type AwsManaged } from "../sources/aws-managed.js";
import type { Environment } from "../subject/environment.js";
import type { CheckedEnvironment } from "./environment.js";
import { partsOf, type Gathered } from "./parts-of.js";

/** What was judged of all that was handed in. */
export interface Assessed extends Judged, Pick<Gathered, "skipped"> {
  readonly environment: Environment;
}

/** What AWS publishes, which is large: each is asked for when something needs it. */
export interface Published {
  readonly services: (named: ReadonlySet<string>) => Services;
  readonly policies: () => AwsManaged;
}

/** The line from what was handed in to the verdicts: source, ask, answer, judge. With other texts for some documents, only what hangs on these is judged. */
export function assess(given: CheckedEnvironment, published: Published, texts: ReadonlyMap<string, string> = new Map()): Assessed {
  const { only, packs, rules: levels = {} } = given;
  const { parts, documents, skipped } = partsOf(given, texts);
  const isManaged = [...documents.values()].some(({ text }) => namesAwsManaged(text));
  const environment = assemble({ ...parts, ...(isManaged && { awsManaged: published.policies() }) });
  const selected = selectRules(rules, { levels, ...(packs && { packs }), ...(only && { only }) });
  const informed = needsServices(selected, environment) ? published.services(servicesNamed(environment)) : undefined;
  const asked = ask(selected, environment, informed, rules).filter(({ joined }) => texts.size === 0 || [...causesOf(joined)].some((artifact) => texts.has(artifact)));
  return { environment, documents, skipped, assessments: judge(asked, answerOffline()) };
}
