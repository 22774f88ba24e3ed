import type { Given } from "../templates/given.js";
import type { Resource, Template } from "../templates/template.js";
import { choiceOf } from "../templates/choice.js";
import { textOf } from "../templates/values.js";
import { itemsOf, propertyOf } from "../text/node.js";
import { rememberingEach } from "../text/remembering.js";
import { keyNamed, type KeyNames } from "./key-names.js";
import { configurationFrom, glues } from "./named-by-job.js";
import { noPieces, type Pieces } from "./pieces.js";
import { policyNode } from "./policy-node.js";
import { encryptedBy } from "./seen-buckets.js";

/**
 * Whoever makes a key may use it only as its policy says. Of one that is given none nothing is known.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export function keyOf({ id, properties, condition }: Resource, { attribute }: Template, name: string, given: Given): Pieces {
  const document = propertyOf(properties, "KeyPolicy");
  return { ...noPieces, keys: [{ name: attribute(id, "Arn"), policies: document ? [policyNode(name, document, [], given)] : [], certain: condition === undefined }] };
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-securityconfiguration.html */
export function configurationOf({ id, properties }: Resource, template: Template, _: string, given: Given): Pieces {
  const encryption = propertyOf(properties, "EncryptionConfiguration");
  if (encryption === undefined || choiceOf(encryption)) return noPieces;
  const [s3] = itemsOf(propertyOf(encryption, "S3Encryptions"));
  const parts = { s3, logs: propertyOf(encryption, "CloudWatchEncryption"), bookmarks: propertyOf(encryption, "JobBookmarksEncryption") };
  return { ...noPieces, configurations: [configurationFrom(template.ref(id), encryption, parts, glues, (text) => keyNamed(text, namesIn(template), given))] };
}

/** The key that a bucket encrypts with by default. */
export function encryptionOf({ id, properties }: Resource, template: Template, given: Given): Pieces["encrypted"] {
  const [rule] = itemsOf(propertyOf(propertyOf(properties, "BucketEncryption"), "ServerSideEncryptionConfiguration"));
  const byDefault = propertyOf(rule, "ServerSideEncryptionByDefault");
  return encryptedBy(template.ref(id), { algorithm: propertyOf(byDefault, "SSEAlgorithm"), key: propertyOf(byDefault, "KMSMasterKeyID") }, (text) => keyNamed(text, namesIn(template), given));
}

/** What the keys of a template are called in it. */
const namesIn = rememberingEach(({ resources, ref, attribute }: Template): KeyNames => new Map(resources.flatMap(({ type, id, properties }): readonly (readonly [string, string])[] => {
  if (type === "AWS::KMS::Key") return [[ref(id), attribute(id, "Arn")]];
  const [alias, target] = [textOf(propertyOf(properties, "AliasName")), textOf(propertyOf(properties, "TargetKeyId"))];
  return type === "AWS::KMS::Alias" && alias !== undefined && target !== undefined ? [[alias, target]] : [];
})));
