import type { Finding, Report, SubjectSummary } from "../audit/report.js";
import { adviceOn, mendedByFix } from "./advice.js";
import { costOf } from "./cost.js";
import { framed } from "./frame.js";
import type { Paint } from "./paint.js";
import { isFault, standingOf } from "./standing.js";
import { tally } from "./tally.js";
import { witnessesOf } from "./witnesses.js";

/** What a person reads in a terminal: first whether each compute will run, then what to mend, by file, then one line of counts. */
export function stylish(report: Report, paint: Paint): string {
  const failed = report.findings.filter(isFault);
  const open = report.findings.filter((finding) => standingOf(finding) === "open");
  const blocks = [
    ...report.notes,
    answers(report.summary.subjects, paint),
    ...grouped(failed).map(([artifact, findings]) => [paint.underline(artifact), ...findings.map((finding) => indent(failure(finding, paint)))].join("\n\n")),
    open.length > 0 ? [paint.bold("Open: what nobody can say yet, and because of what"), ...opened(open, paint)].join("\n") : "",
    report.failures.length > 0 ? [paint.bold("Could not look"), ...report.failures.map(({ artifact, message }) => `  ${paint.red("✖")} ${artifact}: ${message}`)].join("\n") : "",
    report.skipped.length > 0 ? [paint.bold("Skipped"), ...report.skipped.map(({ artifact, because }) => `  ${artifact}: ${because}`)].join("\n") : "",
    closing(report, paint),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Will tonight's run work? */
function answers(subjects: readonly SubjectSummary[], paint: Paint): string {
  const width = Math.max(0, ...subjects.map(({ subject }) => subject.length));
  return subjects.map(({ subject, demanded, proved, open, failing, ceiling }) => {
    const parts = [`documented ${proved}/${demanded}`, ...(failing > 0 ? [paint.red(`${failing} will fail`)] : []), ...(open > 0 ? [paint.yellow(`${open} open`)] : []), ...(ceiling ? [costOf(ceiling)] : [])].join(" · ");
    const sign = failing > 0 ? paint.red("✖") : open > 0 || proved === 0 ? paint.yellow("?") : paint.green("✔");
    return `${sign} ${paint.bold(subject.padEnd(width))}  ${parts}`;
  }).join("\n");
}

const grouped = (findings: readonly Finding[]) => [...new Set(findings.map(({ location }) => location.artifact))]
  .map((artifact) => [artifact, findings.filter(({ location }) => location.artifact === artifact)] as const);

function failure(finding: Finding, paint: Paint): string {
  const { location, counterexample } = finding;
  const witnesses = witnessesOf(finding.evidence);
  return [
    `${mark(finding, paint)} ${finding.message}`,
    `  ${paint.dim(`${location.artifact}:${location.startLine}:${location.startColumn}`)}  ${paint.dim(finding.rule)}`,
    indent(framed(location, paint)),
    ...(counterexample ? [`  ${paint.dim("refused")}  ${counterexample.action}  ${counterexample.resource}`] : []),
    ...(witnesses === undefined ? [] : [`  ${paint.dim("asked")}    ${witnesses}`]),
    `  ${paint.dim("why")}      ${finding.why}`,
    ...adviceOn(finding).map(({ word, text }) => `  ${paint.dim(word.padEnd(8))} ${text}`),
    ...finding.related.map(({ message, location: { artifact, startLine } }) => `  ${paint.dim("see")}      ${artifact}:${startLine}: ${message}`),
  ].join("\n");
}

function mark({ level }: Finding, paint: Paint): string {
  switch (level) {
    case "error": return paint.red("error");
    case "warning": return paint.yellow("warning");
    case "note": return paint.cyan("note");
  }
}

/** What several rules hang on is said once. */
function opened(findings: readonly Finding[], paint: Paint): readonly string[] {
  return [...new Set(findings.map(({ message }) => message))].map((message) => {
    const alike = findings.filter((finding) => finding.message === message);
    const places = [...new Set(alike.map(({ location }) => `${location.artifact}:${location.startLine}:${location.startColumn}`))];
    return `  ${paint.yellow("?")} ${message}\n    ${paint.dim([...places.slice(0, 1), ...alike.map(({ rule }) => rule)].join("  "))}`;
  });
}

function closing(report: Report, paint: Paint): string {
  const mends = mendedByFix(report.findings.filter(isFault));
  return `${report.findings.some(isFault) ? paint.red("✖") : paint.green("✔")} ${tally(report)}${mends > 0 ? ` · ${mends} ${mends === 1 ? "is" : "are"} mended by --fix` : ""}`;
}

const indent = (text: string) => text.split("\n").map((line) => line === "" ? line : `  ${line}`).join("\n");
