import type { Offers } from "../audit/mends.js";
import { offering } from "../audit/offering.js";
import type { Judged } from "../audit/recheck.js";
import type { Document } from "../text/document.js";

/** Judges what these files, with other texts, have a part in. */
export type Again = (texts: ReadonlyMap<string, string>) => Promise<Judged>;

/** The mends that do what they should, each tried by judging again. */
export async function offersFor(judged: Judged, mendable: ReadonlyMap<string, Document>, again: Again): Promise<Offers> {
  const asking = offering(judged, mendable);
  let step = asking.next();
  while (step.done !== true) step = asking.next(await again(step.value));
  return step.value;
}
