import { answerOffline } from "../audit/answer.js";
import { ask } from "../audit/ask.js";
import { judge, type Assessment } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import { selectRules } from "../audit/select.js";
import { rules } from "../rules/rules.generated.js";
import { assemble } from "../sources/assemble.js";
import { strangers } from "../sources/guzzle.js";
import { undeclared } from "../sources/parameter-values.js";
import { artifactsOf, type Environment } from "../subject/environment.js";
import { clockFrom } from "./clock.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { factsFrom } from "./facts.js";
import { findConfig } from "./find-config.js";
import { gatherPaths } from "./gather-paths.js";
import { levelsFrom, unknownRule, type CheckOptions } from "./options.js";
import { outputsFrom, write } from "./output.js";
import { parametersFrom } from "./parameters.js";
import { clean } from "./paths.js";
import { say, sayMisused } from "./say.js";
import { inShard, shardFrom } from "./shard.js";
import { version } from "./version.js";

/** The straight line of the main job: read, source, ask, answer, judge, report, render, write. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const started = performance.now();
  const outputs = outputsFrom(options.format ?? ["stylish"]);
  const levels = levelsFrom(options);
  const config = options.config === false ? undefined : options.config === undefined ? findConfig() : clean(options.config);
  const facts = factsFrom(options);
  const clock = clockFrom(options);
  const shard = options.shard === undefined ? undefined : shardFrom(options.shard);
  const parameters = await parametersFrom(options);
  const misuse = [outputs, levels, facts, clock, parameters, shard ?? []].flatMap((value) => "lines" in value ? value.lines : []);
  if ("lines" in outputs || "lines" in levels || "lines" in facts || "lines" in clock || "lines" in parameters || (shard && "lines" in shard)) return sayMisused(misuse);
  if (config !== undefined && options.role !== undefined) return sayMisused([`--role says whose the policies on the command line are, but ${config} says it already: leave it out, or say --no-config`]);

  const gathered = config === undefined
    ? await gatherPaths(paths, facts, options.role, parameters.values)
    : await (await import("./gather-config.js")).gatherConfig(config, paths, facts, parameters.values);
  if (gathered.kind === "misused") return sayMisused(gathered.lines);

  const unknown = [...Object.keys(gathered.levels).flatMap(unknownRule), ...undeclared(parameters.named, [...gathered.documents.values()])];
  if (unknown.length > 0) return sayMisused(unknown);

  const environment = assemble({ ...gathered.parts, now: clock.at.slice(0, 10), ...(options.guzzle && { guzzle: true }) });
  const selected = selectRules(rules, { levels: { ...gathered.levels, ...levels }, ...(options.pack && { packs: options.pack }), ...(options.only && { only: options.only }) });
  const asked = ask(selected, environment);
  if (asked.length === 0 && gathered.failures.length === 0) return sayMisused([selected.length === 0 ? "no rule is on: nothing was checked" : "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line"]);
  const assessments = judge(shard ? inShard(asked, shard) : asked, answerOffline()).filter((assessment) => isAbout(assessment, environment, gathered.about));
  const report = makeReport(assessments, {
    version, facts: environment.facts, documents: gathered.documents, failures: gathered.failures, skipped: gathered.skipped, notes: [...gathered.notes, ...strangers(environment)], ...(shard && { shard }),
    ...(!options.deterministic && { at: clock.at }),
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
