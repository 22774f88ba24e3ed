import type { Finding, Level } from "../audit/report.js";

/** How a finding stands to its reader: by its level where it is proved, else that it is open, or waived. */
export type Standing = Level | "open" | "waived";

export function standingOf({ verdict, level, waived }: Finding): Standing {
  return waived !== undefined ? "waived" : verdict === "open" ? "open" : level;
}

/** Proved wrong, and nobody has waived it. */
export function isFault({ verdict, waived }: Finding): boolean {
  return verdict === "fail" && waived === undefined;
}
