import { oneLine } from "../report/words.js";
import { html, type Markup } from "./markup.js";
import { mark, words } from "./marks.js";
import type { Cell, Matrix } from "./matrix.js";

/** A matrix as a table: each mark leads to the proof or the counterexample; what it says in short stands in `data-because`. */
export function grid({ title, rules, rows }: Matrix): Markup {
  return html`<div class="matrix">
<table>
<caption>${title}</caption>
<thead><tr><th scope="col">Subject</th>${rules.map((rule) => html`<th scope="col"><abbr title="${rule.title}">${shortRule(rule.id)}</abbr></th>`)}</tr></thead>
<tbody>
${rows.map(({ subject, cells }) => html`<tr><th scope="row">${subjectName(subject)}</th>${cells.map((cell, i) => html`<td>${cell && link(cell, subject, rules[i]?.id ?? "")}</td>`)}</tr>
`)}</tbody>
</table>
</div>`;
}

function link({ verdict, ids, because }: Cell, subject: string, rule: string): Markup {
  const told = `${shortSubject(subject)}, ${shortRule(rule)}: ${words[verdict]}`;
  return html`<a class="cell" href="#${ids[0]}" data-see="${ids.join(" ")}" data-because="${oneLine(because)}" aria-label="${told}">${mark(verdict)}</a>`;
}

/** A subject by the name that people call it, and where an ARN or a folder says more, that too. */
export function subjectName(subject: string): Markup {
  const short = shortSubject(subject);
  const rest = subject.startsWith("arn:") ? subject.split(":")[4] ?? "" : subject.slice(0, subject.length - short.length);
  return html`<span class="subject" title="${subject}">${short}${rest === "" ? undefined : html` <small>${rest}</small>`}</span>`;
}

const shortSubject = (subject: string): string => subject.slice(subject.lastIndexOf("/") + 1) || subject;

/** A rule's id as words, without what all of its kind begin with. */
export function shortRule(id: string): string {
  return id.replace(/^(job-role|caller-role|compute|policy)-/, "").replaceAll("-", " ");
}
