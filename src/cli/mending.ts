import { mendable } from "../sources/mendable.js";
import { areApart, type Edit } from "../text/edit.js";
import type { Offers } from "../audit/mends.js";
import { textsWith } from "../audit/offering.js";
import type { MendKind } from "../audit/report.js";
import type { Assessed } from "./assess.js";
import { offersFor } from "./offers.js";

/** Judges anew with other texts for some files: all of it, or what hangs on `touched` alone. */
export type Reassess = (texts: ReadonlyMap<string, string>, touched?: ReadonlySet<string>) => Promise<Assessed>;

/** What is judged, what of it can be mended, and the texts that differ from those of the files. */
export interface Mended {
  readonly assessed: Assessed;
  readonly offers: Offers;
  readonly texts: ReadonlyMap<string, string>;
}

/** What can be mended of what was judged, each mend tried. */
export async function unmended(assessed: Assessed, reassess: Reassess, texts: ReadonlyMap<string, string> = new Map()): Promise<Mended> {
  const again = (changed: ReadonlyMap<string, string>) => reassess(new Map([...texts, ...changed]), new Set(changed.keys()));
  return { assessed, offers: await offersFor(assessed, mendable(assessed.gathered.documents), again), texts };
}

/** All mends of these kinds made, round after round, for one may make room for another: until nothing is left, or for ten rounds. */
export async function mended(first: Mended, kinds: readonly MendKind[], reassess: Reassess): Promise<Mended> {
  let state = first;
  for (let round = 0; round < mostRounds; round++) {
    const edits = chosen(state, kinds);
    if (edits.length === 0) break;
    const texts = new Map([...state.texts, ...textsWith(edits, state.assessed.documents)]);
    state = await unmended(await reassess(texts), reassess, texts);
  }
  return state;
}

const mostRounds = 10;

/** The edits of as many offers as can be made at once; where files are named, of those alone. */
function chosen({ offers, assessed: { gathered: { about } } }: Mended, kinds: readonly MendKind[]): readonly Edit[] {
  const asked = [...offers.values()].filter(({ kind, edits }) => kinds.includes(kind) && edits.every(({ artifact }) => about?.has(artifact) !== false)).map(({ edits }) => edits);
  const distinct = [...new Map(asked.map((edits) => [JSON.stringify(edits), edits])).values()];
  return distinct.reduce<readonly Edit[]>((made, edits) => areApart([...made, ...edits]) ? [...made, ...edits] : made, []);
}
