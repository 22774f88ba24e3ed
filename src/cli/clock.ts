import type { EnvironmentOptions, Misunderstood } from "./options.js";

/** The instant for which is judged, ISO 8601 in UTC to the second: that of `--now`, else this one; or what is wrong with `--now`. */
export function clockFrom({ now }: EnvironmentOptions): { readonly at: string } | Misunderstood {
  const at = now === undefined ? new Date() : new Date(/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(now) ? now : NaN);
  // Date takes the 31st of February for the 3rd of March.
  if (Number.isNaN(at.getTime()) || (now !== undefined && !at.toISOString().startsWith(now.slice(0, 10)))) return { lines: [`--now ${now}: write a day as in 2026-11-22, or an instant as in 2026-11-22T08:00:00Z`] };
  return { at: at.toISOString().replace(/\.\d+Z$/, "Z") };
}
