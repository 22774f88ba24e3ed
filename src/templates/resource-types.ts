/** How AWS names the resources of a type. */
export interface ResourceType {
  /** The property that names the resource; AWS makes up a name where it is left out. */
  readonly name: readonly string[];
  /** What `Ref` gives. */
  readonly ref: "name" | "arn";
  /** With `{partition}`, `{region}`, `{account}`, `{path}` and `{name}`. */
  readonly arn?: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, "name" | "arn">>;
  /** What AWS puts behind the name in the ARN, and nobody knows before. */
  readonly suffixed?: true;
}

/**
 * Source: the "Return values" of each type in
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  "AWS::S3::Bucket": { name: ["BucketName"], ref: "name", arn: "arn:{partition}:s3:::{name}", attributes: { Arn: "arn" } },
  "AWS::IAM::Role": { name: ["RoleName"], ref: "name", arn: "arn:{partition}:iam::{account}:role{path}{name}", attributes: { Arn: "arn" } },
  "AWS::IAM::ManagedPolicy": { name: ["ManagedPolicyName"], ref: "arn", arn: "arn:{partition}:iam::{account}:policy{path}{name}", attributes: { PolicyArn: "arn" } },
  "AWS::KMS::Key": { name: [], ref: "name", arn: "arn:{partition}:kms:{region}:{account}:key/{name}", attributes: { Arn: "arn", KeyId: "name" } },
  "AWS::KMS::Alias": { name: ["AliasName"], ref: "name" },
  "AWS::SecretsManager::Secret": { name: ["Name"], ref: "arn", arn: "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}", attributes: { Id: "arn" }, suffixed: true },
  "AWS::Logs::LogGroup": { name: ["LogGroupName"], ref: "name", arn: "arn:{partition}:logs:{region}:{account}:log-group:{name}:*", attributes: { Arn: "arn" } },
  "AWS::Glue::Job": { name: ["Name"], ref: "name" },
  "AWS::Glue::Database": { name: ["DatabaseInput", "Name"], ref: "name" },
  "AWS::Glue::Connection": { name: ["ConnectionInput", "Name"], ref: "name" },
  "AWS::Glue::SecurityConfiguration": { name: ["Name"], ref: "name" },
  "AWS::SNS::Topic": { name: ["TopicName"], ref: "arn", arn: "arn:{partition}:sns:{region}:{account}:{name}", attributes: { TopicArn: "arn", TopicName: "name" } },
  "AWS::DynamoDB::Table": { name: ["TableName"], ref: "name", arn: "arn:{partition}:dynamodb:{region}:{account}:table/{name}", attributes: { Arn: "arn" } },
  "AWS::Lambda::Function": { name: ["FunctionName"], ref: "name", arn: "arn:{partition}:lambda:{region}:{account}:function:{name}", attributes: { Arn: "arn" } },
  "AWS::StepFunctions::StateMachine": { name: ["StateMachineName"], ref: "arn", arn: "arn:{partition}:states:{region}:{account}:stateMachine:{name}", attributes: { Arn: "arn", Name: "name" } },
};
