import { mendedStatements, policyText } from "../documented-page.js";

export const role = "arn:aws:iam::123456789012:role/guzzle-glue";

export const policy = policyText(mendedStatements());

export const trust = `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "Service": "glue.amazonaws.com" }, "Action": "sts:AssumeRole" } }`;

/** The vendor's own sample. */
export const sample = `version: 1
run_mode: aws-glue
properties:
  auth_type: "service_role"
  iam_role: "${role}"
  glue_version: "3.0"
  worker_type: G.1X
  auto_scale: true
  number_of_workers: 10
  generate_job_insights: true
  number_of_retries: 0
  job_timeout: 2880
  job_metrics: true
  continuous_logging: true
  spark_ui: true
`;

/** The same, with what it leaves open. */
export const compute = `${sample.replace("2880", "240")}  spark_ui_logs_path: s3://sales-lake/_guzzle/spark-ui/
  temporary_path: s3://sales-lake/_guzzle/tmp/
`;

export const config = `version: 1
environment: { region: eu-west-1, sharedStorage: guzzle-shared, datastores: [sales-lake] }
computes: [conf/*.yml]
roles:
  - arn: ${role}
    policies: [iam/etl.json]
    trust: iam/trust.json
`;

/** A project in which nothing is wrong. */
export const project = { "gluelint.yaml": config, "conf/glue.yml": compute, "iam/etl.json": policy, "iam/trust.json": trust };

export const flags = ["--region", "eu-west-1", "--shared-storage", "guzzle-shared", "--datastore", "sales-lake"];
