import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { keyOf } from "../text/location.js";
import { valueOf } from "../text/node.js";
import type { Config } from "./config.generated.js";
import { faultsIn, manifestOf, type ConfigFault, type Manifest } from "./manifest.js";

/** What stands over the configuration of a repository, which can only be stricter. */
export interface Governing {
  readonly artifact: string;
  readonly manifest: Manifest;
  /** The facts of which it says what they are. */
  readonly facts: readonly (keyof Facts)[];
}

/** What a policy over a repository can say. What is looked at the repository says. */
const known: readonly string[] = ["version", "rules", "packs", "failOn", "failOnOpen", "maxWarnings", "require", "environment", "budget", "waivers", "mayWaive", "baseline"];

/** The policy over a repository that a document spells, or everything that is wrong with it. */
export function readGoverning(document: Document): Governing | readonly ConfigFault[] {
  const faults = faultsIn(document);
  const { root } = document;
  if (root?.kind !== "map" || faults.length > 0) return faults;
  const strange = root.entries.filter(({ key }) => !known.includes(key)).map(({ key, value }): ConfigFault => ({ kind: "config", message: `\`${key}\` has no place in a policy over repositories, which says ${known.join(", ")}`, location: keyOf({ ...value.location, pointer: `/${key}` }) }));
  if (strange.length > 0) return strange;
  const { environment = {} } = valueOf(root) as Config;
  return { artifact: document.artifact, manifest: manifestOf(root), facts: factKeys.filter((key) => key in environment) };
}

const factKeys = ["partition", "account", "region", "sharedStorage", "datastores", "secrets", "databases", "jobs", "connections"] as const satisfies readonly (keyof Facts)[];
