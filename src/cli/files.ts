import { readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { Failure } from "../audit/report.js";
import type { Document } from "../text/document.js";
import { parseJson } from "../text/json.js";
import { onlyDisk, type Overlay } from "./overlay.js";
import { onDisk } from "./paths.js";
import { isSystemError } from "./system-error.js";

/** A document, or why there is none. */
export type Reading =
  | { readonly kind: "document"; readonly document: Document }
  | { readonly kind: "failure"; readonly failure: Failure };

/** What is read already, and what some of it is to say instead: such a file is not looked at again. */
export interface Known {
  readonly documents: ReadonlyMap<string, Document>;
  readonly texts: ReadonlyMap<string, string>;
}

/** The largest file that is read, in bytes: the largest documents that IAM takes have some 130,000 characters. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads a file. Policies are JSON whatever their file is called; any other language is told by the file's name, else by its
 * look. A text that cannot be one of ours is a document with a fault, a file that cannot be read is a failure.
 */
export async function readDocument(path: string, language: "json" | "any", over: Overlay = onlyDisk, known?: Known): Promise<Reading> {
  const [changed, before] = [known?.texts.get(path), known?.documents.get(path)];
  if (changed !== undefined) return { kind: "document", document: await parserFor(path, changed, language)(path, changed) };
  if (before !== undefined) return { kind: "document", document: before };
  const reading = readText(path, over);
  if (reading.kind !== "text") return reading;
  return { kind: "document", document: await parserFor(path, reading.text, language)(path, reading.text) };
}

/** The text of a file; a document with a fault where it cannot be one of ours, a failure where it cannot be read. */
export function readText(path: string, over: Overlay = onlyDisk): Reading | { readonly kind: "text"; readonly text: string } {
  try {
    const file = onDisk(path);
    const own = over.get(path);
    if (own === undefined && over.has(path)) return { kind: "failure", failure: { artifact: path, message: "no such file" } };
    if (own === undefined && isLarge(path)) return unreadable(path, "the file is larger than 16 MB, as no policy or compute is: a dump of an account is read in parts if it is named on the command line");
    const text = own === undefined ? readFileSync(file, "utf8") : own().toString("utf8");
    return text.slice(0, 8192).includes("\0") ? unreadable(path, "the file is not a text") : { kind: "text", text };
  } catch (error) {
    if (isSystemError(error)) return { kind: "failure", failure: { artifact: path, message: reasons[error.code] ?? error.message } };
    throw error;
  }
}

/** Whether a file is larger than any that is read as a whole. */
export const isLarge = (path: string): boolean => (statSync(onDisk(path), { throwIfNoEntry: false })?.size ?? 0) > mostBytes;

function parserFor(path: string, text: string, language: "json" | "any") {
  const extension = extname(path);
  if (language === "any" && /\.(tf|tofu|tfvars)(\.json)?$/.test(path)) return async (artifact: string, content: string) => (await import("../terraform/read.js")).parseTerraform(artifact, content);
  const isJson = language === "json" || extension === ".json" || (extension !== ".yml" && extension !== ".yaml" && /^\uFEFF?\s*[[{]/.test(text));
  return isJson ? parseJson : async (artifact: string, content: string) => (await import("../text/yaml.js")).parseYaml(artifact, content);
}

const unreadable = (artifact: string, message: string): Reading =>
  ({ kind: "document", document: { artifact, text: "", root: undefined, faults: [{ kind: "syntax", message, location: { artifact, pointer: "" } }] } });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file", EACCES: "permission denied", EPERM: "permission denied", EISDIR: "this is a folder, not a file",
  ELOOP: "its symbolic links go round in a circle", ENAMETOOLONG: "the name is too long", ENOTDIR: "a part of the path is no folder",
};
