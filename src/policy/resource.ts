import { arnOf } from "./arn.js";
import { colon, many, manyInSegment, one, oneInSegment, patternOf, type Pattern, type Token } from "./pattern.js";

/**
 * The pattern of a `Resource` or `NotResource` entry.
 *
 * The first five segments are compared one by one, but a `*` that ends the region or the account may run on past the colon; the
 * sixth part is free. An ARN that stops early is completed with `*`. The service is compared as it stands: the grammar refuses a
 * wildcard in it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function resourcePattern(text: string, variables: boolean): Pattern {
  if (text === "*") return patternOf(text, [many]);
  const symbols = symbolsOf(text, variables);
  const segments = complete(segmentsOf(symbols));
  return patternOf(text, segments.flatMap((segment, i) => [...(i > 0 ? [colon] : []), ...segment.map((symbol, j) => tokenOf(symbol, i, j === segment.length - 1))]), symbols.includes("variable"));
}

/**
 * All the well-formed ARNs that a requirement is about: wildcards stay within their segment, and `*` alone is the one resource
 * `*` of an action that takes none. The names of log groups and log streams hold no colon.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
 */
export function requiredResources(text: string): Pattern {
  if (text === "*") return patternOf(text, [text.charCodeAt(0)]);
  const segments = segmentsOf(symbolsOf(text, false));
  const free = arnOf(text)?.service === "logs" ? 4 : 5;
  return patternOf(text, segments.flatMap((segment, i) => [...(i > 0 ? [colon] : []), ...segment.map((symbol) => tokenOf(symbol, Math.min(i, free), false))]));
}

/** A character by its code, a wildcard, or a policy variable. */
type Symbol = number | "*" | "?" | "variable";

/** Source for `${*}`, `${?}`, `${$}`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function symbolsOf(text: string, variables: boolean): readonly Symbol[] {
  if (!variables || !text.includes("${")) return plainSymbols(text);
  return text.split(/(\$\{[^}]*\})/).flatMap((part, i): readonly Symbol[] => {
    if (i % 2 === 0) return plainSymbols(part);
    return /^\$\{[*?$]\}$/.test(part) ? [part.charCodeAt(2)] : ["variable"];
  });
}

function plainSymbols(text: string): readonly Symbol[] {
  const symbols: Symbol[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    symbols.push(character === "*" || character === "?" ? character : text.charCodeAt(i));
  }
  return symbols;
}

/** Cut at the first five colons. */
function segmentsOf(symbols: readonly Symbol[]): readonly (readonly Symbol[])[] {
  const segments: Symbol[][] = [[]];
  for (const symbol of symbols) {
    if (symbol === colon && segments.length < 6) segments.push([]);
    else segments.at(-1)?.push(symbol);
  }
  return segments;
}

const complete = (segments: readonly (readonly Symbol[])[]): readonly (readonly Symbol[])[] =>
  [...segments, ...Array.from({ length: Math.max(0, 6 - segments.length) }, () => ["*"] as const)];

/** A wildcard in the prefix, partition or service may not run into what follows: the service stands where it stands. */
function tokenOf(symbol: Symbol, segment: number, last: boolean): Token {
  if (symbol === "variable") return many;
  if (symbol === "*") return segment === 5 || (segment >= 3 && last) ? many : manyInSegment;
  if (symbol === "?") return segment === 5 ? one : oneInSegment;
  return symbol;
}
