import type { Datastore, Fact, Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";
import type { EnvironmentFacts } from "./config.generated.js";
import { factsOf } from "./facts.js";

/** What was said of the environment when the snapshot was taken, wherever nobody says otherwise now. */
export function knowingRecorded(facts: Facts, { root }: Document): Facts {
  const recorded = factsOf(recordedIn(propertyOf(root, "environment")));
  return {
    partition: said(facts.partition, recorded.partition), account: said(facts.account, recorded.account), region: said(facts.region, recorded.region),
    sharedStorage: said(facts.sharedStorage, recorded.sharedStorage), datastores: said(facts.datastores, recorded.datastores),
    secrets: narrower(facts.secrets, recorded.secrets), databases: narrower(facts.databases, recorded.databases), jobs: narrower(facts.jobs, recorded.jobs), connections: narrower(facts.connections, recorded.connections),
  };
}

/** The facts as a snapshot keeps them: as they stand under `environment` in gluelint.yaml. */
export function recordable({ sharedStorage, datastores, ...facts }: Facts): EnvironmentFacts {
  const [storage] = sharedStorage.kind === "said" ? sharedStorage.values : [];
  return {
    ...(sharedStorage.kind === "said" && { sharedStorage: storage ?? [] }),
    ...(datastores.kind === "said" && { datastores: datastores.values.map(({ prefixes: [first = "", ...others], ...rest }) => ({ ...rest, prefixes: [first, ...others] })) }),
    ...named("secrets", facts.secrets), ...named("databases", facts.databases), ...named("jobs", facts.jobs), ...named("connections", facts.connections),
  };
}

const named = (key: "secrets" | "databases" | "jobs" | "connections", fact: Fact<string>): EnvironmentFacts => fact.kind === "said" ? { [key]: [...fact.values] } : {};

const said = <Value>(now: Fact<Value>, then: Fact<Value>) => now.kind === "said" ? now : then;

/** Names of which nobody said anything are all names. */
const narrower = (now: Fact<string>, then: Fact<string>) => now.kind === "said" && now.values.length === 1 && now.values[0] === "*" ? then : now;

function recordedIn(node: Node | undefined): EnvironmentFacts {
  const storage = propertyOf(node, "sharedStorage");
  const datastores = propertyOf(node, "datastores");
  const many = (key: "secrets" | "databases" | "jobs" | "connections"): EnvironmentFacts => { const names = propertyOf(node, key); return names ? { [key]: [...textsOf(names)] } : {}; };
  return {
    ...many("secrets"), ...many("databases"), ...many("jobs"), ...many("connections"),
    ...(storage && { sharedStorage: stringOf(storage) ?? [] }), ...(datastores && { datastores: itemsOf(datastores).flatMap(datastoreIn) }),
  };
}

function datastoreIn(node: Node): NonNullable<EnvironmentFacts["datastores"]> {
  const bucket = stringOf(node) ?? stringOf(propertyOf(node, "bucket"));
  const [first, ...others] = textsOf(propertyOf(node, "prefixes"));
  const access = stringOf(propertyOf(node, "access"));
  const account = stringOf(propertyOf(node, "account"));
  return bucket === undefined ? [] : [{ bucket, ...(first !== undefined && { prefixes: [first, ...others] }), ...(isAccess(access) && { access }), ...(account !== undefined && { account }) }];
}

const isAccess = (text: string | undefined): text is Datastore["access"] => ["read", "write", "readWrite", "none"].some((access) => access === text);
