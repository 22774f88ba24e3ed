import { matches } from "../policy/pattern.js";
import { grantsOf, isPlain, type Reviewer } from "./review.js";

/**
 * Roles that may read tables, but not their partitions.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-data-catalog-hive.html
 */
export const catalogPartitions: Reviewer = (reviewed) => {
  const grants = grantsOf(reviewed).map(({ actions }) => actions);
  if (grants.some(({ negated, entries }) => negated || !entries.every(({ value }) => isPlain(value.text)))) return [];
  const granting = (action: string) => grants.flatMap(({ entries }) => entries).filter(({ value }) => matches(value, action));
  const [reading] = granting("glue:gettable");
  const partitions = ["glue:getpartition", "glue:getpartitions", "glue:batchgetpartition"].flatMap(granting);
  return reading === undefined || partitions.length > 0 ? [] : [{ message: "the role may read tables, but none of their partitions: a job that reads a partitioned table is refused", location: reading.location, about: "glue:GetPartitions" }];
};
