import { accessWith } from "../aws/audit.js";
import { tally } from "../aws/calls.js";
import { smoke as run, type Ran } from "../aws/smoke.js";
import { dollars } from "../checks/cost.js";
import { idOf } from "../smoke/identity.js";
import { planOf, type Plan } from "../smoke/plan.js";
import { recordingOf, type Recording } from "../smoke/recording.js";
import { attemptsFrom } from "./audit-scope.js";
import { selectedRules } from "./assess.js";
import { conclude } from "./conclude.js";
import { consented, isAskable } from "./consent.js";
import type { ExitCode } from "./exit-code.js";
import { gather } from "./gather.js";
import { progressFor } from "./progress.js";
import { say, sayMisused } from "./say.js";
import { writeRecording } from "./snapshots.js";
import { limitsFrom, type SmokeOptions } from "./smoke-options.js";
import { planLines, tooDear } from "./smoke-plan.js";
import { subjectOf } from "./smoke-subject.js";
import { identityAt, worldOf } from "./smoke-world.js";

/** Runs a small job as the compute would, and holds what it was allowed against what the policies say: from its recording on, a smoke run is a `check`. */
export async function smoke(paths: readonly string[], options: SmokeOptions): Promise<ExitCode> {
  const started = performance.now();
  // The SDK is in the package: who runs it has no other to take.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const progress = progressFor(options.quiet);
  const access = accessWith({ concurrency: 8, attempts: attemptsFrom(process.env["AWS_MAX_ATTEMPTS"]), profile: options.profile, told: progress.told });
  const limits = limitsFrom(options);
  const subject = "lines" in limits ? limits : await subjectOf(paths, options, access);
  if ("lines" in limits || "lines" in subject) return sayMisused("lines" in subject ? subject.lines : []);
  const { gathered, environment, compute, reading, settings } = subject;

  const here = identityAt(reading.at);
  const plan = planOf({ compute, facts: environment.facts, rules: selectedRules(gathered, settings.levels, options).selected, budget: environment.budget, id: idOf(here), keep: options.keep === true });
  if ("lines" in plan) return sayMisused(plan.lines);
  const refusal = await refusalOf(plan, options, { "--max-usd": limits.usd, "`budget` in gluelint.yaml": environment.budget?.usd });
  if (refusal !== undefined) return refusal;

  const world = worldOf(here, limits.interval, progress.at);
  const ran = await run(plan, { ...access, region: plan.region }, world);
  world.leave();
  progress.done();
  const recording = recordingOf(plan, ran, environment, reading.at);
  if (options.quiet !== true) sayEnd(plan, ran, recording, tally(access.caller.made()));
  const path = writeRecording(options.snapshot, compute.name, recording);
  const again = await gather([...paths, options.compute, path], reading, options.role);
  if (again.kind === "misused") return sayMisused(again.lines);
  return conclude({ ...again, about: new Set([compute.location.artifact]) }, reading, settings, options, started);
}

/** The exit code where the plan is not to be run: it costs too much, it was only to be shown, or nobody says yes. */
async function refusalOf(plan: Plan, { dryRun, yes }: SmokeOptions, limits: Readonly<Record<string, number | undefined>>): Promise<ExitCode | undefined> {
  const lines = planLines(plan);
  const dear = tooDear(plan, limits);
  if (dryRun === true) process.stdout.write(`${lines.join("\n")}\n`);
  else lines.forEach(say);
  if (dear.length > 0) return sayMisused(dear);
  if (dryRun === true) return 0;
  if (yes === true) return undefined;
  if (!isAskable()) return sayMisused(["a smoke run makes a job in your account, and costs money: say --yes where nobody can be asked, or --dry-run to see the plan alone"]);
  return await consented("Run it?") ? undefined : sayMisused(["nothing was started"]);
}

/** How each probe went, the states of the run, what it cost, and the calls that it took. */
function sayEnd({ job, ceiling, folders, keep }: Plan, { states, seconds }: Ran, { observed }: Recording, calls: string): void {
  const cost = ceiling && seconds > 0 ? `, about ${dollars(ceiling.workers * ceiling.dpu * ceiling.usdPerHour * Math.max(seconds, 60) / 3600)}` : "";
  observed.map(({ outcome, action, resources, said }) => `  ${outcome.padEnd(7)}  ${action}  ${resources.join(" ")}${said === undefined ? "" : `  (${said})`}`).forEach(say);
  say(`${job.Name}: ${states.length > 0 ? states.join(" → ") : "did not run"}${seconds > 0 ? `, ${seconds} s` : ""}${cost}`);
  say(calls);
  if (keep) say(`kept: aws glue delete-job --job-name ${job.Name}; ${folders.map(({ bucket, prefix }) => `aws s3 rm --recursive s3://${bucket}/${prefix}`).join("; ")}`);
}
