import { said, unsaid, type Datastore, type Fact, type Facts } from "../subject/facts.js";
import type { DatastoreEntry, EnvironmentFacts } from "./config.generated.js";

/** The facts of `environment`; what it does not say is unsaid, but for the names of which the documentation means every one. */
export function factsOf(environment: EnvironmentFacts): Facts {
  const { partition, account, region, sharedStorage, datastores, secrets, databases, jobs, connections } = environment;
  const one = (key: keyof Facts, value: string | undefined): Fact<string> => value === undefined ? unsaid(key) : said(value);
  const names = (key: keyof Facts, values: readonly string[] | undefined): Fact<string> => values ? said(...values) : { kind: "said", values: ["*"], byDefault: key };
  return {
    partition: one("partition", partition), account: one("account", account), region: one("region", region),
    sharedStorage: sharedStorage === undefined ? unsaid("sharedStorage") : said(...[sharedStorage].flat()),
    datastores: datastores === undefined ? unsaid("datastores") : said(...datastores.map(datastoreOf)),
    secrets: names("secrets", secrets), databases: names("databases", databases), jobs: names("jobs", jobs), connections: names("connections", connections),
  };
}

const datastoreOf = (entry: string | DatastoreEntry): Datastore => typeof entry === "string" ? { bucket: entry, prefixes: [""], access: "readWrite" }
  : { bucket: entry.bucket, prefixes: entry.prefixes ?? [""], access: entry.access ?? "readWrite", ...(entry.account && { account: entry.account }), ...(entry.key && { key: entry.key }) };
