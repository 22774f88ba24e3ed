import type { Given } from "../templates/given.js";
import type { Resource } from "../terraform/module.js";
import { textOf } from "../templates/values.js";
import { propertyOf } from "../text/node.js";
import { textsPerhaps, without } from "./alternatives.js";
import type { BucketPiece, Pieces } from "./pieces.js";
import { partsOf } from "./terraform-policy.js";
import { textIn } from "./terraform-text.js";

/**
 * The buckets of a module and of those that it calls, with the policies that are attached to them there. A policy that is there on
 * the condition of its bucket is there whenever that is.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_policy
 */
export function bucketsOf(resources: readonly Resource[], given: Given): Pick<Pieces, "buckets" | "policies"> {
  const buckets = new Map(resources.filter(({ type }) => type === "aws_s3_bucket").map((resource) => [textIn(resource.node, "bucket") ?? "", resource]));
  const declared = Array.from(buckets, ([name, resource]): BucketPiece => ({ name, certain: resource.perhaps.length === 0, policies: partsOf({ ...resource, perhaps: [] }, propertyOf(resource.node, "policy"), "", given) }));
  const attached = resources.filter(({ type }) => type === "aws_s3_bucket_policy").map((resource): Pick<Pieces, "buckets" | "policies"> => {
    const policy = propertyOf(resource.node, "policy");
    const named = textsPerhaps(propertyOf(resource.node, "bucket"), resource.perhaps).flatMap(({ node, held }): readonly BucketPiece[] => {
      const name = textOf(node);
      return name === undefined ? [] : [{ name, certain: held.length === 0, policies: partsOf({ ...resource, perhaps: without(held, buckets.get(name)?.perhaps ?? []) }, policy, "", given) }];
    });
    return { buckets: named, policies: named.length > 0 ? [] : partsOf(resource, policy).map((part) => ({ part, use: "resource", arn: undefined, roles: [] })) };
  });
  return { buckets: [...declared, ...attached.flatMap((each) => each.buckets)], policies: attached.flatMap(({ policies }) => policies) };
}
