import type { Offer, Offers } from "../audit/mends.js";
import { batchesOf, proposalsIn, type Batch } from "../audit/proposals.js";
import { kindOf, type Judged } from "../audit/recheck.js";
import type { Document } from "../text/document.js";
import { applyEdits, byArtifact, type Edit } from "../text/edit.js";
import type { Mend } from "../text/mend.js";

/** Judges what these files, with other texts, have a part in. */
export type Again = (texts: ReadonlyMap<string, string>) => Promise<Judged>;

/** How often the whole is judged again for the sake of mends: what is not tried by then is not offered. */
const mostTries = 100;

/**
 * The mends that do what they should: each was made, and all that hangs on its file judged again. Those of different files are tried
 * at once, and what goes wrong is tried again by halves: first of the files, then of what is to be changed in one.
 */
export async function offersFor(judged: Judged, mendable: ReadonlyMap<string, Document>, again: Again): Promise<Offers> {
  const offers = new Map<Mend, Offer>();
  let tries = 0;

  async function attempt(batches: readonly Batch[]): Promise<void> {
    if (batches.length === 0 || tries >= mostTries) return;
    tries += 1;
    const after = await again(textsWith(batches.flatMap(({ proposals }) => proposals).flatMap(({ edits }) => edits), judged.documents));
    const failing = batches.filter((batch) => {
      const kind = kindOf(batch, judged, after);
      if (kind === undefined || (kind === "grant" && batch.proposals.length > 1)) return true;
      for (const { edits, asked } of batch.proposals) for (const { mend } of asked) offers.set(mend, { kind, edits });
      return false;
    });
    const [first, ...others] = failing;
    if (first === undefined) return;
    if (others.length > 0) for (const half of halves(failing)) await attempt(half);
    else if (batches.length > 1) await attempt(failing);
    else if (first.proposals.length > 1) for (const proposals of halves(first.proposals)) await attempt([{ ...first, proposals }]);
  }

  let waiting = batchesOf(proposalsIn(judged.assessments, mendable));
  while (waiting.length > 0) {
    const now = waiting.filter(({ artifact }, i) => waiting.findIndex((other) => other.artifact === artifact) === i);
    await attempt(now);
    waiting = waiting.filter((batch) => !now.includes(batch));
  }
  return offers;
}

/** The texts of the files that the edits are about, with the edits made. */
export function textsWith(edits: readonly Edit[], documents: ReadonlyMap<string, Document>): ReadonlyMap<string, string> {
  return new Map([...byArtifact(edits)].map(([artifact, own]) => [artifact, applyEdits(documents.get(artifact)?.text ?? "", own)]));
}

const halves = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => [items.slice(0, Math.ceil(items.length / 2)), items.slice(Math.ceil(items.length / 2))];
