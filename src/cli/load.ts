import { assemble } from "../sources/assemble.js";
import { undeclared } from "../sources/parameter-values.js";
import type { Environment } from "../subject/environment.js";
import { clockFrom } from "./clock.js";
import { factsFrom } from "./facts.js";
import { findConfig } from "./find-config.js";
import { gatherPaths } from "./gather-paths.js";
import type { Gathered, Misused } from "./gathered.js";
import { unknownRule, type EnvironmentOptions } from "./options.js";
import { parametersFrom } from "./parameters.js";
import { clean } from "./paths.js";

/** What was read, and the environment that it spells. */
export interface Loaded {
  readonly kind: "loaded";
  readonly gathered: Gathered;
  readonly environment: Environment;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Reads the files that the configuration or the command line names, and assembles the environment. */
export async function load(paths: readonly string[], options: EnvironmentOptions): Promise<Loaded | Misused> {
  const config = options.config === false ? undefined : options.config === undefined ? findConfig() : clean(options.config);
  const facts = factsFrom(options);
  const clock = clockFrom(options);
  const parameters = await parametersFrom(options);
  if ("lines" in facts || "lines" in clock || "lines" in parameters) return misused([facts, clock, parameters].flatMap((value) => "lines" in value ? value.lines : []));
  if (config !== undefined && options.role !== undefined) return misused([`--role says whose the policies on the command line are, but ${config} says it already: leave it out, or say --no-config`]);

  const gathered = config === undefined
    ? await gatherPaths(paths, facts, options.role, parameters.values)
    : await (await import("./gather-config.js")).gatherConfig(config, paths, facts, parameters.values);
  if (gathered.kind === "misused") return gathered;
  const unknown = [...Object.keys(gathered.levels).flatMap(unknownRule), ...undeclared(parameters.named, [...gathered.documents.values()])];
  if (unknown.length > 0) return misused(unknown);
  return { kind: "loaded", gathered, at: clock.at, environment: assemble({ ...gathered.parts, now: clock.at.slice(0, 10), ...(options.guzzle && { guzzle: true }) }) };
}

const misused = (lines: readonly string[]): Misused => ({ kind: "misused", lines });
