import { existsSync } from "node:fs";
import type { Facts } from "../subject/facts.js";
import { clockFrom } from "./clock.js";
import { factsFrom } from "./facts.js";
import { findConfig } from "./find-config.js";
import type { EnvironmentOptions, Misunderstood } from "./options.js";
import { parametersFrom } from "./parameters.js";
import { onlyDisk, type Overlay } from "./overlay.js";
import { clean } from "./paths.js";
import type { ReadPolicy } from "./read-policy.js";

/** What the flags say of where an environment is read from, and of what no file tells. */
export interface Reading {
  /** Undefined where there is no configuration. */
  readonly config: string | undefined;
  readonly facts: Facts;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The folder in which a plan's resources are declared, if anybody said it. */
  readonly source: string | undefined;
  /** Parameters that were named one by one. */
  readonly named: readonly string[];
  /** The one environment of the configuration that is looked at; undefined for all. */
  readonly environment: string | undefined;
  /** The policy over the repository. */
  readonly policy: ReadPolicy | undefined;
  /** Files that are taken otherwise than they are on disk. */
  readonly over: Overlay;
}

/** How the environment is read, or what is wrong with the flags that say it. */
export async function readingFrom(options: EnvironmentOptions, over: Overlay = onlyDisk): Promise<Reading | Misunderstood> {
  const config = options.config === false ? undefined : options.config === undefined ? findConfig(over) : clean(options.config);
  const facts = factsFrom(options);
  const clock = clockFrom(options);
  const parameters = await parametersFrom(options);
  const policy = options.policy === undefined ? undefined : await (await import("./read-policy.js")).readPolicy(options.policy);
  if (policy && "lines" in policy) return policy;
  if ("lines" in facts || "lines" in clock || "lines" in parameters) return { lines: [facts, clock, parameters].flatMap((value) => "lines" in value ? value.lines : []) };
  if (options.source !== undefined && !existsSync(options.source)) return { lines: [`--source ${options.source}: no such folder`] };
  if (config !== undefined && options.role !== undefined) return { lines: [`--role says whose the policies on the command line are, but ${config} says it already: leave it out, or say --no-config`] };
  if (config === undefined && options.env !== undefined) return { lines: [`--env ${options.env}: environments are named in gluelint.yaml, and there is none`] };
  return { config, facts, at: clock.at, parameters: parameters.values, named: parameters.named, environment: options.env, policy, over, source: options.source === undefined ? undefined : clean(options.source) };
}
