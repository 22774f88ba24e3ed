import type { Report } from "../audit/report.js";
import type { Entries, Entry } from "./entries.js";
import { card } from "./finding.js";
import { shortRule, subjectName } from "./grid.js";
import { html, prose, type Markup } from "./markup.js";
import { mark } from "./marks.js";

/** The findings by file, each file with those that lie in it. */
export function findingsByFile(entries: readonly Entry[]): readonly Markup[] {
  const files = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { artifact } = entry.findings[0].location;
    const own = files.get(artifact);
    if (own) own.push(entry);
    else files.set(artifact, [entry]);
  }
  return [...files].map(([artifact, own]) => html`<section class="file">
<h3>${artifact === "" ? "(no file)" : artifact}</h3>
${own.map(card)}</section>
`);
}

/** What was proved, and what there was nothing to judge for: to unfold. */
export function proofs({ passes, notApplicable }: Entries): Markup {
  return html`${folded(`Proved: ${passes.length}`, passes.map(({ id, rule, title, subject, assumes, evidence }) => html`<li id="${id}">${mark("pass")}<div><b>${title}</b> · ${subjectName(subject)}
<p>Every request of this requirement is allowed: <code>${rule}</code>${evidence.map(({ by, at }) => ` · ${by}${at === undefined ? "" : `, ${at}`}`)}${assumes.length > 0 ? ` · assumes: ${assumes.join("; ")}` : ""}</p></div></li>
`))}${folded(`Does not apply: ${notApplicable.length}`, notApplicable.map(({ id, rule, subject, because }) => html`<li id="${id}">${mark("notApplicable")}<div><b>${shortRule(rule)}</b> · ${subjectName(subject)}
<p>${prose(because)}: <code>${rule}</code></p></div></li>
`))}`;
}

/** What could not be looked at, which is never folded, and what was left alone. */
export function unseen({ failures, skipped }: Report): Markup {
  return html`${failures.length > 0 ? html`<section class="unseen"><h2>Could not be looked at</h2><ul class="list">${failures.map(({ artifact, message }) => html`<li>${mark("error")}<div><b>${artifact}</b><p>${prose(message)}</p></div></li>
`)}</ul></section>` : undefined}${folded(`Left alone: ${skipped.length}`, skipped.map(({ artifact, because }) => html`<li>${mark("notApplicable")}<div><b>${artifact}</b><p>${prose(because)}</p></div></li>
`))}`;
}

const folded = (title: string, items: readonly Markup[]) => items.length === 0 ? html`` : html`<details><summary>${title}</summary><ul class="list">${items}</ul></details>
`;
