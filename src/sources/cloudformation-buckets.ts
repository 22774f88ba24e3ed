import type { Resource, Template } from "../templates/template.js";
import { textOf } from "../templates/values.js";
import { propertyOf } from "../text/node.js";
import type { Held } from "./alternatives.js";
import { noPieces, type Pieces } from "./pieces.js";
import { policyNode } from "./policy-node.js";

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export function bucketOf({ id, condition }: Resource, { ref }: Template): Pieces {
  return { ...noPieces, buckets: [{ name: ref(id), policies: [], certain: condition === undefined }] };
}

/**
 * A policy that is there on the condition of its bucket is there whenever that is.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
 */
export function bucketPolicyOf({ properties, condition }: Resource, { resources, ref }: Template, name: string): Pieces {
  const document = propertyOf(properties, "PolicyDocument");
  const bucket = textOf(propertyOf(properties, "Bucket"));
  if (document === undefined) return noPieces;
  const isThereWithIt = condition === undefined || resources.some((other) => other.type === "AWS::S3::Bucket" && other.condition === condition && ref(other.id) === bucket);
  const held: readonly Held[] = isThereWithIt ? [] : [{ condition, holds: true }];
  const part = policyNode(name, document, held);
  if (bucket === undefined) return { ...noPieces, policies: [{ part, use: "resource", arn: undefined, roles: [] }] };
  return { ...noPieces, buckets: [{ name: bucket, policies: [part], certain: condition === undefined }] };
}
