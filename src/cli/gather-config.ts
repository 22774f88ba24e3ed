import { existsSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Failure, Skipped } from "../audit/report.js";
import type { PolicyPart, RolePart } from "../sources/assemble.js";
import { spellingOf, type Spelling } from "../sources/classify.js";
import { readManifest, type Manifest, type Wanted, type WantedRole } from "../sources/manifest.js";
import { looseOf } from "../sources/unconfigured.js";
import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { regionOf } from "../text/region.js";
import { overridden } from "./facts.js";
import { readDocument } from "./files.js";
import type { Gathered, Misused } from "./gathered.js";
import { filesOf } from "./gather-paths.js";
import { expand, isGlob } from "./globs.js";
import { clean, onDisk } from "./paths.js";

/** Reads the configuration and all that it names. With paths, the whole is read, and what those files cause is reported. */
export async function gatherConfig(config: string, paths: readonly string[], flags: Facts): Promise<Gathered | Misused> {
  const reading = await readDocument(config, "any");
  if (reading.kind === "failure") return { kind: "misused", lines: [`${config}: ${reading.failure.message}`] };
  const manifest = readManifest(reading.document);
  if (!("facts" in manifest)) return { kind: "misused", lines: manifest.map(({ message, location }) => `${config}:${placeOf(reading.document, location)}: ${message}`) };
  const missing = paths.filter((path) => !isGlob(path) && !existsSync(path));
  if (missing.length > 0) return { kind: "misused", lines: missing.map((path) => `${path}: no such file`) };
  const repeated = manifest.roles.filter(({ arn }, i) => manifest.roles.findIndex((other) => other.arn === arn) !== i);
  if (repeated.length > 0) return { kind: "misused", lines: repeated.map(({ arn, location }) => `${config}:${placeOf(reading.document, location)}: \`${arn}\` stands twice under \`roles\`: give all its policies in one entry`) };
  const files = [...new Set((await Promise.all(paths.map(filesOf))).flat().flatMap((path) => [path, clean(realpathSync(onDisk(path)))]))];
  const reader = readerFrom(dirname(onDisk(config)));
  const { skipped, ...parts } = await partsOf(manifest, reader);
  reader.documents.set(config, reading.document);
  const beside = (await Promise.all(files.filter((path) => !reader.documents.has(path)).map((path) => reader.document(path, "any")))).flatMap((part) => "kind" in part ? [] : [part]);
  return {
    kind: "gathered", documents: reader.documents, failures: reader.failures, notes: beside.flatMap(looseOf).map(({ document: { artifact } }) => `${artifact} belongs to no role in ${config}, so it is judged alone`), levels: manifest.rules, failOn: manifest.failOn,
    parts: { ...parts, facts: overridden(manifest.facts, flags), loose: beside.flatMap(looseOf) }, skipped: [...skipped, ...beside.flatMap(skippedOf)],
    about: paths.length > 0 ? new Set(files) : undefined,
  };
}

function placeOf(document: Document, location: Parameters<typeof regionOf>[1]): string {
  const { startLine, startColumn } = regionOf(document, location);
  return `${startLine}:${startColumn}`;
}

/** What the configuration calls a compute is one, and what is wrong with it is said; unless it says itself that it runs on something else. */
const isOtherCompute = (spelling: Spelling) => spelling.kind === "none" && spelling.because.startsWith("its run mode");

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
    computes: named.filter(({ spelling }) => !isOtherCompute(spelling)).map(({ document }) => document),
    skipped: named.filter(({ spelling }) => isOtherCompute(spelling)).flatMap(({ document }) => skippedOf(document)),
  };
}

async function rolePartOf({ policies, boundary, trust, ...role }: WantedRole, reader: Reader): Promise<RolePart> {
  const all = async (wanted: readonly Wanted[] | undefined) => wanted && (await Promise.all(wanted.map((each) => reader.files(each, "json")))).flat();
  const single = async (wanted: Wanted | undefined) => {
    const found = await all(wanted && [wanted]);
    return wanted && found && found.length > 1 ? [reader.unread(wanted, `${found.length} files match, and a role has one`)] : found;
  };
  return { ...role, policies: await all(policies), boundary: await single(boundary), trust: await single(trust) };
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
  return { documents, failures, document, files, unread };
}
