import { dirname, join } from "node:path";
import { isThere, type Overlay } from "./overlay.js";
import { clean } from "./paths.js";

/** What the configuration may be called. */
export const names = ["gluelint.yaml", "gluelint.yml", "gluelint.json"];

/** The nearest gluelint.yaml or gluelint.json, here or above; undefined where there is none. */
export function findConfig(over: Overlay): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find((path) => isThere(path, over));
    if (found !== undefined) return clean(found);
    if (folder === dirname(folder)) return undefined;
  }
}
