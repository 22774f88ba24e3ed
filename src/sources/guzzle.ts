import type { Compute } from "../subject/compute.js";
import { roleOf, type Environment } from "../subject/environment.js";
import type { Facts } from "../subject/facts.js";

/**
 * The environment, in which it is known of every job and role whether it is Guzzle's: a job whose script lies in the shared
 * storage is, and a role that such a job, a compute of Guzzle or the configuration names.
 */
export function knowingGuzzles(environment: Environment, all: boolean): Environment {
  const computes = environment.computes.map((compute) => !compute.guzzle && (all || isShared(compute, environment.facts)) ? { ...compute, guzzle: true } : compute);
  const known = { ...environment, computes };
  const named = new Set(computes.flatMap((compute) => compute.guzzle ? roleOf(known, compute) ?? [] : []));
  return { ...known, roles: environment.roles.map((role) => !role.guzzle && (all || named.has(role)) ? { ...role, guzzle: true } : role) };
}

function isShared({ properties: { script_location: script } }: Compute, { sharedStorage }: Facts): boolean {
  const [, bucket] = /^s3[an]?:\/\/([^/]+)\//.exec(String(script?.value)) ?? [];
  return bucket !== undefined && sharedStorage.kind === "said" && sharedStorage.values.includes(bucket);
}

/** What is said of the jobs of which nobody knows whether they are Guzzle's, first thing in the report. */
export function strangers({ computes }: Environment): readonly string[] {
  const names = computes.filter(({ guzzle }) => !guzzle).map(({ name }) => name);
  return names.length === 0 ? [] : [`not known to be Guzzle's, so nothing of Guzzle's page is asked of ${names.length === 1 ? "it" : "them"}: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""} (a script in the shared storage tells, or --guzzle)`];
}
