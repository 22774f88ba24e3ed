import type { Report, SubjectSummary } from "../audit/report.js";
import { costOf } from "../report/cost.js";
import { headlineOf } from "../report/headline.js";
import { tally } from "../report/tally.js";
import { inWords } from "./in-words.js";
import { html, prose, type Markup } from "./markup.js";
import { mark } from "./marks.js";

/** The answer first, in one sentence; then the counts, and what the report is about. */
export function summary(report: Report): Markup {
  const { kind, text } = headlineOf(report);
  return html`<header>
<p class="name">gluelint <button type="button" class="theme" hidden>Dark</button></p>
<h1 class="${kind}">${mark(kind)} <span>${text}</span></h1>
<p class="tally">${tally(report)}</p>
${report.at === undefined ? undefined : html`<p class="at">Looked at <time datetime="${report.at}">${report.at.replace("T", " ").replace("Z", " UTC")}</time></p>`}
${report.notes.map((note) => html`<p class="taken">${prose(note)}</p>`)}
${environment(report.environment)}
</header>`;
}

function environment(facts: Report["environment"]): Markup | undefined {
  const entries = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : html`<details class="environment"><summary>What was said about the account</summary><dl>${entries.map(([key, value]) =>
    html`<div><dt>${key}</dt><dd>${inWords(value)}</dd></div>`)}</dl></details>`;
}

/** One line for each compute: will its run work? */
export function computes(subjects: readonly SubjectSummary[]): Markup | undefined {
  return subjects.length === 0 ? undefined : html`<section class="computes">
<h2>Will the run work?</h2>
<ul>${subjects.map(line)}</ul>
</section>`;
}

function line({ subject, demanded, proved, open, failing, ceiling }: SubjectSummary): Markup {
  const kind = failing > 0 ? "fail" : open > 0 || proved === 0 ? "open" : "pass";
  const refuted = Math.max(0, demanded - proved - open);
  const said = [`documented ${proved}/${demanded}`, ...(failing > 0 ? [`${failing} will fail`] : []), ...(open > 0 ? [`${open} open`] : []), ...(ceiling ? [costOf(ceiling)] : [])].join(" · ");
  return html`<li>${mark(kind)}<b>${subject}</b><span>${said}</span>${demanded === 0 ? undefined : bar(demanded, [["pass", proved], ["open", open], ["fail", refuted]])}</li>
`;
}

/** How much of what is demanded stands how; the words beside it say the same. */
function bar(whole: number, parts: readonly (readonly [string, number])[]): Markup {
  const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, [, count]) => sum + count, 0));
  return html`<svg class="bar" viewBox="0 0 ${whole} 1" preserveAspectRatio="none" aria-hidden="true">${parts.map(([name, count], i) => count === 0 ? undefined : html`<rect class="${name}" x="${starts[i]}" width="${count}" height="1"/>`)}</svg>`;
}
