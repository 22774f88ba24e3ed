import type { Pattern } from "../policy/pattern.js";
import { resourcePattern, type ResourceEntry } from "../policy/resource.js";
import { filled, type Symbol, type Variable } from "../policy/symbols.js";
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

/** What a resource entry matches in a context: just this, at most this, or nothing. */
export type Meaning = { readonly kind: "exactly" | "atMost"; readonly pattern: Pattern } | { readonly kind: "nothing" };

/** A variable without a value matches nothing; one whose value nobody said matches perhaps, where it could at all. */
export function meaningOf(entry: ResourceEntry, context: Context): Meaning {
  if (entry.symbols === undefined) return { kind: "exactly", pattern: entry.pattern };
  const symbols = withValues(entry.symbols, context);
  if (symbols === "absent") return { kind: "nothing" };
  return symbols === "unknown" ? { kind: "atMost", pattern: entry.pattern } : { kind: "exactly", pattern: resourcePattern(entry.text, symbols) };
}

/** Whether what is meant matches, once it is known whether its pattern does. */
export function hit(meaning: Meaning, matched: (pattern: Pattern) => boolean): Truth {
  if (meaning.kind === "nothing" || !matched(meaning.pattern)) return "no";
  return meaning.kind === "exactly" ? "yes" : "unknown";
}
