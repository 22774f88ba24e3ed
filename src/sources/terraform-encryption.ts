import { choiceOf } from "../templates/choice.js";
import type { Resource } from "../terraform/module.js";
import { itemsOf, propertyOf } from "../text/node.js";
import { configurationFrom, type Configuration } from "./named-by-job.js";
import { encryptedBy, type SeenBucket } from "./seen-buckets.js";
import { nameOf, textIn } from "./terraform-text.js";

type Named = (text: string) => string | undefined;

/**
 * The keys that buckets encrypt with by default, said by a resource of its own, or in the bucket as it was once written.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_server_side_encryption_configuration
 */
export function encryptedIn(resources: readonly Resource[], named: Named): readonly SeenBucket[] {
  return resources.flatMap(({ type, node }) => {
    const rules = type === "aws_s3_bucket" ? itemsOf(propertyOf(node, "server_side_encryption_configuration")).flatMap((each) => itemsOf(propertyOf(each, "rule"))) : type === "aws_s3_bucket_server_side_encryption_configuration" ? itemsOf(propertyOf(node, "rule")) : [];
    const [byDefault] = rules.flatMap((rule) => itemsOf(propertyOf(rule, "apply_server_side_encryption_by_default")));
    const bucket = textIn(node, "bucket");
    return bucket === undefined ? [] : encryptedBy(bucket, { algorithm: propertyOf(byDefault, "sse_algorithm"), key: propertyOf(byDefault, "kms_master_key_id") }, named);
  });
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/glue_security_configuration */
export function configurationsIn(resources: readonly Resource[], named: Named): readonly Configuration[] {
  return resources.filter(({ type }) => type === "aws_glue_security_configuration").flatMap(({ node }): readonly Configuration[] => {
    const [name, [encryption]] = [nameOf(node), itemsOf(propertyOf(node, "encryption_configuration"))];
    const partOf = (block: string) => itemsOf(propertyOf(encryption, block))[0];
    const parts = { s3: partOf("s3_encryption"), logs: partOf("cloudwatch_encryption"), bookmarks: partOf("job_bookmarks_encryption") };
    return name === undefined || encryption === undefined || choiceOf(encryption) ? [] : [configurationFrom(name, encryption, parts, spelled, named)];
  });
}

const spelled = { key: "kms_key_arn", s3: "s3_encryption_mode", logs: "cloudwatch_encryption_mode", bookmarks: "job_bookmarks_encryption_mode" };
