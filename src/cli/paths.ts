import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** The path as every report names it: from the root of the repository, or from the working directory where there is none, with `/`. */
export function clean(path: string): string {
  return toSlashes(relative(root(), resolve(path)));
}

/** Where the file lies that a report names so. */
export function onDisk(artifact: string): string {
  return resolve(root(), artifact);
}

let known: string | undefined;

/** Readers of SARIF take paths from the root of the repository, wherever in it one stands. */
function root(): string {
  for (let folder = process.cwd(); known === undefined; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) known = folder;
    else if (folder === dirname(folder)) known = process.cwd();
  }
  return known;
}

/** The path with `/`, as globs and SARIF have it. */
export function toSlashes(path: string): string {
  return path.split(sep).join("/");
}
