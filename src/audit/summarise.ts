import { ceilingOf } from "../checks/cost.js";
import type { Compute } from "../subject/compute.js";
import { isJobRole, roleOf, type Environment, type Subject } from "../subject/environment.js";
import { isLet } from "./is-let.js";
import { readable } from "../text/unknown.js";
import type { Assessment } from "./judge.js";
import type { CostCeiling, Failure, Finding, Summary, SubjectSummary } from "./report.js";

/** The counts of a report: findings by level, verdicts by outcome, and for each compute whether its run will work. */
export function summarise(assessments: readonly Assessment[], findings: readonly Finding[], failures: readonly Failure[]): Summary {
  const failed = findings.filter((finding) => finding.verdict === "fail" && !isLet(finding));
  const leveled = (level: Finding["level"]) => failed.filter((finding) => finding.level === level).length;
  return {
    errors: leveled("error"), warnings: leveled("warning"), notes: leveled("note"),
    ...counts(assessments), failures: failures.length, subjects: subjectSummaries(assessments),
  };
}

/** A compute answers for its role; a role that no compute names stands for itself. What fails counts whichever pack demands it. */
function subjectSummaries(assessments: readonly Assessment[]): readonly SubjectSummary[] {
  const errors = assessments.filter(({ rule }) => rule.level === "error");
  const environments = [...new Set(errors.map(({ joined }) => joined.environment))];
  return environments.flatMap((environment) => summariesIn(environment, errors.filter(({ joined }) => joined.environment === environment)));
}

function summariesIn(environment: Environment, errors: readonly Assessment[]): readonly SubjectSummary[] {
  const computes = environment.computes.map((compute) => ({ subject: named(compute.name, environment), members: [compute, roleOf(environment, compute)] }));
  const answeredFor = new Set<Subject | undefined>(computes.flatMap(({ members }) => members));
  const roles = environment.roles.filter((role) => isJobRole(environment, role) && !answeredFor.has(role)).map((role) => ({ subject: named(role.name, environment), members: [role] }));
  const bySubject = new Map<Subject | undefined, Assessment[]>();
  for (const error of errors) {
    const subject = error.joined.compute ?? error.joined.subject;
    const known = bySubject.get(subject);
    if (known) known.push(error);
    else bySubject.set(subject, [error]);
  }
  return [...computes, ...roles].map(({ subject, members }) => {
    const own = members.flatMap((member) => bySubject.get(member) ?? []);
    const { proved, refuted, open } = counts(own.filter(({ rule }) => rule.pack === "documented"));
    const ceiling = members.flatMap((member) => member?.kind === "compute" ? ceilingIn(member, environment) : []);
    return { subject, demanded: proved + refuted + open, proved, open, failing: counts(own).refuted, ...(ceiling[0] && { ceiling: ceiling[0] }) };
  });
}

const named = (name: string, environment: Environment) => inEnvironment(name, environment.name);

/** What a subject is called in the summary, with the environment that it is in, if that has a name. */
export const inEnvironment = (name: string, environment: string | undefined): string => `${readable(name)}${environment === undefined ? "" : ` (${environment})`}`;

function ceilingIn(compute: Compute, { budget }: Environment): readonly CostCeiling[] {
  const ceiling = ceilingOf(compute, budget);
  return typeof ceiling === "object" ? [{ hung: inCents(ceiling.hung), withRetries: inCents(ceiling.most) }] : [];
}

const inCents = (usd: number) => Math.round(usd * 100) / 100;

function counts(assessments: readonly Assessment[]) {
  const of = (kind: Assessment["verdict"]["kind"]) => assessments.filter(({ verdict }) => verdict.kind === kind).length;
  return { proved: of("pass"), refuted: of("fail"), open: of("open"), notApplicable: of("notApplicable") };
}
