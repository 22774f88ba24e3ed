import { arnOf } from "../policy/arn.js";
import type { Need } from "../rules/rule.js";
import { roleOf, type Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";
import type { Compute } from "../subject/compute.js";
import { orElse, type Fact } from "../subject/facts.js";
import { remembering, rememberingEach } from "../text/remembering.js";
import { bucketIn } from "./bucket-in.js";
import type { HangsOn, Joined, UnknownSetting } from "./check.js";
import { hasUnknown } from "../text/unknown.js";
import { keyIn, settingValues, symbolicValues } from "./settings.js";
import { regionOf } from "./job-context.js";
import { isWanted } from "./when.js";

/** The resources that a need is about, once its placeholders stand for what is known of the account and the compute. */
export interface Bound {
  readonly resources: readonly string[];
  /** The keys of `environment` that somebody must write before the need can be judged. */
  readonly unsaid: readonly string[];
  /** The settings that it hangs on, and that are placeholders. */
  readonly unknown: readonly UnknownSetting[];
  /** The settings of which parts are unknown: these stand in the resources, each equal to itself, and nobody can write such a resource down. */
  readonly symbolic: readonly UnknownSetting[];
  /** Where more is asked for than is known to be needed: what somebody must say before a refusal counts. */
  readonly hangsOn: HangsOn;
}

/**
 * Puts what the environment and the compute say in place of `{region}` and the like: a list gives one resource for each of its
 * values. A need that asks for something of which the environment says that there is none, for what the compute does not set,
 * or for another use of the datastore, is about nothing: who has no connections needs no right on the catalog for their sake.
 */
export function bind(need: Need, joined: Joined): Bound {
  return joined.compute === undefined && joined.subject.kind === "role" ? boundBefore(need, joined, joined.subject) : boundWith(joined)(need);
}

/** It is asked what a need is about, and then what is missing for it. */
const boundWith = rememberingEach((joined: Joined) => remembering((need: Need) => boundOf(need, joined)));

/** Roles of one account need the same where no compute has a say. */
function boundBefore(need: Need, joined: Joined, { arn }: Role): Bound {
  const { environment, datastore } = joined;
  const known = before.get(environment) ?? new Map<Need, Map<string, Bound>>();
  before.set(environment, known);
  const ofNeed = known.get(need) ?? new Map<string, Bound>();
  known.set(need, ofNeed);
  const key = `${/^(?:[^:]*:){5}/.exec(arn)?.[0] ?? arn} ${datastore === undefined ? "" : JSON.stringify(datastore)}`;
  const bound = ofNeed.get(key) ?? boundOf(need, joined);
  ofNeed.set(key, bound);
  return bound;
}

const before = new WeakMap<Environment, Map<Need, Map<string, Bound>>>();

function boundOf(need: Need, joined: Joined): Bound {
  const datastore = joined.datastore?.kind === "said" ? joined.datastore.values[0] : undefined;
  if (datastore && (datastore.access === "none" || need.access?.every((access) => access !== datastore.access))) return nothing;
  const templates = need.resources.map((template) => partsOf(template, joined));
  const parts = templates.flat().filter((part) => typeof part !== "string");
  if (parts.some(isNone)) return nothing;
  const wanted = isWanted(need.when, joined.compute);
  if (wanted === false) return nothing;
  return {
    resources: templates.flatMap(textsOf),
    unsaid: distinct(parts.flatMap(({ unsaid }) => unsaid ?? [])),
    unknown: parts.flatMap(({ unknown }) => unknown ?? []),
    symbolic: parts.flatMap(({ symbolic }) => symbolic ?? []),
    hangsOn: { unsaid: distinct(parts.flatMap(({ byDefault }) => byDefault ?? [])), unknown: wanted === true ? [] : wanted },
  };
}

const nothing: Bound = { resources: [], unsaid: [], unknown: [], symbolic: [], hangsOn: { unsaid: [], unknown: [] } };

/** What a placeholder stands for, as far as that is known. */
interface Part {
  readonly values: readonly string[];
  readonly unsaid?: string;
  readonly unknown?: readonly UnknownSetting[];
  /** The setting of which parts are unknown, and stand in the values. */
  readonly symbolic?: UnknownSetting;
  readonly byDefault?: string;
}

const isNone = ({ values, unsaid, unknown = [] }: Part) => values.length === 0 && unsaid === undefined && unknown.length === 0;

/** The texts of a template and what stands between them. What ends with a bucket asks for the bucket itself, and for no object in it. */
function partsOf(template: string, joined: Joined): readonly (string | Part)[] {
  return template.split(/\{([\w.-]+)\}/).map((text, i, all) => i % 2 === 0 ? text : partOf(text, joined, all.slice(i + 1).join("") === ""));
}

/** All that comes of one value for each placeholder. */
function textsOf(parts: readonly (string | Part)[]): readonly string[] {
  return parts.reduce<readonly string[]>((texts, part) => texts.flatMap((text) => (typeof part === "string" ? [part] : part.values).map((value) => text + value)), [""]);
}

function partOf(placeholder: string, joined: Joined, isLast: boolean): Part {
  const { subject, environment: { facts }, datastore, compute } = joined;
  const role = subject.kind === "role" ? arnOf(subject.arn) : undefined;
  if (placeholder.startsWith("compute.")) return compute ? ofSetting(placeholder, compute, isLast ? (bucket) => bucketIn(bucket, joined.environment) : (bucket) => bucket) : { values: [] };
  switch (placeholder) {
    case "partition": return ofFact(orElse(facts.partition, role?.partition));
    case "account": return ofFact(orElse(facts.account, role?.account));
    // Where a role has a path, nobody says how the path shows in what is called after the role.
    case "roleName": return { values: role && /^role\/[^/]+$/.test(role.resource) ? [subject.name] : [] };
    case "region": return ofFact(regionOf(joined));
    case "sharedStorage": return ofFact(facts.sharedStorage);
    case "secrets": case "databases": case "jobs": case "connections": return ofFact(mapped(facts[placeholder], (name) => [nonEmpty(name)]));
    case "datastore.bucket": return ofFact(mapped(datastore ?? facts.datastores, ({ bucket }) => [bucket]));
    case "datastore.prefix": return ofFact(mapped(datastore ?? facts.datastores, ({ prefixes }) => prefixes));
    // Where nobody named the datastores, that is said of their data already.
    case "datastore.key": return { values: datastore?.kind === "said" ? datastore.values.flatMap(({ key }) => key ?? []) : [] };
    case "jobRole": return jobRoles(joined);
    default: throw new Error(`no rule may ask for {${placeholder}}`);
  }
}

const ofFact = (fact: Fact<string>): Part => fact.kind === "unsaid" ? { values: [], unsaid: fact.key } : { values: fact.values, ...(fact.byDefault && { byDefault: fact.byDefault }) };

function ofSetting(placeholder: string, compute: Compute, asked: (bucket: string) => string): Part {
  const setting = settingValues(placeholder, compute);
  if (!("compute" in setting)) return { values: setting, ...(setting.some(hasUnknown) && { symbolic: { compute, key: keyIn(placeholder) } }) };
  const symbolic = symbolicValues(placeholder, compute);
  return symbolic ? { values: placeholder.endsWith(".bucket") ? symbolic.map(asked) : symbolic, symbolic: setting } : { values: [], unknown: [setting] };
}

/** The roles that Guzzle's computes name, of those that there are: what is no role is for other rules to say. */
function jobRoles({ environment }: Joined): Part {
  const computes = environment.computes.filter(({ guzzle }) => guzzle);
  if (computes.length === 0) return { values: [], unsaid: "computes" };
  const unknown = computes.filter(({ properties }) => properties["iam_role"]?.unknown === true);
  const named = computes.filter((compute) => !unknown.includes(compute)).flatMap((compute) => roleOf(environment, compute)?.arn ?? []);
  return { values: distinct(named), unknown: unknown.map((compute) => ({ compute, key: "iam_role" })) };
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const mapped = <Value>(fact: Fact<Value>, namesOf: (value: Value) => readonly string[]): Fact<string> =>
  fact.kind === "said" ? { ...fact, values: fact.values.flatMap(namesOf) } : fact;

/** Every name has at least one character, so `*` asks for nothing more than that. */
const nonEmpty = (name: string) => /^\*+$/.test(name) ? "?*" : name;
