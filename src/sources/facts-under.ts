import { said, unsaid, type Datastore, type Fact, type Facts } from "../subject/facts.js";
import type { Budget } from "./config.generated.js";
import type { Governing } from "./governing.js";

/**
 * The facts under a policy: what it says holds, and of the rest nobody says away what would be judged: that there is none of
 * something is not the repository's to say, nor that a datastore needs no rights.
 */
export function factsUnder(facts: Facts, { manifest, facts: own }: Governing): Facts {
  const there = <Value>(key: keyof Facts, fact: Fact<Value>): Fact<Value> => fact.kind === "said" && fact.values.length === 0 ? unsaid(key) : fact;
  const judged = (datastores: Fact<Datastore>): Fact<Datastore> => datastores.kind === "said" ? said(...datastores.values.map((datastore) => datastore.access === "none" ? { ...datastore, access: "readWrite" as const } : datastore)) : datastores;
  const open: Facts = {
    partition: there("partition", facts.partition), account: there("account", facts.account), region: there("region", facts.region), sharedStorage: there("sharedStorage", facts.sharedStorage),
    datastores: there("datastores", judged(facts.datastores)), secrets: there("secrets", facts.secrets), databases: there("databases", facts.databases), jobs: there("jobs", facts.jobs), connections: there("connections", facts.connections),
  };
  return { ...open, ...Object.fromEntries(own.map((key) => [key, manifest.facts[key]])) };
}

/** The budget under a policy: the smaller, at the policy's price. One that the repository says by itself stands in for a rule of its own, so it holds no more. */
export function budgetUnder(own: Budget | undefined, { manifest: { budget } }: Governing): Budget | undefined {
  return budget && { ...budget, usd: Math.min(budget.usd, own?.usd ?? Infinity) };
}
