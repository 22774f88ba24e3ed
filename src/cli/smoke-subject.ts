import { defaultRegion } from "../aws/audit.js";
import type { Access } from "../aws/clients.js";
import type { Compute } from "../subject/compute.js";
import { roleOf, type Environment } from "../subject/environment.js";
import { environmentsFrom } from "./environments-from.js";
import { gather } from "./gather.js";
import type { Gathered } from "./gathered.js";
import type { Misunderstood } from "./options.js";
import { clean } from "./paths.js";
import { readingFrom, type Reading } from "./reading.js";
import { settingsFrom, type Settings } from "./settings.js";
import type { SmokeOptions } from "./smoke-options.js";

/** What a smoke run is about, and all that was read of it. */
export interface SmokeSubject {
  readonly gathered: Gathered;
  readonly environment: Environment;
  readonly compute: Compute;
  readonly reading: Reading;
  readonly settings: Settings;
}

/** The compute that is to be run, in the environment that it lies in; or what is wrong with the command line. */
export async function subjectOf(paths: readonly string[], options: SmokeOptions, access: Access): Promise<SmokeSubject | Misunderstood> {
  const settings = settingsFrom(options);
  const reading = await readingFrom(options);
  if ("lines" in settings || "lines" in reading) return { lines: [settings, reading].flatMap((each) => "lines" in each ? each.lines : []) };
  const gathered = await gather([...paths, options.compute], reading, options.role);
  if (gathered.kind === "misused") return gathered;
  const region = gathered.parts.facts.region.kind === "unsaid" && options.region === undefined ? await defaultRegion(access) : undefined;
  if (region !== undefined) return subjectOf(paths, { ...options, region }, access);
  const file = clean(options.compute);
  const found = environmentsFrom(gathered, reading.at, options).flatMap((environment) => environment.computes.filter(({ location }) => location.artifact === file).map((compute) => ({ environment, compute })));
  const [first] = found;
  if (first === undefined) return { lines: [`--compute ${options.compute}: ${reading.config === undefined ? "there is no Glue compute in it" : `it is none of the \`computes\` that ${reading.config} names`}`] };
  if (found.length > 1) return { lines: [`--compute ${options.compute}: there are ${found.length} computes in it, and one at a time is run`] };
  // Without its policies AWS alone bears witness to the role, and that is no fault of the compute.
  const isKnown = roleOf(first.environment, first.compute)?.policies !== undefined;
  return { ...first, gathered, reading, settings: isKnown ? settings : { ...settings, levels: { "compute-has-a-known-role": "off", ...settings.levels } } };
}
