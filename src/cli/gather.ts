import { undeclared } from "../sources/parameter-values.js";
import type { Gathered, Misused } from "./gathered.js";
import { gatherPaths } from "./gather-paths.js";
import type { Known } from "./files.js";
import { unknownRule } from "./options.js";
import type { Reading } from "./reading.js";
import { rulesNamedIn } from "./ruling.js";

/** Everything that one run reads: with a configuration what that names, else the paths alone. */
export async function gather(paths: readonly string[], reading: Reading, role?: string, known?: Known): Promise<Gathered | Misused> {
  const { config, facts, parameters, named, source } = reading;
  const gathered = config === undefined ? await gatherPaths(paths, facts, role, parameters, source, known) : await (await import("./gather-config.js")).gatherConfig(config, paths, reading, known);
  if (gathered.kind === "misused") return gathered;
  const unknown = [...[...new Set(rulesNamedIn(gathered.ruling))].flatMap(unknownRule), ...undeclared(named, [...gathered.documents.values()])];
  return unknown.length > 0 ? { kind: "misused", lines: unknown } : gathered;
}
