import { isWithin } from "../policy/classes.js";
import type { Pattern } from "../policy/pattern.js";
import { resourcePattern, type ResourceEntry } from "../policy/resource.js";
import { manyInSegment } from "../policy/token.js";
import { unknownToken } from "../policy/unknown-token.js";
import { rememberingEach } from "../text/remembering.js";
import type { Supposed } from "./completions.js";

/**
 * What follows for an entry from what is supposed of others: whatever its variables stand for, `home/${aws:username}/*` matches
 * what `home/${aws:username}/in/*` matches.
 */
export function impliedBy(supposed: Iterable<Supposed>, entry: ResourceEntry): Supposed["truth"] | undefined {
  for (const { of, truth } of supposed) {
    if ("asks" in of) continue;
    if (truth === "yes" ? liesIn(of)(entry) : liesIn(entry)(of)) return truth;
  }
  return undefined;
}

const liesIn = rememberingEach((inner: ResourceEntry) => rememberingEach((outer: ResourceEntry) => isFree(symbolic(outer)) && isWithin(symbolic(inner), symbolic(outer))));

/** The pattern in which each variable is one text, equal to itself, of which nobody knows more. */
const symbolic = rememberingEach(({ text, pattern, symbols }: ResourceEntry): Pattern => symbols === undefined ? pattern : resourcePattern(text, symbols.map((symbol) =>
  typeof symbol === "object" ? { ...symbol, unknown: symbol.unknown ?? unknownToken(JSON.stringify([symbol.key, symbol.fallback])) } : symbol)));

/** A wildcard that stops at a colon may stop within such a text, for that may hold one. */
const isFree = ({ tokens }: Pattern) => !tokens.includes(manyInSegment);
