import type { Assessment } from "../audit/judge.js";
import { reportSince } from "../audit/since.js";
import type { Failure, MendKind, Report } from "../audit/report.js";
import { baselineFrom, updateBaseline, type ReadBaseline } from "./baseline.js";
import { assess } from "./assess.js";
import { exitCodeOf, type ExitCode } from "./exit-code.js";
import type { Gathered } from "./gathered.js";
import type { Mended } from "./mending.js";
import type { CheckOptions } from "./options.js";
import { write } from "./output.js";
import type { Reading } from "./reading.js";
import { judgedFrom, reportOf } from "./report-on.js";
import { say, sayMisused } from "./say.js";
import type { Settings } from "./settings.js";
import { strictnessOf } from "./strictness.js";

/** Reads the same again, but with other texts for some files. */
export type Regather = (texts: ReadonlyMap<string, string>) => Promise<Gathered>;

/** What there was before a change, of which only what it causes is reported. */
export interface Before {
  readonly since: string;
  /** Undefined where that could not be judged. */
  readonly report: Report | undefined;
}

/**
 * The straight line from what was read to the exit code: source, ask, answer, judge, mend, settle, report, render, write. Without
 * `regather` nothing can be mended.
 */
export async function conclude(gathered: Gathered, { at, over }: Pick<Reading, "at" | "over">, settings: Settings, options: CheckOptions, started: number, { regather, before }: { readonly regather?: Regather; readonly before?: Before } = {}): Promise<ExitCode> {
  const judged = await judgedFrom(gathered, at, settings, options);
  if ("lines" in judged) return sayMisused(judged.lines);
  const { assessed, failures, ran } = judged;
  const baseline = await baselineFrom(options, gathered.ruling, over);
  if (baseline && "lines" in baseline) return sayMisused(baseline.lines);
  if (baseline && options.updateBaseline !== undefined && ran.size === 0) return sayMisused(["--update-baseline: a baseline is written where everything is looked at: without paths and shards, and with nothing that could not be read"]);

  const reassess = regather && (async (texts: ReadonlyMap<string, string>, touched?: ReadonlySet<string>) => assess(await regather(texts), at, settings, options, touched));
  const mending = reassess && assessed.assessments.some(isMendable) ? await import("./mending.js") : undefined;
  const asIs = reassess && mending ? await mending.unmended(assessed, reassess) : { assessed, offers: new Map(), texts: new Map() };
  const kinds = mendedBy(options);
  const best = reassess && mending && kinds.length > 0 ? await mending.mended(asIs, kinds, reassess) : asIs;
  const report = (state: Mended, known: ReadBaseline | undefined, unwritten: readonly Failure[] = []) => reportOf(state, known, ran, [...failures, ...unwritten], at, settings, options);
  const codeOf = (of: Report) => exitCodeOf(of, strictnessOf(options, gathered.ruling));
  if (options.diff === true) {
    process.stdout.write((await import("./diffs.js")).diffs(best.texts, gathered.documents));
    const shown = await report(asIs, baseline);
    if (options.fixGrants === true) gainsIn(shown).forEach(say);
    return codeOf(shown);
  }
  const unwritten = best.texts.size > 0 ? (await import("./rewrite.js")).rewriteAll(best.texts, gathered.documents) : [];
  const first = await report(best, baseline, unwritten);
  const updated = baseline && options.updateBaseline !== undefined ? await updateBaseline(baseline, first, ran, options.updateBaseline) : undefined;
  const whole = updated ? await report(best, updated, unwritten) : first;
  const last = before ? reportSince(before.since, whole, before.report) : whole;
  const written = await write(last, settings.outputs, options);
  if (written !== undefined) return sayMisused([written]);
  if (options.verbose) say(`${gathered.documents.size} files, ${best.assessed.assessments.length} verdicts, ${Math.round(performance.now() - started)} ms`);
  return codeOf(last);
}

/** Nothing is granted unless somebody says so. */
const mendedBy = ({ fix, fixGrants, diff }: CheckOptions): readonly MendKind[] => [...(fix === true || diff === true ? ["fix" as const] : []), ...(fixGrants === true ? ["grant" as const] : [])];

/** Who gains what by `--fix-grants`, a line each. */
const gainsIn = ({ findings }: Report): readonly string[] => [...new Set(findings.flatMap(({ subject, mends = [] }) => mends.filter(({ kind }) => kind === "grant").map(({ title }) => `${subject} gains: ${title}`)))];

const isMendable = ({ verdict }: Assessment) => verdict.kind === "fail" && verdict.problems.some(({ mends = [] }) => mends.length > 0);
