import { existsSync, realpathSync } from "node:fs";
import type { BucketPart, Parts, PolicyPart, RolePart } from "../sources/assemble.js";
import { computesAmong } from "../sources/computes-among.js";
import { budgetUnder, factsUnder } from "../sources/facts-under.js";
import { manifestOf, type Manifest, type Wanted, type WantedBucket, type WantedRole } from "../sources/manifest.js";
import { partsOfEnvironment, type NamedFacts } from "../sources/named-parts.js";
import { looseOf, skippedOf } from "../sources/unconfigured.js";
import { withPieces } from "../sources/with-pieces.js";
import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { propertyOf } from "../text/node.js";
import { overridden } from "./facts.js";
import type { Known } from "./files.js";
import type { Gathered, Misused } from "./gathered.js";
import { filesOf, terraformIn } from "./gather-paths.js";
import { isGlob } from "./globs.js";
import { isThere } from "./overlay.js";
import { clean, onDisk } from "./paths.js";
import { rulingOf } from "./ruling.js";
import type { Reading } from "./reading.js";
import { readConfig, toldAt } from "./read-config.js";
import { readerFrom, type Reader } from "./reader.js";

/** Reads the configuration and all that it names. With paths, the whole is read, and what those files cause is reported. */
export async function gatherConfig(config: string, paths: readonly string[], { facts: flags, parameters, environment, policy, over, source }: Reading, known?: Known): Promise<Gathered | Misused> {
  const reading = await readConfig(config, over);
  if (reading.kind === "misused") return reading;
  const manifest = manifestOf(reading.root);
  if (manifest.mayWaive) return { kind: "misused", lines: [`${toldAt(reading.documents, propertyOf(reading.root, "mayWaive")?.location ?? reading.root.location)}: \`mayWaive\` is said by a policy over repositories, which \`--policy\` names`] };
  const factsOver = (facts: Facts) => policy ? factsUnder(overridden(facts, flags), policy.governing) : overridden(facts, flags);
  const all = manifest.environments.map(({ name, facts }): NamedFacts => ({ name, facts: factsOver(facts) }));
  const chosen = environment === undefined ? all : all.filter(({ name }) => name === environment);
  if (environment !== undefined && chosen.length === 0) return { kind: "misused", lines: [`--env ${environment}: ${all.length > 0 ? `the environments of ${config} are ${all.map(({ name }) => name).join(", ")}` : `${config} names no environments`}`] };
  const missing = paths.filter((path) => !isGlob(path, over) && !isThere(path, over));
  if (missing.length > 0) return { kind: "misused", lines: missing.map((path) => `${path}: no such file`) };
  const repeated = manifest.roles.filter(({ arn }, i) => manifest.roles.findIndex((other) => other.arn === arn) !== i);
  if (repeated.length > 0) return { kind: "misused", lines: repeated.map(({ arn, location }) => `${toldAt(reading.documents, location)}: \`${arn}\` stands twice under \`roles\`: give all its policies in one entry`) };
  const files = [...new Set((await Promise.all(paths.map((path) => filesOf(path, over)))).flat().flatMap((path) => [path, ...(existsSync(onDisk(path)) ? [clean(realpathSync(onDisk(path)))] : [])]))];
  const reader = readerFrom(over, known);
  const { skipped, found, ...parts } = await partsOf(manifest, reader);
  reading.documents.forEach((document) => reader.documents.set(document.artifact, document));
  const beside = (await Promise.all(files.filter((path) => !reader.documents.has(path)).map((path) => reader.document(path, "any")))).flatMap((part) => "kind" in part ? [] : [part]);
  const terraform = await terraformIn([...found, ...beside], source, over);
  const budget = policy ? budgetUnder(manifest.budget, policy.governing) : manifest.budget;
  const partsWith = (facts: Facts, some: typeof parts): Parts => withPieces({ ...some, facts, loose: [...found, ...beside].flatMap(looseOf), ...(budget && { budget }) }, [...found, ...beside], parameters, terraform);
  const named = chosen.map((each): Parts => ({ ...partsWith(each.facts, partsOfEnvironment(parts, each, all)), name: each.name }));
  const whole = (environment === undefined ? undefined : named[0]) ?? partsWith(factsOver(manifest.facts), parts);
  return {
    kind: "gathered", documents: new Map([...terraform?.documents() ?? [], ...reader.documents]), failures: reader.failures, notes: beside.flatMap(looseOf).map(({ document: { artifact } }) => `${artifact} belongs to no role in ${config}, so it is judged alone`), ruling: rulingOf(config, manifest),
    parts: whole, ...(named.length > 0 && { named }), skipped: [...skipped, ...beside.flatMap(skippedOf)],
    // Every question is built from the configuration.
    about: paths.length > 0 && !reading.documents.some(({ artifact }) => files.includes(artifact)) ? new Set([...files, ...terraform?.alongWith(files) ?? []]) : undefined,
  };
}

async function partsOf(manifest: Manifest, reader: Reader) {
  const documents = async (wanted: readonly Wanted[]) => (await Promise.all(wanted.map((each) => reader.files(each, "any")))).flat().flatMap((part) => "kind" in part ? [] : [part]);
  const [named, templates] = [await documents(manifest.computes), await documents(manifest.templates)];
  const roles = await Promise.all(manifest.roles.map((role) => rolePartOf(role, reader)));
  const serviceControl = manifest.serviceControl && await Promise.all(manifest.serviceControl.map(async (level) => (await Promise.all(level.map((wanted) => reader.files(wanted, "json")))).flat()));
  const { computes, jobs, others } = computesAmong(named);
  const buckets = await Promise.all(manifest.buckets.map((bucket) => bucketPartOf(bucket, reader)));
  const keys = await Promise.all(manifest.keys.map(async ({ arn, policy }): Promise<BucketPart> => ({ name: arn, policies: await onlyOne(policy, reader, "a key") })));
  return { roles, serviceControl, buckets, keys, computes, found: once([...jobs, ...templates]), skipped: once([...others, ...templates]).flatMap(skippedOf) };
}

/** Two globs may match one file. */
const once = (documents: readonly Document[]) => [...new Map(documents.map((document) => [document.artifact, document])).values()];

async function rolePartOf({ policies, boundary, trust, ...role }: WantedRole, reader: Reader): Promise<RolePart> {
  const all = policies && (await Promise.all(policies.map((each) => reader.files(each, "json")))).flat();
  return { ...role, policies: all, boundary: boundary && await onlyOne(boundary, reader, "a role"), trust: trust && await onlyOne(trust, reader, "a role") };
}

async function bucketPartOf({ policy, ...bucket }: WantedBucket, reader: Reader): Promise<BucketPart> {
  return { ...bucket, policies: policy === "none" ? [] : policy && await onlyOne(policy, reader, "a bucket") };
}

async function onlyOne(wanted: Wanted, reader: Reader, owner: string): Promise<readonly PolicyPart[]> {
  const found = await reader.files(wanted, "json");
  return found.length > 1 ? [reader.unread(wanted, `${found.length} files match, and ${owner} has one`)] : found;
}
