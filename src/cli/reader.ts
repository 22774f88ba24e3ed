import { dirname, resolve } from "node:path";
import type { Failure } from "../audit/report.js";
import type { PolicyPart } from "../sources/assemble.js";
import type { Wanted } from "../sources/manifest.js";
import { unreadManaged } from "../sources/pieces.js";
import type { Document } from "../text/document.js";
import { readDocument, type Known } from "./files.js";
import { expand, isGlob } from "./globs.js";
import type { Overlay } from "./overlay.js";
import { clean, onDisk } from "./paths.js";

export type Reader = ReturnType<typeof readerFrom>;

/** Reads each file once. What is named and cannot be read is a failure, and an unread policy to the role that it belongs to. */
export function readerFrom(over: Overlay, known?: Known) {
  const documents = new Map<string, Document>();
  const failures: Failure[] = [];
  const unread = (wanted: Wanted, message: string): PolicyPart => {
    failures.push({ artifact: wanted.path, message: `${message} (named at ${wanted.location.artifact} ${wanted.location.pointer})` });
    return { kind: "unread", location: wanted.location, because: `\`${wanted.path}\`, which could not be read (${message})` };
  };
  const document = async (path: string, language: "json" | "any", wanted: Wanted = { path, location: { artifact: path, pointer: "" } }): Promise<PolicyPart> => {
    const before = documents.get(path);
    if (before !== undefined) return before;
    const reading = await readDocument(path, language, over, known);
    if (reading.kind === "failure") return unread(wanted, reading.failure.message);
    documents.set(path, reading.document);
    return reading.document;
  };
  const files = async (wanted: Wanted, language: "json" | "any"): Promise<readonly PolicyPart[]> => {
    if (wanted.path.startsWith("arn:")) return [unreadManaged(wanted.path, wanted.location)];
    // Who names a file names it as seen from where it is named.
    const base = dirname(onDisk(wanted.location.artifact));
    const path = clean(resolve(base, wanted.path));
    if (!isGlob(path, over)) return [await document(path, language, wanted)];
    const found = await expand(wanted.path, base, over);
    return found.length === 0 ? [unread(wanted, "no file matches")] : Promise.all(found.map((each) => document(each, language, wanted)));
  };
  return { documents, failures, document, files, unread };
}
