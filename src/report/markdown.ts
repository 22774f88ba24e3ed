import type { Finding, Report, SubjectSummary } from "../audit/report.js";
import { adviceOn } from "./advice.js";
import { costOf } from "./cost.js";
import { framed } from "./frame.js";
import { headlineOf } from "./headline.js";
import { cell, code, fenced, inline, prose } from "./markdown-text.js";
import { isFault, standingOf } from "./standing.js";
import { tally } from "./tally.js";
import { witnessesOf } from "./witnesses.js";

/** A comment has room for 65,536 characters; what is kept back is for whoever puts a line above or below. */
const room = 65_536 - 1_024;

/** A part of the comment of which only some items may have room. */
interface Section {
  readonly before: string;
  readonly items: readonly string[];
  readonly after: string;
}

const signs = { pass: "✅", fail: "❌", open: "❔", error: "❌", warning: "⚠️", note: "ℹ️" } as const;

const plain = { bold: same, dim: same, underline: same, red: same, yellow: same, green: same, cyan: same };

function same(text: string): string {
  return text;
}

/**
 * A comment for a pull request: the answer in one sentence, the counts, a table of computes, then the faults to unfold. What
 * has no room in GitHub's 65,536 characters is counted where it would stand. The first line, which nobody sees, lets a bot
 * find its comment again.
 */
export function markdown(report: Report): string {
  const { kind, text } = headlineOf(report);
  const head = ["<!-- gluelint -->", `### ${signs[kind]} ${prose(text)}`, "", prose(tally(report))];
  const sections = sectionsOf(report).filter(({ items }) => items.length > 0);
  return `${[...head, ...fitted(sections, room - head.join("\n").length)].join("\n")}\n`;
}

function sectionsOf({ summary, failures, findings }: Report): readonly Section[] {
  const folded = (title: string, items: readonly string[]): Section => ({ before: `\n<details><summary>${title}</summary>\n`, items, after: "\n</details>" });
  const open = findings.filter((finding) => standingOf(finding) === "open");
  const waived = findings.flatMap(({ message, rule, waived: waiver }) => waiver ? [`- ${prose(message)} (${code(rule)}): ${prose(waiver.reason)}, ${prose(waiver.owner)} until ${prose(waiver.until)}`] : []);
  const known = findings.filter(({ baselined }) => baselined).map(({ message, rule }) => `- ${prose(message)} (${code(rule)})`);
  return [
    { before: "\n| | compute or role | documented | will fail | open | cost |\n| --- | --- | ---: | ---: | ---: | --- |", items: summary.subjects.map(row), after: "" },
    { before: "\n**Could not be looked at**\n", items: failures.map(({ artifact, message }) => `- ${code(artifact)}: ${prose(message)}`), after: "" },
    { before: "\n**What to mend**\n", items: findings.filter(isFault).map(fault), after: "" },
    folded("Open: what nobody can say yet, and because of what", [...new Set(open.map(({ message }) => `- ${prose(message)}`))]),
    folded("Waived", waived),
    folded("In the baseline", known),
  ];
}

function row({ subject, demanded, proved, open, failing, ceiling }: SubjectSummary): string {
  const sign = signs[failing > 0 ? "fail" : open > 0 || proved === 0 ? "open" : "pass"];
  return `| ${sign} | ${cell(subject)} | ${proved} of ${demanded} | ${failing} | ${open} | ${ceiling ? costOf(ceiling) : ""} |`;
}

function fault(finding: Finding): string {
  const { level, message, location, rule, counterexample, why, source, related } = finding;
  const witnesses = witnessesOf(finding.evidence);
  const links = /^https?:\/\/[^\s<>]+$/.test(source) ? ` · <${source}>` : "";
  return [
    `<details><summary>${signs[level]} ${inline(message)}</summary>\n`,
    `${code(`${location.artifact}:${location.startLine}:${location.startColumn}`)} · ${code(rule)}${links}\n`,
    `${fenced(framed(location, plain))}\n`,
    ...(counterexample ? [`- **refused** ${code(counterexample.action)} on ${code(counterexample.resource)}`] : []),
    ...(witnesses === undefined ? [] : [`- **asked** ${witnesses}`]),
    `- **why** ${prose(why)}`, ...adviceOn(finding).map(({ word, text }) => `- **${word}** ${prose(text)}`),
    ...related.map((each) => `- **see** ${code(`${each.location.artifact}:${each.location.startLine}`)} ${prose(each.message)}`),
    "\n</details>",
  ].join("\n");
}

/** As many items as have room, first come first served, and how many have not; every section keeps room to say so. */
function fitted(sections: readonly Section[], characters: number): readonly string[] {
  const lines: string[] = [];
  let left = characters - sections.reduce((sum, { before, after }) => sum + before.length + after.length + 100, 0);
  for (const { before, items, after } of sections) {
    let used = 0;
    const ends = items.map((item) => (used += item.length + 1));
    const shown = ends.filter((end) => end <= left).length;
    left -= ends[shown - 1] ?? 0;
    const more = items.length - shown;
    lines.push(before, ...items.slice(0, shown), ...(more > 0 ? [`\n_${more} more have no room in this comment: the JSON report has them all._`] : []), after);
  }
  return lines;
}
