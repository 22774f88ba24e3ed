import { readdirSync, statSync, type Dirent } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isThere, onlyDisk, seenBelow, type Overlay } from "./overlay.js";
import { clean, toSlashes } from "./paths.js";
import { isSystemError } from "./system-error.js";

/** Whether a path is a pattern for several. */
export function isGlob(path: string, over: Overlay = onlyDisk): boolean {
  return /[*?[\]{}]/.test(path) && !isThere(path, over);
}

/** The files that a glob matches, read from the folder `base`, as reports name them, in order. */
export async function expand(glob: string, base: string, over: Overlay = onlyDisk): Promise<readonly string[]> {
  const { Minimatch } = await import("minimatch");
  const parts = glob.split("/");
  const magic = parts.findIndex((part) => /[*?[\]{}]/.test(part));
  const head = resolve(base, parts.slice(0, magic).join("/"));
  const pattern = new Minimatch(parts.slice(magic).join("/"), { dot: parts.slice(magic).some((part) => part.startsWith(".")) });
  return seenBelow(head, filesBelow(head), over).filter((path) => pattern.match(toSlashes(relative(head, path)))).map(clean);
}

/** All files below a folder, in order. Links to folders are not followed, so there is no going round in circles. */
export function filesBelow(folder: string): readonly string[] {
  return entriesOf(folder).toSorted((a, b) => a.name < b.name ? -1 : 1).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return [".git", ".terraform", "node_modules"].includes(entry.name) ? [] : filesBelow(path);
    return entry.isFile() || (entry.isSymbolicLink() && isFile(path)) ? [path] : [];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
