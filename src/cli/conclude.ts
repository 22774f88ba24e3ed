import { makeReport } from "../audit/make-report.js";
import type { Failure, Report } from "../audit/report.js";
import { strangers } from "../sources/guzzle.js";
import { failuresIn } from "../sources/snapshot.js";
import { assess } from "./assess.js";
import { baselineFrom, updateBaseline, type ReadBaseline } from "./baseline.js";
import { smokeRunsIn, snapshotsIn } from "./environments-from.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import { sharedFacts } from "./facts.js";
import type { Gathered } from "./gathered.js";
import { settlingFor } from "./governed.js";
import { mended, unmended, type Mended } from "./mending.js";
import type { CheckOptions } from "./options.js";
import { write } from "./output.js";
import { say, sayMisused } from "./say.js";
import type { Settings } from "./settings.js";
import { version } from "./version.js";

/** Reads the same again, but with other texts for some files. */
export type Regather = (texts: ReadonlyMap<string, string>) => Promise<Gathered>;

/**
 * The straight line from what was read to the exit code: source, ask, answer, judge, mend, settle, report, render, write. Without
 * `regather` nothing can be mended.
 */
export async function conclude(gathered: Gathered, at: string, settings: Settings, options: CheckOptions, started: number, regather?: Regather): Promise<ExitCode> {
  const { ruling, about } = gathered;
  const assessed = await assess(gathered, at, settings, options);
  const { asked, selected } = assessed;
  const failures = [...gathered.failures, ...[...snapshotsIn(gathered), ...smokeRunsIn(gathered)].flatMap(failuresIn)];
  if (asked.length === 0 && failures.length === 0) return sayMisused([selected.length > 0 ? "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line" : "no rule is on: nothing was checked"]);
  const baseline = await baselineFrom(options, ruling);
  if (baseline && "lines" in baseline) return sayMisused(baseline.lines);
  const isWhole = settings.shard === undefined && about === undefined && options.env === undefined && failures.length === 0;
  const ran = new Set(isWhole ? selected.map(({ id }) => id) : []);
  if (baseline && options.updateBaseline !== undefined && ran.size === 0) return sayMisused(["--update-baseline: a baseline is written where everything is looked at: without paths and shards, and with nothing that could not be read"]);

  const reassess = regather && (async (texts: ReadonlyMap<string, string>, touched?: ReadonlySet<string>) => assess(await regather(texts), at, settings, options, touched));
  const asIs = reassess ? await unmended(assessed, reassess) : { assessed, offers: new Map(), texts: new Map() };
  const best = reassess && (options.fix === true || options.diff === true) ? await mended(asIs, ["fix"], reassess) : asIs;
  const report = (state: Mended, known: ReadBaseline | undefined, unwritten: readonly Failure[] = []) => reportOf(state, known, ran, [...failures, ...unwritten], at, settings, options);
  const codeOf = (of: Report) => exitCodeOf(of, { failOn: options.failOn ?? ruling.failOn ?? "error", failOnOpen: options.failOnOpen ?? ruling.failOnOpen, maxWarnings: options.maxWarnings === undefined ? ruling.maxWarnings : Number(options.maxWarnings), allowIncomplete: options.allowIncomplete });
  if (options.diff === true) {
    process.stdout.write((await import("./diffs.js")).diffs(best.texts, gathered.documents));
    return codeOf(await report(asIs, baseline));
  }
  const unwritten = best.texts.size > 0 ? (await import("./rewrite.js")).rewriteAll(best.texts, gathered.documents) : [];
  const first = await report(best, baseline, unwritten);
  const updated = baseline && options.updateBaseline !== undefined ? await updateBaseline(baseline, first, ran, options.updateBaseline) : undefined;
  const last = updated ? await report(best, updated, unwritten) : first;
  const written = await write(last, settings.outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${best.assessed.assessments.length} verdicts, ${Math.round(performance.now() - started)} ms`);
  return codeOf(last);
}

async function reportOf({ assessed: { assessments, environments, selected, gathered }, offers }: Mended, known: ReadBaseline | undefined, ran: ReadonlySet<string>, failures: readonly Failure[], at: string, { shard }: Settings, options: CheckOptions): Promise<Report> {
  const settle = await settlingFor(gathered, environments, { selected, ran, now: at.slice(0, 10), waive: options.waivers !== false, baseline: known?.baseline });
  return makeReport(assessments, {
    version, facts: sharedFacts(environments), failures, skipped: gathered.skipped, notes: [...gathered.notes, ...environments.flatMap(strangers)], offers, ...(shard && { shard }), ...(settle && { settle }),
    documents: known ? new Map([...gathered.documents, [known.document.artifact, known.document]]) : gathered.documents, ...(!options.deterministic && { at }),
  });
}
