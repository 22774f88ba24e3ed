import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, IAMClient, PutRolePermissionsBoundaryCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateConnectionCommand, CreateJobCommand, CreateSecurityConfigurationCommand, GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutBucketEncryptionCommand, PutBucketPolicyCommand, PutPublicAccessBlockCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { audited, documented, jobOf, snapshotIn, trustsGlue } from "./an-account.js";
import { accountsOnMoto } from "./accounts-on-moto.js";
import { checked, folder } from "./gluelint.js";
import { livePagesOnMoto } from "./live-pages-on-moto.js";
import { smokeOnMoto } from "./smoke-on-moto.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

/** Where moto listens: `.ci/moto` starts it. No other server is ever spoken to here. */
const endpoint = process.env["MOTO_ENDPOINT"];
const role = "arn:aws:iam::123456789012:role/guzzle-glue";

if (endpoint === undefined) {
  test("audits and smoke runs against moto do not run: MOTO_ENDPOINT names no server (.ci/moto starts one)", () => { expect(endpoint).toBeUndefined(); });
} else {
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(endpoint)) throw new Error(`MOTO_ENDPOINT must be a server on loopback, not ${endpoint}`);
  const settings = { endpoint, region: "eu-west-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const iam = new IAMClient(settings);
  const glue = new GlueClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const makeRole = async (name: string) => {
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trustsGlue) }));
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "documented", PolicyDocument: JSON.stringify(documented()) }));
  };
  const makeJob = (name: string, of: string, args: Readonly<Record<string, string>> = {}, more: Readonly<Record<string, unknown>> = {}) => {
    const { CreatedOn: _created, LastModifiedOn: _modified, AllocatedCapacity: _allocated, MaxCapacity: _capacity, ...job } = jobOf(name, of, args);
    return glue.send(new CreateJobCommand({ ...job, ...more, WorkerType: "G.1X" }));
  };

  describe("audits against moto", () => {
    beforeEach(async () => {
      await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
      await makeRole("guzzle-glue");
      for (const Bucket of ["guzzle-shared", "sales-lake", "elsewhere"]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }));
      await makeJob("guzzle-load", role);
    });

    test.each([[["--role", "guzzle-glue"]], [["--all"]], [["--job", "guzzle-load"]]])("%j: nothing of error level is wrong", async (scope) => {
      const { code, report, stderr } = await audited(folder({}), endpoint, scope);
      expect([code, report.findings.filter(({ level }) => level === "error"), report.failures, stderr]).toEqual([0, [], [], expect.stringMatching(/calls to AWS/)]);
      expect(report.passes.map(({ rule }) => rule)).toContain("job-role-can-stop-runs");
    });

    const plants: Readonly<Record<string, readonly [plant: () => Promise<unknown>, rule: string]>> = {
      "a missing action": [() => iam.send(new PutRolePolicyCommand({ RoleName: "guzzle-glue", PolicyName: "documented", PolicyDocument: JSON.stringify(documented()).replace("glue:BatchStopJobRun", "glue:GetJob") })), "job-role-can-stop-runs"],
      "a wrong trust policy": [() => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "guzzle-glue", PolicyDocument: JSON.stringify(trustsGlue).replace("glue.", "lambda.") })), "job-role-trusts-glue"],
      "a boundary": [async () => {
        const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "limits", PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:*", "logs:*", "cloudwatch:*", "secretsmanager:*", "glue:Get*", "glue:CreateTable"], Resource: "*" }] }) }));
        await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: "guzzle-glue", PermissionsBoundary: Policy?.Arn }));
      }, "job-role-can-stop-runs"],
      "a bucket that denies": [() => s3.send(new PutBucketPolicyCommand({ Bucket: "sales-lake", Policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::sales-lake/*" }] }) })), "job-role-can-use-datastores"],
      "a temporary path elsewhere": [() => makeJob("guzzle-elsewhere", role, { "--TempDir": "s3://elsewhere/tmp/" }), "job-role-can-use-temporary-path"],
      "a secret in an argument": [() => makeJob("guzzle-secret", role, { "--db_password": "hunter2hunter2" }), "compute-hides-no-secret-in-arguments"],
    };

    test.each(Object.entries(plants).flatMap(([name, plant]) => [["--role", "guzzle-glue"], ["--all"]].map((scope) => [name, scope, ...plant] as const)))("%s, %j: found, with the same findings from the snapshot", async (_, scope, plant, rule) => {
      await plant();
      const cwd = folder({});
      const audit = await audited(cwd, endpoint, scope);
      expect([audit.code, audit.report.findings.filter(({ level }) => level === "error").map((finding) => finding.rule)]).toEqual([1, [rule]]);
      expect(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json").report.findings.map(({ message, location: { pointer } }) => [message, pointer])).toEqual(audit.report.findings.map(({ message, location: { pointer } }) => [message, pointer]));
      expect(audit.stdout + audit.stderr + snapshotIn(cwd)).not.toContain("hunter2");
    });

    test("200 roles and 100 jobs, by pages: all are judged", async () => {
      const names = Array.from({ length: 200 }, (_, i) => `load-${i}`);
      await iam.send(new CreatePolicyCommand({ PolicyName: "shared", PolicyDocument: JSON.stringify(documented()) }));
      for (const name of names) {
        await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trustsGlue) }));
        await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: "arn:aws:iam::123456789012:policy/shared" }));
      }
      for (const name of names.slice(0, 100)) await makeJob(`job-${name}`, `arn:aws:iam::123456789012:role/${name}`);
      const { code, report, stderr } = await audited(folder({}), endpoint, ["--all"]);
      expect([code, report.failures, report.summary.subjects.length]).toEqual([0, [], 201]);
      // Of the roles that no job runs with nobody knows whether they are Guzzle's.
      expect(report.passes.filter(({ rule }) => rule === "job-role-can-stop-runs")).toHaveLength(101);
      expect(stderr).toMatch(/glue:GetJobs 2/);
    });
  });

  describe("what a job names, and what is set for buckets, against moto", () => {
    const key = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;
    const deniesKeys = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }] };

    beforeEach(async () => {
      await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
      await makeRole("guzzle-glue");
      await iam.send(new PutRolePolicyCommand({ RoleName: "guzzle-glue", PolicyName: "scratch", PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::scratch", "arn:aws:s3:::scratch/*"] }, { Effect: "Allow", Action: ["ec2:Describe*", "ec2:*NetworkInterface", "logs:AssociateKmsKey"], Resource: "*" }] }) }));
      for (const Bucket of ["guzzle-shared", "sales-lake", "scratch"]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }));
      await s3.send(new PutPublicAccessBlockCommand({ Bucket: "scratch", PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true } }));
      await s3.send(new PutBucketEncryptionCommand({ Bucket: "scratch", ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key("1111-1") } }] } }));
      await glue.send(new CreateConnectionCommand({ ConnectionInput: { Name: "warehouse", ConnectionType: "JDBC", ConnectionProperties: { JDBC_CONNECTION_URL: "jdbc:mysql://db/sales", USERNAME: "etl", PASSWORD: "hunter2hunter2" }, PhysicalConnectionRequirements: { SubnetId: "subnet-1", SecurityGroupIdList: ["sg-1"] } } }));
      await glue.send(new CreateSecurityConfigurationCommand({ Name: "etl-keys", EncryptionConfiguration: { S3Encryption: [{ S3EncryptionMode: "SSE-KMS", KmsKeyArn: key("2222-2") }], CloudWatchEncryption: { CloudWatchEncryptionMode: "SSE-KMS", KmsKeyArn: key("3333-3") }, JobBookmarksEncryption: { JobBookmarksEncryptionMode: "DISABLED" } } }));
      await makeJob("guzzle-plain", role, { "--TempDir": "s3://scratch/tmp/" }, { Connections: { Connections: ["warehouse"] } });
      await makeJob("guzzle-sealed", role, {}, { SecurityConfiguration: "etl-keys" });
    });

    test("all of it is in the snapshot but for the password, and who may use it all has no error", async () => {
      const cwd = folder({});
      const { code, report } = await audited(cwd, endpoint, ["--role", "guzzle-glue"]);
      expect([code, report.failures, report.findings.filter(({ verdict, level }) => verdict === "fail" && level !== "note").map(({ rule }) => rule).filter((rule) => /vpc|key|encrypt/.test(rule))]).toEqual([0, [], []]);
      const { regions, buckets } = JSON.parse(snapshotIn(cwd)) as { readonly regions: Readonly<Record<string, object>>; readonly buckets: Readonly<Record<string, object>> };
      expect(regions["eu-west-1"]).toMatchObject({ Connections: [{ Name: "warehouse", PhysicalConnectionRequirements: { SubnetId: "subnet-1", SecurityGroupIdList: ["sg-1"] } }], SecurityConfigurations: [{ Name: "etl-keys", EncryptionConfiguration: { S3Encryption: [{ S3EncryptionMode: "SSE-KMS", KmsKeyArn: key("2222-2") }] } }] });
      expect(buckets["scratch"]).toEqual({ region: "eu-west-1", encryption: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key("1111-1") }, publicAccessBlock: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true } });
      expect(snapshotIn(cwd)).not.toContain("hunter2");
    });

    test("keys that the role may not use are found, with the same findings from the snapshot", async () => {
      await iam.send(new PutRolePolicyCommand({ RoleName: "guzzle-glue", PolicyName: "keys", PolicyDocument: JSON.stringify(deniesKeys) }));
      const cwd = folder({});
      const audit = await audited(cwd, endpoint, ["--all"]);
      expect([audit.code, audit.report.findings.filter(({ level }) => level === "error").map(({ rule }) => rule)]).toEqual([1, ["job-role-can-use-keys-of-its-paths", "job-role-can-use-keys-of-its-security-configuration"]]);
      expect(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json").report.findings.map(({ message, location: { pointer } }) => [message, pointer])).toEqual(audit.report.findings.map(({ message, location: { pointer } }) => [message, pointer]));
    });
  });

  // In one file, for there is one server.
  accountsOnMoto(endpoint);
  livePagesOnMoto(endpoint);
  smokeOnMoto(endpoint);
}
