/**
 * What is known of a context key, by its name in lower case: the values that the request carries, that it carries none, or that
 * nobody said. One reading or the other of what is not stated is what tells `decide` from `contain`.
 */
export type Context = (key: string) => ContextValue;

export type ContextValue = readonly string[] | "absent" | "unknown";

/** The keys of a context as somebody wrote it, where those that are not there are read as `unstated`. */
export function contextOf(entries: Readonly<Record<string, string | readonly string[]>>, unstated: "absent" | "unknown"): Context {
  const values = new Map(Object.entries(entries).map(([key, value]): [string, readonly string[]] => [key.toLowerCase(), typeof value === "string" ? [value] : value]));
  return (key) => values.get(key) ?? unstated;
}
