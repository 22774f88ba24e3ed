import { hasUnknown, isOnePiece, unknownNames, unknownParts, unknownText } from "../text/unknown.js";

/**
 * The bucket that a path leads to in which this stands where a bucket's name must stand. A part that nobody knows may hold a slash,
 * as the parameter does of which the value is `lake/team`: AWS then asks for the bucket `lake`. From there on to the slash
 * the name is one more text that nobody knows, equal to itself and to nothing else.
 */
export function bucketIn(text: string): string {
  const parts = unknownParts(text);
  const first = parts.findIndex((part) => hasUnknown(part) && !isOnePiece(part));
  if (first < 0) return text;
  const unclear = parts.slice(first).join("");
  return parts.slice(0, first).join("") + unknownText(`bucket ${unknownNames(unclear)[0] ?? ""}`, unclear);
}
