import type { UnreadPolicy } from "../policy/policy.js";
import type { Given } from "../templates/given.js";
import { readTemplate, type Resource, type Template } from "../templates/template.js";
import type { Document } from "../text/document.js";
import { keyOf as keyAt } from "../text/location.js";
import { propertyOf, valueOf } from "../text/node.js";
import { readable } from "../text/unknown.js";
import { bucketOf, bucketPolicyOf } from "./cloudformation-buckets.js";
import { configurationOf, keyOf } from "./cloudformation-keys.js";
import { inlineIn, namedIn, policiesOf } from "./cloudformation-policies.js";
import { heldBy } from "./alternatives.js";
import { computeOfJob } from "./glue-job.js";
import { noPieces, together, type Pieces } from "./pieces.js";
import { isForGlue, policyNode } from "./policy-node.js";

/** The roles, buckets, keys, policies and Glue jobs of a template of CloudFormation, and what jobs name. */
export function piecesOfTemplate(document: Document, given: Given): Pieces {
  const template = readTemplate(document, given, (type) => type in readers);
  const pieces = together(template.resources.map((resource) => readers[resource.type]?.(resource, template, `${document.artifact} ${resource.name}`, given) ?? noPieces));
  const loops = loopsWithPolicies(document);
  return loops.length === 0 ? pieces : { ...pieces, roles: pieces.roles.map((role) => ({ ...role, policies: [...role.policies ?? [], ...loops] })) };
}

/** What a loop makes is not followed: if there are policies among it, they may be any role's. */
function loopsWithPolicies({ root }: Document): readonly UnreadPolicy[] {
  const resources = propertyOf(root, "Resources");
  const loops = resources?.kind === "map" ? resources.entries.filter(({ key }) => key.startsWith("Fn::ForEach::")) : [];
  return loops.filter(({ value }) => /"AWS::IAM::(Managed|Role)?Policy"/.test(JSON.stringify(valueOf(value)))).map(({ key, value }) => ({ kind: "unread", location: value.location, because: `\`${key}\`, which may attach policies to it` }));
}

type Reader = (resource: Resource, template: Template, name: string, given: Given) => Pieces;

const readers: Readonly<Record<string, Reader>> = {
  "AWS::IAM::Role": roleOf,
  "AWS::IAM::Policy": policiesOf, "AWS::IAM::ManagedPolicy": policiesOf, "AWS::IAM::RolePolicy": policiesOf,
  "AWS::IAM::UserPolicy": policiesOf, "AWS::IAM::GroupPolicy": policiesOf,
  "AWS::IAM::User": policiesOf, "AWS::IAM::Group": policiesOf, "AWS::Serverless::Function": policiesOf,
  "AWS::S3::Bucket": bucketOf, "AWS::S3::BucketPolicy": bucketPolicyOf,
  "AWS::KMS::Key": keyOf, "AWS::KMS::Alias": () => noPieces, "AWS::Glue::SecurityConfiguration": configurationOf,
  "AWS::Glue::Job": ({ id, node, properties }, { ref }) => ({ ...noPieces, computes: [computeOfJob(properties ?? node, readable(ref(id)), true)] }),
};

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
function roleOf({ id, node, properties, condition }: Resource, { ref, attribute }: Template, name: string): Pieces {
  const trust = propertyOf(properties, "AssumeRolePolicyDocument");
  const given = heldBy(condition);
  return { ...noPieces, roles: [{
    name: ref(id), arn: attribute(id, "Arn"), isForGlue: isForGlue(trust), location: keyAt(node.location),
    policies: inlineIn(properties, name, [], given), managed: namedIn(propertyOf(properties, "ManagedPolicyArns"), given), boundary: namedIn(propertyOf(properties, "PermissionsBoundary"), given)[0],
    trust: trust && [policyNode(`${name}, trust policy`, trust)],
  }] };
}
