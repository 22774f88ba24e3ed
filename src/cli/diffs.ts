import { createTwoFilesPatch } from "diff";
import type { Document } from "../text/document.js";

/** What `git apply` and `patch -p1` take to make the files say the new texts. */
export function diffs(texts: ReadonlyMap<string, string>, documents: ReadonlyMap<string, Document>): string {
  return [...texts].toSorted(([a], [b]) => a < b ? -1 : 1).map(([artifact, text]) => {
    const patch = createTwoFilesPatch(`a/${artifact}`, `b/${artifact}`, documents.get(artifact)?.text ?? "", text);
    return patch.replace(/^=+\n/, "");
  }).join("");
}
