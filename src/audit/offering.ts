import type { Document } from "../text/document.js";
import { applyEdits, byArtifact, type Edit } from "../text/edit.js";
import type { Mend } from "../text/mend.js";
import type { Offer, Offers } from "./mends.js";
import { batchesOf, proposalsIn, type Batch } from "./proposals.js";
import { kindOf, type Judged } from "./recheck.js";

/** Asks, file by file, how the whole is judged with other texts, and ends with the offers. Who answers may be synchronous or not. */
export type Offering = Generator<ReadonlyMap<string, string>, Offers, Judged>;

/** How often the whole is judged again for the sake of mends: what is not tried by then is not offered. */
const mostTries = 100;

/**
 * The mends that do what they should: each was made, and all that hangs on its file judged again. Those of different files are tried
 * at once, and what goes wrong is tried again by halves: first of the files, then of what is to be changed in one.
 */
export function* offering(judged: Judged, mendable: ReadonlyMap<string, Document>): Offering {
  const offers = new Map<Mend, Offer>();
  let tries = 0;

  function* attempt(batches: readonly Batch[]): Generator<ReadonlyMap<string, string>, void, Judged> {
    if (batches.length === 0 || tries >= mostTries) return;
    tries += 1;
    const after = yield textsWith(batches.flatMap(({ proposals }) => proposals).flatMap(({ edits }) => edits), judged.documents);
    const failing = batches.filter((batch) => {
      const kind = kindOf(batch, judged, after);
      if (kind === undefined || (kind === "grant" && batch.proposals.length > 1)) return true;
      for (const { edits, asked } of batch.proposals) for (const { mend } of asked) offers.set(mend, { kind, edits });
      return false;
    });
    const [first, ...others] = failing;
    if (first === undefined) return;
    if (others.length > 0) for (const half of halves(failing)) yield* attempt(half);
    else if (batches.length > 1) yield* attempt(failing);
    else if (first.proposals.length > 1) for (const proposals of halves(first.proposals)) yield* attempt([{ ...first, proposals }]);
  }

  let waiting = batchesOf(proposalsIn(judged.assessments, mendable));
  while (waiting.length > 0) {
    const now = waiting.filter(({ artifact }, i) => waiting.findIndex((other) => other.artifact === artifact) === i);
    yield* attempt(now);
    waiting = waiting.filter((batch) => !now.includes(batch));
  }
  return offers;
}

/** The texts of the files that the edits are about, with the edits made. */
export function textsWith(edits: readonly Edit[], documents: ReadonlyMap<string, Document>): ReadonlyMap<string, string> {
  return new Map([...byArtifact(edits)].map(([artifact, own]) => [artifact, applyEdits(documents.get(artifact)?.text ?? "", own)]));
}

const halves = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => [items.slice(0, Math.ceil(items.length / 2)), items.slice(Math.ceil(items.length / 2))];
