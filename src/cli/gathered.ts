import type { Failure, Skipped } from "../audit/report.js";
import type { Parts } from "../sources/assemble.js";
import type { Document } from "../text/document.js";
import type { Ruling } from "./ruling.js";

/** Everything that was read for one run. */
export interface Gathered {
  readonly kind: "gathered";
  readonly parts: Parts;
  /** The same for each environment that the configuration names; absent where it names none. */
  readonly named?: readonly Parts[];
  /** By artifact, the configuration included. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly failures: readonly Failure[];
  readonly skipped: readonly Skipped[];
  /** What the user should know of how the files were taken, first thing in the report. */
  readonly notes: readonly string[];
  readonly ruling: Ruling;
  /** Only what these artifacts cause is reported; undefined for everything. */
  readonly about: ReadonlySet<string> | undefined;
}

/** The command line or the configuration is wrong: lines for stderr, exit code 2. */
export interface Misused {
  readonly kind: "misused";
  readonly lines: readonly string[];
}
