import { readdirSync, readFileSync, statSync } from "node:fs";
import { folderOf, terraformFrom } from "../sources/terraform-modules.js";
import type { TerraformPieces } from "../sources/with-pieces.js";
import type { Document } from "../text/document.js";
import type { Overlay } from "./overlay.js";
import { onDisk } from "./paths.js";
import { isSystemError } from "./system-error.js";

/** What the documents that are Terraform's say, with the files beside them. */
export function terraformOf(documents: readonly Document[], source: string | undefined, over: Overlay): TerraformPieces {
  return terraformFrom(documents, source, { textAt: (path) => textOf(path, over), namesIn: (folder) => namesIn(folder, over) });
}

/** No file of Terraform is larger. */
const mostBytes = 4 * 1024 * 1024;

function textOf(path: string, over: Overlay): string | undefined {
  if (over.has(path)) return over.get(path)?.().toString("utf8");
  return orNothing(() => { const file = onDisk(path); return statSync(file).size > mostBytes ? undefined : readFileSync(file, "utf8"); });
}

/** The names in a folder, in order. */
function namesIn(folder: string, over: Overlay): readonly string[] {
  const onDisks = orNothing(() => readdirSync(onDisk(folder))) ?? [];
  const own = [...over].flatMap(([path, content]) => folderOf(path) === folder ? [{ name: path.slice(path.lastIndexOf("/") + 1), isThere: content !== undefined }] : []);
  return [...new Set([...onDisks, ...own.map(({ name }) => name)])].filter((name) => own.every((other) => other.name !== name || other.isThere)).toSorted();
}

function orNothing<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
