import { compare } from "../access/compare.js";
import { grantsNoMore } from "../mend/no-more.js";
import type { PolicyUse } from "../policy/grammar-fault.js";
import type { ReadPolicy } from "../policy/policy.js";
import type { Services } from "../services/service.js";
import type { PolicyDocument } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import type { Location } from "../text/location.js";
import { rememberingEach } from "../text/remembering.js";
import { causesOf } from "./causes.js";
import type { Assessment } from "./judge.js";
import type { Batch, Proposal } from "./proposals.js";
import type { MendKind } from "./report.js";

/** What was judged, and what it was read from. */
export interface Judged {
  readonly assessments: readonly Assessment[];
  readonly documents: ReadonlyMap<string, Document>;
}

/**
 * What the changes of a batch are, by what is judged before and after them; undefined where they do not help: a problem that asked
 * for them is still there, something fails that held, or the text cannot be read any more.
 */
export function kindOf({ artifact, proposals }: Batch, before: Judged, after: Judged): MendKind | undefined {
  if ((after.documents.get(artifact)?.faults.length ?? 0) > (before.documents.get(artifact)?.faults.length ?? 0)) return undefined;
  const [were, are] = [byArtifact(before.assessments).get(artifact) ?? [], byArtifact(after.assessments).get(artifact) ?? []];
  const [tallied, told] = [tallyOf(were), tallyOf(are)];
  const wanted = new Map<string, number>();
  for (const problem of new Set(proposals.flatMap(({ asked }) => asked))) wanted.set(keyOf(problem.assessment), (wanted.get(keyOf(problem.assessment)) ?? 0) + 1);
  const isMended = [...wanted].every(([key, gone]) => failuresIn(told.get(key)) <= failuresIn(tallied.get(key)) - gone);
  const bar = gravityThatCounts(proposals);
  const isWorse = [...told].some(([key, each]) => each.gravity >= bar && failuresIn(each) > failuresIn(tallied.get(key)) && !isNew(tallied.get(key)));
  if (!isMended || isWorse || proposals.some((proposal) => failsAt(proposal, were, are))) return undefined;
  return proposals.some(({ unsure }) => unsure) ? "suggestion" : grantsIn(were, are, artifact) ? "grant" : "fix";
}

/** The verdicts by the files that they hang on. */
const byArtifact = rememberingEach((assessments: readonly Assessment[]): ReadonlyMap<string, readonly Assessment[]> => {
  const found = new Map<string, Assessment[]>();
  for (const assessment of assessments) for (const artifact of causesOf(assessment.joined)) {
    const known = found.get(artifact);
    if (known) known.push(assessment);
    else found.set(artifact, [assessment]);
  }
  return found;
});

const gravities = { note: 0, warning: 1, error: 2 } as const;

/** To be granted what is missing is worth a remark less grave than that it was missing; whatever else mends brings no new failure at all. */
function gravityThatCounts(proposals: readonly Proposal[]): number {
  const asked = proposals.flatMap((proposal) => proposal.asked);
  return asked.every(({ mend }) => mend.changes.every(({ kind }) => kind === "insert")) ? Math.min(...asked.map(({ assessment }) => gravities[assessment.rule.level])) : 0;
}

/** How often each rule fails about each subject, how grave that is, and whether it could be judged at all. */
type Tally = ReadonlyMap<string, { readonly failures: number; readonly judged: boolean; readonly gravity: number }>;

const failuresIn = (tally: { readonly failures: number } | undefined) => tally?.failures ?? 0;

/** What nobody could judge before, as all that a policy says which IAM refuses, may fail now: that is no harm done. */
const isNew = (tally: { readonly judged: boolean } | undefined) => tally?.judged !== true;

function tallyOf(assessments: readonly Assessment[]): Tally {
  const tally = new Map<string, { readonly failures: number; readonly judged: boolean; readonly gravity: number }>();
  for (const assessment of assessments) {
    const { verdict } = assessment;
    const known = tally.get(keyOf(assessment)) ?? { failures: 0, judged: false };
    tally.set(keyOf(assessment), { gravity: gravities[assessment.rule.level], failures: known.failures + (verdict.kind === "fail" ? verdict.problems.length : 0), judged: known.judged || verdict.kind === "fail" || verdict.kind === "pass" });
  }
  return tally;
}

const keyOf = ({ rule, joined: { subject, compute, datastore } }: Assessment) => JSON.stringify([rule.id, subject.kind, subject.name, compute?.name, datastore]);

/** Whether a rule fails at the very place that is changed, which did not before. */
function failsAt({ asked }: Batch["proposals"][number], before: readonly Assessment[], after: readonly Assessment[]): boolean {
  const places = new Set(asked.flatMap(({ mend }) => mend.changes.map(({ location }) => location.pointer)));
  const failing = (assessments: readonly Assessment[]) => new Set(assessments.flatMap(({ rule, verdict }) => verdict.kind === "fail" ? verdict.problems.filter(({ location }) => isOneOf(location, places)).map(({ location }) => `${rule.id} ${location.pointer}`) : []));
  const known = failing(before);
  return [...failing(after)].some((each) => !known.has(each));
}

const isOneOf = ({ pointer, key, span }: Location, places: ReadonlySet<string>) => pointer !== "" && key === undefined && span === undefined && places.has(pointer);

/** Whether a policy of the artifact may grant more than before. One that IAM refuses is attached nowhere: to write it so that IAM takes it gives nobody anything. */
function grantsIn(before: readonly Assessment[], after: readonly Assessment[], artifact: string): boolean {
  const [were, are] = [documentsIn(before, artifact), documentsIn(after, artifact)];
  const services = before.find(({ joined }) => joined.services)?.joined.services;
  return are.some(({ name, readings }) => readings.some(({ use, policy }) => {
    const old = were.find((document) => document.name === name)?.readings.find((reading) => reading.use === use)?.policy;
    return old?.kind === "read" && !(policy.kind === "read" && (grantsNoMore(old, policy) || (services && isProved(old, policy, use, services)) === true));
  }));
}

/** What the patterns alone do not show may be so for all that AWS has, where the policies name the services that they are about. */
function isProved(old: ReadPolicy, policy: ReadPolicy, use: PolicyUse, services: Services): boolean {
  const namesServices = [old, policy].every(({ statements }) => statements.every(({ actions }) => !actions.negated && actions.entries.every(({ value: { text } }) => !/^[*?]/.test(text))));
  return namesServices && (use === "identity" || use === "trust") && compare(services, [old], [policy], use).verdict === "noNewAccess";
}

const documentsIn = (assessments: readonly Assessment[], artifact: string): readonly PolicyDocument[] => [...new Set(assessments.flatMap(({ joined }) => joined.environment))].flatMap(({ documents }) => documents.filter(({ location }) => location.artifact === artifact));
