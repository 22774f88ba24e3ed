import { answerOffline } from "../audit/answer.js";
import { ask, type Asked } from "../audit/ask.js";
import { distinct } from "../audit/distinct.js";
import { judge, type Assessment } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import { selectRules } from "../audit/select.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import { rules } from "../rules/rules.generated.js";
import { strangers } from "../sources/guzzle.js";
import { failuresIn } from "../sources/snapshot.js";
import { artifactsOf, type Environment } from "../subject/environment.js";
import { environmentsFrom, snapshotsIn } from "./environments-from.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { sharedFacts } from "./facts.js";
import type { Gathered } from "./gathered.js";
import { loadServices } from "./knowledge.js";
import type { CheckOptions } from "./options.js";
import { write } from "./output.js";
import { say, sayMisused } from "./say.js";
import { inShard } from "./shard.js";
import type { Settings } from "./settings.js";
import { version } from "../library/version.js";

/** The straight line from what was read to the exit code: source, ask, answer, judge, report, render, write. */
export async function conclude(gathered: Gathered, at: string, { outputs, levels, shard }: Settings, options: CheckOptions, started: number): Promise<ExitCode> {
  const { environments, asked, areRules } = await questionsOf(gathered, at, levels, options);
  const failures = [...gathered.failures, ...snapshotsIn(gathered).flatMap(failuresIn)];
  if (asked.length === 0 && failures.length === 0) return sayMisused([areRules ? "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line" : "no rule is on: nothing was checked"]);
  const assessments = distinct(judge(shard ? inShard(asked, shard) : asked, answerOffline(options.verify)).filter((assessment) => isAbout(assessment, gathered.about)), environments.length);
  const report = makeReport(assessments, {
    version, facts: sharedFacts(environments), documents: gathered.documents, failures, skipped: gathered.skipped, notes: [...gathered.notes, ...environments.flatMap(strangers)], ...(shard && { shard }),
    ...(!options.deterministic && { at }),
  });
  const written = await write(report, outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${assessments.length} verdicts, ${Math.round(performance.now() - started)} ms`);
  return exitCodeOf(report, { failOn: options.failOn ?? gathered.failOn ?? "error", failOnOpen: options.failOnOpen, allowIncomplete: options.allowIncomplete });
}

/** The environments that were read, and all that the rules ask about them. */
export async function questionsOf(gathered: Gathered, at: string, levels: Settings["levels"], options: CheckOptions): Promise<{ readonly environments: readonly Environment[]; readonly asked: readonly Asked[]; readonly areRules: boolean }> {
  const environments = environmentsFrom(gathered, at, options.guzzle);
  const selected = selectRules(rules, { levels: { ...gathered.levels, ...levels }, ...(options.pack && { packs: options.pack }), ...(options.only && { only: options.only }) });
  const asked = await Promise.all(environments.map(async (environment) => {
    const services = environment.documents.length > 0 && selected.some(needsServices) ? await loadServices(servicesNamed(environment)) : undefined;
    return ask(selected, environment, services, rules);
  }));
  return { environments, asked: asked.flat(), areRules: selected.length > 0 };
}

/** With paths, a verdict is reported if any file that it was built from is among them. */
function isAbout({ joined: { subject, environment } }: Assessment, about: ReadonlySet<string> | undefined): boolean {
  return about === undefined || artifactsOf(environment, subject).some((artifact) => about.has(artifact));
}
