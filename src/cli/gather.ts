import { unknownRule } from "../audit/unknown-rule.js";
import { namesAwsManaged } from "../sources/aws-managed.js";
import { factsUnder } from "../sources/facts-under.js";
import { undeclared } from "../sources/parameter-values.js";
import type { Gathered, Misused } from "./gathered.js";
import { gatherPaths } from "./gather-paths.js";
import type { Known } from "./files.js";
import { loadManagedPolicies } from "./knowledge.js";
import type { ReadPolicy } from "./read-policy.js";
import type { Reading } from "./reading.js";
import { rulesNamedIn } from "./ruling.js";

/** Everything that one run reads: with a configuration what that names, else the paths alone. */
export async function gather(paths: readonly string[], reading: Reading, role?: string, known?: Known): Promise<Gathered | Misused> {
  const { config, facts, parameters, named, policy, over, source } = reading;
  const gathered = config === undefined ? await gatherPaths(paths, policy ? factsUnder(facts, policy.governing) : facts, role, parameters, over, source, known) : await (await import("./gather-config.js")).gatherConfig(config, paths, reading, known);
  if (gathered.kind === "misused") return gathered;
  const unknown = [...[...new Set(rulesNamedIn(gathered.ruling))].flatMap(unknownRule), ...undeclared(named, [...gathered.documents.values()])];
  if (unknown.length > 0) return { kind: "misused", lines: unknown };
  const whole = await withAwsManaged(gathered);
  return policy ? underPolicy(whole, policy) : whole;
}

/** What was read, with the texts of what AWS manages where a file names such a policy. */
async function withAwsManaged(gathered: Gathered): Promise<Gathered> {
  if (![...gathered.documents.values()].some(({ text }) => namesAwsManaged(text))) return gathered;
  const awsManaged = await loadManagedPolicies();
  return { ...gathered, parts: { ...gathered.parts, awsManaged }, ...(gathered.named && { named: gathered.named.map((parts) => ({ ...parts, awsManaged })) }) };
}

/** What was read, with the policy over it. */
function underPolicy(gathered: Gathered, { governing, document }: ReadPolicy): Gathered | Misused {
  const { manifest } = governing;
  const unknown = [...Object.keys(manifest.rules), ...manifest.waivers.map(({ rule }) => rule)].flatMap(unknownRule);
  if (unknown.length > 0) return { kind: "misused", lines: unknown.map((line) => `${governing.artifact}: ${line}`) };
  const unused = gathered.ruling.baseline === undefined ? [] : [`${gathered.ruling.baseline} is not looked at: ${governing.artifact}, the policy over this repository, says which baseline holds`];
  return { ...gathered, ruling: { ...gathered.ruling, governing }, documents: new Map([...gathered.documents, [document.artifact, document]]), notes: [...gathered.notes, ...unused] };
}
