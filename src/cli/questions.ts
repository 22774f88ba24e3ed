import { ask, type Asked } from "../audit/ask.js";
import { selectRules } from "../audit/select.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import { floorsOf, raised, type Floors } from "../govern/floors.js";
import { turnedOn } from "../govern/turned-on.js";
import type { Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import type { Environment } from "../subject/environment.js";
import { environmentsFrom } from "./environments-from.js";
import type { Gathered } from "./gathered.js";
import { loadServices } from "./knowledge.js";
import type { CheckOptions } from "./options.js";
import type { Settings } from "./settings.js";

/** What is asked, of which environments, by which rules. */
export interface Questions {
  readonly environments: readonly Environment[];
  readonly asked: readonly Asked[];
  /** The rules that are on in some file, and those that are on where no override says otherwise. */
  readonly selected: readonly Rule[];
  readonly everywhere: readonly Rule[];
  readonly floors: Floors;
}

/** The environments that were read, and all that the rules ask about them. */
export async function questionsOf(gathered: Gathered, at: string, levels: Settings["levels"], options: CheckOptions): Promise<Questions> {
  const environments = environmentsFrom(gathered, at, options);
  const { ruling } = gathered;
  const { governing } = ruling;
  const packs = options.pack ?? ruling.packs;
  const floors: Floors = governing ? floorsOf(rules, governing.manifest.rules, governing.manifest.packs) : new Map();
  const select = (own: Settings["levels"]) => raised(selectRules(rules, { levels: { ...own, ...levels }, ...(packs && { packs }), ...(options.only && { only: options.only }) }), rules, floors);
  const everywhere = select(ruling.levels);
  // A rule that is off may be on in some files.
  const selected = ruling.overrides.length === 0 ? everywhere : select({ ...ruling.levels, ...turnedOn(ruling.overrides) });
  const asked = await Promise.all(environments.map(async (environment) => {
    const services = environment.documents.length > 0 && selected.some(needsServices) ? await loadServices(servicesNamed(environment)) : undefined;
    return ask(selected, environment, services, rules);
  }));
  return { environments, asked: asked.flat(), selected, everywhere, floors };
}
