import type { Given } from "../templates/given.js";
import type { Resource, Template } from "../templates/template.js";
import { textOf } from "../templates/values.js";
import { propertyOf } from "../text/node.js";
import { heldBy, textsPerhaps, without } from "./alternatives.js";
import { encryptionOf } from "./cloudformation-keys.js";
import { noPieces, type BucketPiece, type Pieces } from "./pieces.js";
import { policyNode } from "./policy-node.js";

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export function bucketOf(resource: Resource, template: Template, _: string, given: Given): Pieces {
  const { id, condition } = resource;
  return { ...noPieces, buckets: [{ name: template.ref(id), policies: [], certain: condition === undefined }], encrypted: encryptionOf(resource, template, given) };
}

/**
 * A policy that is there on the condition of its bucket is there whenever that is.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
 */
export function bucketPolicyOf({ properties, condition }: Resource, { resources, ref }: Template, name: string, given: Given): Pieces {
  const document = propertyOf(properties, "PolicyDocument");
  if (document === undefined) return noPieces;
  const conditionOf = (name: string) => resources.find((other) => other.type === "AWS::S3::Bucket" && ref(other.id) === name)?.condition;
  const named = textsPerhaps(propertyOf(properties, "Bucket"), heldBy(condition)).flatMap(({ node, held }): readonly BucketPiece[] => {
    const bucket = textOf(node);
    return bucket === undefined ? [] : [{ name: bucket, policies: [policyNode(name, document, without(held, heldBy(conditionOf(bucket))), given)], certain: held.length === 0 }];
  });
  return { ...noPieces, buckets: named, policies: named.length > 0 ? [] : [{ part: policyNode(name, document, heldBy(condition)), use: "resource", arn: undefined, roles: [] }] };
}
