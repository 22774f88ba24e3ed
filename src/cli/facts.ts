import type { EnvironmentFacts } from "../sources/config.generated.js";
import { factsOf } from "../sources/facts.js";
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

/** What the configuration says, but where a flag says otherwise. */
export function overridden(facts: Facts, flags: Facts): Facts {
  const keys = ["account", "region", "partition", "sharedStorage", "datastores"] as const;
  return { ...facts, ...Object.fromEntries(keys.filter((key) => flags[key].kind === "said").map((key) => [key, flags[key]])) };
}
