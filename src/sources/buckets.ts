import { valueOf } from "../text/node.js";
import { readable, unknownText } from "../text/unknown.js";
import type { BucketPart, PolicyPart } from "./assemble.js";
import { perhapsPart, type BucketPiece } from "./pieces.js";

/**
 * The buckets that pieces tell of, or the keys, each once. One that is declared and given no policy may still have one, so that is unknown;
 * each has one policy, so of several that are given for certain nobody knows which counts.
 */
export function bucketsOf(pieces: readonly BucketPiece[], what: "bucket" | "key" = "bucket"): readonly BucketPart[] {
  const byName = new Map<string, BucketPiece[]>();
  for (const piece of pieces) byName.set(piece.name, [...byName.get(piece.name) ?? [], piece]);
  return Array.from(byName, ([name, all]): BucketPart => {
    const policies = (certain: boolean) => distinct(all.filter((piece) => piece.certain === certain).flatMap((piece) => piece.policies));
    const sure = policies(true);
    const given = [...sure.length > 1 ? oneOf(`the ${what} ${readable(name)}`, name, sure) : sure, ...policies(false)];
    return { name, policies: given.length === 0 ? undefined : given, ...(!all.some(({ certain }) => certain) && { perhaps: true }) };
  });
}

/** Each on a condition of which nobody knows whether it holds. */
function oneOf(called: string, name: string, given: readonly PolicyPart[]): readonly PolicyPart[] {
  const condition = unknownText(`which policy ${called} has`, name);
  return given.map((part) => perhapsPart(part, [{ condition, holds: true }]));
}

/** What two places say in the same words is one policy. */
function distinct(parts: readonly PolicyPart[]): readonly PolicyPart[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const text = "root" in part && part.root ? JSON.stringify(valueOf(part.root)) : "because" in part ? part.because : undefined;
    return text === undefined || (!seen.has(text) && seen.add(text));
  });
}

/** What is known better goes before the rest: gluelint.yaml before templates, and what AWS shows before both. */
export function over(better: readonly BucketPart[], others: readonly BucketPart[]): readonly BucketPart[] {
  const known = new Map(others.map((bucket) => [bucket.name, bucket]));
  const own = new Set(better.map(({ name }) => name));
  return [...better.map((bucket): BucketPart => ({ ...bucket, policies: bucket.policies ?? known.get(bucket.name)?.policies })), ...others.filter(({ name }) => !own.has(name))];
}
