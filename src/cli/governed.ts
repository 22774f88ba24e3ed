import type { Assessment } from "../audit/judge.js";
import type { Circumstances } from "../audit/make-report.js";
import type { Baseline } from "../govern/baseline.js";
import { atLeast, type Floors } from "../govern/floors.js";
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
export async function settlingFor({ ruling: { waivers, fileOf, governing }, documents }: Gathered, [environment]: readonly Environment[], { selected, ran, now, waive, baseline }: Governing): Promise<Circumstances["settle"]> {
  const isLet = baseline !== undefined || (waive && (waivers.length > 0 || governing !== undefined || [...documents.values()].some(({ text }) => text.includes("gluelint-waive"))));
  if (!isLet || environment === undefined) return undefined;
  const { remarksOn, settle } = await import("../govern/settle.js");
  return (found) => {
    const { findings, settled } = settle(found, { waive, waivers, granted: governing?.manifest.waivers ?? [], mayWaive: governing && (governing.manifest.mayWaive ?? "nobody"), baseline, documents, rules: rules.map(({ id }) => id), ran, now, fileOf });
    return { findings, remarks: remarksOn(settled, selected, environment) };
  };
}

/** The verdicts with the levels that overrides give them. */
export async function levelledBy({ ruling: { overrides } }: Gathered, assessments: readonly Assessment[], everywhere: readonly Rule[], flags: readonly string[], floors: Floors): Promise<readonly Assessment[]> {
  if (overrides.length === 0) return assessments;
  const { levelIn, levelled } = await import("../govern/levels.js");
  // What a flag says of a rule holds in every file.
  const open = overrides.map(({ files, rules: levels }) => ({ files, rules: Object.fromEntries(Object.entries(levels).filter(([id]) => !flags.includes(id))) }));
  const levelOf = levelIn(open, new Map(everywhere.map(({ id, level }) => [id, level])));
  return levelled(assessments, (rule, artifact) => atLeast(levelOf(rule, artifact), floors.get(rule)));
}
