import type { Finding, Place } from "../audit/report.js";
import { adviceOn } from "../report/advice.js";
import { frameLines } from "../report/frame.js";
import type { Entry } from "./entries.js";
import { subjectName } from "./grid.js";
import { inWords } from "./in-words.js";
import { html, prose, type Markup } from "./markup.js";
import { mark, words } from "./marks.js";

/** A finding in full: what is wrong and where, the request that shows it, why it matters and what to do. */
export function card({ id, standing, findings }: Entry): Markup {
  const [{ message, location, counterexample, why, related, waived, baselined, assumes, evidence }] = findings;
  return html`<article class="finding ${standing}" id="${id}" data-standing="${standing}">
<h4>${mark(standing)}<span class="standing">${words[standing]}</span> ${prose(message)}</h4>
<p class="where"><code>${location.artifact}:${location.startLine}:${location.startColumn}</code></p>
${standing === "open" ? undefined : frame(location)}
<dl>
${counterexample && [row("Refused request", html`<code>${counterexample.action}</code> on <code>${counterexample.resource}</code>`), row("by", html`<code>${counterexample.principal ?? "nobody"}</code>`),
    counterexample.context && row("with", html`<code>${inWords(counterexample.context)}</code>`)]}
${waived && row("Waived", html`${waived.reason}, ${waived.owner}, until ${waived.until}`)}${baselined && row("Baseline", "it was here before anybody looked")}
${row("Why", prose(why))}
${adviceOn(findings[0]).map(({ word, text }) => row(adviceWords[word] ?? word, prose(text)))}
${related.map((each) => row("See", html`<code>${each.location.artifact}:${each.location.startLine}</code> ${prose(each.message)}`))}
${assumes.length > 0 ? row("Assumes", assumes.join("; ")) : undefined}
${evidence.length > 0 ? row("Evidence", evidence.map(({ by, verdict, at }) => `${by}: ${verdict}${at === undefined ? "" : `, ${at}`}`).join("; ")) : undefined}
${row("Rule", findings.map(ruleLine))}
</dl>
</article>
`;
}

const adviceWords: Readonly<Record<string, string>> = { fix: "Fix", "--fix": "Fixed by --fix", grants: "Would grant", perhaps: "Perhaps" };

const row = (name: string, value: Markup | string | readonly Markup[]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`;

const ruleLine = ({ rule, subject, source }: Finding): Markup =>
  html`<span class="rule"><code>${rule}</code> of ${subjectName(subject)}${/^https?:\/\//.test(source) ? html` <a href="${source}" rel="noreferrer">who says so</a>` : undefined}</span>`;

/** The guilty lines with their numbers, the guilty text marked. */
function frame(place: Place): Markup {
  return html`<pre class="frame">${frameLines(place).map(({ number, before, guilty, after }) =>
    html`<span class="line${guilty === undefined ? "" : " guilty"}"><span class="number">${number}</span><span class="text">${before}${guilty === undefined ? undefined : html`<mark>${guilty === "" ? " " : guilty}</mark>`}${after}
</span></span>`)}</pre>`;
}
