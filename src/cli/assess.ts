import { answerOffline } from "../audit/answer.js";
import { ask, type Asked } from "../audit/ask.js";
import { causesOf } from "../audit/causes.js";
import { distinct } from "../audit/distinct.js";
import { judge } from "../audit/judge.js";
import type { Judged } from "../audit/recheck.js";
import type { SharedJudge } from "../audit/sharing.js";
import { selectRules } from "../audit/select.js";
import type { Joined } from "../checks/check.js";
import { floorsOf, raised, type Floors } from "../govern/floors.js";
import { turnedOn } from "../govern/turned-on.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import type { Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import { artifactsOf, type Environment, type Subject } from "../subject/environment.js";
import { environmentsFrom } from "./environments-from.js";
import type { Gathered } from "./gathered.js";
import { levelledBy } from "./governed.js";
import { loadServices } from "./knowledge.js";
import type { CheckOptions } from "./options.js";
import type { Settings } from "./settings.js";
import { inShard } from "./shard.js";

/** What was asked and judged of all that was read. */
export interface Assessed extends Judged, Questions {
  readonly gathered: Gathered;
}

interface Questions {
  readonly environments: readonly Environment[];
  readonly asked: readonly Asked[];
  /** The rules that are on, in some files at least. */
  readonly selected: readonly Rule[];
  /** Those that are on wherever nothing else is said, with their levels there. */
  readonly everywhere: readonly Rule[];
}

/** The line from what was read to the verdicts: source, ask, answer, judge. With `touched`, only what hangs on one of these files is judged. */
export async function assess(gathered: Gathered, at: string, { levels, shard }: Settings, options: CheckOptions, touched?: ReadonlySet<string>, judged: SharedJudge = (asked) => judge(asked, answerOffline(options.verify))): Promise<Assessed> {
  const questions = await questionsOf(gathered, at, levels, options, touched);
  const { asked, environments, everywhere } = questions;
  const wanted = (shard ? inShard(asked, shard) : asked).filter(({ joined }) => isAbout(joined, gathered.about) && (touched === undefined || [...causesOf(joined)].some((artifact) => touched.has(artifact))));
  const told = distinct(judged(wanted), environments.length);
  return { gathered, documents: gathered.documents, ...questions, assessments: await levelledBy(gathered, told, everywhere, Object.keys(levels), floorsFor(gathered)) };
}

/** The environments that were read, and all that the rules ask about them; with `touched`, of the documents about these alone. */
export async function questionsOf(gathered: Gathered, at: string, levels: Settings["levels"], options: CheckOptions, touched?: ReadonlySet<string>): Promise<Questions> {
  const environments = environmentsFrom(gathered, at, options);
  const { selected, everywhere } = selectedRules(gathered, levels, options);
  const asked = await Promise.all(environments.map(async (environment) => {
    const services = needsServices(selected, environment) ? await loadServices(servicesNamed(environment)) : undefined;
    return ask(selected, touched ? { ...environment, documents: environment.documents.filter(({ location }) => touched.has(location.artifact)) } : environment, services, rules);
  }));
  return { environments, asked: asked.flat(), selected, everywhere };
}

/** The rules that are on, by what the configuration and the flags say. A rule that is off may be on in some files. */
export function selectedRules({ ruling }: Gathered, levels: Settings["levels"], { pack = ruling.packs, only }: CheckOptions): Pick<Questions, "selected" | "everywhere"> {
  const floors = floorsFor({ ruling });
  const select = (own: Settings["levels"]) => raised(selectRules(rules, { levels: { ...own, ...levels }, ...(pack && { packs: pack }), ...(only && { only }) }), rules, floors);
  const everywhere = select(ruling.levels);
  return { everywhere, selected: ruling.overrides.length === 0 ? everywhere : select({ ...ruling.levels, ...turnedOn(ruling.overrides) }) };
}

/** The levels below which the policy over the repository lets no rule go. */
const floorsFor = ({ ruling: { governing } }: Pick<Gathered, "ruling">): Floors => governing ? floorsOf(rules, governing.manifest.rules, governing.manifest.packs) : new Map();

/** With paths, a verdict is reported if any file that it was built from is among them, or if it was from one that is gone. */
function isAbout({ subject, environment }: Joined, artifacts: ReadonlySet<string> | undefined): boolean {
  return artifacts === undefined || artifacts.has(keyOfSubject(subject)) || artifactsOf(environment, subject).some((artifact) => artifacts.has(artifact));
}

/** A subject among the names of files, of one of which it was built. */
export function keyOfSubject({ kind, name }: Subject): string {
  return `\0${kind} ${name}`;
}
