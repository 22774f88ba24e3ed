import type { Document, Piece } from "../text/document.js";
import { lineStarts } from "../text/lines.js";
import { lineHashes } from "../text/line-hash.js";
import type { Location, Span } from "../text/location.js";
import { pieceAt, regionInWhole, spanIn } from "../text/piece.js";
import { rememberingEach } from "../text/remembering.js";
import { regionBetween, regionOf, spanOf, startsOf, textAt, type Region } from "../text/region.js";
import type { Place } from "./report.js";

export type Lookup = (location: Location) => Place;

/** Looks locations up in their documents: the one place where pointers become lines and columns. Each document is gone through once. */
export function lookupIn(documents: ReadonlyMap<string, Document>): Lookup {
  const prepared = new Map<string, Prepared>();
  const placeOf = (location: Location): Place => {
    const known = prepared.get(location.artifact) ?? prepare(documents.get(location.artifact) ?? { artifact: location.artifact, text: "", root: undefined, faults: [] });
    prepared.set(location.artifact, known);
    const span = spanOf(known.document, location);
    const piece = pieceAt(known.document, span.start);
    if (piece) return placeIn(piece, location, span);
    const region = regionOf(known.document, location);
    return {
      artifact: location.artifact, pointer: location.pointer, ...region,
      frame: frameOf(known, region.startLine, region.endLine),
      underline: textAt(known.document, location).slice(0, 200),
      lineHash: known.hashOf(region.startLine),
    };
  };
  const inPieces = new Map<Piece, Prepared>();
  /** A line of a piece is known again by what the piece holds: nobody goes through all of the larger text for that. */
  const placeIn = (piece: Piece, { artifact, pointer }: Location, span: Span): Place => {
    const own = inPieces.get(piece) ?? prepare({ artifact, text: piece.text, root: undefined, faults: [] });
    inPieces.set(piece, own);
    const there = { artifact, pointer, span: spanIn(piece, span) };
    const region = regionOf(own.document, there);
    const { startLine, text } = frameOf(own, region.startLine, region.endLine);
    return {
      artifact, pointer, ...regionInWhole(piece, region), frame: { startLine: startLine + piece.lines, text },
      underline: textAt(own.document, there).slice(0, 200), lineHash: own.hashOf(region.startLine),
    };
  };
  return rememberingEach(placeOf);
}

/** The same without the text that stands there: for what nobody has to mend, of which there may be a million. A document has one place for all of it. */
export function bareIn(documents: ReadonlyMap<string, Document>): Lookup {
  const starts = new Map<Piece, readonly number[]>();
  const placeOf = (location: Location): Place => {
    const { artifact, pointer } = location;
    const document = documents.get(artifact);
    const span = document ? spanOf(document, location) : { start: 0, end: 0 };
    const piece = document && pieceAt(document, span.start);
    if (piece) starts.set(piece, starts.get(piece) ?? lineStarts(piece.text));
    const region = piece ? regionInWhole(piece, regionBetween(starts.get(piece) ?? [], spanIn(piece, span))) : regionOf(document ?? { artifact, text: "", root: undefined, faults: [] }, location);
    return { artifact, pointer, ...region, ...barely(region) };
  };
  return rememberingEach(placeOf);
}

/** What a place lacks of which only the region is known. */
export const barely = ({ startLine }: Pick<Region, "startLine">): Pick<Place, "frame" | "underline" | "lineHash"> => ({ frame: { startLine, text: "" }, underline: "", lineHash: "" });

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
