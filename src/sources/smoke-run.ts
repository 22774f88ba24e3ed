import type { Observed } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";

/** Whether a document was written by `gluelint smoke`. */
export function isSmokeRun(root: Node | undefined): boolean {
  return stringOf(propertyOf(root, "kind")) === "gluelint smoke run";
}

/** The calls of a smoke run, and how they went. */
export function observedIn({ root, artifact }: Document): readonly Observed[] {
  return itemsOf(propertyOf(root, "observed")).flatMap((node): readonly Observed[] => {
    const [principal, action, outcome, said, at] = ["principal", "action", "outcome", "said", "at"].map((key) => stringOf(propertyOf(node, key)));
    if (principal === undefined || action === undefined || !isOutcome(outcome)) return [];
    return [{ principal, action, outcome, resources: textsOf(propertyOf(node, "resources")), at: at ?? "", artifact, ...(said !== undefined && { said }) }];
  });
}

const isOutcome = (text: string | undefined): text is Observed["outcome"] => text === "allowed" || text === "refused" || text === "unclear";
