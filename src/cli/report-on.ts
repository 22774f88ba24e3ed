import { makeReport } from "../audit/make-report.js";
import type { Failure, Report } from "../audit/report.js";
import { strangers } from "../sources/guzzle.js";
import { unseenIn } from "../sources/seen-organization.js";
import { failuresIn } from "../sources/snapshot.js";
import { assess, type Assessed } from "./assess.js";
import type { ReadBaseline } from "./baseline.js";
import { smokeRunsIn, snapshotsIn } from "./environments-from.js";
import { sharedFacts } from "./facts.js";
import type { Gathered } from "./gathered.js";
import { settlingFor } from "./governed.js";
import type { Mended } from "./mending.js";
import type { CheckOptions, Misunderstood } from "./options.js";
import type { Settings } from "./settings.js";
import { version } from "../library/version.js";

/** What was judged, before it is settled what of it counts. */
export interface Judged {
  readonly assessed: Assessed;
  readonly failures: readonly Failure[];
  /** The rules that were asked about everything. */
  readonly ran: ReadonlySet<string>;
}

/** The line from what was read to the verdicts, or why there is nothing to judge. */
export async function judgedFrom(gathered: Gathered, at: string, settings: Settings, options: CheckOptions): Promise<Judged | Misunderstood> {
  const assessed = await assess(gathered, at, settings, options);
  const { asked, selected } = assessed;
  const failures = [...gathered.failures, ...[...snapshotsIn(gathered), ...smokeRunsIn(gathered)].flatMap(failuresIn)];
  if (asked.length === 0 && failures.length === 0) return { lines: [selected.length > 0 ? "nothing was checked: name computes and roles in gluelint.yaml, or files on the command line" : "no rule is on: nothing was checked"] };
  const isWhole = settings.shard === undefined && gathered.about === undefined && options.env === undefined && failures.length === 0;
  return { assessed, failures, ran: new Set(isWhole ? selected.map(({ id }) => id) : []) };
}

/** The report of what was judged and mended. */
export async function reportOf({ assessed: { assessments, environments, selected, gathered }, offers }: Pick<Mended, "assessed" | "offers">, known: ReadBaseline | undefined, ran: ReadonlySet<string>, failures: readonly Failure[], at: string, { shard }: Settings, options: CheckOptions): Promise<Report> {
  const settle = await settlingFor(gathered, environments, { selected, ran, now: at.slice(0, 10), waive: options.waivers !== false, baseline: known?.baseline });
  return makeReport(assessments, {
    version, facts: sharedFacts(environments), failures, skipped: gathered.skipped, notes: [...gathered.notes, ...snapshotsIn(gathered).flatMap(unseenIn), ...environments.flatMap(strangers)], offers, ...(shard && { shard }), ...(settle && { settle }),
    documents: known ? new Map([...gathered.documents, [known.document.artifact, known.document]]) : gathered.documents, ...(!options.deterministic && { at }),
  });
}
