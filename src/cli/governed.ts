import type { Assessment } from "../audit/judge.js";
import type { Circumstances } from "../audit/make-report.js";
import type { Baseline } from "../govern/baseline.js";
import { rules } from "../rules/rules.generated.js";
import type { Rule } from "../rules/rule.js";
import type { Environment } from "../subject/environment.js";
import type { Gathered } from "./gathered.js";

/** What decides which findings count, beside what was read. */
export interface Governing {
  /** The rules that are on. */
  readonly selected: readonly Rule[];
  /** Those of them that were asked about everything. */
  readonly ran: ReadonlySet<string>;
  readonly now: string;
  /** Whether waivers hold. */
  readonly waive: boolean;
  readonly baseline: Baseline | undefined;
}

/** How findings are settled; undefined where nobody lets anything be, so that nothing is loaded for it. */
export async function settlingFor({ ruling: { waivers, fileOf }, documents }: Gathered, [environment]: readonly Environment[], { selected, ran, now, waive, baseline }: Governing): Promise<Circumstances["settle"]> {
  const isLet = baseline !== undefined || (waive && (waivers.length > 0 || [...documents.values()].some(({ text }) => text.includes("gluelint-waive"))));
  if (!isLet || environment === undefined) return undefined;
  const { remarksOn, settle } = await import("../govern/settle.js");
  return (found) => {
    const { findings, settled } = settle(found, { waive, waivers, baseline, documents, rules: rules.map(({ id }) => id), ran, now, fileOf });
    return { findings, remarks: remarksOn(settled, selected, environment) };
  };
}

/** The verdicts with the levels that overrides give them. */
export async function levelledBy({ ruling: { overrides } }: Gathered, assessments: readonly Assessment[], everywhere: readonly Rule[], flags: readonly string[]): Promise<readonly Assessment[]> {
  if (overrides.length === 0) return assessments;
  const { levelIn, levelled } = await import("../govern/levels.js");
  // What a flag says of a rule holds in every file.
  const open = overrides.map(({ files, rules: levels }) => ({ files, rules: Object.fromEntries(Object.entries(levels).filter(([id]) => !flags.includes(id))) }));
  return levelled(assessments, levelIn(open, new Map(everywhere.map(({ id, level }) => [id, level]))));
}
