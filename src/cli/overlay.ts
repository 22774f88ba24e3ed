import { existsSync } from "node:fs";
import { join } from "node:path";
import { clean, onDisk } from "./paths.js";

/** Files that are otherwise than on disk, by the names that reports give them: what they hold, or undefined where they are not there. */
export type Overlay = ReadonlyMap<string, (() => Buffer) | undefined>;

export const onlyDisk: Overlay = new Map();

/** Whether there is such a file or folder. */
export function isThere(path: string, over: Overlay): boolean {
  if (over.size === 0) return existsSync(path);
  const name = clean(path);
  return over.has(name) ? over.get(name) !== undefined : existsSync(path) || [...over].some(([other, content]) => content !== undefined && other.startsWith(`${name}/`));
}

/** The files below a folder, of which these are on disk, as they are seen. */
export function seenBelow(folder: string, files: readonly string[], over: Overlay): readonly string[] {
  if (over.size === 0) return files;
  const name = clean(folder);
  const known = new Set(files.map(clean));
  const added = [...over].filter(([other, content]) => content !== undefined && !known.has(other) && (name === "" || other.startsWith(`${name}/`)) && !/(^|\/)(node_modules|\.git)\//.test(other.slice(name.length)));
  return [...files.filter((path) => { const own = clean(path); return !over.has(own) || over.get(own) !== undefined; }), ...added.map(([other]) => join(onDisk("."), other))].toSorted();
}
