import { describe, expect, test } from "vitest";
import { answerOffline } from "../../src/audit/answer.js";
import { ask } from "../../src/audit/ask.js";
import { judge } from "../../src/audit/judge.js";
import { rules } from "../../src/rules/rules.generated.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { spellingOf } from "../../src/sources/classify.js";
import { textAt } from "../../src/text/region.js";
import { read, worldOf } from "./a-world.js";

const role = "arn:aws:iam::123456789012:role/etl";
const job = {
  Name: "etl", Role: role, GlueVersion: "4.0", WorkerType: "G.1X", NumberOfWorkers: 5, MaxRetries: 1, Timeout: 60, MaxCapacity: 5, ExecutionClass: "FLEX", SecurityConfiguration: "s", Connections: { Connections: ["warehouse"] },
  Command: { Name: "glueetl", ScriptLocation: "s3://scripts/etl.py" }, ExecutionProperty: { MaxConcurrentRuns: 3 }, NotificationProperty: { NotifyDelayAfter: 30 },
  DefaultArguments: { "--TempDir": "s3://data/tmp/", "--enable-metrics": "false", "--enable-spark-ui": "true", "--spark-event-logs-path": "s3://data/logs/", "--enable-auto-scaling": "true", "--enable-continuous-cloudwatch-log": "false", "--enable-job-insights": "true", "--timeout": "7", "--Role": "x", "GlueVersion": "9.9" },
};
const properties = {
  auth_type: "service_role", iam_role: role, glue_version: "4.0", worker_type: "G.1X", number_of_workers: 5, number_of_retries: 1, job_timeout: 60, delay_notification_threshold: 30,
  auto_scale: true, generate_job_insights: true, job_metrics: true, continuous_logging: false, spark_ui: true, spark_ui_logs_path: "s3://data/logs/", temporary_path: "s3://data/tmp/",
  script_location: "s3://scripts/etl.py", command: "glueetl", execution_class: "FLEX", security_configuration: "s", connections: "a list", max_concurrent_runs: 3,
};
const answered = { ...job, CreatedOn: "2026-01-01", AllocatedCapacity: 5 };
const { Name: _, ...unnamed } = job;
const propertiesOf = (value: unknown) => worldOf([JSON.stringify(value)]).environment.computes.map((compute) => ({ name: compute.name, guzzle: compute.guzzle, ...Object.fromEntries(Object.entries(compute.properties).map(([key, property]) => [key, property.value])) }));

test.each([
  ["what create-job takes", job, [{ name: "etl", guzzle: false, ...properties, max_capacity: "5" }]],
  ["what create-job takes, without a name", unnamed, [{ name: "it0", guzzle: false, ...properties, max_capacity: "5" }]],
  ["what update-job takes", { JobName: "named", JobUpdate: unnamed }, [{ name: "named", guzzle: false, ...properties, max_capacity: "5" }]],
  ["what get-job answers, whose capacities are Glue's", { Job: answered }, [{ name: "etl", guzzle: false, ...properties }]],
  ["what get-jobs and batch-get-jobs answer", { Jobs: [answered, { ...answered, Name: "b" }], JobsNotFound: ["c"] }, [{ name: "etl", guzzle: false, ...properties }, { name: "b", guzzle: false, ...properties }]],
  ["a list of jobs", [job], [{ name: "etl", guzzle: false, ...properties, max_capacity: "5" }]],
  ["arguments that nobody may override", { ...answered, NonOverridableArguments: { "--TempDir": "s3://other/" } }, [{ name: "etl", guzzle: false, ...properties, temporary_path: "s3://other/" }]],
  ["a job of the first days, with its capacity alone", { Name: "old", Role: role, MaxCapacity: 10, AllocatedCapacity: 10, Command: { ScriptLocation: "s3://s/x.py" } }, [{ name: "old", guzzle: false, auth_type: "service_role", auto_scale: false, iam_role: role, script_location: "s3://s/x.py", max_capacity: "10" }]],
])("%s", (_sentence, value, computes) => {
  expect(propertiesOf(value)).toEqual(computes);
});

test("no connections are none", () => {
  expect(propertiesOf({ ...job, Connections: { Connections: [] } }).map((compute) => "connections" in compute)).toEqual([false]);
});

test("the arguments are there as they are written", () => {
  const [compute] = worldOf([JSON.stringify(answered)]).environment.computes;
  expect(Object.fromEntries(Object.entries(compute!.arguments).map(([key, { value }]) => [key, value]))).toEqual(job.DefaultArguments);
});

test("a property points at its text", () => {
  const { environment: { computes: [compute] }, documents: [document] } = worldOf([JSON.stringify({ Job: answered })]);
  expect(["temporary_path", "iam_role", "job_metrics"].map((key) => textAt(document!, compute!.properties[key]!.location))).toEqual(['"s3://data/tmp/"', `"${role}"`, '"false"']);
});

describe("whose job it is", () => {
  const verdictsOn = (facts: object, texts: readonly string[]) => {
    const { environment } = worldOf(texts, facts);
    return { guzzle: [...environment.computes, ...environment.roles].map(({ kind, name, guzzle }) => `${kind} ${name} ${guzzle}`), packs: new Set(judge(ask(rules, environment, servicesOf(data)), answerOffline()).map(({ rule: { pack } }) => pack)) };
  };
  const others = JSON.stringify({ Resources: { R: { Type: "AWS::IAM::Role", Properties: { RoleName: "r", AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: { Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" } } } }, J: { Type: "AWS::Glue::Job", Properties: { Name: "j", Role: { Ref: "R" }, GlueVersion: "1.0", Command: { Name: "glueetl", ScriptLocation: "s3://scripts/x.py" } } } } });

  test("nothing of Guzzle's page is asked of jobs and roles that nobody knows to be Guzzle's", () => {
    const { guzzle, packs } = verdictsOn({ sharedStorage: "another", region: "eu-west-1", datastores: ["data"] }, [JSON.stringify({ Job: answered }), others]);
    expect(guzzle).toEqual(["compute etl false", "compute j false", "role r false", "role etl false"]);
    expect(packs).not.toContain("documented");
    expect(packs.size).toBeGreaterThan(0);
  });

  test("a job whose script lies in the shared storage is Guzzle's, and so is its role", () => {
    const { guzzle, packs } = verdictsOn({ sharedStorage: "scripts", region: "eu-west-1", account: "123456789012" }, [others]);
    expect(guzzle).toEqual(["compute j true", "role r true"]);
    expect(packs).toContain("documented");
  });
});

test.each([
  ['{ "JobNames": ["a"] }', "none", /batch-get-jobs/], ['{ "Job": {} }', "none", /no IAM policy/], ['{ "Jobs": [] }', "none", /no IAM policy/], ['{ "Role": "x", "Command": {} }', "none", /no IAM policy/],
  ['{ "Job": { "Role": "x", "Command": { "Name": "glueetl" ', "glueJob", undefined],
])("%s is %s", (text, kind, because) => {
  const spelling = spellingOf(read(text));
  expect(spelling.kind).toBe(kind);
  if (because) expect("because" in spelling && spelling.because).toMatch(because);
});

test("a truncated job says where it ends", () => {
  expect(worldOf(['{ "Job": { "Role": "x", "Command": { "Name": "glueetl" ']).environment.computes.map(({ faults }) => faults.map(({ kind }) => kind))).toEqual([["syntax"]]);
});
