/** A value of JSON for people: texts as they are, lists by commas, objects by their keys, in the order of these whatever theirs is. */
export function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, child]) => `${key}: ${inWords(child)}`).join("; ");
}
