import { existsSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Report } from "../audit/report.js";
import type { Baseline } from "../govern/baseline.js";
import type { Governing } from "../sources/governing.js";
import type { Document } from "../text/document.js";
import { readText } from "./files.js";
import type { CheckOptions, Misunderstood } from "./options.js";
import type { Overlay } from "./overlay.js";
import { clean, onDisk } from "./paths.js";
import type { Ruling } from "./ruling.js";
import { say } from "./say.js";

/** A baseline, and its text. */
export interface ReadBaseline {
  readonly baseline: Baseline;
  readonly document: Document;
}

/** The baseline that a flag or the configuration names; what is wrong with it; undefined where nobody names one. */
export async function baselineFrom({ baseline: flag, updateBaseline }: CheckOptions, ruling: Ruling, over: Overlay): Promise<ReadBaseline | Misunderstood | undefined> {
  const { governing } = ruling;
  if (governing && (flag !== undefined || updateBaseline !== undefined)) return { lines: ["--baseline and --update-baseline do not go with --policy: the policy says which baseline holds"] };
  const own = governing ? baselineOver(governing) : ruling.baseline;
  const artifact = flag === undefined ? own : clean(flag);
  if (artifact === undefined) return updateBaseline === undefined ? undefined : { lines: ["--update-baseline: name the file with --baseline, or with `baseline:` in gluelint.yaml"] };
  if (updateBaseline !== undefined && !["shrink", "grow"].includes(updateBaseline)) return { lines: [`--update-baseline=${updateBaseline}: say \`grow\` to take in what is new, or nothing`] };
  if (updateBaseline !== undefined && !existsSync(onDisk(artifact))) return { baseline: { artifact, entries: [] }, document: { artifact, text: "", root: undefined, faults: [] } };
  const reading = readText(artifact, over);
  if (reading.kind === "failure") return { lines: [`${artifact}: ${reading.failure.message}: --update-baseline writes a baseline`] };
  if (reading.kind === "document") return { lines: reading.document.faults.map(({ message }) => `${artifact}: ${message}`) };
  const document = { artifact, text: reading.text, root: undefined, faults: [] };
  const { readBaseline } = await import("../govern/baseline.js");
  const baseline = readBaseline(document);
  return "wrong" in baseline ? { lines: baseline.wrong.map((line) => `${artifact}:${line}: this is no line of a baseline: take one side of a merge, and run --update-baseline`) } : { baseline, document };
}

const baselineOver = ({ artifact, manifest: { baseline } }: Governing) => baseline === undefined ? undefined : clean(resolve(dirname(onDisk(artifact)), baseline));

/** Writes the baseline anew: without what is mended, and where it may grow or there was none, with what is new. */
export async function updateBaseline({ baseline: { artifact, entries }, document }: ReadBaseline, { findings }: Report, ran: ReadonlySet<string>, how: string): Promise<ReadBaseline> {
  const { baselineText, readBaseline, updatedLines } = await import("../govern/baseline.js");
  const grows = how === "grow" || document.text === "";
  const lines = updatedLines(entries, findings, ran, grows);
  const old = new Set(entries.map(({ line }) => line));
  const added = lines.filter((line) => !old.has(line)).length;
  const missing = grows ? 0 : updatedLines(entries, findings, ran, true).length - lines.length;
  const written = { artifact, text: baselineText(lines), root: undefined, faults: [] };
  const read = readBaseline(written);
  if ("wrong" in read) throw new Error(`the baseline that was written cannot be read: ${artifact}`);
  writeFileSync(onDisk(artifact), written.text);
  say(`${artifact}: ${lines.length} ${lines.length === 1 ? "line" : "lines"}, ${added} more, ${old.size - (lines.length - added)} fewer${missing > 0 ? `; ${missing} new ${missing === 1 ? "finding is" : "findings are"} not in it: --update-baseline=grow takes in what is new` : ""}`);
  return { baseline: read, document: written };
}
