import { answerOffline } from "../audit/answer.js";
import { distinct } from "../audit/distinct.js";
import { judge, type Assessment } from "../audit/judge.js";
import { makeReport } from "../audit/make-report.js";
import type { Report } from "../audit/report.js";
import { strangers } from "../sources/guzzle.js";
import { failuresIn } from "../sources/snapshot.js";
import { artifactsOf, type Subject } from "../subject/environment.js";
import { baselineFrom, updateBaseline, type ReadBaseline } from "./baseline.js";
import { snapshotsIn } from "./environments-from.js";
import { sharedFacts } from "./facts.js";
import type { Gathered } from "./gathered.js";
import { levelledBy, settlingFor } from "./governed.js";
import type { CheckOptions, Misunderstood } from "./options.js";
import { questionsOf } from "./questions.js";
import type { Reading } from "./reading.js";
import { inShard } from "./shard.js";
import type { Settings } from "./settings.js";
import { version } from "./version.js";

/** A report, and how many verdicts are in it. */
export interface Reported {
  readonly report: Report;
  readonly verdicts: number;
}

/** The straight line from what was read to the report: source, ask, answer, judge, settle, report. Or why there is nothing to report on. */
export async function reportOn(gathered: Gathered, { at, over }: Pick<Reading, "at" | "over">, { levels, shard }: Settings, options: CheckOptions): Promise<Reported | Misunderstood> {
  const { environments, asked, selected, everywhere, floors } = await questionsOf(gathered, at, levels, options);
  const failures = [...gathered.failures, ...snapshotsIn(gathered).flatMap(failuresIn)];
  if (asked.length === 0 && failures.length === 0) return { lines: [selected.length > 0 ? "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line" : "no rule is on: nothing was checked"] };
  const judged = distinct(judge(shard ? inShard(asked, shard) : asked, answerOffline(options.verify)).filter((assessment) => isAbout(assessment, gathered.about)), environments.length);
  const assessments = await levelledBy(gathered, judged, everywhere, Object.keys(levels), floors);
  const isWhole = shard === undefined && gathered.about === undefined && options.env === undefined && failures.length === 0;
  const ran = new Set(isWhole ? selected.map(({ id }) => id) : []);
  const reportBy = async (known: ReadBaseline | undefined) => {
    const settle = await settlingFor(gathered, environments, { selected, ran, now: at.slice(0, 10), waive: options.waivers !== false, baseline: known?.baseline });
    return makeReport(assessments, {
      version, facts: sharedFacts(environments), failures, skipped: gathered.skipped, notes: [...gathered.notes, ...environments.flatMap(strangers)], ...(shard && { shard }), ...(settle && { settle }),
      documents: known ? new Map([...gathered.documents, [known.document.artifact, known.document]]) : gathered.documents, ...(!options.deterministic && { at }),
    });
  };
  const baseline = await baselineFrom(options, gathered.ruling, over);
  if (baseline && "lines" in baseline) return baseline;
  const report = await reportBy(baseline);
  if (baseline === undefined || options.updateBaseline === undefined) return { report, verdicts: assessments.length };
  if (!isWhole) return { lines: ["--update-baseline: a baseline is written where everything is looked at: without paths and shards, and with nothing that could not be read"] };
  return { report: await reportBy(await updateBaseline(baseline, report, ran, options.updateBaseline)), verdicts: assessments.length };
}

/** With paths, a verdict is reported if any file that it was built from is among them, or if it was from one that is gone. */
function isAbout({ joined: { subject, environment } }: Assessment, about: ReadonlySet<string> | undefined): boolean {
  return about === undefined || about.has(keyOfSubject(subject)) || artifactsOf(environment, subject).some((artifact) => about.has(artifact));
}

/** A subject among the names of files, for one of which it was built. */
export function keyOfSubject({ kind, name }: Subject): string {
  return `\0${kind} ${name}`;
}
