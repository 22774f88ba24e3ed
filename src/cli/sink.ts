import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { once } from "node:events";
import { dirname } from "node:path";
import { byPlace } from "../audit/by-place.js";
import { bySubject } from "../audit/merge-summaries.js";
import type { Finding, NotApplicable, Passed, Report, Summary, SubjectSummary } from "../audit/report.js";
import { bodyLines, firstLine, lastLines } from "../report/lines.js";
import { write, type Output, type OutputOptions } from "./output.js";
import { isSystemError } from "./system-error.js";

/** Where the parts of a report go as they come. */
export interface Sink {
  readonly add: (part: Report) => Promise<void>;
  /** Writes what could not be said before the end; what comes back is why something could not be written. */
  readonly end: (end: Pick<Report, "failures" | "notes">) => Promise<string | undefined>;
  /** Of all that was added. */
  readonly summary: () => Omit<Summary, "subjects">;
}

/** Lines of JSON are written at once and nothing is kept of them; all other formats wait for the whole report, which is kept for them. */
export function sinkFor(outputs: readonly Output[], options: OutputOptions): Sink {
  const [streams, waiting] = [outputs.filter(({ format }) => format === "jsonl").map(streamTo), outputs.filter(({ format }) => format !== "jsonl")];
  const kept: Kept = { findings: [], passes: [], notApplicable: [], subjects: [] };
  let head: Report | undefined;
  let counts: Omit<Summary, "subjects"> = { errors: 0, warnings: 0, notes: 0, proved: 0, refuted: 0, open: 0, notApplicable: 0, failures: 0 };
  const send = async (text: string) => { for (const stream of streams) await stream.write(text); };
  return {
    summary: () => counts,
    async add(part) {
      if (head === undefined) await send(firstLine(part));
      head ??= part;
      counts = sumOf(counts, part.summary);
      await send(bodyLines(part));
      if (waiting.length === 0) return;
      part.findings.forEach((each) => kept.findings.push(each));
      part.passes.forEach((each) => kept.passes.push(each));
      part.notApplicable.forEach((each) => kept.notApplicable.push(each));
      part.summary.subjects.forEach((each) => kept.subjects.push(each));
    },
    async end({ failures, notes }) {
      if (head === undefined) return undefined;
      const end = { failures, notes, skipped: head.skipped, summary: { ...counts, failures: failures.length, subjects: kept.subjects.toSorted(bySubject) } };
      await send(lastLines(end));
      streams.forEach((stream) => stream.close());
      return waiting.length === 0 ? undefined : write({ ...head, ...end, findings: kept.findings.toSorted(byPlace), passes: kept.passes.toSorted(byPlace), notApplicable: kept.notApplicable.toSorted(byPlace) }, waiting, options);
    },
  };
}

interface Kept {
  readonly findings: Finding[];
  readonly passes: Passed[];
  readonly notApplicable: NotApplicable[];
  readonly subjects: SubjectSummary[];
}

const sumOf = (a: Omit<Summary, "subjects">, b: Summary): Omit<Summary, "subjects"> => ({
  errors: a.errors + b.errors, warnings: a.warnings + b.warnings, notes: a.notes + b.notes, proved: a.proved + b.proved,
  refuted: a.refuted + b.refuted, open: a.open + b.open, notApplicable: a.notApplicable + b.notApplicable, failures: a.failures + b.failures,
});

interface Stream {
  readonly write: (text: string) => Promise<void>;
  readonly close: () => void;
}

function streamTo({ file }: Output): Stream {
  if (file === undefined) return { write: async (text) => { if (!process.stdout.write(text)) await once(process.stdout, "drain"); }, close: () => undefined };
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, "w");
  return { write: (text) => { writeSync(descriptor, text); return Promise.resolve(); }, close: () => closeSync(descriptor) };
}

/** Why an output could not be written; any other mistake is ours. */
export function unwritten(error: unknown): string {
  if (isSystemError(error)) return error.message;
  throw error;
}
