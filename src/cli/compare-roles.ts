import { roleChanges, type RoleChange } from "../audit/role-changes.js";
import { roleChangesInMarkdown } from "../report/role-changes.js";
import { rules } from "../rules/rules.generated.js";
import type { Environment } from "../subject/environment.js";
import { readable } from "../text/unknown.js";
import { changeSince } from "./changes.js";
import type { CompareOptions } from "./compare.js";
import type { ExitCode } from "./exit-code.js";
import { environmentsFrom } from "./environments-from.js";
import { gather } from "./gather.js";
import type { Misused } from "./gathered.js";
import { loadServices } from "./knowledge.js";
import { onlyDisk, type Overlay } from "./overlay.js";
import { readingFrom } from "./reading.js";
import { sayMisused } from "./say.js";

/** Compares the roles of two snapshots, each with all its policies, its boundary and its trust policy. */
export async function compareSnapshots(existing: string, changed: string, format: CompareOptions["format"]): Promise<ExitCode> {
  const [before, after] = [await environmentsIn([existing], { config: false }), await environmentsIn([changed], { config: false })];
  if ("lines" in before || "lines" in after) return sayMisused([before, after].flatMap((each) => "lines" in each ? each.lines : []));
  return writeChanges(roleChanges(await loadServices(), rules, before, after), format, undefined);
}

/** Compares the roles of a configuration as they are with how they were at the commit from which the files and the named one both come. */
export async function compareSince(ref: string, options: CompareOptions): Promise<ExitCode> {
  const change = changeSince(ref, "--since");
  if ("lines" in change) return sayMisused(change.lines);
  const [before, after] = [await environmentsBefore(change.before, options), await environmentsIn([], options)];
  if ("lines" in before || "lines" in after) return sayMisused([...("lines" in before ? before.lines.map((line) => `as of ${ref}: ${line}`) : []), ...("lines" in after ? after.lines : [])]);
  return writeChanges(roleChanges(await loadServices(), rules, before, after), options.format, ref);
}

/** The roles as they were. A configuration that is new says of the files from before whose they were. */
async function environmentsBefore(over: Overlay, options: CompareOptions): Promise<readonly Environment[] | Misused> {
  const [was, is] = [await readingFrom(options, over), await readingFrom(options)];
  const own = "lines" in is ? undefined : is.config;
  const isNew = own !== undefined && over.has(own) && over.get(own) === undefined && ("lines" in was || was.config === undefined || was.config === own);
  return environmentsIn([], options, isNew ? new Map([...over].filter(([path]) => path !== own)) : over);
}

async function environmentsIn(paths: readonly string[], options: CompareOptions, over: Overlay = onlyDisk): Promise<readonly Environment[] | Misused> {
  const reading = await readingFrom(options, over);
  if ("lines" in reading) return { kind: "misused", lines: reading.lines };
  const gathered = await gather(paths, reading);
  return gathered.kind === "misused" ? gathered : environmentsFrom(gathered, reading.at);
}

/** Access gained or lost makes 1; what nobody can say, 3. */
function writeChanges(changes: readonly RoleChange[], format: CompareOptions["format"], since: string | undefined): ExitCode {
  process.stdout.write(format === "markdown" ? readable(roleChangesInMarkdown(changes, since)) : `${JSON.stringify({ roles: changes }, (_, value: unknown) => typeof value === "string" ? readable(value) : value, 2)}\n`);
  if (changes.some(({ gained, lost }) => gained !== undefined || lost !== undefined)) return 1;
  return changes.some(({ open }) => open !== undefined) ? 3 : 0;
}
