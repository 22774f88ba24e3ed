import { assemble } from "../sources/assemble.js";
import type { Environment } from "../subject/environment.js";
import { gather } from "./gather.js";
import type { Gathered, Misused } from "./gathered.js";
import type { EnvironmentOptions } from "./options.js";
import { readingFrom } from "./reading.js";

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
  const reading = await readingFrom(options);
  if ("lines" in reading) return { kind: "misused", lines: reading.lines };
  const gathered = await gather(paths, reading, options.role);
  if (gathered.kind === "misused") return gathered;
  return { kind: "loaded", gathered, at: reading.at, environment: assemble({ ...gathered.parts, now: reading.at.slice(0, 10), ...(options.guzzle && { guzzle: true }) }) };
}
