import { readFileSync, statSync } from "node:fs";
import { spellingOf } from "../sources/classify.js";
import { isHcl } from "../terraform/syntax.js";
import type { Document } from "../text/document.js";
import { unconfigured } from "../sources/unconfigured.js";
import type { TerraformPieces } from "../sources/with-pieces.js";
import type { Facts } from "../subject/facts.js";
import { readDocument, type Known } from "./files.js";
import { isSystemError } from "./system-error.js";
import type { Gathered, Misused } from "./gathered.js";
import { expand, filesBelow, isGlob } from "./globs.js";
import { isThere, onlyDisk, seenBelow, type Overlay } from "./overlay.js";
import { clean } from "./paths.js";
import { noRuling } from "./ruling.js";

/** Reads the files on the command line; with none, what lies below the working directory and looks like ours. */
export async function gatherPaths(paths: readonly string[], facts: Facts, role: string | undefined, parameters: ReadonlyMap<string, string>, over: Overlay, source?: string, known?: Known): Promise<Gathered | Misused> {
  const missing = paths.filter((path) => !isGlob(path, over) && !isThere(path, over));
  if (missing.length > 0) return { kind: "misused", lines: missing.map((path) => `${path}: no such file`) };
  const files = known ? [...known.documents.keys()] : paths.length === 0 ? lookBelow(".", over) : (await Promise.all(paths.map((path) => filesOf(path, over)))).flat();
  if (files.length > 100) (await import("./heap.js")).keepMuch();
  const readings = await Promise.all([...new Set(files)].map((path) => readDocument(path, "any", over, known)));
  const documents = readings.flatMap((reading) => reading.kind === "document" ? [reading.document] : []);
  const failures = readings.flatMap((reading) => reading.kind === "failure" ? [reading.failure] : []);
  const terraform = await terraformIn(documents, source, over);
  const { parts, skipped, notes } = unconfigured(documents, facts, role, paths.length > 0 && !paths.some(isFolder), parameters, terraform);
  if (skipped.length === documents.length && failures.length === 0) {
    return { kind: "misused", lines: ["there is nothing to check here: no Guzzle compute, no IAM policy and no template", ...skipped.map(({ artifact, because }) => `${artifact}: ${because}`)] };
  }
  return { kind: "gathered", parts, skipped, notes, failures, documents: new Map([...terraform?.documents() ?? [], ...documents.map((document) => [document.artifact, document] as const)]), ruling: noRuling, about: undefined };
}

/** What the documents among these say that are Terraform's; nothing is loaded where there are none. */
export async function terraformIn(documents: readonly Document[], source: string | undefined, over: Overlay): Promise<TerraformPieces | undefined> {
  return documents.some((document) => isHcl(document) || spellingOf(document).kind === "terraformPlan") ? (await import("./terraform.js")).terraformOf(documents, source, over) : undefined;
}

/** The files that a path on the command line means: itself, those that a glob matches, or those below a folder that look like ours. */
export async function filesOf(path: string, over: Overlay = onlyDisk): Promise<readonly string[]> {
  if (isGlob(path, over)) return expand(path, ".", over);
  return isFolder(path) ? lookBelow(path, over) : [clean(path)];
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The files below a folder whose text looks like a compute, a policy or a template. */
function lookBelow(folder: string, over: Overlay): readonly string[] {
  return seenBelow(folder, filesBelow(folder), over).filter((path) => /\.(json|ya?ml|template|tf|tofu)$/.test(path) && looksLikeOurs(path, over)).map(clean);
}

function looksLikeOurs(path: string, over: Overlay): boolean {
  try {
    const own = over.get(clean(path));
    return (own !== undefined || statSync(path).size < 1024 * 1024) && /"Statement"|^["']?run_mode["']?\s*:|\bAWS::(IAM|Glue|S3|KMS|Serverless)::|"(ScriptLocation|AssumeRolePolicyDocument)"|"aws_(iam_role|iam_policy|glue_job|glue_security|s3_bucket|kms_)\w*"|^\s*module\s+"|"(planned_values|root_module)"/m.test(own === undefined ? readFileSync(path, "utf8") : own().toString("utf8"));
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
