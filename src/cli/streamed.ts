import type { Elsewhere } from "../audit/findings.js";
import { inEnvironment } from "../audit/summarise.js";
import { makeReport } from "../audit/make-report.js";
import type { Assessment } from "../audit/judge.js";
import type { Report } from "../audit/report.js";
import { sharedJudge } from "../audit/sharing.js";
import { strangers } from "../sources/guzzle.js";
import { version } from "../library/version.js";
import { alike, type Alike } from "./alike.js";
import { assess, type Assessed } from "./assess.js";
import { baselineFrom, type ReadBaseline } from "./baseline.js";
import { batchesOf, openDumps, type Chunk } from "./chunks.js";
import { codeOf, isFailing, type ExitCode, type Strictness } from "./exit-code.js";
import { sharedFacts } from "./facts.js";
import { gather } from "./gather.js";
import type { Gathered, Misused } from "./gathered.js";
import { settlingFor } from "./governed.js";
import { keepLittle } from "./heap.js";
import type { CheckOptions } from "./options.js";
import type { Reading } from "./reading.js";
import { say, sayMisused } from "./say.js";
import { noRuling } from "./ruling.js";
import type { Settings } from "./settings.js";
import { sinkFor, unwritten } from "./sink.js";
import { strictnessOf } from "./strictness.js";
import { surveyOf } from "./survey.js";

/**
 * Checks dumps of an account that are too large to be held: some roles with all that is theirs at a time, by the line that every check
 * goes, each part with a report of its own. What is found of a part is told before the next is read.
 */
export async function checkStreamed(files: readonly string[], reading: Reading, settings: Settings, options: CheckOptions, started: number): Promise<ExitCode> {
  keepLittle();
  const survey = await surveyOf(files);
  const misuse = [
    ...survey.others.map((file) => `${file} is neither a dump of roles nor of jobs: check it by its own, or name it in gluelint.yaml`),
    ...(survey.accounts.size > 1 ? [`these dumps are of several accounts (${[...survey.accounts].join(", ")}): check each by its own, and join the reports with gluelint merge`] : []),
    ...(options.updateBaseline === undefined ? [] : ["--update-baseline: a baseline is written where everything is looked at, and large dumps are looked at in parts"]),
  ];
  if (misuse.length > 0) return sayMisused(misuse);
  const { shard } = settings;
  const sink = sinkFor(settings.outputs, options);
  const explained = new Set<string>();
  // Who verifies takes nothing from elsewhere.
  const judged = options.verify === true ? undefined : sharedJudge();
  // A configuration may say more of a role than the dump.
  const isShared = options.verify !== true && reading.config === undefined && reading.policy === undefined && options.role === undefined;
  const dumps = openDumps(survey);
  let same: Alike | undefined;
  let first: Report | undefined;
  const notes = new Set<string>();
  let [failing, parts] = [false, 0];
  let strictness: Strictness = strictnessOf(options, noRuling);
  try {
    for (const { units, hasRoles } of batchesOf(survey, shard ?? { index: 1, count: 1 })) {
      const split = first && hasRoles ? same?.split(units, first) : undefined;
      if (split) await sink.add(split.told);
      if (split?.units.length === 0) continue;
      for (const chunk of dumps.chunksOf({ units: split?.units ?? units, hasRoles })) {
        const gathered = await gatheredFrom(chunk, reading, options);
        if (gathered.kind === "misused") return sayMisused(gathered.lines);
        const baseline = await baselineFrom(options, gathered.ruling, reading.over);
        if (baseline && "lines" in baseline) return sayMisused(baseline.lines);
        strictness = strictnessOf(options, gathered.ruling);
        const assessed = await assess(gathered, reading.at, { ...settings, shard: undefined }, options, undefined, judged);
        [...gathered.notes, ...assessed.environments.flatMap(strangers).map(() => someStrangers)].forEach((note) => notes.add(note));
        const report = await reportOfPart(assessed, chunk, { explained, baseline, isFirst: parts === 0 }, reading.at, settings, options);
        parts += 1;
        const own = strictness;
        failing ||= report.findings.some((finding) => isFailing(finding, own));
        await sink.add(report);
        first ??= report;
        same ??= isShared ? alike(assessed.selected, sharedFacts(assessed.environments), dumps.textOf) : undefined;
        if (hasRoles) same?.learn(chunk, { assessments: assessed.assessments, report });
      }
    }
    const why = await sink.end({ failures: survey.failures, notes: [...notes] });
    if (why !== undefined) return sayMisused([why]);
  } catch (error) {
    return sayMisused([unwritten(error)]);
  } finally {
    dumps.close();
  }
  if (options.verbose) say(`${files.length} files, ${survey.roles.length} roles in ${parts} parts, ${Math.round(performance.now() - started)} ms`);
  return codeOf(failing, { ...sink.summary(), failures: survey.failures.length }, strictness);
}

async function gatheredFrom({ documents, part }: Chunk, reading: Reading, { role }: CheckOptions): Promise<Gathered | Misused> {
  const gathered = await gather([...documents.keys()], reading, role, { documents, texts: new Map() });
  if (gathered.kind === "misused") return gathered;
  return { ...gathered, parts: { ...gathered.parts, part }, ...(gathered.named && { named: gathered.named.map((parts) => ({ ...parts, part })) }) };
}

/** What is known from one part to the next. */
interface Course {
  readonly explained: Elsewhere["explained"];
  readonly baseline: ReadBaseline | undefined;
  readonly isFirst: boolean;
}

/** What is said of waivers themselves is said in the first part; whether one is needed nobody can say who sees a part. */
async function reportOfPart({ assessments, environments, selected, gathered }: Assessed, { documents, hasRoles }: Chunk, { explained, baseline, isFirst }: Course, at: string, { shard }: Settings, options: CheckOptions): Promise<Report> {
  const [own, causes] = [assessments.filter((each) => !hasRoles || !isManaged(each)), assessments.filter((each) => hasRoles && isManaged(each) && each.rule.voids === true)];
  const settle = await settlingFor(gathered, environments, { selected, ran: new Set(), now: at.slice(0, 10), waive: options.waivers !== false, baseline: baseline?.baseline });
  const report = makeReport(own, {
    version, facts: sharedFacts(environments), failures: [], skipped: gathered.skipped, notes: [], elsewhere: { causes, explained },
    documents: baseline ? new Map([...gathered.documents, [baseline.document.artifact, baseline.document]]) : gathered.documents,
    ...(settle && { settle: (found) => ({ ...settle(found), ...(!isFirst && { remarks: [] }) }) }), ...(shard && { shard }), ...(!options.deterministic && { at }),
  });
  // What the configuration has beside the dumps stands in every part.
  const here = new Set(environments.flatMap(({ name, roles, computes }) => [...roles, ...computes].filter(({ location }) => documents.has(location.artifact)).map((subject) => inEnvironment(subject.name, name))));
  return { ...report, summary: { ...report.summary, subjects: report.summary.subjects.filter(({ subject }) => here.has(subject)) } };
}

/** A managed policy stands beside the roles, and is told of once. */
const isManaged = ({ joined: { subject } }: Assessment) => subject.kind === "policy" && /^\/Policies\/\d+\//.test(subject.location.pointer);

const someStrangers = "of some jobs it is not known whether they are Guzzle's, so nothing of Guzzle's page is asked of them (a script in the shared storage tells, or --guzzle)";
