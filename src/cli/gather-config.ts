import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Failure, Skipped } from "../audit/report.js";
import type { PolicyPart, RolePart } from "../sources/assemble.js";
import { spellingOf } from "../sources/classify.js";
import { readManifest, type Manifest, type Wanted, type WantedRole } from "../sources/manifest.js";
import { looseOf } from "../sources/unconfigured.js";
import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { regionOf } from "../text/region.js";
import { overridden } from "./facts.js";
import { readDocument } from "./files.js";
import type { Gathered, Misused } from "./gathered.js";
import { clean, expand, isGlob } from "./globs.js";

/** Reads the configuration and all that it names. With paths, the whole is read, and what those files cause is reported. */
export async function gatherConfig(config: string, paths: readonly string[], flags: Facts): Promise<Gathered | Misused> {
  const reading = await readDocument(config, "any");
  if (reading.kind === "failure") return { kind: "misused", lines: [`${config}: ${reading.failure.message}`] };
  const manifest = readManifest(reading.document);
  if (!("facts" in manifest)) return { kind: "misused", lines: manifest.map(({ message, location }) => `${config}:${placeOf(reading.document, location)}: ${message}`) };
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) return { kind: "misused", lines: missing.map((path) => `${path}: no such file`) };
  const reader = readerFrom(dirname(config));
  const { skipped, ...parts } = await partsOf(manifest, reader);
  reader.documents.set(config, reading.document);
  const beside = (await Promise.all(paths.map(clean).filter((path) => !reader.documents.has(path)).map((path) => reader.document(path, "any")))).flatMap((part) => "kind" in part ? [] : [part]);
  return {
    kind: "gathered", documents: reader.documents, failures: reader.failures, notes: [], levels: manifest.rules, failOn: manifest.failOn,
    parts: { ...parts, facts: overridden(manifest.facts, flags), loose: beside.flatMap(looseOf) }, skipped: [...skipped, ...beside.flatMap(skippedOf)],
    about: paths.length > 0 ? new Set(paths.map(clean)) : undefined,
  };
}

function placeOf(document: Document, location: Parameters<typeof regionOf>[1]): string {
  const { startLine, startColumn } = regionOf(document, location);
  return `${startLine}:${startColumn}`;
}

function skippedOf(document: Document): readonly Skipped[] {
  const spelling = spellingOf(document);
  return spelling.kind === "none" ? [{ artifact: document.artifact, because: spelling.because }] : [];
}

async function partsOf(manifest: Manifest, reader: Reader) {
  const computes = (await Promise.all(manifest.computes.map((wanted) => reader.files(wanted, "any")))).flat();
  const roles = await Promise.all(manifest.roles.map((role) => rolePartOf(role, reader)));
  const serviceControl = manifest.serviceControl && await Promise.all(manifest.serviceControl.map(async (level) => (await Promise.all(level.map((wanted) => reader.files(wanted, "json")))).flat()));
  const named = computes.flatMap((part) => "kind" in part ? [] : [{ document: part, spelling: spellingOf(part) }]);
  return {
    roles, serviceControl,
    computes: named.filter(({ document, spelling }) => spelling.kind === "compute" || document.faults.length > 0).map(({ document }) => document),
    skipped: named.filter(({ document }) => document.faults.length === 0).flatMap(({ document }) => skippedOf(document)),
  };
}

async function rolePartOf({ policies, boundary, trust, ...role }: WantedRole, reader: Reader): Promise<RolePart> {
  const all = async (wanted: readonly Wanted[] | undefined) => wanted && (await Promise.all(wanted.map((each) => reader.files(each, "json")))).flat();
  return { ...role, policies: await all(policies), boundary: await all(boundary && [boundary]), trust: await all(trust && [trust]) };
}

type Reader = ReturnType<typeof readerFrom>;

/** Reads each file once. What is named and cannot be read is a failure, and an unread policy to the role that it belongs to. */
function readerFrom(base: string) {
  const documents = new Map<string, Document>();
  const failures: Failure[] = [];
  const unread = (wanted: Wanted, message: string): PolicyPart => {
    failures.push({ artifact: wanted.path, message: `${message} (named at ${wanted.location.artifact} ${wanted.location.pointer})` });
    return { kind: "unread", location: wanted.location, because: `\`${wanted.path}\`, which could not be read (${message})` };
  };
  const document = async (path: string, language: "json" | "any", wanted: Wanted = { path, location: { artifact: path, pointer: "" } }): Promise<PolicyPart> => {
    const known = documents.get(path);
    if (known !== undefined) return known;
    const reading = await readDocument(path, language);
    if (reading.kind === "failure") return unread(wanted, reading.failure.message);
    documents.set(path, reading.document);
    return reading.document;
  };
  const files = async (wanted: Wanted, language: "json" | "any"): Promise<readonly PolicyPart[]> => {
    if (wanted.path.startsWith("arn:")) return [{ kind: "unread", location: wanted.location, because: `\`${wanted.path}\`, a managed policy whose text is not here` }];
    const path = clean(resolve(base, wanted.path));
    if (!isGlob(path)) return [await document(path, language, wanted)];
    const found = await expand(wanted.path, base);
    return found.length === 0 ? [unread(wanted, "no file matches")] : Promise.all(found.map((each) => document(each, language, wanted)));
  };
  return { documents, failures, document, files };
}
