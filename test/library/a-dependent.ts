import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { folder, root } from "../cli/gluelint.js";

/** A folder with these files, in which `gluelint` can be imported: it is what was built here. */
export function dependent(files: Readonly<Record<string, string>>): string {
  const path = folder({ "package.json": '{ "private": true, "type": "module" }', ...files });
  mkdirSync(join(path, "node_modules"));
  symlinkSync(root, join(path, "node_modules/gluelint"));
  return path;
}
