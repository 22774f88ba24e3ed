import type { Finding, Level, NotApplicable, Passed, Place, Related, Report } from "../audit/report.js";
import { isFault, standingOf } from "./standing.js";

/** A verdict on its way to a SARIF result. */
export interface Outcome {
  readonly rule: string;
  readonly title: string;
  /** SARIF's words; an open verdict that is shown as a note is a `fail`, as the standard wants `none` for the level of all others. */
  readonly kind: "fail" | "open" | "pass" | "notApplicable";
  readonly level: Level | "none";
  readonly message: string;
  readonly subjects: readonly string[];
  readonly place: Place;
  readonly related: readonly Related[];
  readonly counterexample: Finding["counterexample"];
  readonly pack: string | undefined;
  readonly assumes: readonly string[];
  /** The finding it comes from, the first of those that were joined; absent for a pass and for what does not apply. */
  readonly finding: Finding | undefined;
}

/** How grave a level is: the higher the worse. */
export const gravity = { error: 3, warning: 2, note: 1, none: 0 } as const satisfies Record<Outcome["level"], number>;

/**
 * `open`: undecided verdicts too, as notes. `full`: every verdict, by the book; it wins over `open`.
 * `waived`: what somebody waived too, as suppressed. GitHub shows an alert for whatever it is given, passes and what is
 * suppressed included: so none is the default.
 */
export interface SarifOptions {
  readonly open?: boolean;
  readonly full?: boolean;
  readonly waived?: boolean;
}

/** The verdicts of the report that the options ask for, in the report's order, not yet joined. */
export function outcomesOf(report: Report, { open = false, full = false, waived = false }: SarifOptions): readonly Outcome[] {
  return [
    ...report.findings.filter((finding) => isFault(finding) || (standingOf(finding) === "open" && (open || full)) || (standingOf(finding) === "waived" && waived)).map((finding) => found(finding, full)),
    ...(full ? report.passes.map((passed) => judged(passed, "pass", passed.title, passed.pack, passed.assumes)) : []),
    ...(full ? report.notApplicable.map((verdict) => judged(verdict, "notApplicable", `${verdict.title}: not applicable, ${verdict.because}`)) : []),
  ];
}

function found(finding: Finding, full: boolean): Outcome {
  const { rule, title, message, subject, location, related, counterexample, pack, assumes } = finding;
  const byTheBook = full && finding.verdict === "open";
  return {
    rule, title, kind: byTheBook ? "open" : "fail", level: byTheBook ? "none" : finding.level, message,
    subjects: [subject], place: location, related, counterexample, pack, assumes, finding,
  };
}

const judged = (verdict: Passed | NotApplicable, kind: "pass" | "notApplicable", message: string, pack?: string, assumes: readonly string[] = []): Outcome => ({
  rule: verdict.rule, title: verdict.title, kind, level: "none", message,
  subjects: [verdict.subject], place: verdict.location, related: [], counterexample: undefined, pack, assumes, finding: undefined,
});
