/**
 * What AWS publishes about the actions, resource types and condition keys of its services.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface Services {
  /** The day of the data, as in `2026-09-26`. */
  readonly date: string;
  /** The prefixes of all services, in lower case and in order. */
  readonly prefixes: readonly string[];
  /** The service with this prefix, whatever its case; undefined where AWS has none. */
  readonly service: (prefix: string) => Service | undefined;
  /**
   * The keys that belong to no service, `aws:SourceIp`, or to the session of one, `glue:RoleAssumedBy`: by key in lower case.
   *
   * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly globalKeys: ReadonlyMap<string, ConditionKey>;
}

export interface Service {
  /** `s3` */
  readonly prefix: string;
  /** `Amazon S3` */
  readonly name: string;
  /** By name in lower case, in order. */
  readonly actions: ReadonlyMap<string, Action>;
  /** By name as AWS spells it, in order of the lower case. */
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** The keys that the service names, `aws:ResourceTag/${TagKey}` among them: by key in lower case, in order. */
  readonly conditionKeys: ReadonlyMap<string, ConditionKey>;
}

/** One action; on none of its `resourceTypes` where it can only be granted on `*`. */
export interface Action {
  /** `GetObject` */
  readonly name: string;
  readonly access: Access;
  readonly resourceTypes: readonly ActionResource[];
  /** What a request may carry whatever it is about; what only some types have stands with them. */
  readonly conditionKeys: readonly string[];
}

/** A type of resource that an action can be granted on; a policy must grant it on all that are `required`. */
export interface ActionResource {
  readonly name: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
}

export interface ResourceType {
  /** `object` */
  readonly name: string;
  /** Templates, nearly always one: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. A `*` in one stands for any text. */
  readonly arns: readonly string[];
  readonly conditionKeys: readonly string[];
}

export interface ConditionKey {
  /** May hold a variable: `aws:RequestTag/${TagKey}`, `s3:ExistingObjectTag/<key>`. */
  readonly key: string;
  readonly type: KeyType;
}

export type Access = "List" | "Read" | "Write" | "Tagging" | "Permissions management";

export type KeyType = "String" | "ARN" | "Bool" | "Numeric" | "Date" | "IPAddress" | "ArrayOfString" | "ArrayOfARN" | "ArrayOfBool";
