/** What the documentation says of one property of a compute, and how else people spell it. */
export interface DocumentedProperty {
  /** The key that Guzzle writes; for the last three, whose key is not published, the one that follows the pattern of the others. */
  readonly key: string;
  readonly type: "string" | "integer" | "boolean";
  /** Whether the key is known from a file of Guzzle's. */
  readonly isPublished: boolean;
  /** The label of the page and the name in Glue's API. camelCase of the key is understood as well. */
  readonly aliases: readonly string[];
}

/** Source: the property table of https://github.com/ja-guzzle/docs/blob/master/docs/how_to_guides/computes/AWS%20Glue.md */
export const documentedProperties: readonly DocumentedProperty[] = [
  { key: "auth_type", type: "string", isPublished: true, aliases: ["Authentication type"] },
  { key: "iam_role", type: "string", isPublished: true, aliases: ["IAM role", "Role"] },
  { key: "glue_version", type: "string", isPublished: true, aliases: ["Glue version", "GlueVersion"] },
  { key: "worker_type", type: "string", isPublished: true, aliases: ["Worker type", "WorkerType"] },
  { key: "auto_scale", type: "boolean", isPublished: true, aliases: ["Automatically scale", "--enable-auto-scaling"] },
  { key: "number_of_workers", type: "integer", isPublished: true, aliases: ["Requested number of workers", "Maximum number of workers", "Requested number of workers / Maximum number of workers", "NumberOfWorkers"] },
  { key: "generate_job_insights", type: "boolean", isPublished: true, aliases: ["Generate job insights", "--enable-job-insights"] },
  { key: "number_of_retries", type: "integer", isPublished: true, aliases: ["Number of retries", "MaxRetries"] },
  { key: "job_timeout", type: "integer", isPublished: true, aliases: ["Job timeout (minutes)", "Job timeout", "Timeout"] },
  { key: "job_metrics", type: "boolean", isPublished: true, aliases: ["Job metrics", "--enable-metrics"] },
  { key: "continuous_logging", type: "boolean", isPublished: true, aliases: ["Continuous logging", "--enable-continuous-cloudwatch-log"] },
  { key: "spark_ui", type: "boolean", isPublished: true, aliases: ["Spark UI", "--enable-spark-ui"] },
  { key: "spark_ui_logs_path", type: "string", isPublished: false, aliases: ["Spark UI logs path", "--spark-event-logs-path"] },
  { key: "temporary_path", type: "string", isPublished: false, aliases: ["Temporary path", "TempDir", "--TempDir"] },
  { key: "delay_notification_threshold", type: "integer", isPublished: false, aliases: ["Delay notification threshold (minutes)", "Delay notification threshold", "NotifyDelayAfter"] },
];

/** Keys that stand in compute files beside the documented ones; their names are not published. Source: Guzzle's change log, v2.4.9. */
export const otherProperties: readonly string[] = ["additional_jars"];

/** The documented property that a key spells; undefined for any other key. */
export function propertyNamed(key: string): DocumentedProperty | undefined {
  return byName.get(plain(key));
}

/** Case, blanks, hyphens and underscores do not tell two spellings apart. */
const plain = (key: string) => key.toLowerCase().replaceAll(/[\s_-]/g, "");

const byName = new Map(documentedProperties.flatMap((property) => [property.key, ...property.aliases].map((name) => [plain(name), property])));
