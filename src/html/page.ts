import type { Report } from "../audit/report.js";
import type { Standing } from "../report/standing.js";
import { counted } from "../report/tally.js";
import { script, scriptHash, style, styleHash } from "./assets.generated.js";
import { entriesOf, type Entry } from "./entries.js";
import { grid } from "./grid.js";
import { findingsByFile, proofs, unseen } from "./lists.js";
import { html, type Markup } from "./markup.js";
import { mark, sprite } from "./marks.js";
import { matricesOf } from "./matrix.js";
import { computes, summary } from "./summary.js";

/**
 * The report as one HTML file that needs no other: it reads without its script, prints, and asks nothing of the network. The
 * policy of its content lets in its own style and script alone, so that even markup that got through could do nothing.
 * Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
 */
export function page(report: Report): string {
  const entries = entriesOf(report);
  const matrices = matricesOf(entries);
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="gluelint ${report.tool.version}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'">
<title>gluelint report</title>
<style>${{ markup: style }}</style>
</head>
<body>
${sprite}
<a class="skip" href="#findings">Skip to the findings</a>
${summary(report)}
<main>
${computes(report.summary.subjects)}
${unseen({ ...report, skipped: [] })}
${matrices.length === 0 ? undefined : html`<section class="matrices"><h2>Every requirement</h2>${legend}${matrices.map(grid)}<p class="peek" aria-hidden="true" hidden></p></section>`}
<section id="findings" tabindex="-1"><h2>${entries.findings.length === 0 ? "Nothing is wrong, and nothing is open" : "Findings"}</h2>
${filters(entries.findings)}${findingsByFile(entries.findings)}</section>
<section class="rest">${proofs(entries)}${unseen({ ...report, failures: [] })}</section>
</main>
<footer>gluelint ${report.tool.version} · a pass means that every request of the requirement is allowed; a failure shows one that is refused; what is open hangs on what nobody said.</footer>
<dialog aria-label="Proof or counterexample"><form method="dialog"><button class="close" aria-label="Close">✕</button></form><div class="seen"></div></dialog>
<script>${{ markup: script }}</script>
</body>
</html>`.markup}\n`;
}

const legend = html`<p class="hint">A mark leads to the proof or to the request that is refused.</p>
<p class="legend">${([["pass", "holds, for every request"], ["error", "fails"], ["warning", "fails, a warning"], ["note", "fails, a note"], ["open", "open: it hangs on what is not known"], ["waived", "waived"], ["notApplicable", "does not apply"]] as const).map(([name, words]) => html`<span>${mark(name)} ${words}</span>`)}</p>`;

const standings = ["error", "warning", "note", "open", "waived"] as const satisfies readonly Standing[];

/** Without its script the page shows everything, so the filters come up with it. */
function filters(entries: readonly Entry[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  const counts = standings.map((standing) => [standing, entries.filter((entry) => entry.standing === standing).length] as const).filter(([, count]) => count > 0);
  return html`<form class="filters" role="search" hidden>
<label class="search">Search <input type="search" placeholder="role, rule, bucket, file…" autocomplete="off" spellcheck="false"></label>
<fieldset><legend>Show</legend>${counts.map(([standing, count]) => html`<label><input type="checkbox" name="${standing}" checked> ${mark(standing)} ${counted(count, standing).replace(/(open|waived)s$/, "$1")}</label>`)}</fieldset>
<output aria-live="polite"></output>
</form>
`;
}
