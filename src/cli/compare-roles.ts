import { roleChanges, type RoleChange } from "../audit/role-changes.js";
import { rules } from "../rules/rules.generated.js";
import type { Environment } from "../subject/environment.js";
import type { ExitCode } from "./exit-code.js";
import { environmentsFrom } from "./environments-from.js";
import { gather } from "./gather.js";
import type { Misused } from "./gathered.js";
import { loadServices } from "./knowledge.js";
import { writeAnswer } from "./lines.js";
import { readingFrom } from "./reading.js";
import { sayMisused } from "./say.js";

/** Compares the roles of two snapshots, each with all its policies, its boundary and its trust policy. */
export async function compareSnapshots(existing: string, changed: string): Promise<ExitCode> {
  const [before, after] = [await environmentsIn(existing), await environmentsIn(changed)];
  if ("lines" in before || "lines" in after) return sayMisused([before, after].flatMap((each) => "lines" in each ? each.lines : []));
  return writeChanges(roleChanges(await loadServices(), rules, before, after));
}

async function environmentsIn(snapshot: string): Promise<readonly Environment[] | Misused> {
  const reading = await readingFrom({ config: false });
  if ("lines" in reading) return { kind: "misused", lines: reading.lines };
  const gathered = await gather([snapshot], reading);
  return gathered.kind === "misused" ? gathered : environmentsFrom(gathered, reading.at);
}

/** Access gained or lost makes 1; what nobody can say, 3. */
function writeChanges(changes: readonly RoleChange[]): ExitCode {
  writeAnswer({ roles: changes });
  if (changes.some(({ gained, lost }) => gained !== undefined || lost !== undefined)) return 1;
  return changes.some(({ open }) => open !== undefined) ? 3 : 0;
}
