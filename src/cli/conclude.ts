import type { Assessment } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import type { Failure, Report } from "../audit/report.js";
import { strangers } from "../sources/guzzle.js";
import { failuresIn } from "../sources/snapshot.js";
import { assess, snapshotsIn } from "./assess.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { sharedFacts } from "./facts.js";
import type { Gathered } from "./gathered.js";
import type { Mended } from "./mending.js";
import type { CheckOptions } from "./options.js";
import { write } from "./output.js";
import { say, sayMisused } from "./say.js";
import type { Settings } from "./settings.js";
import { version } from "./version.js";

/** Reads the same again, but with other texts for some files. */
export type Regather = (texts: ReadonlyMap<string, string>) => Promise<Gathered>;

/**
 * The straight line from what was read to the exit code: source, ask, answer, judge, mend, report, render, write. Without
 * `regather` nothing can be mended.
 */
export async function conclude(gathered: Gathered, at: string, settings: Settings, options: CheckOptions, started: number, regather?: Regather): Promise<ExitCode> {
  const assessed = await assess(gathered, at, settings, options);
  const failures = [...gathered.failures, ...snapshotsIn(gathered).flatMap(failuresIn)];
  if (assessed.asked.length === 0 && failures.length === 0) return sayMisused([assessed.areRules ? "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line" : "no rule is on: nothing was checked"]);
  const reassess = regather && (async (texts: ReadonlyMap<string, string>, touched?: ReadonlySet<string>) => assess(await regather(texts), at, settings, options, touched));
  const mending = reassess && assessed.assessments.some(isMendable) ? await import("./mending.js") : undefined;
  const asIs = reassess && mending ? await mending.unmended(assessed, reassess) : { assessed, offers: new Map(), texts: new Map() };
  const report = (state: Mended, unwritten: readonly Failure[] = []) => reportOf(state, [...failures, ...unwritten], at, settings, options);
  const codeOf = (of: Report) => exitCodeOf(of, { failOn: options.failOn ?? gathered.failOn ?? "error", failOnOpen: options.failOnOpen, allowIncomplete: options.allowIncomplete });
  const best = reassess && mending && (options.fix === true || options.diff === true) ? await mending.mended(asIs, ["fix"], reassess) : asIs;
  if (options.diff === true) {
    process.stdout.write((await import("./diffs.js")).diffs(best.texts, gathered.documents));
    return codeOf(report(asIs));
  }
  const unwritten = best.texts.size > 0 ? (await import("./rewrite.js")).rewriteAll(best.texts, gathered.documents) : [];
  const last = report(best, unwritten);
  const written = await write(last, settings.outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${best.assessed.assessments.length} verdicts, ${Math.round(performance.now() - started)} ms`);
  return codeOf(last);
}

const isMendable = ({ verdict }: Assessment) => verdict.kind === "fail" && verdict.problems.some(({ mends = [] }) => mends.length > 0);

function reportOf({ assessed: { assessments, environments, gathered }, offers }: Mended, failures: readonly Failure[], at: string, { shard }: Settings, options: CheckOptions): Report {
  return makeReport(assessments, {
    version, facts: sharedFacts(environments), documents: gathered.documents, failures, skipped: gathered.skipped, notes: [...gathered.notes, ...environments.flatMap(strangers)], offers, ...(shard && { shard }),
    ...(!options.deterministic && { at }),
  });
}
