import type { Facts } from "../subject/facts.js";
import type { Document, Fault } from "../text/document.js";
import { below, keyOf, type Location } from "../text/location.js";
import { isDay } from "../text/day.js";
import { nearest } from "../text/nearest.js";
import { itemsOf, propertyOf, stringOf, valueOf, type Node } from "../text/node.js";
import { schemaMessage } from "../text/schema-message.js";
import { schemas } from "./config-validator.generated.js";
import type { Budget, Config, MayWaive, OverrideEntry, Pack, RequiredLayer, RoleEntry, RuleLevel, Threshold, WaiverEntry } from "./config.generated.js";
import { factsOf } from "./facts.js";

/** What gluelint.yaml says, with the place of everything that may turn out to be missing. */
export interface Manifest {
  readonly facts: Facts;
  /** By name, each with what it says itself and what it inherits. */
  readonly environments: readonly { readonly name: string; readonly facts: Facts }[];
  readonly computes: readonly Wanted[];
  readonly templates: readonly Wanted[];
  readonly roles: readonly WantedRole[];
  readonly serviceControl: readonly (readonly Wanted[])[] | undefined;
  readonly buckets: readonly WantedBucket[];
  readonly keys: readonly WantedKey[];
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly overrides: readonly OverrideEntry[];
  readonly waivers: readonly DeclaredWaiver[];
  readonly mayWaive: MayWaive | undefined;
  readonly failOn: Threshold | undefined;
  readonly failOnOpen: boolean | undefined;
  readonly maxWarnings: number | undefined;
  readonly required: readonly RequiredLayer[];
  readonly packs: readonly Pack[] | undefined;
  readonly baseline: string | undefined;
  readonly budget: Budget | undefined;
}

/** A waiver, and where it says what it is about and until when. */
export type DeclaredWaiver = WaiverEntry & { readonly location: { readonly where: Location; readonly until: Location } };

/** A path, a glob, or the ARN of a managed policy, and where it is written. */
export interface Wanted {
  readonly path: string;
  readonly location: Location;
}

export interface WantedRole {
  readonly arn: string;
  readonly is: "job" | "caller";
  readonly location: Location;
  readonly policies: readonly Wanted[] | undefined;
  readonly boundary: Wanted | undefined;
  readonly trust: Wanted | undefined;
}

/** A bucket: its policy is a file, none for certain, or nobody said. */
export interface WantedBucket {
  readonly name: string;
  readonly policy: Wanted | "none" | undefined;
  readonly account?: string;
}

/** A key, by its ARN. */
export interface WantedKey {
  readonly arn: string;
  readonly policy: Wanted;
}

export type ConfigFault = Fault<"syntax" | "config">;

/** What the configuration says, or everything that is wrong with it. */
export function readManifest(document: Document): Manifest | readonly ConfigFault[] {
  const faults = faultsIn(document);
  return document.root === undefined || faults.length > 0 ? faults : manifestOf(document.root);
}

/** Everything that is wrong with a configuration by itself. */
export function faultsIn(document: Document): readonly ConfigFault[] {
  if (document.root === undefined || document.faults.length > 0) return document.faults;
  const faults = configFaults(document, valueOf(document.root));
  const days = itemsOf(propertyOf(document.root, "waivers")).flatMap((waiver) => propertyOf(waiver, "until") ?? []);
  return faults.length > 0 ? faults : days.filter((day) => !isDay(stringOf(day) ?? "")).map((day) => ({ kind: "config", message: `\`${stringOf(day) ?? ""}\` is no day that the calendar has`, location: day.location }));
}

/** What a configuration says in which nothing is wrong; it may be several that extend one another. */
export function manifestOf(root: Node): Manifest {
  const config = valueOf(root) as Config;
  const at = (...keys: readonly (string | number)[]): Location => childOf(root, keys)?.location ?? below(root.location, ...keys);
  const wanted = (paths: readonly string[], ...keys: readonly (string | number)[]) => paths.map((path, i): Wanted => ({ path, location: at(...keys, i) }));
  const roleOf = (role: RoleEntry, i: number): WantedRole => ({
    arn: role.arn, is: role.is ?? "job", location: at("roles", i),
    policies: role.policies && wanted(role.policies, "roles", i, "policies"),
    boundary: role.boundary === undefined ? undefined : { path: role.boundary, location: at("roles", i, "boundary") },
    trust: role.trust === undefined ? undefined : { path: role.trust, location: at("roles", i, "trust") },
  });
  return {
    facts: factsOf(config.environment ?? {}),
    environments: Object.entries(config.environments ?? {}).map(([name, own]) => ({ name, facts: factsOf({ ...config.environment, ...own }) })),
    computes: wanted(config.computes ?? [], "computes"),
    templates: wanted(config.templates ?? [], "templates"),
    roles: (config.roles ?? []).map(roleOf),
    serviceControl: config.organization?.serviceControl?.map((level, i) => wanted(level, "organization", "serviceControl", i)),
    buckets: Object.entries(config.buckets ?? {}).map(([name, { policy, account }]) => ({ name, policy: typeof policy === "string" ? { path: policy, location: at("buckets", name, "policy") } : policy && "none", ...(account !== undefined && { account }) })),
    keys: Object.entries(config.keys ?? {}).map(([arn, { policy }]) => ({ arn, policy: { path: policy, location: at("keys", arn, "policy") } })),
    rules: config.rules ?? {}, overrides: config.overrides ?? [],
    waivers: (config.waivers ?? []).map((waiver, i) => ({ ...waiver, location: { where: at("waivers", i, "where"), until: at("waivers", i, "until") } })),
    mayWaive: config.mayWaive, failOn: config.failOn, failOnOpen: config.failOnOpen, maxWarnings: config.maxWarnings, required: config.require ?? [], packs: config.packs, baseline: config.baseline, budget: config.budget,
  };
}

function childOf(root: Node, keys: readonly (string | number)[]): Node | undefined {
  return keys.reduce<Node | undefined>((node, key) => node?.kind === "list" ? node.items[Number(key)] : propertyOf(node, String(key)), root);
}

function configFaults(document: Document, data: unknown): readonly ConfigFault[] {
  const errors = (schemas["config"]?.(data) ?? []).filter(({ keyword }) => keyword !== "anyOf");
  const first = errors.filter((error, i) => errors.findIndex(({ instancePath }) => instancePath === error.instancePath) === i || error.keyword === "additionalProperties");
  return first.map((error) => {
    const location = { artifact: document.artifact, pointer: error.instancePath };
    if (error.keyword !== "additionalProperties") return { kind: "config", message: schemaMessage(error), location };
    const key = String(error.params["additionalProperty"]);
    const meant = nearest(key, Object.keys(error.parentSchema?.["properties"] ?? {}));
    return { kind: "config", message: `\`${key}\` is no key that gluelint knows here${meant ? `: did you mean \`${meant}\`?` : ""}`, location: keyOf(below(location, key)) };
  });
}
