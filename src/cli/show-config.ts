import type { Document } from "../text/document.js";
import type { Node } from "../text/node.js";
import { toldAt, type ReadConfig } from "./read-config.js";
import type { CheckOptions } from "./options.js";

/** A value of the configuration as it holds, and who says so. */
interface Value {
  readonly key: string;
  readonly value: unknown;
  readonly from: string;
}

/** Every value that holds, one a line, with where it comes from: a flag, a place in a file, or nobody; and what the policy over the repository says. */
export function shownConfig(config: ReadConfig | undefined, policy: Document | undefined, options: CheckOptions): string {
  const flagged = flags(options);
  const beneath = (key: string, { key: other }: Value) => key === other || key.startsWith(`${other}.`) || key.startsWith(`${other}[`);
  const written = config === undefined ? [] : valuesIn(config.root, "", config.documents).filter(({ key }) => !flagged.some((flag) => beneath(key, flag)));
  const above = policy?.root ? valuesIn(policy.root, "policy", [policy]) : [];
  const said = [...written, ...flagged, ...above];
  const silent = defaults.filter(({ key }) => !said.some((each) => beneath(each.key, { key, value: undefined, from: "" })));
  const all = [...said, ...silent].toSorted((a, b) => groupOf(a) - groupOf(b));
  const lines = all.map(({ key, value, from }) => ({ text: `${key}: ${JSON.stringify(value)}`, from }));
  const width = Math.min(80, Math.max(0, ...lines.map(({ text }) => text.length)));
  return lines.map(({ text, from }) => `${text.padEnd(width)}  # ${from}\n`).join("");
}

const order = ["version", "extends", "environment", "environments", "computes", "templates", "roles", "organization", "buckets", "keys", "packs", "rules", "overrides", "waivers", "baseline", "failOn", "failOnOpen", "maxWarnings", "require", "budget"];

const groupOf = ({ key }: Value) => { const index = order.indexOf(/^\w+/.exec(key)?.[0] ?? ""); return index < 0 ? order.length : index; };

function valuesIn(node: Node, key: string, documents: readonly Document[]): readonly Value[] {
  const children = node.kind === "map" ? node.entries.map((entry) => [key === "" ? entry.key : `${key}.${entry.key}`, entry.value] as const) : node.kind === "list" ? node.items.map((item, i) => [`${key}[${i}]`, item] as const) : [];
  if (children.length > 0) return children.flatMap(([name, child]) => valuesIn(child, name, documents));
  return [{ key, value: node.kind === "scalar" ? node.value : node.kind === "list" ? [] : {}, from: toldAt(documents, node.location) }];
}

/** The flags that say what the configuration could say. */
function flags({ account, region, partition, sharedStorage, datastore, rule = [], pack, failOn, failOnOpen, maxWarnings, require, baseline }: CheckOptions): readonly Value[] {
  const said: readonly (readonly [string, unknown, string])[] = [
    ["environment.account", account, "--account"], ["environment.region", region, "--region"], ["environment.partition", partition, "--partition"],
    ["environment.sharedStorage", sharedStorage, "--shared-storage"], ["environment.datastores", datastore, "--datastore"],
    ...rule.map((text) => { const [id = "", level] = text.split(":"); return [`rules.${id}`, level, "--rule"] as const; }),
    ["packs", pack, "--pack"], ["failOn", failOn, "--fail-on"], ["failOnOpen", failOnOpen, "--fail-on-open"], ["maxWarnings", maxWarnings === undefined ? undefined : Number(maxWarnings), "--max-warnings"],
    ["baseline", baseline, "--baseline"],
    // A flag requires layers beside those of the configuration.
    ...(require ?? []).map((layer) => ["require[+]", layer, "--require"] as const),
  ];
  return said.filter(([, value]) => value !== undefined).map(([key, value, from]) => ({ key, value, from }));
}

const defaults: readonly Value[] = [
  ...["secrets", "databases", "jobs", "connections"].map((key) => ({ key: `environment.${key}`, value: ["*"], from: "default" })),
  { key: "packs", value: ["documented", "runs", "cost", "governance"], from: "default, with the errors of quality" },
  { key: "failOn", value: "error", from: "default" }, { key: "failOnOpen", value: false, from: "default" },
];
