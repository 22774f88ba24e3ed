import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/audit/report.js";
import { deployedStatements } from "../documented-page.js";
import type { FakeAccount, FakeRole } from "./fake-aws.js";
import { root, type Run } from "./gluelint.js";

export const trustsGlue = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" }] };

export const documented = (account = "123456789012") => JSON.parse(JSON.stringify({ Version: "2012-10-17", Statement: deployedStatements() }).replaceAll("123456789012", account)) as { readonly Version: string; readonly Statement: readonly object[] };

export const goodRole = (name = "guzzle-glue", account = "123456789012"): FakeRole => ({ name, trust: trustsGlue, inline: { documented: documented(account) } });

/** A job in which nothing is wrong. */
export const jobOf = (name: string, role: string, args: Readonly<Record<string, string>> = {}) => ({
  Name: name, Role: role, Command: { Name: "glueetl", ScriptLocation: "s3://guzzle-shared/guzzle/job.py", PythonVersion: "3" }, GlueVersion: "3.0", WorkerType: "G.1X", NumberOfWorkers: 2, Timeout: 60, MaxRetries: 0,
  CreatedOn: 1.7e9, LastModifiedOn: 1.7e9, AllocatedCapacity: 2, MaxCapacity: 2, ExecutionProperty: { MaxConcurrentRuns: 1 },
  DefaultArguments: { "--TempDir": "s3://sales-lake/_guzzle/tmp/", "--enable-auto-scaling": "true", "--enable-metrics": "true", "--enable-continuous-cloudwatch-log": "true", "--enable-job-insights": "true", ...args },
});

/** An account in which nothing is wrong. */
export const goodAccount = (account = "123456789012"): FakeAccount => ({ roles: [goodRole("guzzle-glue", account)], jobs: { "eu-west-1": [jobOf("guzzle-load", `arn:aws:iam::${account}:role/guzzle-glue`)] } });

const key = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;

/** One in which everything is that an audit looks at; the connection's answer holds what nobody asked for. */
export const fullAccount = (account = "123456789012"): FakeAccount => ({
  ...goodAccount(account),
  roles: [{ ...goodRole("guzzle-glue", account), attached: [managedPolicy], boundary: managedPolicy }], managed: { [managedPolicy]: documented(account) },
  jobs: { "eu-west-1": [{ ...jobOf("guzzle-load", `arn:aws:iam::${account}:role/guzzle-glue`), Connections: { Connections: ["warehouse"] }, SecurityConfiguration: "etl-keys" }] },
  connections: { warehouse: { ConnectionType: "JDBC", ConnectionProperties: { USERNAME: "etl", PASSWORD: "hunter2hunter2" }, PhysicalConnectionRequirements: { SubnetId: "subnet-1", SecurityGroupIdList: ["sg-2", "sg-1"] } } },
  configurations: { "etl-keys": { EncryptionConfiguration: { S3Encryption: [{ S3EncryptionMode: "SSE-KMS", KmsKeyArn: key("1111-1") }], CloudWatchEncryption: { CloudWatchEncryptionMode: "SSE-KMS", KmsKeyArn: key("2222-2") }, JobBookmarksEncryption: { JobBookmarksEncryptionMode: "DISABLED" } } } },
});

const managedPolicy = "arn:aws:iam::123456789012:policy/guzzle-shared";

export const facts = ["--shared-storage", "guzzle-shared", "--datastore", "sales-lake"];

export interface Audit extends Run {
  readonly report: Report;
}

/** Runs the built command line against an endpoint, while this process goes on serving it. */
export async function run(cwd: string, endpoint: string, args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Promise<Run> {
  const child = spawn(process.execPath, [join(root, "dist/gluelint.cjs"), ...args], {
    cwd, env: { PATH: process.env["PATH"], HOME: cwd, NO_COLOR: "1", AWS_ENDPOINT_URL: endpoint, AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "AKIAAUDITORAUDITORAU", AWS_SECRET_ACCESS_KEY: "topsecret", AWS_EC2_METADATA_DISABLED: "true", ...env },
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => { texts.stdout += chunk.toString("utf8"); });
  child.stderr.on("data", (chunk: Buffer) => { texts.stderr += chunk.toString("utf8"); });
  const code = await new Promise<number | null>((resolve) => { child.on("close", resolve); });
  return { code, ...texts };
}

/** Runs `audit` without the simulator, on the day on which the facts were read, and reads its JSON report. */
export async function audited(cwd: string, endpoint: string, args: readonly string[], env?: Readonly<Record<string, string | undefined>>): Promise<Audit> {
  const result = await run(cwd, endpoint, ["audit", "--format", "json", "--now", "2026-11-22", "--no-simulate", ...facts, ...args], env);
  return { ...result, report: JSON.parse(result.stdout || `{"error":${JSON.stringify(result.stderr)}}`) as Report };
}

export const snapshotIn = (cwd: string, account = "123456789012") => readFileSync(join(cwd, `gluelint-snapshots/${account}.snapshot.json`), "utf8");
