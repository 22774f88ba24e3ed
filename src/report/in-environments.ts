import type { Finding, Report } from "../audit/report.js";

/** The report with the names of environments in the words that every format shows; one that names none is as it was. */
export function inEnvironments(report: Report): Report {
  const named = <Verdict extends { readonly subject: string; readonly environment?: string }>(verdict: Verdict): Verdict =>
    verdict.environment === undefined ? verdict : { ...verdict, subject: `${verdict.subject} (${verdict.environment})` };
  return { ...report, findings: report.findings.map((finding) => named(withMessage(finding))), passes: report.passes.map(named), notApplicable: report.notApplicable.map(named) };
}

/** The same, where what several environments have in common is said once. */
export function acrossEnvironments(report: Report): Report {
  const found = new Map<string, Finding>();
  for (const finding of report.findings) {
    const { rule, level, verdict, message, subject, location, waived, baselined, environment } = finding;
    const key = environment === undefined ? finding.fingerprint : JSON.stringify([rule, level, verdict, message, subject, location, waived, baselined]);
    const before = found.get(key);
    found.set(key, before ? { ...before, environment: [before.environment, environment].join(", ") } : finding);
  }
  return inEnvironments({ ...report, findings: [...found.values()] });
}

const withMessage = (finding: Finding): Finding => finding.environment === undefined ? finding : { ...finding, message: `${finding.message} (in ${finding.environment})` };
