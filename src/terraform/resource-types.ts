/** How AWS names what a resource of Terraform makes. */
export interface ResourceType {
  /** The argument that names it, and the one that gives the begin of a name that is made up. */
  readonly name?: string;
  readonly prefix?: string;
  /** With `{partition}`, `{region}`, `{account}`, `{path}`, `{name}`, and other arguments. */
  readonly arn?: string;
  /** What its attributes give. */
  readonly attributes: Readonly<Record<string, "name" | "arn">>;
  /** What AWS puts behind the name in the ARN, and nobody knows before. */
  readonly suffixed?: true;
}

const named = (arn: string, id: "name" | "arn" = "name"): ResourceType => ({ name: "name", prefix: "name_prefix", arn: `arn:{partition}:${arn}`, attributes: { id, name: "name", arn: "arn" } });

/** Source: the "Attribute Reference" of each resource in https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ["aws_s3_bucket", { name: "bucket", prefix: "bucket_prefix", arn: "arn:{partition}:s3:::{name}", attributes: { id: "name", bucket: "name", arn: "arn" } }],
  ["aws_iam_role", named("iam::{account}:role{path}{name}")],
  ["aws_iam_policy", named("iam::{account}:policy{path}{name}", "arn")],
  ["aws_kms_key", { arn: "arn:{partition}:kms:{region}:{account}:key/{name}", attributes: { id: "name", key_id: "name", arn: "arn" } }],
  ["aws_kms_replica_key", { arn: "arn:{partition}:kms:{region}:{account}:key/{name}", attributes: { id: "name", key_id: "name", arn: "arn" } }],
  ["aws_kms_external_key", { arn: "arn:{partition}:kms:{region}:{account}:key/{name}", attributes: { id: "name", arn: "arn" } }],
  ["aws_kms_alias", named("kms:{region}:{account}:{name}")],
  ["aws_secretsmanager_secret", { ...named("secretsmanager:{region}:{account}:secret:{name}", "arn"), suffixed: true }],
  ["aws_cloudwatch_log_group", named("logs:{region}:{account}:log-group:{name}")],
  ["aws_glue_job", named("glue:{region}:{account}:job/{name}")],
  ["aws_glue_crawler", named("glue:{region}:{account}:crawler/{name}")],
  ["aws_glue_connection", { name: "name", arn: "arn:{partition}:glue:{region}:{account}:connection/{name}", attributes: { name: "name", arn: "arn" } }],
  ["aws_glue_catalog_database", { name: "name", arn: "arn:{partition}:glue:{region}:{account}:database/{name}", attributes: { name: "name", arn: "arn" } }],
  ["aws_glue_catalog_table", { name: "name", arn: "arn:{partition}:glue:{region}:{account}:table/{database_name}/{name}", attributes: { name: "name", arn: "arn" } }],
  ["aws_glue_security_configuration", { name: "name", attributes: { id: "name", name: "name" } }],
  ["aws_sns_topic", named("sns:{region}:{account}:{name}", "arn")],
  ["aws_sqs_queue", { name: "name", prefix: "name_prefix", arn: "arn:{partition}:sqs:{region}:{account}:{name}", attributes: { name: "name", arn: "arn" } }],
  ["aws_dynamodb_table", named("dynamodb:{region}:{account}:table/{name}")],
  ["aws_lambda_function", { name: "function_name", arn: "arn:{partition}:lambda:{region}:{account}:function:{name}", attributes: { id: "name", function_name: "name", arn: "arn" } }],
  ["aws_sfn_state_machine", named("states:{region}:{account}:stateMachine:{name}", "arn")],
]);

/** Of what is there already nothing is known but what is asked for by name. */
export const dataTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ["aws_s3_bucket", { name: "bucket", arn: "arn:{partition}:s3:::{name}", attributes: { id: "name", bucket: "name", arn: "arn" } }],
  ["aws_iam_role", { name: "name", attributes: { id: "name", name: "name" } }],
]);
