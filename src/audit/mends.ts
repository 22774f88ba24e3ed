import type { Problem } from "../checks/check.js";
import { titleOf } from "../mend/title.js";
import type { Document } from "../text/document.js";
import type { Edit } from "../text/edit.js";
import type { Mend } from "../text/mend.js";
import { regionOf } from "../text/region.js";
import type { MendKind, ReportedMend } from "./report.js";

/** What came of each mend that was tried and does what it should; of the others nothing is said. */
export type Offers = ReadonlyMap<Mend, Offer>;

export interface Offer {
  readonly kind: MendKind;
  readonly edits: readonly Edit[];
}

/** The mends of a problem for the report, by lines and columns too. */
export function mendsOf({ mends = [] }: Problem, offers: Offers, documents: ReadonlyMap<string, Document>): readonly ReportedMend[] {
  return mends.flatMap((mend) => {
    const offer = offers.get(mend);
    return offer ? [{ kind: offer.kind, title: titleOf(mend), edits: offer.edits.flatMap((edit) => placed(edit, documents)) }] : [];
  });
}

function placed(edit: Edit, documents: ReadonlyMap<string, Document>): readonly ReportedMend["edits"][number][] {
  const document = documents.get(edit.artifact);
  return document ? [{ ...edit, ...regionOf(document, { artifact: edit.artifact, pointer: "", span: edit }) }] : [];
}
