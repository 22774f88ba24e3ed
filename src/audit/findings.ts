import type { Problem } from "../checks/check.js";
import type { Request } from "../evaluate/request.js";
import type { Environment, Subject } from "../subject/environment.js";
import { readable } from "../text/unknown.js";
import { byPlace } from "./by-place.js";
import { fingerprint } from "./fingerprint.js";
import type { Assessment } from "./judge.js";
import type { Lookup } from "./place.js";
import { oneCause } from "./one-cause.js";
import { saidOnce, type Named } from "./said-once.js";
import { smokeWitness } from "./smoke-witness.js";
import { simulatorWitness, type Witness } from "./witness.js";
import type { Evidence, Finding, NotApplicable, Passed, ReportedMend } from "./report.js";

/** Who else was asked beside our own evaluator. */
function otherWitnesses(): Witness {
  const witnesses = [simulatorWitness(), smokeWitness()];
  return (assessment, problem) => witnesses.flatMap((witness) => witness(assessment, problem));
}

/** What the user reads as the name of a subject: a role's ARN, a compute's name, a policy's artifact. */
export function subjectName(subject: Subject): string {
  return readable(subject.kind === "role" ? subject.arn : subject.name);
}

/** The findings of the verdicts that fail or are open, in the order of their places. */
export function findingsOf(assessments: readonly Assessment[], lookup: Lookup, at: string | undefined, mendsOf: (problem: Problem) => readonly ReportedMend[], elsewhere: Elsewhere = nothingElsewhere): readonly Finding[] {
  const seen = new Map<string, number>();
  const witness = otherWitnesses();
  const named = (some: readonly Assessment[]) => saidOnce(some.flatMap((assessment) => problemsOf(assessment).map((problem) => findingOf(assessment, problem, lookup, at, witness, mendsOf(problem)))));
  const beside = named(elsewhere.causes);
  const told = new Set(oneCause([...named(assessments), ...beside]));
  beside.filter((each) => !told.has(each)).forEach((each) => elsewhere.explained.add(keyOf(each)));
  beside.forEach((each) => told.delete(each));
  return [...told].filter((each) => !elsewhere.explained.has(keyOf(each)))
    .toSorted((a, b) => byPlace(a.finding, b.finding))
    .map((finding) => {
      const key = JSON.stringify(identity(finding));
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      return { ...finding.finding, fingerprint: fingerprint(identity(finding), ordinal) };
    });
}

/** What is told of in other parts of a report, where it is made in parts. */
export interface Elsewhere {
  /** Verdicts that may be why something here fails. */
  readonly causes: readonly Assessment[];
  /** What was such a cause, and so is told with what follows from it: grows from part to part. */
  readonly explained: Set<string>;
}

const nothingElsewhere: Elsewhere = { causes: [], explained: new Set() };

const keyOf = ({ finding: { rule, subject, message, location: { artifact, pointer, startLine, startColumn } } }: Named) => JSON.stringify([rule, subject, message, artifact, pointer, startLine, startColumn]);

/** The verdicts that pass. */
export function passesOf(assessments: readonly Assessment[], lookup: Lookup, at: string | undefined): readonly Passed[] {
  const witness = otherWitnesses();
  return assessments.flatMap((assessment) => {
    const { rule, joined: { subject, environment }, verdict } = assessment;
    return verdict.kind !== "pass" ? [] : [{ rule: rule.id, title: rule.title, subject: subjectName(subject), ...named(environment), location: lookup(subject.location), pack: rule.pack, assumes: verdict.assumes, evidence: [offline("pass", verdict.assumes, at), ...witness(assessment)] }];
  });
}

/** The verdicts that are about nothing here, each with the reason. */
export function notApplicableOf(assessments: readonly Assessment[], lookup: Lookup): readonly NotApplicable[] {
  return assessments.flatMap(({ rule, joined: { subject, environment }, verdict }) => verdict.kind !== "notApplicable" ? [] :
    [{ rule: rule.id, title: rule.title, subject: subjectName(subject), ...named(environment), location: lookup(subject.location), because: verdict.because }]);
}

/** The waivers and the like are no environment's. */
const named = ({ name }: Environment) => name === undefined ? {} : { environment: name };

const problemsOf = ({ verdict }: Assessment): readonly Problem[] => verdict.kind === "fail" || verdict.kind === "open" ? verdict.problems : [];

function findingOf(assessment: Assessment, problem: Problem, lookup: Lookup, at: string | undefined, witness: Witness, mends: readonly ReportedMend[]): Named {
  const { rule, joined: { subject, environment }, verdict } = assessment;
  const failed = verdict.kind === "fail";
  const assumes = failed ? verdict.assumes : [];
  const finding: Named["finding"] = {
    rule: rule.id, title: rule.title, level: failed ? rule.level : "note", confidence: rule.confidence, verdict: failed ? "fail" : "open",
    message: readable(problem.message), why: rule.why, fix: problem.fix ?? rule.fix, subject: subjectName(subject), ...named(environment), location: lookup(problem.location),
    related: problem.related.map(({ message, location }) => ({ message, location: lookup(location) })),
    ...(problem.counterexample && { counterexample: readableRequest(problem.counterexample) }),
    pack: rule.pack, assumes, evidence: [offline(failed ? "fail" : "open", assumes, at), ...witness(assessment, problem)], source: rule.source, ...(mends.length > 0 && { mends }),
  };
  return { finding, requirement: readable(problem.requirement), voids: rule.voids === true, advice: problem.fix };
}

/** The request as its author would write it down: a part that nobody knows by its name. */
const readableRequest = (request: Request): Request => ({ ...request, principal: request.principal === null ? null : readable(request.principal), resource: readable(request.resource) });

const offline = (verdict: Evidence["verdict"], assumes: readonly string[], at: string | undefined): Evidence => ({ by: "offline", verdict, ...(at !== undefined && { at }), assumes });

const identity = ({ finding, requirement }: Named) => [finding.rule, finding.subject, requirement, finding.location.artifact, finding.location.underline, ...(finding.environment === undefined ? [] : [finding.environment])];
