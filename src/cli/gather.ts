import { unknownRule } from "../audit/unknown-rule.js";
import { undeclared } from "../sources/parameter-values.js";
import type { Gathered, Misused } from "./gathered.js";
import { gatherPaths } from "./gather-paths.js";
import type { Known } from "./files.js";
import type { Reading } from "./reading.js";

/** Everything that one run reads: with a configuration what that names, else the paths alone. */
export async function gather(paths: readonly string[], { config, facts, parameters, named }: Reading, role?: string, known?: Known): Promise<Gathered | Misused> {
  const gathered = config === undefined ? await gatherPaths(paths, facts, role, parameters, known) : await (await import("./gather-config.js")).gatherConfig(config, paths, facts, parameters, known);
  if (gathered.kind === "misused") return gathered;
  const unknown = [...Object.keys(gathered.levels).flatMap(unknownRule), ...undeclared(named, [...gathered.documents.values()])];
  return unknown.length > 0 ? { kind: "misused", lines: unknown } : gathered;
}
