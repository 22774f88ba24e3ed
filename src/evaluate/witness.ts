import type { Condition } from "../policy/condition.js";
import type { Symbol } from "../policy/symbols.js";
import type { Supposed } from "./completions.js";
import { withContext } from "./inquiry.js";
import type { Request } from "./request.js";

/**
 * Requests that may turn out as it was supposed: the request itself, and with values for the variables, such that those texts
 * with variables match its resource and its keys that were supposed to. None need turn out so: whoever takes one tries it.
 */
export function witnessesOf(request: Request, supposed: readonly Supposed[]): readonly Request[] {
  const values: Record<string, string> = {};
  for (const { of, truth } of supposed) {
    if (truth === "no") continue;
    if ("symbols" in of) Object.assign(values, valuesIn(of.symbols ?? [], request.resource));
    else for (const symbols of wantedBy(of)) for (const text of textsOf(request, of.key)) Object.assign(values, valuesIn(symbols, text));
  }
  const { context = {} } = request;
  const stated = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const unstated = Object.entries(values).filter(([key]) => !stated.has(key)).map(([key, value]): [string, readonly string[]] => [key, [value]]);
  return unstated.length === 0 ? [request] : [withContext(request, Object.fromEntries(unstated)), request];
}

const wantedBy = ({ asks }: Condition) => asks.kind === "null" ? [] : asks.wanted.map(({ symbols }) => symbols);

const textsOf = ({ context = {} }: Request, key: string): readonly string[] => Object.entries(context).filter(([name]) => name.toLowerCase() === key).flatMap(([, value]) => value);

/** What each variable stands for where the text is what the symbols spell; nothing where it cannot be, or where that takes long to find. */
function valuesIn(symbols: readonly Symbol[], text: string): Readonly<Record<string, string>> {
  if (symbols.filter((symbol) => symbol === "*" || typeof symbol === "object").length > mostRuns) return {};
  const keys: string[] = [];
  const source = symbols.map((symbol) => {
    if (typeof symbol === "number") return `\\u${symbol.toString(16).padStart(4, "0")}`;
    if (typeof symbol === "string") return symbol === "*" ? ".*" : ".";
    const known = keys.indexOf(symbol.key);
    return known < 0 ? `(?<v${keys.push(symbol.key) - 1}>.+)` : `\\k<v${known}>`;
  }).join("");
  const groups = new RegExp(`^${source}$`, "s").exec(text)?.groups ?? {};
  return Object.fromEntries(keys.flatMap((key, i) => groups[`v${i}`] === undefined ? [] : [[key, groups[`v${i}`] ?? ""]]));
}

/** As many runs of unknown length as a regular expression goes through in no time. */
const mostRuns = 4;
