import type { Fact, Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { byPlace } from "./by-place.js";
import { findingsOf, notApplicableOf, passesOf, type Elsewhere } from "./findings.js";
import type { Assessment } from "./judge.js";
import { mendsOf, type Offers } from "./mends.js";
import { bareIn, lookupIn } from "./place.js";
import type { Failure, Finding, Report, Shard, Skipped } from "./report.js";
import { summarise } from "./summarise.js";

/** What a report needs beside the verdicts. */
export interface Circumstances {
  readonly version: string;
  /** ISO 8601, UTC; left out where the report is to be the same every time. */
  readonly at?: string;
  /** Which part of the run the verdicts are of; left out where they are all. */
  readonly shard?: Shard;
  readonly facts: Facts;
  readonly documents: ReadonlyMap<string, Document>;
  /** What other parts tell, where the report is one of many parts of a large one. */
  readonly elsewhere?: Elsewhere;
  readonly failures: readonly Failure[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
  /** What came of the mends; left out where nobody tried them. */
  readonly offers?: Offers;
  /** Which findings count, and the verdicts on who says so; left out where all count. */
  readonly settle?: (findings: readonly Finding[]) => { readonly findings: readonly Finding[]; readonly remarks: readonly Assessment[] };
}

/** The report of a run: plain data, from which every format is made. */
export function makeReport(assessments: readonly Assessment[], { version, at, shard, facts, documents, failures, skipped, notes, offers = new Map(), elsewhere, settle }: Circumstances): Report {
  const lookup = lookupIn(documents);
  // Nobody has to mend what passes, so that no report shows its text.
  const bare = bareIn(documents);
  const told = (some: readonly Assessment[]) => findingsOf(some, lookup, at, (problem) => mendsOf(problem, offers, documents), elsewhere);
  const found = told(assessments);
  const { findings: counted, remarks } = settle?.(found) ?? { findings: found, remarks: [] };
  const findings = [...counted, ...told(remarks)].toSorted(byPlace);
  return {
    version: 1,
    tool: { name: "gluelint", version, informationUri: "https://www.npmjs.com/package/gluelint" },
    ...(at !== undefined && { at }), ...(shard && { shard }),
    environment: Object.fromEntries(Object.entries<Fact<unknown>>({ ...facts }).flatMap(([key, fact]) => fact.kind === "said" ? [[key, singular.includes(key) ? fact.values[0] ?? null : fact.values]] : [])),
    summary: summarise([...assessments, ...remarks], findings, failures),
    findings, passes: passesOf(assessments, bare, at), notApplicable: notApplicableOf(assessments, bare), failures, skipped, notes,
  };
}

/** Facts of which there is one, or, said so, none. */
const singular: readonly string[] = ["partition", "account", "region", "sharedStorage"];
