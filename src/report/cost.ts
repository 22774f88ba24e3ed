import type { CostCeiling } from "../audit/report.js";

/** The most that a run can cost, in words: where it hangs, and where each of its retries hangs too. */
export function costOf({ hung, withRetries }: CostCeiling): string {
  return `ceiling ${dollars(hung)}${withRetries > hung ? ` hung, ${dollars(withRetries)} with retries` : ""}`;
}

/** Whole dollars, and cents below ten of them. */
const dollars = (usd: number) => `$${usd < 10 ? usd.toFixed(2) : Math.round(usd).toString().replace(/\B(?=(\d{3})+$)/g, ",")}`;
