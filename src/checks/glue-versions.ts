import type { VersionFact } from "../rules/facts.generated.js";
import { glue } from "../rules/glue.generated.js";

/** What is known of a version of Glue; undefined for a text that names none, or one that is newer than the list. */
export function versionNamed(text: string | undefined): VersionFact | undefined {
  return glue.versions.entries.find(({ version }) => version === text);
}

/** Whether the text is a version of Glue by its form, as in `5.1`. */
export function isVersion(text: string | undefined): text is string {
  return text !== undefined && /^\d+\.\d+$/.test(text);
}

/** Whether the version `a` is older than `b`. */
export function isBelow(a: string, b: string): boolean {
  const [majorOf, minorOf] = [(version: string) => Number(version.split(".")[0]), (version: string) => Number(version.split(".")[1])] as const;
  return majorOf(a) === majorOf(b) ? minorOf(a) < minorOf(b) : majorOf(a) < majorOf(b);
}

/** The entry that holds for a version, of those that each begin with one, oldest first. */
export function since<Entry extends { readonly from: string }>(entries: readonly Entry[], version: string): Entry | undefined {
  return entries.findLast(({ from }) => !isBelow(version, from));
}

/** Whether nothing runs on the version any more, on the day. */
export function hasEnded({ endOfLife }: VersionFact, now: string | undefined): boolean {
  return endOfLife !== undefined && now !== undefined && endOfLife <= now;
}

/** Names in backticks, with commas. */
export const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
