import { existsSync, realpathSync } from "node:fs";
import { relative } from "node:path";
import { readGoverning, type Governing } from "../sources/governing.js";
import type { Document } from "../text/document.js";
import { readDocument } from "./files.js";
import { git } from "./git.js";
import type { Misunderstood } from "./options.js";
import { clean, onDisk } from "./paths.js";
import { toldAt } from "./read-config.js";

/** The policy over this repository, with its text. */
export interface ReadPolicy {
  readonly governing: Governing;
  readonly document: Document;
}

/** Reads the policy over this repository, or says what is wrong with it. One that the repository itself has could be changed with it. */
export async function readPolicy(file: string): Promise<ReadPolicy | Misunderstood> {
  const path = clean(file);
  const reading = await readDocument(path, "any");
  if (reading.kind === "failure") return { lines: [`--policy ${file}: ${reading.failure.message}`] };
  if (isTracked(path)) return { lines: [`--policy ${file}: this repository has the file itself, so who changes the repository could loosen it: keep it somewhere else`] };
  const governing = readGoverning(reading.document);
  return "manifest" in governing ? { governing, document: reading.document } : { lines: governing.map(({ message, location }) => `${toldAt([reading.document], location)}: ${message}`) };
}

function isTracked(path: string): boolean {
  const real = relative(realpathSync(onDisk(".")), realpathSync(onDisk(path)));
  return existsSync(onDisk(".git")) && !real.startsWith("..") && git("ls-files", "--error-unmatch", "--", real).kind === "answer";
}
