import type { Shard } from "../audit/report.js";
import type { RuleLevel } from "../sources/config.generated.js";
import { levelsFrom, type CheckOptions, type Misunderstood } from "./options.js";
import { outputsFrom, type Output } from "./output.js";
import { shardFrom } from "./shard.js";

/** What the flags say of the rules and of the report. */
export interface Settings {
  readonly outputs: readonly Output[];
  readonly levels: Readonly<Record<string, RuleLevel>>;
  readonly shard: Shard | undefined;
}

/** The settings of a run, or what is wrong with its flags. */
export function settingsFrom(options: CheckOptions): Settings | Misunderstood {
  const outputs = outputsFrom(options.format ?? ["stylish"]);
  const levels = levelsFrom(options);
  const shard = options.shard === undefined ? undefined : shardFrom(options.shard);
  if ("lines" in outputs || "lines" in levels || (shard && "lines" in shard)) return { lines: [outputs, levels, shard ?? []].flatMap((value) => "lines" in value ? value.lines : []) };
  return { outputs, levels, shard };
}
