import type { Document, Piece } from "./document.js";
import { lineAt, lineStarts } from "./lines.js";
import type { Region } from "./region.js";
import type { Span } from "./location.js";

/** The piece of a document that holds an offset; undefined where the document is whole, or none does. */
export function pieceAt({ pieces }: Pick<Document, "pieces">, offset: number): Piece | undefined {
  if (pieces === undefined) return undefined;
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.span.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece && offset >= piece.span.start && offset <= piece.span.end ? piece : undefined;
}

/** A span of the document's text as one of the piece's. */
export function spanIn({ span, offset }: Piece, { start, end }: Span): Span {
  return { start: start - span.start + offset, end: end - span.start + offset };
}

/** Where a region of a piece's text lies in the larger text. */
export function regionInWhole(piece: Piece, region: Region): Region {
  const shift = (line: number) => piece.cut > 0 && line === cutLine(piece) ? piece.cut : 0;
  return {
    startLine: region.startLine + piece.lines, startColumn: region.startColumn + shift(region.startLine),
    endLine: region.endLine + piece.lines, endColumn: region.endColumn + shift(region.endLine),
  };
}

/** The line of a piece's text, 1-based, in which its value starts: the only one of which something may be left out. */
const cutLine = ({ text, offset }: Piece) => lineAt(lineStarts(text.slice(0, offset)), offset) + 1;
