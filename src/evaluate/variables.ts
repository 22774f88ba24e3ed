import { loosened, type Pattern } from "../policy/pattern.js";
import { resourcePattern, type ResourceEntry } from "../policy/resource.js";
import { filled, type Symbol, type Variable } from "../policy/symbols.js";
import { remembering } from "../text/remembering.js";
import type { Context } from "./context.js";
import type { Truth } from "./truth.js";

/** The symbols with the values of a context in place of the variables; absent where one has no value, unknown where nobody said. */
export function withValues(symbols: readonly Symbol[], context: Context): readonly Symbol[] | "absent" | "unknown" {
  if (symbols.some((symbol) => typeof symbol === "object" && context(symbol.key) === "unknown")) return "unknown";
  return filled(symbols, (variable) => valueOf(variable, context)) ?? "absent";
}

/** A key of several values has none that a variable could stand for. */
function valueOf({ key, fallback }: Variable, context: Context): string | undefined {
  const values = context(key);
  return typeof values === "string" || values.length !== 1 ? fallback : values[0];
}

/** What a resource entry matches in a context: just this, at most this, this at least and that at most, or nothing. */
export type Meaning = { readonly kind: "exactly" | "atMost"; readonly pattern: Pattern } | { readonly kind: "between"; readonly atLeast: Pattern; readonly pattern: Pattern } | { readonly kind: "nothing" };

/** A variable without a value matches nothing; one whose value nobody said matches perhaps, where it could at all. */
export function meaningOf(entry: ResourceEntry, context: Context): Meaning {
  if (entry.symbols === undefined) return { kind: "exactly", pattern: entry.pattern };
  const symbols = withValues(entry.symbols, context);
  if (symbols === "absent") return { kind: "nothing" };
  if (symbols !== "unknown") return { kind: "exactly", pattern: resourcePattern(entry.text, symbols) };
  // A text that nobody knows is the same for all requests, as a variable of IAM's is not.
  const isSame = entry.symbols.every((symbol) => typeof symbol !== "object" || symbol.unknown !== undefined);
  return isSame ? { kind: "between", atLeast: entry.pattern, pattern: loose(entry.pattern) } : { kind: "atMost", pattern: loose(entry.pattern) };
}

const loose = remembering(loosened);

/** What is meant where a text that nobody knows is in what is asked for: it may be any text, so other entries match it perhaps. */
export function askedLoosely(meaning: Meaning): Meaning {
  switch (meaning.kind) {
    case "exactly": return { kind: "between", atLeast: meaning.pattern, pattern: loose(meaning.pattern) };
    case "atMost": return { kind: "atMost", pattern: loose(meaning.pattern) };
    default: return meaning;
  }
}

/** Whether what is meant matches, once it is known whether its pattern does. */
export function hit(meaning: Meaning, matched: (pattern: Pattern) => boolean): Truth {
  switch (meaning.kind) {
    case "nothing": return "no";
    case "exactly": return matched(meaning.pattern) ? "yes" : "no";
    case "atMost": return matched(meaning.pattern) ? "unknown" : "no";
    case "between": return matched(meaning.atLeast) ? "yes" : matched(meaning.pattern) ? "unknown" : "no";
  }
}
