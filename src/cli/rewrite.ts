import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import type { Failure } from "../audit/report.js";
import type { Document } from "../text/document.js";
import { onDisk } from "./paths.js";
import { say } from "./say.js";
import { isSystemError } from "./system-error.js";

/** Writes the new texts, and says which files it has mended; what comes back is what it could not write. */
export function rewriteAll(texts: ReadonlyMap<string, string>, documents: ReadonlyMap<string, Document>): readonly Failure[] {
  return [...texts].flatMap(([artifact, text]) => {
    const failure = rewrite(artifact, documents.get(artifact)?.text ?? "", text);
    if (failure === undefined) say(`mended ${artifact}`);
    return failure ?? [];
  });
}

/**
 * Puts a new text in place of the one that was read from a file: all of it or nothing, under the file's own name and mode, also
 * where that name is a link. What comes back is why it could not be done: nobody's own change is written over.
 */
function rewrite(artifact: string, before: string, after: string): Failure | undefined {
  try {
    const file = realpathSync(onDisk(artifact));
    if (!readFileSync(file).equals(Buffer.from(before))) return { artifact, message: "not mended: the file has changed since it was read, or is not UTF-8" };
    const { mode } = statSync(file);
    const beside = join(dirname(file), `.${randomBytes(6).toString("hex")}.gluelint`);
    try {
      writeFileSync(beside, after, { flag: "wx" });
      chmodSync(beside, mode);
      renameSync(beside, file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    return undefined;
  } catch (error) {
    if (isSystemError(error)) return { artifact, message: `not mended: ${error.message}` };
    throw error;
  }
}
