import type { Problem } from "../checks/check.js";
import { spliced } from "../mend/splice.js";
import type { Document } from "../text/document.js";
import { areApart, type Edit } from "../text/edit.js";
import type { Mend } from "../text/mend.js";
import type { Assessment } from "./judge.js";

/** One way to put things right, as edits of files, before anybody has looked whether it does: several problems may ask for the same. */
export interface Proposal {
  readonly edits: readonly Edit[];
  readonly unsure: boolean;
  readonly asked: readonly { readonly assessment: Assessment; readonly problem: Problem; readonly mend: Mend }[];
}

/** Proposals about one file that can be made at once. */
export interface Batch {
  readonly artifact: string;
  readonly proposals: readonly Proposal[];
}

/** All that the problems ask to be changed in these documents, as far as it can be done exactly. */
export function proposalsIn(assessments: readonly Assessment[], documents: ReadonlyMap<string, Document>): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const assessment of assessments) for (const problem of assessment.verdict.kind === "fail" ? assessment.verdict.problems : []) for (const mend of problem.mends ?? []) {
    const edits = spliced(mend, documents);
    if (edits === undefined) continue;
    const [unsure, key] = [mend.unsure === true, JSON.stringify([mend.unsure, edits])];
    found.set(key, { edits, unsure, asked: [...found.get(key)?.asked ?? [], { assessment, problem, mend }] });
  }
  return [...found.values()];
}

/** The proposals in batches: those that are sure before those that are not, and no two of a batch about the same text. */
export function batchesOf(proposals: readonly Proposal[]): readonly Batch[] {
  const batches: { readonly artifact: string; readonly unsure: boolean; readonly proposals: Proposal[] }[] = [];
  for (const proposal of proposals.toSorted((a, b) => Number(a.unsure) - Number(b.unsure))) {
    const artifact = proposal.edits[0]?.artifact ?? "";
    const batch = batches.find((each) => each.artifact === artifact && each.unsure === proposal.unsure && areApart([...each.proposals, proposal].flatMap(({ edits }) => edits)));
    if (batch) batch.proposals.push(proposal);
    else batches.push({ artifact, unsure: proposal.unsure, proposals: [proposal] });
  }
  return batches;
}
