import { answerOffline } from "../audit/answer.js";
import { ask, type Asked } from "../audit/ask.js";
import { causesOf } from "../audit/causes.js";
import { distinct } from "../audit/distinct.js";
import { judge } from "../audit/judge.js";
import type { Judged } from "../audit/recheck.js";
import { selectRules } from "../audit/select.js";
import type { Joined } from "../checks/check.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import type { Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import { artifactsOf, type Environment } from "../subject/environment.js";
import { environmentsFrom } from "./environments-from.js";
import type { Gathered } from "./gathered.js";
import { loadServices } from "./knowledge.js";
import type { CheckOptions } from "./options.js";
import type { Settings } from "./settings.js";
import { inShard } from "./shard.js";

/** What was asked and judged of all that was read. */
export interface Assessed extends Judged {
  readonly gathered: Gathered;
  readonly environments: readonly Environment[];
  readonly asked: readonly Asked[];
  readonly areRules: boolean;
}

/** The line from what was read to the verdicts: source, ask, answer, judge. With `touched`, only what hangs on one of these files is judged. */
export async function assess(gathered: Gathered, at: string, { levels, shard }: Settings, options: CheckOptions, touched?: ReadonlySet<string>): Promise<Assessed> {
  const questions = await questionsOf(gathered, at, levels, options);
  const { asked, environments } = questions;
  const wanted = (shard ? inShard(asked, shard) : asked).filter(({ joined }) => isAbout(joined, gathered.about) && (touched === undefined || [...causesOf(joined)].some((artifact) => touched.has(artifact))));
  return { gathered, documents: gathered.documents, ...questions, assessments: distinct(judge(wanted, answerOffline(options.verify)), environments.length) };
}

/** The environments that were read, and all that the rules ask about them. */
export async function questionsOf(gathered: Gathered, at: string, levels: Settings["levels"], options: CheckOptions): Promise<Pick<Assessed, "environments" | "asked" | "areRules">> {
  const environments = environmentsFrom(gathered, at, options.guzzle);
  const selected = selectedRules(gathered, levels, options);
  const asked = await Promise.all(environments.map(async (environment) => {
    const services = environment.documents.length > 0 && selected.some(needsServices) ? await loadServices(servicesNamed(environment)) : undefined;
    return ask(selected, environment, services, rules);
  }));
  return { environments, asked: asked.flat(), areRules: selected.length > 0 };
}

/** The rules that are on, by what the configuration and the flags say. */
export function selectedRules(gathered: Gathered, levels: Settings["levels"], { pack, only }: CheckOptions): readonly Rule[] {
  return selectRules(rules, { levels: { ...gathered.levels, ...levels }, ...(pack && { packs: pack }), ...(only && { only }) });
}

/** With paths, a verdict is reported if any file that it was built from is among them. */
function isAbout({ subject, environment }: Joined, artifacts: ReadonlySet<string> | undefined): boolean {
  return artifacts === undefined || artifactsOf(environment, subject).some((artifact) => artifacts.has(artifact));
}
