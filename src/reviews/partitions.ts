import { arnOf } from "../policy/arn.js";
import type { Environment } from "../subject/environment.js";
import { writing } from "../text/mend.js";
import { isPlain, statementsOf, type Reviewer } from "./review.js";
import { whereabouts } from "./whereabouts.js";

/**
 * Resources of another partition than the account's: no request is ever about them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const partitions: Reviewer = (reviewed) => {
  const own = partitionOf(reviewed.environment);
  if (own === undefined) return [];
  return statementsOf(reviewed).flatMap(({ resources }) => resources?.entries ?? []).flatMap(({ value: { text }, location }) => {
    const partition = arnOf(text)?.partition;
    if (partition === undefined || !/^aws(-[a-z]+)*$/.test(partition) || partition === own || !isPlain(text)) return [];
    const right = text.replace(`arn:${partition}:`, `arn:${own}:`);
    return [{ message: `\`${text}\` lies in the partition \`${partition}\`, and the account in \`${own}\``, location, about: text, fix: `Write \`${right}\`.`, mends: [writing(location, text, right)] }];
  });
};

/** What the environment says, or else what all its roles say. */
function partitionOf(environment: Environment): string | undefined {
  const { facts: { partition } } = environment;
  if (partition.kind === "unsaid") return whereabouts(environment).partition;
  return partition.values.length === 1 ? partition.values[0] : undefined;
}
