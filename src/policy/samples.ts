import { classesOf, naturalIn } from "./classes.js";
import { numberOf } from "./comparisons.js";
import { instanceOf } from "./instance.js";
import { instantOf } from "./instant.js";
import { addressText, ipRangeOf, type IpRange } from "./ip.js";
import type { Kind, Operator } from "./operators.js";
import { patternOf } from "./pattern.js";
import { many } from "./token.js";
import { resourcePattern } from "./resource.js";
import { spelled, symbolsOf, type Symbol } from "./symbols.js";

/** A value that a policy compares the values of a request with. */
export interface Comparand {
  readonly operator: Operator;
  readonly symbols: readonly Symbol[];
}

/**
 * Values of a request, such that whatever value it carries is compared as one of these is: with each comparand to the same end.
 * A value is of the kind that all the operators take; undefined where they take different ones, for then it may be anything.
 * Numbers are whole where they are compared with whole ones, but for a free text, in which anybody may write any.
 */
export function samplesOf(comparands: readonly Comparand[], budget: number, isFree = false): readonly string[] | undefined {
  const kinds = new Set(comparands.map(({ operator: { kind } }) => kind));
  const [kind, ...others] = kinds;
  const texts = () => comparands.map(({ symbols }) => spelled(symbols));
  if (kind === undefined) return ["a"];
  if (kinds.has("boolean") && comparands.every((comparand) => comparand.operator.kind === "boolean" || isBoolean(comparand))) return ["true", "false"];
  if ([...kinds].every((each) => textual.has(each))) return textsTold(comparands, others.length === 0 && kind === "arn", budget);
  if (others.length > 0) return undefined;
  switch (kind) {
    case "number": return around(texts().flatMap((text) => numberOf(text) ?? []), 1, isFree).map(String);
    case "date": return around(texts().flatMap((text) => instantOf(text) ?? []), 86_400, isFree).map((seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
    case "address": return addressesAround(texts().flatMap((text) => ipRangeOf(text) ?? []));
    // One that is longer than all others is equal to none.
    case "binary": return [...new Set(texts()), "A".repeat(4 * Math.max(1, ...texts().map(({ length }) => length)))];
    default: return undefined;
  }
}

const textual: ReadonlySet<Kind> = new Set(["text", "arn", "boolean"]);

const isBoolean = ({ operator: { tells }, symbols }: Comparand) => tells !== undefined && /^(true|false)$/i.test(spelled(symbols));

/** Texts of each class that the comparands part; an empty one, which counts as no value, is a class of its own. Undefined if there are too many. */
function textsTold(comparands: readonly Comparand[], arnsOnly: boolean, budget: number): readonly string[] | undefined {
  const patterns = comparands.flatMap(({ operator: { tells }, symbols }) => tells?.(symbols) ?? []);
  const told = arnsOnly ? patterns : [nothing, anyArn, ...patterns];
  const within = arnsOnly ? anyArn : anything;
  const likely = comparands.map(({ symbols }) => instanceOf(spelled(symbols)));
  const samples: string[] = [];
  for (const each of classesOf(within, told, budget)) {
    if (each === "budget") return undefined;
    samples.push(naturalIn(each, within, told, likely));
  }
  return samples;
}

const anything = patternOf("*", [many]);
const nothing = patternOf("", []);
const anyArn = resourcePattern("arn:*:*:*:*:*", symbolsOf("arn:*:*:*:*:*", false));

/** The landmarks, what lies between them, and what lies before and behind. */
function around(landmarks: readonly number[], distance: number, isFree: boolean): readonly number[] {
  const sorted = [...new Set(landmarks)].sort((a, b) => a - b);
  const isWhole = !isFree && sorted.every(Number.isInteger);
  const between = sorted.slice(1).flatMap((next, i) => {
    const before = sorted[i] ?? next;
    return isWhole ? next - before > 1 ? [before + 1] : [] : [(before + next) / 2];
  });
  return [...sorted, ...between, (sorted[0] ?? 0) - distance, (sorted.at(-1) ?? 0) + distance];
}

/** Ranges of addresses begin and end in so many places; between two of them all addresses lie in the same ranges. */
function addressesAround(ranges: readonly IpRange[]): readonly string[] {
  return ([32, 128] as const).flatMap((bits) => {
    const borders = ranges.filter((range) => range.bits === bits).flatMap(({ number, prefix }) => {
      const rest = BigInt(bits - prefix);
      return [(number >> rest) << rest, ((number >> rest) + 1n) << rest];
    });
    return [...new Set([...borders, 0n])].filter((number) => number < 1n << BigInt(bits)).map((number) => addressText(number, bits));
  });
}
