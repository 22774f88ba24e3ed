/** Every key of a report, in the order of reading. One list does for all objects, since no two of them disagree. */
const order: ReadonlyMap<string, number> = new Map([
  "$schema", "name", "version", "tool", "informationUri", "at", "since", "shard", "index", "count", "environment", "errors", "warnings", "notes", "summary", "findings", "passes",
  "rule", "title", "level", "confidence", "by", "verdict", "message", "why", "fix",
  "subject", "location", "artifact", "pointer", "startLine", "startColumn", "endLine", "endColumn", "frame", "text", "underline", "lineHash",
  "related", "counterexample", "principal", "action", "resource", "resourceAccount", "context",
  "pack", "assumes", "evidence", "fingerprint", "waived", "reason", "owner", "until", "inSource", "baselined", "source", "because", "mends", "kind", "edits", "start", "end",
  "proved", "refuted", "open", "notApplicable", "failures", "skipped", "subjects",
].map((key, index) => [key, index]));

/** The value with the keys of all its objects in that order; those that it does not know, the user's own, come last, by code unit. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  // `fromEntries` defines its properties, so a key `__proto__` of the user's stays a key.
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(byKey).map(([key, child]) => [key, ordered(child)])) : value;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => rank(a) - rank(b) || (a < b ? -1 : 1);

const rank = (key: string): number => order.get(key) ?? order.size;
