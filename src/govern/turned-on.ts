import type { RuleLevel } from "../sources/config.generated.js";

/** Levels by rule for what is found in some files. */
export interface Override {
  /** Globs over the names that reports give to files. */
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleLevel>>;
}

/** The levels that some override turns on, for rules that are off or quieter elsewhere; they must run all the same. */
export function turnedOn(overrides: readonly Override[]): Readonly<Record<string, RuleLevel>> {
  return Object.fromEntries(overrides.flatMap(({ rules }) => Object.entries(rules)).filter(([, level]) => level !== "off"));
}
