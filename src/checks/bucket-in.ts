import type { Environment } from "../subject/environment.js";
import { hasUnknown, isOnePiece, unknownNames, unknownParts, unknownsIn, unknownText } from "../text/unknown.js";

/**
 * The bucket that a path leads to in which this stands where a bucket's name must stand. A part that nobody knows may hold a slash,
 * as the parameter does of which the value is `lake/team`: AWS then asks for the bucket `lake`. From there on to the slash
 * the name is one more text that nobody knows, equal to itself and to nothing else. But what stands in the name of a bucket that is
 * there holds no slash.
 */
export function bucketIn(text: string, { buckets }: Environment): string {
  const evident = new Set([...buckets ?? []].flatMap(([name, { perhaps }]) => perhaps ? [] : unknownsIn(name)));
  const parts = unknownParts(text);
  const first = parts.findIndex((part) => hasUnknown(part) && !isOnePiece(part) && !evident.has(part));
  if (first < 0) return text;
  const unclear = parts.slice(first).join("");
  return parts.slice(0, first).join("") + unknownText(`bucket ${unknownNames(unclear)[0] ?? ""}`, unclear);
}
