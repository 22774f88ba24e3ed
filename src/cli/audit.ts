import { accessWith, audit as auditAccounts } from "../aws/audit.js";
import { tally } from "../aws/calls.js";
import { permissionsFor } from "../aws/permissions.js";
import type { Snapshot } from "../aws/snapshot.js";
import { recordable } from "../sources/recorded-facts.js";
import { reachFrom, wantsOrganizationPolicies, type AuditOptions } from "./audit-options.js";
import { askedFor, attemptsFrom, bucketsOf, idsOf, nothingGathered, partitionIn } from "./audit-scope.js";
import { conclude } from "./conclude.js";
import type { ExitCode } from "./exit-code.js";
import { overridden } from "./facts.js";
import { gather } from "./gather.js";
import { progressFor } from "./progress.js";
import { readingFrom } from "./reading.js";
import { say, sayMisused } from "./say.js";
import { settingsFrom } from "./settings.js";
import { samplesFor, simulated } from "./simulated.js";
import { isTaken, snapshotPath, writeSnapshot } from "./snapshots.js";

/** Looks at accounts, writes down what is there, and checks what is written: from the snapshots on, an audit is a `check`. */
export async function audit(options: AuditOptions): Promise<ExitCode> {
  const started = performance.now();
  // The SDK is in the package: who runs it has no other to take.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const { role: _role, region: _region, ...others } = options;
  const reach = reachFrom(options);
  const settings = settingsFrom(others);
  const reading = await readingFrom(others);
  if (options.printPolicy === true && !("lines" in reach)) return print(options);
  if ("lines" in reach || "lines" in settings || "lines" in reading) return sayMisused([reach, settings, reading].flatMap((each) => "lines" in each ? each.lines : []));
  const configured = reading.config === undefined ? undefined : await gather([], reading);
  if (configured?.kind === "misused") return sayMisused(configured.lines);

  const progress = progressFor(options.quiet);
  const reached = accessWith({ concurrency: reach.concurrency, attempts: attemptsFrom(process.env["AWS_MAX_ATTEMPTS"]), profile: options.profile, told: progress.told });
  const facts = configured ? overridden(configured.parts.facts, reading.facts) : reading.facts;
  const asked = await askedFor(options, facts, configured, reached);
  if ("lines" in asked) return sayMisused(asked.lines);
  const access = { ...reached, region: asked.regions[0] };

  const { snapshot: folder, resume } = options;
  const { ids, failures } = await idsOf(reach, access);
  const parts = [...(options.simulate ? ["simulated" as const] : []), ...(wantsOrganizationPolicies(options) ? ["organization" as const] : [])];
  const taken = ids.filter((id) => resume === true && isTaken(folder, id, asked, parts));
  const accounts = reach.accounts && { roleName: reach.accounts.roleName, ids: ids.filter((id) => !taken.includes(id)), partition: partitionIn(facts, asked) };
  const paths = new Set(taken.map((id) => snapshotPath(folder, id)));
  const keep = (snapshot: Snapshot) => { paths.add(writeSnapshot(folder, snapshot)); };
  const organization = wantsOrganizationPolicies(options) ? (await import("../aws/organization-policies.js")).organizationFor(access) : undefined;
  const seen = await auditAccounts({ asked, environment: { ...recordable(facts) }, buckets: bucketsOf(facts, configured, reach), at: reading.at }, access, accounts, organization, keep);
  const missing = seen.missing.map((name) => `${name}: there is no such role or job in ${seen.snapshots.map(({ account }) => account).join(", ")}; jobs were looked for in ${asked.regions.join(", ")}`);
  if (options.simulate && missing.length === 0 && seen.snapshots.length > 0) {
    const first = await gather([...paths].toSorted(), reading);
    if (first.kind === "gathered") (await simulated(seen, await samplesFor(first, reading.at, settings, others))).forEach(keep);
  }
  progress.done();
  if (options.quiet !== true) say(tally(access.caller.made()));
  if (options.quiet !== true && asked.all && hasNoJob(seen.snapshots)) say(`there is no Glue job in ${asked.regions.join(", ")}: if that is the wrong Region, name another with --region`);
  if (missing.length > 0) return sayMisused(missing);

  const gathered = paths.size === 0 ? nothingGathered(facts) : await gather([...paths].toSorted(), reading);
  if (gathered.kind === "misused") return sayMisused(gathered.lines);
  return conclude({ ...gathered, failures: [...gathered.failures, ...failures, ...seen.failures] }, reading, settings, others, started);
}

/** Whether all was seen, and there is no job in it. */
const hasNoJob = (snapshots: readonly Snapshot[]) => snapshots.length > 0 && snapshots.every(({ regions, failures }) => failures.length === 0 && Object.values(regions).every(({ Jobs }) => Jobs.length === 0));

function print(options: AuditOptions): ExitCode {
  const { role = [], job = [], all = false, simulate, accounts, roleName, partition = "aws" } = options;
  process.stdout.write(`${JSON.stringify(permissionsFor({ roles: role, jobs: job, all, simulate, organization: accounts === "organization", organizationPolicies: wantsOrganizationPolicies(options), roleName, partition }), undefined, 2)}\n`);
  return 0;
}
