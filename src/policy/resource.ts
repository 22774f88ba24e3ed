import { hasUnknown } from "../text/unknown.js";
import { rememberingTexts } from "../text/remembering.js";
import { arnOf } from "./arn.js";
import { patternOf, type Pattern } from "./pattern.js";
import { alphanumeric, colon, digit, many, manyInSegment, one, oneInSegment, type Token } from "./token.js";
import { isFixed, symbolsOf, type Symbol } from "./symbols.js";

/** A `Resource` or `NotResource` entry. */
export interface ResourceEntry {
  readonly text: string;
  /** What it matches; where the text holds variables, what it matches at most, whatever their values. A text that nobody knows is equal to itself. */
  readonly pattern: Pattern;
  /** Undefined where the pattern is the same for every request. */
  readonly symbols: readonly Symbol[] | undefined;
}

/** The entry that a text spells, with or without policy variables. Equal texts are one entry: policies repeat themselves. */
export function resourceEntry(text: string, variables: boolean): ResourceEntry {
  const part = variables ? resourcePartAt(text) : text.length;
  return hasUnknown(text) || text.includes("${", part) ? entryOf(text, [...symbolsOf(text.slice(0, part), false), ...symbolsOf(text.slice(part), true)]) : fixedEntry(text);
}

/**
 * Where the part of an ARN behind its fifth colon begins: variables mean something there and nowhere before it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
function resourcePartAt(text: string): number {
  let at = 0;
  for (let colons = 0; colons < 5 && at >= 0; colons++) at = text.indexOf(":", at) + 1 || -1;
  return at < 0 ? text.length : at;
}

const fixedEntry = rememberingTexts((text: string) => entryOf(text, symbolsOf(text, false)), 2_000);

function entryOf(text: string, symbols: readonly Symbol[]): ResourceEntry {
  return { text, pattern: resourcePattern(text, symbols), symbols: isFixed(symbols) ? undefined : symbols };
}

/**
 * The pattern of a resource. The first five segments are compared one by one, but a `*` that ends the region or the account may
 * run on past the colon; the sixth part is free. An ARN that stops early is completed with `*`. The service is compared as it
 * stands: the grammar refuses a wildcard in it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function resourcePattern(text: string, symbols: readonly Symbol[]): Pattern {
  if (text === "*") return patternOf(text, [many]);
  const segments = segmentsOf(symbols);
  // What begins with a text that nobody knows may hold all six.
  while (segments.length < 6 && !(typeof symbols[0] === "object" && symbols[0].unknown !== undefined)) segments.push(["*"]);
  return patternOf(text, joined(segments, (symbol, segment, last) => tokenOf(symbol, segment, last)));
}

/**
 * All the well-formed ARNs that a requirement is about: wildcards stay within their segment, and `*` alone is the one resource
 * `*` of an action that takes none. But for the keys of objects, names hold no colon; `#` is one letter or digit, as at the end
 * of a secret's ARN, or one digit of an account.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
 * and https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
export function requiredResources(text: string): Pattern {
  if (text === "*") return patternOf(text, [text.charCodeAt(0)]);
  const service = arnOf(text)?.service;
  const free = service === "s3" ? 5 : 4;
  return patternOf(text, joined(segmentsOf(symbolsOf(text, false)), (symbol, segment) =>
    symbol === hash && segment === 4 ? digit : symbol === hash && service === "secretsmanager" ? alphanumeric : tokenOf(symbol, Math.min(segment, free), false)));
}

const hash = 35;

/** Cut at the first five colons. */
function segmentsOf(symbols: readonly Symbol[]): (readonly Symbol[])[] {
  const segments: Symbol[][] = [[]];
  for (const symbol of symbols) {
    if (symbol === colon && segments.length < 6) segments.push([]);
    else segments.at(-1)?.push(symbol);
  }
  return segments;
}

function joined(segments: readonly (readonly Symbol[])[], tokenAt: (symbol: Symbol, segment: number, last: boolean) => Token): readonly Token[] {
  const tokens: Token[] = [];
  segments.forEach((symbols, segment) => {
    if (segment > 0) tokens.push(colon);
    symbols.forEach((symbol, i) => tokens.push(tokenAt(symbol, segment, i === symbols.length - 1)));
  });
  return tokens;
}

/** A wildcard in the prefix, partition or service may not run into what follows: the service stands where it stands. */
function tokenOf(symbol: Symbol, segment: number, last: boolean): Token {
  if (typeof symbol === "object") return symbol.unknown ?? many;
  if (symbol === "*") return segment === 5 || (segment >= 3 && last) ? many : manyInSegment;
  if (symbol === "?") return segment === 5 ? one : oneInSegment;
  return symbol;
}
