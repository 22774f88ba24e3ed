import { daysBetween } from "../text/day.js";
import { isNamed } from "./places.js";
import type { Waiver } from "./waiver.js";

/** Whose waivers hold under a policy, by what names and for how long. */
export interface MayWaive {
  readonly owners: readonly string[];
  readonly rules?: readonly string[];
  readonly inline?: boolean;
  readonly mostDays?: number;
}

/** Why the policy over the repository does not let a waiver hold, as the end of a sentence; undefined where it does. */
export function refusalOf({ owner, rule, until, inSource }: Waiver, may: MayWaive | "nobody", now: string): string | undefined {
  if (may === "nobody") return "it lets nobody here waive anything";
  const { owners, rules, inline, mostDays } = may;
  if (inSource && inline !== true) return "it lets no comment waive anything";
  if (!owners.some((name) => isNamed(name, owner))) return `it does not let \`${owner}\` waive anything`;
  if (rules && !rules.some((name) => isNamed(name, rule))) return `it lets nobody here waive that`;
  return mostDays !== undefined && daysBetween(now, until) > mostDays ? `it lets waivers last ${mostDays} days at most` : undefined;
}
