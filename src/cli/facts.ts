import type { EnvironmentFacts } from "../sources/config.generated.js";
import { factsOf } from "../sources/facts.js";
import type { Environment } from "../subject/environment.js";
import type { Facts } from "../subject/facts.js";
import type { EnvironmentOptions, Misunderstood } from "./options.js";

/** The facts of the environment that flags tell, or what is wrong with them. */
export function factsFrom({ account, region, partition, sharedStorage, datastore, role }: EnvironmentOptions): Facts | Misunderstood {
  const lines = [
    ...(account === undefined || /^\d{12}$/.test(account) ? [] : [`--account ${account}: an account is twelve digits`]),
    ...(region === undefined || /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region) ? [] : [`--region ${region}: this is not the name of a Region, such as eu-west-1`]),
    ...(partition === undefined || /^aws(-[a-z-]+)?$/.test(partition) ? [] : [`--partition ${partition}: the partitions are aws, aws-cn, aws-us-gov and their like`]),
    ...(role === undefined || /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(role) ? [] : [`--role ${role}: this is not the ARN of a role: arn:aws:iam::<account>:role/<name>`]),
    ...[...(sharedStorage === undefined ? [] : [sharedStorage]), ...(datastore ?? [])].filter((bucket) => !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)).map((bucket) => `\`${bucket}\` is not the name of a bucket`),
  ];
  if (lines.length > 0) return { lines };
  const facts: EnvironmentFacts = {
    ...(account !== undefined && { account }), ...(region !== undefined && { region }), ...(partition !== undefined && { partition }),
    ...(sharedStorage !== undefined && { sharedStorage }), ...(datastore !== undefined && { datastores: [...datastore] }),
  };
  return factsOf(facts);
}

/** What is true of all environments; a fact that they do not share is unsaid. */
export function sharedFacts(environments: readonly Environment[]): Facts {
  const [first, ...others] = environments.map(({ facts }) => facts);
  const nothing = factsOf({});
  if (first === undefined) return nothing;
  const differing = keys.filter((key) => others.some((facts) => JSON.stringify(facts[key]) !== JSON.stringify(first[key])));
  return { ...first, ...Object.fromEntries(differing.map((key) => [key, nothing[key]])) };
}

/** What the configuration says, but where a flag says otherwise. */
export function overridden(facts: Facts, flags: Facts): Facts {
  return { ...facts, ...Object.fromEntries(keys.filter((key) => flags[key].kind === "said").map((key) => [key, flags[key]])) };
}

/** The facts that flags can tell. */
const keys = ["account", "region", "partition", "sharedStorage", "datastores"] as const;
