import { answerOffline } from "../audit/answer.js";
import { ask } from "../audit/ask.js";
import { judge, type Assessment } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import { selectRules } from "../audit/select.js";
import { needsServices, servicesNamed } from "../checks/reviews.js";
import { rules } from "../rules/rules.generated.js";
import { strangers } from "../sources/guzzle.js";
import { artifactsOf, type Environment } from "../subject/environment.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { loadServices } from "./knowledge.js";
import { load } from "./load.js";
import { levelsFrom, type CheckOptions } from "./options.js";
import { outputsFrom, write } from "./output.js";
import { say, sayMisused } from "./say.js";
import { inShard, shardFrom } from "./shard.js";
import { version } from "./version.js";

/** The straight line of the main job: read, source, ask, answer, judge, report, render, write. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const started = performance.now();
  const outputs = outputsFrom(options.format ?? ["stylish"]);
  const levels = levelsFrom(options);
  const shard = options.shard === undefined ? undefined : shardFrom(options.shard);
  if ("lines" in outputs || "lines" in levels || (shard && "lines" in shard)) return sayMisused([outputs, levels, shard ?? []].flatMap((value) => "lines" in value ? value.lines : []));
  const loaded = await load(paths, options);
  if (loaded.kind === "misused") return sayMisused(loaded.lines);

  const { gathered, environment, at } = loaded;
  const selected = selectRules(rules, { levels: { ...gathered.levels, ...levels }, ...(options.pack && { packs: options.pack }), ...(options.only && { only: options.only }) });
  const services = environment.documents.length > 0 && selected.some(needsServices) ? await loadServices(servicesNamed(environment)) : undefined;
  const asked = ask(selected, environment, services);
  if (asked.length === 0 && gathered.failures.length === 0) return sayMisused([selected.length === 0 ? "no rule is on: nothing was checked" : "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line"]);
  const assessments = judge(shard ? inShard(asked, shard) : asked, answerOffline()).filter((assessment) => isAbout(assessment, environment, gathered.about));
  const report = makeReport(assessments, {
    version, facts: environment.facts, documents: gathered.documents, failures: gathered.failures, skipped: gathered.skipped, notes: [...gathered.notes, ...strangers(environment)], ...(shard && { shard }),
    ...(!options.deterministic && { at }),
  });
  const written = await write(report, outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${assessments.length} verdicts, ${Math.round(performance.now() - started)} ms`);
  return exitCodeOf(report, { failOn: options.failOn ?? gathered.failOn ?? "error", failOnOpen: options.failOnOpen, allowIncomplete: options.allowIncomplete });
}

/** With paths, a verdict is reported if any file that it was built from is among them. */
function isAbout({ joined: { subject } }: Assessment, environment: Environment, about: ReadonlySet<string> | undefined): boolean {
  return about === undefined || artifactsOf(environment, subject).some((artifact) => about.has(artifact));
}
