import type { Fault } from "../text/document.js";
import type { Location } from "../text/location.js";
import { perhaps, writing, type Mend } from "../text/mend.js";
import { isSlip, nearest } from "../text/nearest.js";
import { nameLocation, type MapNode, type Node } from "../text/node.js";

/** Something for which IAM refuses a policy document. */
export type GrammarFault = Fault<"grammar">;

/** What a document is attached to, which decides what it must and may not say. A limit (an endpoint's, a resource control policy) may name principals. */
export type PolicyUse = "identity" | "trust" | "resource" | "limit" | "organization";

/** A fault under the value of a node, and how it may be put right. */
export function faultAt(node: Node, message: string, ...mends: readonly Mend[]): GrammarFault {
  return { kind: "grammar", message, location: node.location, ...(mends.length > 0 && { mends }) };
}

/** To write what was meant where a misspelt text stands: surely, where that is one slip of the pen. */
export function respelling(location: Location, text: string, meant: string): Mend {
  const mend = writing(location, text, meant);
  return isSlip(text, meant) ? mend : perhaps(mend);
}

/** A fault under the name of each property that is not one of the known ones. */
export function unknownKeys(node: MapNode, known: readonly string[]): readonly GrammarFault[] {
  return node.entries.filter((entry) => !known.includes(entry.key)).map((entry): GrammarFault => {
    const meant = nearest(entry.key, known);
    const location = nameLocation(node, entry);
    return { kind: "grammar", message: `\`${entry.key}\` is no element of a policy${meant ? `: did you mean \`${meant}\`?` : ""}`, location, ...(meant !== undefined && { mends: [respelling(location, entry.key, meant)] }) };
  });
}
