import { dirname, resolve } from "node:path";
import type { Override } from "../govern/turned-on.js";
import type { RequiredLayer, RuleLevel, Threshold } from "../sources/config.generated.js";
import type { Governing } from "../sources/governing.js";
import type { DeclaredWaiver, Manifest } from "../sources/manifest.js";
import { clean, onDisk } from "./paths.js";

/** What the configuration says of the rules, and of which findings count. */
export interface Ruling {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  readonly overrides: readonly Override[];
  readonly waivers: readonly DeclaredWaiver[];
  readonly packs: readonly string[] | undefined;
  readonly failOn: Threshold | undefined;
  readonly failOnOpen: boolean | undefined;
  readonly maxWarnings: number | undefined;
  readonly required: readonly RequiredLayer[];
  /** The file, as reports name it. */
  readonly baseline: string | undefined;
  /** Of a path in the configuration, how reports name it. */
  readonly fileOf: (path: string) => string;
  /** The policy over the repository. */
  readonly governing?: Governing;
}

/** Where there is no configuration. */
export const noRuling: Ruling = { levels: {}, overrides: [], waivers: [], packs: undefined, failOn: undefined, failOnOpen: undefined, maxWarnings: undefined, required: [], baseline: undefined, fileOf: (path) => path };

/** What the configuration in this file rules; its paths are seen from its folder. */
export function rulingOf(config: string, { rules, overrides, baseline, ...manifest }: Manifest): Ruling {
  const fileOf = (path: string) => clean(resolve(dirname(onDisk(config)), path));
  const { waivers, packs, failOn, failOnOpen, maxWarnings, required } = manifest;
  return { levels: rules, overrides: overrides.map((override) => ({ ...override, files: override.files.map(fileOf) })), waivers, packs, failOn, failOnOpen, maxWarnings, required, baseline: baseline === undefined ? undefined : fileOf(baseline), fileOf };
}

/** Every rule that the configuration names. */
export function rulesNamedIn({ levels, overrides, waivers }: Ruling): readonly string[] {
  return [...Object.keys(levels), ...overrides.flatMap(({ rules }) => Object.keys(rules)), ...waivers.map(({ rule }) => rule)];
}
