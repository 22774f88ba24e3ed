import type { Finding, NotApplicable, Passed, Report } from "../audit/report.js";
import { witnessesOf } from "./witnesses.js";
import { xmlToken } from "./xml-text.js";

/** One test case; suite and name together are unique, also after white space is collapsed. */
export interface Case {
  readonly suite: string;
  readonly name: string;
  readonly outcome: CaseOutcome;
}

export type CaseOutcome =
  | { readonly kind: "pass" }
  | { readonly kind: "skipped"; readonly message: string }
  /** `type`: the finding's level, or `failure` for what could not be looked at. `details` begins with the message. */
  | { readonly kind: "failure" | "error"; readonly type: string; readonly message: string; readonly details: string };

/** The name of the suite that holds what could not be looked at; an artifact of this name shares it. */
const unseen = "could not be looked at";

/** A case before its name is known to be unique. */
interface Draft extends Case {
  readonly subject: string;
}

/**
 * Every verdict and failure of the report as a test case, in the report's order: one a finding, since a case may carry one
 * failure only (windyroad's JUnit.xsd). A verdict without an artifact goes to the suite `(no file)`.
 */
export function casesOf(report: Report): readonly Case[] {
  return withUniqueNames([
    ...report.findings.map((finding) => draft(finding, outcomeOf(finding))),
    ...report.passes.map((passed) => draft(passed, { kind: "pass" })),
    ...report.notApplicable.map((verdict) => draft(verdict, { kind: "skipped", message: `not applicable: ${verdict.because}` })),
    ...report.failures.map(({ artifact, message }): Draft => ({
      suite: unseen, name: xmlToken(artifact) || "(no file)", subject: "", outcome: { kind: "error", type: "failure", message, details: `${message}\n${artifact}` },
    })),
  ]);
}

const draft = ({ rule, title, subject, location }: Finding | Passed | NotApplicable, outcome: CaseOutcome): Draft =>
  ({ suite: xmlToken(location.artifact) || "(no file)", name: xmlToken(`${rule}: ${title} ${location.pointer}`), subject, outcome });

function outcomeOf(finding: Finding): CaseOutcome {
  const { verdict, message, level, waived, baselined } = finding;
  if (waived !== undefined) return { kind: "skipped", message: `waived by ${waived.owner} until ${waived.until}, ${waived.reason}: ${message}` };
  if (baselined) return { kind: "skipped", message: `in the baseline: ${message}` };
  return verdict === "open" ? { kind: "skipped", message: `open: ${message}` } : { kind: "failure", type: level, message, details: detailsOf(finding) };
}

function detailsOf({ message, subject, location, why, fix, counterexample, source, evidence }: Finding): string {
  const witnesses = witnessesOf(evidence);
  return [
    message,
    `at ${location.artifact}:${location.startLine}:${location.startColumn} ${location.pointer}`.trimEnd(),
    `subject: ${subject}`,
    ...(counterexample ? [`request: ${counterexample.action} on ${counterexample.resource} by ${counterexample.principal}`] : []),
    ...(witnesses === undefined ? [] : [`asked: ${witnesses}`]),
    `why: ${why}`,
    `fix: ${fix}`,
    `source: ${source}`,
  ].join("\n");
}

// GitLab drops all but one of equal names: https://docs.gitlab.com/ci/testing/unit_test_reports/
function withUniqueNames(drafts: readonly Draft[]): readonly Case[] {
  const seen = new Map<string, number>();
  for (const { suite, name } of drafts) seen.set(keyOf(suite, name), (seen.get(keyOf(suite, name)) ?? 0) + 1);
  const used = new Set<string>();
  const ordinals = new Map<string, number>();
  return drafts.map(({ suite, name, subject, outcome }) => {
    const shared = (seen.get(keyOf(suite, name)) ?? 0) > 1;
    const wanted = shared && xmlToken(subject) !== "" ? `${name} (${xmlToken(subject)})` : name;
    let given = wanted;
    while (used.has(keyOf(suite, given))) {
      const ordinal = (ordinals.get(keyOf(suite, wanted)) ?? 1) + 1;
      ordinals.set(keyOf(suite, wanted), ordinal);
      given = `${wanted} #${ordinal}`;
    }
    used.add(keyOf(suite, given));
    return { suite, name: given, outcome };
  });
}

const keyOf = (suite: string, name: string): string => `${suite}\n${name}`;
