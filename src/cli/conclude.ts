import { answerOffline } from "../audit/answer.js";
import { ask, type Asked } from "../audit/ask.js";
import { distinct } from "../audit/distinct.js";
import { judge, type Assessment } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import { selectRules } from "../audit/select.js";
import { floorsOf, raised, type Floors } from "../govern/floors.js";
import { turnedOn } from "../govern/turned-on.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import type { Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import { strangers } from "../sources/guzzle.js";
import { failuresIn } from "../sources/snapshot.js";
import { artifactsOf, type Environment } from "../subject/environment.js";
import { baselineFrom, updateBaseline, type ReadBaseline } from "./baseline.js";
import { environmentsFrom, snapshotsIn } from "./environments-from.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { sharedFacts } from "./facts.js";
import type { Gathered } from "./gathered.js";
import { levelledBy, settlingFor } from "./governed.js";
import { loadServices } from "./knowledge.js";
import type { CheckOptions } from "./options.js";
import { write } from "./output.js";
import { say, sayMisused } from "./say.js";
import { inShard } from "./shard.js";
import type { Settings } from "./settings.js";
import { strictnessOf } from "./strictness.js";
import { version } from "./version.js";

/** The straight line from what was read to the exit code: source, ask, answer, judge, report, render, write. */
export async function conclude(gathered: Gathered, at: string, { outputs, levels, shard }: Settings, options: CheckOptions, started: number): Promise<ExitCode> {
  const { environments, asked, selected, everywhere, floors } = await questionsOf(gathered, at, levels, options);
  const failures = [...gathered.failures, ...snapshotsIn(gathered).flatMap(failuresIn)];
  if (asked.length === 0 && failures.length === 0) return sayMisused([selected.length > 0 ? "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line" : "no rule is on: nothing was checked"]);
  const judged = distinct(judge(shard ? inShard(asked, shard) : asked, answerOffline(options.verify)).filter((assessment) => isAbout(assessment, gathered.about)), environments.length);
  const assessments = await levelledBy(gathered, judged, everywhere, Object.keys(levels), floors);
  const ran = new Set(shard === undefined && gathered.about === undefined && options.env === undefined && failures.length === 0 ? selected.map(({ id }) => id) : []);
  const reportBy = async (known: ReadBaseline | undefined) => {
    const settle = await settlingFor(gathered, environments, { selected, ran, now: at.slice(0, 10), waive: options.waivers !== false, baseline: known?.baseline });
    return makeReport(assessments, {
      version, facts: sharedFacts(environments), failures, skipped: gathered.skipped, notes: [...gathered.notes, ...environments.flatMap(strangers)], ...(shard && { shard }), ...(settle && { settle }),
      documents: known ? new Map([...gathered.documents, [known.document.artifact, known.document]]) : gathered.documents, ...(!options.deterministic && { at }),
    });
  };
  const baseline = await baselineFrom(options, gathered.ruling);
  if (baseline && "lines" in baseline) return sayMisused(baseline.lines);
  const first = await reportBy(baseline);
  if (baseline && options.updateBaseline !== undefined && ran.size === 0) return sayMisused(["--update-baseline: a baseline is written where everything is looked at: without paths and shards, and with nothing that could not be read"]);
  const updated = baseline && options.updateBaseline !== undefined ? await updateBaseline(baseline, first, ran, options.updateBaseline) : undefined;
  const report = updated ? await reportBy(updated) : first;
  const written = await write(report, outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${assessments.length} verdicts, ${Math.round(performance.now() - started)} ms`);
  return exitCodeOf(report, strictnessOf(options, gathered.ruling));
}

/** The environments that were read, and all that the rules ask about them. */
export async function questionsOf(gathered: Gathered, at: string, levels: Settings["levels"], options: CheckOptions): Promise<{ readonly environments: readonly Environment[]; readonly asked: readonly Asked[]; readonly selected: readonly Rule[]; readonly everywhere: readonly Rule[]; readonly floors: Floors }> {
  const environments = environmentsFrom(gathered, at, options);
  const { ruling } = gathered;
  const packs = options.pack ?? ruling.packs;
  const { governing } = ruling;
  const floors: Floors = governing ? floorsOf(rules, governing.manifest.rules, governing.manifest.packs) : new Map();
  const select = (own: Settings["levels"]) => raised(selectRules(rules, { levels: { ...own, ...levels }, ...(packs && { packs }), ...(options.only && { only: options.only }) }), rules, floors);
  const everywhere = select(ruling.levels);
  // A rule that is off may be on in some files.
  const selected = ruling.overrides.length === 0 ? everywhere : select({ ...ruling.levels, ...turnedOn(ruling.overrides) });
  const asked = await Promise.all(environments.map(async (environment) => {
    const services = environment.documents.length > 0 && selected.some(needsServices) ? await loadServices(servicesNamed(environment)) : undefined;
    return ask(selected, environment, services, rules);
  }));
  return { environments, asked: asked.flat(), selected, everywhere, floors };
}

/** With paths, a verdict is reported if any file that it was built from is among them. */
function isAbout({ joined: { subject, environment } }: Assessment, about: ReadonlySet<string> | undefined): boolean {
  return about === undefined || artifactsOf(environment, subject).some((artifact) => about.has(artifact));
}
