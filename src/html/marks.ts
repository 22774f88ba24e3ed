import type { Standing } from "../report/standing.js";
import { html, type Markup } from "./markup.js";

/** What a mark stands for: how a finding stands, or that there is none. */
export type Mark = Standing | "fail" | "pass" | "notApplicable";

/** Each mark has a shape and a sign of its own, so that nobody needs its colour. */
const shapes = {
  pass: [`<circle cx="8" cy="8" r="7"/>`, "M4.6 8.2l2.3 2.3 4.5-4.9"],
  fail: [`<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/>`, "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"],
  error: [`<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/>`, "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"],
  warning: [`<path d="M8 1.2L15.4 14.4H.6z"/>`, "M8 5.8v4M8 11.9v.2"],
  note: [`<rect x="1.5" y="1.5" width="13" height="13" rx="2"/>`, "M8 7.2v4.2M8 4.5v.2"],
  open: [`<path d="M8 .8L15.2 8 8 15.2.8 8z"/>`, "M6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.1M8 11.2v.2"],
  waived: [`<rect x=".8" y="3.5" width="14.4" height="9" rx="4.5"/>`, "M5 8h6"],
  notApplicable: ["", "M5.5 8h5"],
} as const satisfies Record<Mark, readonly [string, string]>;

/** The shapes, to be used by name anywhere in the page. */
export const sprite: Markup = html`<svg class="sprite" aria-hidden="true">${Object.entries(shapes).map(([name, [shape, sign]]) =>
  html`<symbol id="mark-${name}" viewBox="0 0 16 16"><g class="shape">${{ markup: shape }}</g><path class="sign" d="${sign}"/></symbol>`)}</svg>`;

/** A mark, which says nothing to who cannot see: the words stand beside it. */
export function mark(name: Mark): Markup {
  return html`<svg class="mark ${name}" aria-hidden="true"><use href="#mark-${name}"/></svg>`;
}

/** The word for a mark. */
export const words = {
  pass: "holds", error: "error", warning: "warning", note: "note", open: "open", waived: "waived", notApplicable: "does not apply",
} as const satisfies Record<Exclude<Mark, "fail">, string>;
