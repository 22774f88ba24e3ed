import type { Evidence } from "../audit/report.js";

/** Who was asked beside our own evaluator, and what each says: `offline fail, smoke pass`; undefined where nobody was. */
export function witnessesOf(evidence: readonly Evidence[]): string | undefined {
  return evidence.length < 2 ? undefined : evidence.map(({ by, verdict }) => `${by} ${verdict}`).join(", ");
}
