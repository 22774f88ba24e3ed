import { settingOf } from "../checks/compute-properties.js";
import type { Site, Try } from "./tries.js";

/** Asks for secrets that are not there, by the patterns of their names; of one that is named in full, for itself. */
export function secretTries({ secrets, ...site }: Site): readonly Try[] {
  return secrets.map((pattern): Try => {
    const arn = `${arnIn(site, "secretsmanager")}:secret:${instanceOf(pattern, "gluelint-smoke")}`;
    const [made, id] = isPattern(pattern) ? [`${arn}-000000`, `${arn}-000000`] : [`${arn}-??????`, pattern];
    return { action: "secretsmanager:GetSecretValue", resources: [made], call: { service: "secretsmanager", operation: "get_secret_value", arguments: { SecretId: id } }, answers: ["ResourceNotFoundException"] };
  });
}

/** Asks for databases, tables and connections that are mostly not there; a table is made only in a database that cannot be there. */
export function catalogTries({ databases, connections, ...site }: Site): readonly Try[] {
  const arn = arnIn(site, "glue");
  const table = "gluelint_smoke";
  return [
    ...databases.flatMap((pattern): readonly Try[] => {
      const database = instanceOf(pattern, "gluelint_smoke_none");
      const inside = [`${arn}:catalog`, `${arn}:database/${database}`];
      const all = [...inside, `${arn}:table/${database}/${table}`];
      return [
        { action: "glue:GetDatabase", resources: inside, ...glue("get_database", { Name: database }) },
        { action: "glue:GetTable", resources: all, ...glue("get_table", { DatabaseName: database, Name: table }) },
        ...(isPattern(pattern) ? [{ action: "glue:CreateTable", resources: all, ...glue("create_table", { DatabaseName: database, TableInput: { Name: table } }) }] : []),
      ];
    }),
    ...connections.map((pattern): Try => {
      const connection = instanceOf(pattern, "gluelint-smoke-none");
      return { action: "glue:GetConnection", resources: [`${arn}:catalog`, `${arn}:connection/${connection}`], ...glue("get_connection", { Name: connection, HidePassword: true }) };
    }),
  ];
}

/** Looks for the default database, where the Data Catalog is Spark's metastore. */
export function defaultDatabaseTries(site: Site): readonly Try[] {
  if (settingOf(site.compute, "--enable-glue-datacatalog")?.value !== "true") return [];
  const arn = arnIn(site, "glue");
  return [{ action: "glue:GetDatabase", resources: [`${arn}:catalog`, `${arn}:database/default`], ...glue("get_database", { Name: "default" }) }];
}

/** Stops a run of its own job that never was. */
export function stopTries(site: Site): readonly Try[] {
  return [{ action: "glue:BatchStopJobRun", resources: [`${arnIn(site, "glue")}:job/${site.jobName}`], ...glue("batch_stop_job_run", { JobName: site.jobName, JobRunIds: ["jr_gluelint_smoke_none"] }) }];
}

/** Writes to a stream that is not there in each of the log groups of Glue, and makes one in a group that is not there. */
export function logTries(site: Site): readonly Try[] {
  const group = (name: string) => `${arnIn(site, "logs")}:log-group:${name}:log-stream:gluelint-smoke`;
  const put = (name: string): Try => ({ action: "logs:PutLogEvents", resources: [group(name)], ...logs("put_log_events", { logGroupName: name, logStreamName: "gluelint-smoke", logEvents: [{ timestamp: 0, message: "gluelint" }] }) });
  const none = "/aws-glue/gluelint-smoke-none";
  return [put("/aws-glue/jobs/output"), put("/aws-glue/jobs/error"), { action: "logs:CreateLogStream", resources: [group(none)], ...logs("create_log_stream", { logGroupName: none, logStreamName: "gluelint-smoke" }) }];
}

/** Publishes one figure under the namespace `Glue`. */
export function metricTries(): readonly Try[] {
  return [{ action: "cloudwatch:PutMetricData", resources: ["*"], call: { service: "cloudwatch", operation: "put_metric_data", arguments: { Namespace: "Glue", MetricData: [{ MetricName: "gluelint.smoke", Value: 1 }] } } }];
}

const arnIn = ({ partition, region, account }: Pick<Site, "partition" | "region" | "account">, service: string) => `arn:${partition}:${service}:${region}:${account}`;
const glue = (operation: string, args: Readonly<Record<string, unknown>>) => ({ call: { service: "glue", operation, arguments: args }, answers: ["EntityNotFoundException"] });
const logs = (operation: string, args: Readonly<Record<string, unknown>>) => ({ call: { service: "logs", operation, arguments: args }, answers: ["ResourceNotFoundException"] });

const isPattern = (name: string) => /[*?]/.test(name);
const instanceOf = (pattern: string, name: string) => pattern.replace(/\*+/, name).replaceAll("*", "").replaceAll("?", "0");
