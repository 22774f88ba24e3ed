import type { PolicyPart, RolePart, Parts } from "../sources/assemble.js";
import { spellingOf } from "../sources/classify.js";
import { computesAmong } from "../sources/computes-among.js";
import { readManifest, type Manifest } from "../sources/manifest.js";
import { looseOf, skippedOf, type Unconfigured } from "../sources/unconfigured.js";
import type { Disk } from "../sources/terraform-modules.js";
import { withPieces } from "../sources/with-pieces.js";
import { isHcl } from "../terraform/syntax.js";
import type { Document } from "../text/document.js";
import { parseJson } from "../text/json.js";
import type { CheckedBucket, CheckedEnvironment, CheckedRole, TextFile } from "./environment.js";
import { filesRead, textOf, type Files } from "./files.js";
import { refuse } from "./refuse.js";
import { terraform } from "./terraform-files.js";

/** The name of the document that is made of what was handed in and is no document. */
export const madeUp = "gluelint.json";

/** What was handed in, as `check` takes it from there. */
export interface Gathered {
  readonly parts: Parts;
  /** By path, with `gluelint.json`, in which stands what is no document. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly skipped: Unconfigured["skipped"];
}

/** Reads all documents of an environment, some perhaps with other texts; throws a `TypeError` for what gluelint.yaml could not say either. */
export function partsOf(given: CheckedEnvironment, texts: ReadonlyMap<string, string>): Gathered {
  const { config, manifest } = manifestOf(given);
  const files = filesRead(texts);
  files.documents.set(config.artifact, config);
  const read = (named: readonly TextFile[] | undefined) => (named ?? []).map((file) => files.document(file, "any"));
  const [templates, documents] = [read(given.templates), read(given.documents)];
  const spelled = documents.filter((document) => spellingOf(document).kind === "compute");
  const loose = documents.filter((document) => !spelled.includes(document));
  const { computes, jobs, others } = computesAmong([...read(given.computes), ...spelled]);
  const serviceControl = given.organization?.serviceControl?.map((level) => level.map((file) => files.document(file, "json")));
  const roles = manifest.roles.map((role, i) => ({ ...role, ...policiesOf(given.roles?.[i], `/roles/${i}`, files) }));
  const buckets = manifest.buckets.map(({ name, account }) => ({ name, ...(account !== undefined && { account }), policies: policyOf(given.buckets?.[name], `/buckets/${name}/policy`, files) }));
  const keys = manifest.keys.map(({ arn }) => { const policy = given.keys?.[arn]?.policy; return { name: arn, policies: policy && [files.policy(policy, `/keys/${arn}/policy`)] }; });
  const found = [...jobs, ...templates, ...loose];
  const modules = found.some((document) => isHcl(document) || spellingOf(document).kind === "terraformPlan") ? terraform.piecesOf(found, undefined, diskOf(given)) : undefined;
  return {
    parts: withPieces({ facts: manifest.facts, computes, roles, serviceControl, buckets, keys, loose: found.flatMap(looseOf), ...(manifest.budget && { budget: manifest.budget }), ...(given.now !== undefined && { now: given.now }) }, found, new Map(Object.entries(given.parameters ?? {})), modules),
    documents: modules ? new Map([...modules.documents(), ...files.documents]) : files.documents, skipped: [...others, ...templates, ...loose].flatMap(skippedOf),
  };
}

/** What is no document is read as gluelint.json would be, so that it is checked as that is and has a place in the report. */
function manifestOf({ documents: _documents, files: _files, parameters: _parameters, packs: _packs, only: _only, now: _now, ...given }: CheckedEnvironment): { readonly config: Document; readonly manifest: Manifest } {
  const pathOf = (file: TextFile | string) => typeof file === "string" ? file : file.path;
  const config = parseJson(madeUp, JSON.stringify({
    version: 1, ...given, computes: given.computes?.map(pathOf), templates: given.templates?.map(pathOf),
    roles: given.roles?.map(({ policies, boundary, trust, ...role }) => ({ ...role, policies: policies?.map(pathOf), boundary: boundary && pathOf(boundary), trust: trust && pathOf(trust) })),
    buckets: given.buckets && Object.fromEntries(Object.entries(given.buckets).map(([name, { policy, ...bucket }]) => [name, { ...bucket, policy: policy && "path" in policy ? policy.path : policy }])),
    keys: given.keys && Object.fromEntries(Object.entries(given.keys).map(([arn, { policy }]) => [arn, { policy: policy.path }])),
    organization: given.organization && { ...given.organization, serviceControl: given.organization.serviceControl?.map((level) => level.map(pathOf)) },
  }, undefined, 2));
  const manifest = readManifest(config);
  return "facts" in manifest ? { config, manifest } : refuse(manifest.map(({ message, location }) => `${location.pointer || "the environment"}: ${message}`).join("; "));
}

function policiesOf(role: CheckedRole | undefined, pointer: string, files: Files): Pick<RolePart, "policies" | "boundary" | "trust"> {
  const single = (file: TextFile | string | undefined, key: string): readonly PolicyPart[] | undefined => file === undefined ? undefined : [files.policy(file, `${pointer}/${key}`)];
  return { policies: role?.policies?.map((file, i) => files.policy(file, `${pointer}/policies/${i}`)), boundary: single(role?.boundary, "boundary"), trust: single(role?.trust, "trust") };
}

/** None for a bucket that is said to have none; undefined where nobody gave it. */
const policyOf = (bucket: CheckedBucket | undefined, pointer: string, files: Files): readonly PolicyPart[] | undefined =>
  bucket?.policy && ("path" in bucket.policy ? [files.policy(bucket.policy, pointer)] : []);

/** All that was handed in for Terraform, as its modules find it. */
function diskOf({ templates = [], documents = [], files = [] }: CheckedEnvironment): Disk {
  const all = new Map([...files, ...documents, ...templates].map((file) => [file.path, textOf(file)]));
  return { textAt: (path) => all.get(path), namesIn: (folder) => [...all.keys()].filter((path) => path.slice(0, Math.max(0, path.lastIndexOf("/"))) === folder).map((path) => path.slice(path.lastIndexOf("/") + 1)).toSorted() };
}
