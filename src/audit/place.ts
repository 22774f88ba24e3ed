import type { Document } from "../text/document.js";
import { lineHashes } from "../text/line-hash.js";
import type { Location } from "../text/location.js";
import { rememberingEach } from "../text/remembering.js";
import { regionOf, startsOf, textAt } from "../text/region.js";
import type { Place } from "./report.js";

export type Lookup = (location: Location) => Place;

/** Looks locations up in their documents: the one place where pointers become lines and columns. Each document is gone through once. */
export function lookupIn(documents: ReadonlyMap<string, Document>): Lookup {
  const prepared = new Map<string, Prepared>();
  const placeOf = (location: Location): Place => {
    const known = prepared.get(location.artifact) ?? prepare(documents.get(location.artifact) ?? { artifact: location.artifact, text: "", root: undefined, faults: [] });
    prepared.set(location.artifact, known);
    const region = regionOf(known.document, location);
    return {
      artifact: location.artifact, pointer: location.pointer, ...region,
      frame: frameOf(known, region.startLine, region.endLine),
      underline: textAt(known.document, location).slice(0, 200),
      lineHash: known.hashOf(region.startLine),
    };
  };
  // A document that passes rule after rule has one place for all of them.
  return rememberingEach(placeOf);
}

interface Prepared {
  readonly document: Document;
  readonly hashOf: (line: number) => string;
}

/** Most documents are asked for their first line alone, as the place of what passes. */
function prepare(document: Document): Prepared {
  const hashes = lineHashes(document.text);
  const known: string[] = [];
  const hashOf = (line: number) => {
    while (known.length < line) known.push(hashes.next().value ?? "");
    return known[line - 1] ?? "";
  };
  return { document, hashOf };
}

/** The guilty lines and one on either side, at most seven in all, each cut at 200 characters. */
function frameOf({ document }: Prepared, startLine: number, endLine: number): Place["frame"] {
  const { text } = document;
  const starts = startsOf(document);
  const first = Math.max(1, startLine - 1);
  const last = Math.min(starts.length, endLine + 1, first + 6);
  // A line may be the whole of a file, and be asked for thousands of times.
  const lineFrom = (start: number, next: number) => text.slice(start, Math.min(next, start + 202)).replace(/[\r\n]+$/, "").slice(0, 200);
  const lines = Array.from({ length: last - first + 1 }, (_, i) => lineFrom(starts[first + i - 1] ?? 0, starts[first + i] ?? text.length));
  return { startLine: first, text: lines.join("\n") };
}
