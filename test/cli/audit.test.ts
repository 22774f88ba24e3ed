import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, describe, expect, test, vi } from "vitest";
import schema from "../../rules/snapshot.schema.json" with { type: "json" };
import { audited, documented, fullAccount, goodAccount, goodRole, jobOf, run, snapshotIn, trustsGlue, type Audit } from "./an-account.js";
import { fakeAws, type FakeAccount, type FakeAws, type FakeRole } from "./fake-aws.js";
import { checked, folder } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const servers: FakeAws[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });
const serve = async (...args: Parameters<typeof fakeAws>) => { const server = await fakeAws(...args); servers.push(server); return server; };
const home = (account: FakeAccount) => ({ "123456789012": account });
const told = ({ report }: Pick<Audit, "report">) => report.findings.map(({ rule, level, verdict, message, location: { pointer, startLine } }) => ({ rule, level, verdict, message, pointer, startLine }));
const failing = (audit: Pick<Audit, "report">) => audit.report.findings.filter(({ verdict, level }) => verdict === "fail" && level === "error").map(({ rule }) => rule);
const isSnapshot = new Ajv({ strict: false, formats: { "date-time": true } }).compile(schema);
const role = "arn:aws:iam::123456789012:role/guzzle-glue";

test("a role with the documented policy, and its job: nothing is wrong, and the snapshot says so too", async () => {
  const { endpoint } = await serve(home(goodAccount()));
  const cwd = folder({});
  const audit = await audited(cwd, endpoint, ["--role", "guzzle-glue"]);
  expect([audit.code, audit.report.findings.filter(({ level }) => level === "error"), audit.report.failures]).toEqual([0, [], []]);
  expect(audit.report.passes.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["job-role-can-stop-runs", "job-role-trusts-glue", "compute-has-a-known-role"]));
  const snapshot: unknown = JSON.parse(snapshotIn(cwd));
  expect([isSnapshot(snapshot), isSnapshot.errors]).toEqual([true, null]);
  expect(statSync(join(cwd, "gluelint-snapshots/123456789012.snapshot.json")).mode & 0o777).toBe(0o600);
  expect(audit.stderr).toBe("14 calls to AWS: s3:GetBucketLocation 2, s3:GetBucketPolicy 2, s3:GetBucketPublicAccessBlock 2, s3:GetEncryptionConfiguration 2, glue:GetJobs 1, iam:GetRole 1, iam:GetRolePolicy 1, iam:ListAttachedRolePolicies 1, iam:ListRolePolicies 1, sts:GetCallerIdentity 1\n");
});

const without = (action: string): FakeRole => ({ ...goodRole(), inline: { documented: JSON.stringify(documented()).replace(action, "glue:GetJob") } });
const boundary = "arn:aws:iam::123456789012:policy/limits";
const denied = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::sales-lake/*" }] };
const good = goodAccount();

describe.each<readonly [fault: string, account: FakeAccount, rule: string, args: readonly string[]]>([
  ["a missing action", { ...good, roles: [without("glue:BatchStopJobRun")] }, "job-role-can-stop-runs", ["--role", "guzzle-glue"]],
  ["a trust policy for another service", { ...good, roles: [{ ...goodRole(), trust: JSON.parse(JSON.stringify(trustsGlue).replace("glue.", "lambda.")) }] }, "job-role-trusts-glue", ["--job", "guzzle-load"]],
  ["a boundary", { ...good, roles: [{ ...goodRole(), boundary }], managed: { [boundary]: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:*", "logs:*", "cloudwatch:*", "secretsmanager:*", "glue:Get*", "glue:CreateTable"], Resource: "*" }] } } }, "job-role-can-stop-runs", ["--all"]],
  ["a bucket that denies", { ...good, buckets: { "sales-lake": denied } }, "job-role-can-use-datastores", ["--all"]],
  ["a temporary path elsewhere", { ...good, jobs: { "eu-west-1": [jobOf("guzzle-load", role, { "--TempDir": "s3://elsewhere/tmp/" })] } }, "job-role-can-use-temporary-path", ["--all"]],
  ["a secret in an argument", { ...good, jobs: { "eu-west-1": [jobOf("guzzle-load", role, { "--db_password": "hunter2hunter2" })] } }, "compute-hides-no-secret-in-arguments", ["--job", "guzzle-load"]],
])("%s", (_, account, rule, args) => {
  test("is found, with the same findings from the snapshot", async () => {
    const { endpoint } = await serve(home(account));
    const cwd = folder({});
    const audit = await audited(cwd, endpoint, args);
    expect([audit.code, failing(audit)]).toEqual([1, [rule]]);
    const again = checked(cwd, "gluelint-snapshots/123456789012.snapshot.json");
    expect([again.code, told(again)]).toEqual([1, told(audit)]);
    expect(audit.stdout + audit.stderr + snapshotIn(cwd)).not.toContain("hunter2");
  });
});

test("--all over 20 roles and 10 jobs by pages: the Glue ones alone are taken down, and no call is made twice", async () => {
  const names = Array.from({ length: 20 }, (_, i) => `role-${i}`);
  const server = await serve(home({
    roles: [...names.map((name) => ({ ...goodRole(name), attached: [boundary] })), { name: "web", trust: JSON.parse(JSON.stringify(trustsGlue).replace("glue.", "ec2.")), inline: {} }],
    jobs: { "eu-west-1": names.slice(0, 10).map((name) => jobOf(`job-${name}`, `arn:aws:iam::123456789012:role/${name}`)) },
    managed: { [boundary]: documented() },
  }), { delay: 5 });
  const cwd = folder({});
  const audit = await audited(cwd, server.endpoint, ["--all", "--concurrency", "3"]);
  expect([audit.code, audit.report.summary.subjects.length]).toEqual([0, 20]);
  expect(server.calls.map(({ operation, parameters }) => `${operation} ${String(parameters)}`)).toHaveLength(new Set(server.calls.map(({ operation, parameters }) => `${operation} ${String(parameters)}`)).size);
  expect(server.most()).toBeLessThanOrEqual(3);
  expect(snapshotIn(cwd)).not.toContain("role/web");
});

test("role by role, a policy that many share is read once", async () => {
  const names = Array.from({ length: 8 }, (_, i) => `role-${i}`);
  const server = await serve(home({ roles: names.map((name) => ({ ...goodRole(name), attached: [boundary] })), managed: { [boundary]: documented() } }), { delay: 5 });
  expect((await audited(folder({}), server.endpoint, [...names.flatMap((name) => ["--role", name]), "--concurrency", "2"])).code).toBe(0);
  expect(server.calls.filter(({ operation }) => operation === "GetPolicyVersion")).toHaveLength(1);
  expect(server.most()).toBe(2);
});

test("a job of which nobody knows whether it is Guzzle's is named, and never failed for Guzzle's page", async () => {
  const account: FakeAccount = { roles: [{ ...goodRole("etl"), inline: {} }], jobs: { "eu-west-1": [{ ...jobOf("etl-load", "etl"), Command: { Name: "glueetl", ScriptLocation: "s3://others/etl.py" } }] } };
  const { endpoint } = await serve(home(account));
  const { report } = await audited(folder({}), endpoint, ["--all"]);
  expect([report.findings.filter(({ pack, verdict }) => pack === "documented" && verdict === "fail"), report.notes.join("\n")]).toEqual([[], expect.stringContaining("etl-load")]);
  expect((await audited(folder({}), endpoint, ["--all", "--guzzle"])).report.findings.map(({ rule }) => rule)).toContain("job-role-can-stop-runs");
});

describe("accounts", () => {
  const ids = Array.from({ length: 50 }, (_, i) => String(100_000_000_000 + i));
  const refusing = ids.slice(10, 13);
  const accounts = Object.fromEntries(ids.filter((id) => !refusing.includes(id)).map((id) => [id, goodAccount(id)]));
  const args = ["--accounts", "accounts.txt", "--role-name", "auditor", "--role", "guzzle-glue"];
  const file = { "accounts.txt": `# ours\n${ids.join("\n")}\n` };

  test("50 of which three refuse: 47 reported, three failures, exit 3; then --resume asks for the three alone", async () => {
    const first = await serve(accounts);
    const cwd = folder(file);
    const audit = await audited(cwd, first.endpoint, args);
    expect([audit.code, audit.report.failures.map(({ artifact }) => artifact), audit.report.summary.subjects.length]).toEqual([3, refusing, 47]);
    expect(new Set(audit.report.passes.map(({ location: { artifact } }) => artifact)).size).toBe(47);
    const second = await serve({ ...accounts, ...Object.fromEntries(refusing.map((id) => [id, goodAccount(id)])) });
    const resumed = await audited(cwd, second.endpoint, [...args, "--resume"]);
    expect([resumed.code, resumed.report.summary.subjects.length]).toEqual([0, 50]);
    expect(second.calls.filter(({ operation }) => operation === "AssumeRole").map(({ parameters }) => parameters.get("RoleArn"))).toEqual(refusing.map((id) => `arn:aws:iam::${id}:role/auditor`));
  });

  test("with findings: exit 1, and those of each account name it", async () => {
    const { endpoint } = await serve({ ...accounts, [ids[0] ?? ""]: { ...goodAccount(ids[0]), roles: [{ ...goodRole("guzzle-glue", ids[0]), inline: {} }] } });
    const audit = await audited(folder(file), endpoint, [...args, ...refusing.flatMap((id) => ["--exclude", id])]);
    expect([audit.code, new Set(audit.report.findings.filter(({ level }) => level === "error").map(({ subject }) => subject))]).toEqual([1, new Set([`arn:aws:iam::${ids[0] ?? ""}:role/guzzle-glue`])]);
  });
});

describe("--accounts organization", () => {
  const ids = Array.from({ length: 10 }, (_, i) => String(100_000_000_000 + i));
  const accounts = Object.fromEntries(ids.map((id) => [id, goodAccount(id)]));
  const args = ["--accounts", "organization", "--role-name", "auditor", "--role", "guzzle-glue", "--exclude", "100000000003"];

  test("looks at all of its accounts that are in use, but for those that are left out", async () => {
    const { endpoint, calls } = await serve(accounts);
    const { code, report } = await audited(folder({}), endpoint, args);
    expect([code, report.failures, report.summary.subjects.length]).toEqual([0, [], 8]);
    expect(calls.flatMap(({ operation, parameters }) => operation === "AssumeRole" ? parameters.get("RoleArn")?.slice(13, 25) : []).toSorted()).toEqual(ids.filter((id) => !["100000000003", "100000000009"].includes(id)));
  });

  test("where it may not be listed, that is one failure with the right that is missing", async () => {
    const { endpoint } = await serve(accounts, { fault: ({ operation }) => operation === "ListAccounts" ? { code: "AccessDeniedException" } : undefined });
    const { code, report } = await audited(folder({}), endpoint, args);
    expect([code, report.failures.map(({ message }) => message)]).toEqual([3, [expect.stringMatching(/allow `organizations:ListAccounts`/)]]);
  });
});

test.each([["--all", 9], ["--role", 2005]])("500 roles with %s: no call is made twice, few are under way at once, and AWS sets the pace", async (scope, least) => {
  const names = Array.from({ length: 500 }, (_, i) => `role-${i}`);
  const account: FakeAccount = { roles: names.map((name) => ({ ...goodRole(name), attached: [boundary] })), managed: { [boundary]: documented() }, jobs: { "eu-west-1": names.slice(0, 100).map((name) => ({ ...jobOf(`job-${name}`, `arn:aws:iam::123456789012:role/${name}`), Connections: { Connections: ["warehouse"] }, SecurityConfiguration: "etl-keys" })) } };
  const server = await serve(home({ ...fullAccount(), ...account }), { pageSize: 100, delay: 1 });
  const { code, report } = await audited(folder({}), server.endpoint, [...(scope === "--all" ? [scope] : names.flatMap((name) => [scope, name])), "--concurrency", "12"]);
  expect([code, report.failures, report.summary.subjects.length]).toEqual([0, [], 500]);
  const calls = server.calls.map(({ operation, parameters }) => `${operation} ${String(parameters)}`);
  expect([calls.length - new Set(calls).size, server.most() <= 12, server.most() > (scope === "--all" ? 0 : 10), calls.length >= least]).toEqual([0, true, true, true]);
});

test("no secret is in any output, whatever the format", async () => {
  const args = { "--db_password": "hunter2hunter2", "--conf": "spark.hadoop.fs.s3a.secret.key=wJalrXUtnFEMIK7MDENG", "--url": "jdbc:mysql://db/sales?user=etl&password=sesame42" };
  const { endpoint } = await serve(home({ ...good, jobs: { "eu-west-1": [jobOf("guzzle-load", role, args)] } }), { fault: ({ operation }) => operation === "GetBucketPolicy" ? { code: "AccessDenied", status: 403 } : undefined });
  const cwd = folder({});
  const formats = ["stylish", "sarif", "junit", "github", "gitlab", "markdown", "html"];
  const { stdout, stderr, code } = await audited(cwd, endpoint, ["--all", "--verbose", ...formats.flatMap((format) => ["--format", `${format}:out/${format}`])], { AWS_SESSION_TOKEN: "sessiontokensessiontoken" });
  const texts = [stdout, stderr, snapshotIn(cwd), ...formats.map((format) => readFileSync(join(cwd, "out", format), "utf8"))];
  expect([code, texts.filter((text) => text === "")]).toEqual([1, []]);
  for (const secret of ["hunter2", "wJalrXUt", "sesame42", "topsecret", "sessiontoken", "AKIAAUDITOR"]) expect([secret, texts.filter((text) => text.includes(secret))]).toEqual([secret, []]);
});

describe("what a job names", () => {
  const { connections = {}, configurations = {}, ...rest } = fullAccount();
  const rules = (found: Pick<Audit, "report">, verdict: string) => [...new Set(found.report.findings.filter((finding) => finding.verdict === verdict && finding.level !== "note").map(({ rule }) => rule))];
  const own = (account: Partial<FakeAccount>): FakeAccount => ({ ...rest, connections, configurations, ...account });
  const keysDenied = { ...goodRole(), inline: { documented: documented(), keys: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }] } } };

  test.each<readonly [what: string, account: FakeAccount, failed: readonly string[]]>([
    ["a connection into a VPC, and logs under a key", own({ roles: [goodRole()] }), ["job-role-can-encrypt-its-logs", "job-role-can-reach-its-vpc"]],
    ["a connection that joins no VPC", own({ roles: [goodRole()], connections: { warehouse: { ConnectionType: "NETWORK" } } }), ["job-role-can-encrypt-its-logs"]],
    ["a connection that is not there beside one outside: it may join a VPC", own({ roles: [goodRole()], connections: { warehouse: {} }, jobs: { "eu-west-1": [{ ...jobOf("guzzle-load", role), Connections: { Connections: ["warehouse", "gone"] }, SecurityConfiguration: "etl-keys" }] } }), ["job-role-can-encrypt-its-logs", "job-role-can-reach-its-vpc"]],
    ["a security configuration without encryption", own({ roles: [goodRole()], connections: { warehouse: {} }, configurations: { "etl-keys": { EncryptionConfiguration: {} } } }), []],
    ["keys that the role may not use", own({ roles: [keysDenied], connections: { warehouse: {} } }), ["job-role-can-encrypt-its-logs", "job-role-can-use-keys-of-its-security-configuration"]],
  ])("%s, with the same findings from the snapshot", async (_, account, failed) => {
    const { endpoint } = await serve(home(account));
    const cwd = folder({});
    const audit = await audited(cwd, endpoint, ["--role", "guzzle-glue"]);
    expect([audit.report.failures, rules(audit, "fail").filter((rule) => /vpc|keys|encrypt/.test(rule)).toSorted()]).toEqual([[], failed]);
    expect(told(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json"))).toEqual(told(audit));
  });

  test("the snapshot keeps of it what bears on rights, and no password is asked for or kept", async () => {
    const server = await serve(home(fullAccount()));
    const cwd = folder({});
    await audited(cwd, server.endpoint, ["--all"]);
    const snapshot = JSON.parse(snapshotIn(cwd)) as { readonly regions: Readonly<Record<string, { readonly Connections: object }>> };
    expect([isSnapshot(snapshot), snapshot.regions["eu-west-1"]?.Connections]).toEqual([true, [{ Name: "warehouse", ConnectionType: "JDBC", PhysicalConnectionRequirements: { SubnetId: "subnet-1", SecurityGroupIdList: ["sg-1", "sg-2"] } }]]);
    expect(server.calls.filter(({ operation }) => operation === "GetConnection").map(({ parameters }) => parameters.get("HidePassword"))).toEqual(["true"]);
  });

  test("a security configuration that encrypts what is written goes before the key of a bucket", async () => {
    const jobs = (SecurityConfiguration: string) => ({ "eu-west-1": [{ ...jobOf("guzzle-load", role, { "--TempDir": "s3://scratch/tmp/" }), SecurityConfiguration }] });
    const account = (name: string) => own({ roles: [keysDenied], jobs: jobs(name), configurations: { ...configurations, plain: { EncryptionConfiguration: {} } }, settings: { scratch: { algorithm: "aws:kms", key: "arn:aws:kms:eu-west-1:123456789012:key/3333-3" } } });
    for (const [name, rule] of [["etl-keys", "job-role-can-use-keys-of-its-security-configuration"], ["plain", "job-role-can-use-keys-of-its-paths"]] as const) {
      const { endpoint } = await serve(home(account(name)));
      expect(rules(await audited(folder({}), endpoint, ["--role", "guzzle-glue"]), "fail").filter((each) => each.includes("keys"))).toEqual([rule]);
    }
  });
});

describe("what is set for a bucket", () => {
  const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const noKeys = { ...goodRole(), inline: { documented: documented(), keys: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }] } } };
  const jobs = { "eu-west-1": [jobOf("guzzle-load", role, { "--TempDir": "s3://scratch/tmp/" })] };
  const roles = [{ ...noKeys, inline: { ...noKeys.inline, scratch: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::scratch", "arn:aws:s3:::scratch/*"] }] } } }];

  test.each<readonly [what: string, account: FakeAccount, rules: readonly string[]]>([
    ["the key of a temporary path's bucket", { roles, jobs, settings: { scratch: { algorithm: "aws:kms", key } } }, ["job-role-can-use-keys-of-its-paths"]],
    ["a key by its id alone", { roles, jobs, settings: { scratch: { algorithm: "aws:kms:dsse", key: "1234abcd-12ab-34cd-56ef-1234567890ab" } } }, ["job-role-can-use-keys-of-its-paths"]],
    ["the key of a datastore", { roles, settings: { "sales-lake": { algorithm: "aws:kms", key } } }, ["job-role-can-use-datastore-keys"]],
    ["AWS's own key", { roles, jobs, settings: { scratch: { algorithm: "aws:kms" } } }, []],
    ["an alias, of which nobody knows which key it means", { roles, jobs, settings: { scratch: { algorithm: "aws:kms", key: "arn:aws:kms:eu-west-1:123456789012:alias/scratch" } } }, []],
  ])("%s: its rights are asked for where the job needs them, with the same findings from the snapshot", async (_, account, rules) => {
    const { endpoint } = await serve(home({ ...good, ...account }));
    const cwd = folder({});
    const audit = await audited(cwd, endpoint, ["--role", "guzzle-glue"]);
    expect([audit.report.failures, failing(audit)]).toEqual([[], rules]);
    expect(told(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json"))).toEqual(told(audit));
  });

  test("the temporary path of a compute file counts as well", async () => {
    const { endpoint } = await serve(home({ roles, settings: { scratch: { algorithm: "aws:kms", key } } }));
    const config = `version: 1\nenvironment: { region: eu-west-1, sharedStorage: guzzle-shared, datastores: [sales-lake] }\ncomputes: [glue.yml]\n`;
    const compute = `version: 1\nrun_mode: aws-glue\nproperties: { auth_type: service_role, iam_role: "${role}", glue_version: "3.0", worker_type: G.1X, auto_scale: true, number_of_workers: 10, number_of_retries: 0, job_timeout: 60, temporary_path: s3://scratch/tmp/ }\n`;
    const cwd = folder({ "gluelint.yaml": config, "glue.yml": compute });
    const { stdout, stderr } = await run(cwd, endpoint, ["audit", "--format", "json", "--now", "2026-11-22", "--no-simulate"]);
    expect([failing({ report: JSON.parse(stdout) as Audit["report"] }), stderr]).toEqual([["job-role-can-use-keys-of-its-paths"], expect.stringMatching(/s3:GetBucketPolicy 3/)]);
  });

  test("a bucket elsewhere is called where it is: who may call in one Region alone is refused", async () => {
    const guarded = { ...goodRole(), inline: { documented: documented(), here: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*", Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } }] } } };
    const there = await serve(home({ ...good, roles: [guarded], settings: { "sales-lake": { region: "us-east-1" } } }));
    expect(failing(await audited(folder({}), there.endpoint, ["--role", "guzzle-glue"]))).toEqual(["job-role-can-use-datastores"]);
    const here = await serve(home({ ...good, roles: [guarded] }));
    expect((await audited(folder({}), here.endpoint, ["--role", "guzzle-glue"])).report.passes.map(({ rule }) => rule)).toContain("job-role-can-use-datastores");
  });

  test("a bucket that nobody may look at is one failure, with all rights that are missing", async () => {
    const { endpoint } = await serve(home(good), { fault: ({ parameters }) => parameters.get("Bucket") === "guzzle-shared" ? { code: "AccessDenied", status: 403 } : undefined });
    const { code, report } = await audited(folder({}), endpoint, ["--role", "guzzle-glue"]);
    expect([code, report.failures.map(({ message }) => message)]).toEqual([3, ["AWS refused 4 calls on `arn:aws:s3:::guzzle-shared`: allow `s3:GetBucketPolicy`, `s3:GetBucketLocation`, `s3:GetEncryptionConfiguration`, `s3:GetBucketPublicAccessBlock` to who runs gluelint"]]);
  });

  test("the snapshot keeps all of it, and of a bucket that is not there one failure is told", async () => {
    const { endpoint } = await serve(home({ ...good, settings: { "sales-lake": { algorithm: "aws:kms", key, isPublic: true } } }), { fault: ({ parameters }) => parameters.get("Bucket") === "guzzle-shared" ? { code: "NoSuchBucket", status: 404 } : undefined });
    const cwd = folder({});
    const { code, report } = await audited(cwd, endpoint, ["--role", "guzzle-glue"]);
    expect([code, report.failures.map(({ message }) => message)]).toEqual([3, ["there is no bucket `arn:aws:s3:::guzzle-shared`"]]);
    const snapshot = JSON.parse(snapshotIn(cwd)) as { readonly buckets: object };
    expect([isSnapshot(snapshot), snapshot.buckets]).toEqual([true, {
      "guzzle-shared": { refused: ["s3:GetBucketPolicy", "s3:GetBucketLocation", "s3:GetEncryptionConfiguration", "s3:GetBucketPublicAccessBlock"] },
      "sales-lake": { region: "eu-west-1", encryption: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } },
    }]);
  });
});

test("two Regions: each job is judged in its own", async () => {
  const { endpoint } = await serve(home({ ...good, jobs: { "eu-west-1": [jobOf("guzzle-load", role)], "us-east-1": [jobOf("guzzle-there", role)] } }));
  const { report } = await audited(folder({}), endpoint, ["--all", "--region", "eu-west-1", "--region", "us-east-1"]);
  const stops = report.findings.filter(({ rule }) => rule === "job-role-can-stop-runs").map(({ message }) => message);
  expect(stops).toEqual([expect.stringContaining("arn:aws:glue:us-east-1:")]);
  expect(report.findings.filter(({ rule }) => rule === "job-role-trusts-glue")).toEqual([]);
  expect(report.passes.filter(({ rule }) => rule === "job-role-trusts-glue")).toHaveLength(1);
});

describe("what AWS refuses", () => {
  test.each([
    ["GetRole", /allow `iam:GetRole`/], ["ListAttachedRolePolicies", /allow `iam:ListAttachedRolePolicies`/], ["ListRolePolicies", /allow `iam:ListRolePolicies`/], ["GetRolePolicy", /allow `iam:GetRolePolicy`/],
    ["GetPolicy", /allow `iam:GetPolicy`/], ["GetPolicyVersion", /allow `iam:GetPolicyVersion`/], ["GetJobs", /allow `glue:GetJobs`/], ["GetConnection", /allow `glue:GetConnection`/], ["GetSecurityConfiguration", /allow `glue:GetSecurityConfiguration`/], ["GetBucketPolicy", /allow `s3:GetBucketPolicy`/], ["GetBucketLocation", /allow `s3:GetBucketLocation`/], ["GetBucketEncryption", /allow `s3:GetEncryptionConfiguration`/], ["GetPublicAccessBlock", /allow `s3:GetBucketPublicAccessBlock`/], ["GetCallerIdentity", /allow `sts:GetCallerIdentity`/],
  ])("%s: said with the right that is missing, exit 3, and nothing fails for it", async (operation, message) => {
    const isOfGlue = ["GetJobs", "GetConnection", "GetSecurityConfiguration"].includes(operation);
    const { endpoint } = await serve(home(fullAccount()), { fault: (call) => call.operation === operation ? { code: isOfGlue ? "AccessDeniedException" : "AccessDenied", status: isOfGlue ? 400 : 403 } : undefined });
    const { code, report, stdout, stderr } = await audited(folder({}), endpoint, ["--role", "guzzle-glue"]);
    expect([code, report.failures[0]?.message, failing({ report })]).toEqual([3, expect.stringMatching(message), []]);
    expect(stdout + stderr).not.toMatch(/ at .*\.cjs|topsecret/);
    // Who may not see where a bucket is knows its policy all the same.
    if (/Bucket|PublicAccess/.test(operation)) expect(report.passes.some(({ rule }) => rule === "job-role-can-use-datastores")).toBe(operation !== "GetBucketPolicy");
  });

  test("GetAccountAuthorizationDetails, with --all: likewise", async () => {
    const { endpoint } = await serve(home(good), { fault: ({ operation }) => operation === "GetAccountAuthorizationDetails" ? { code: "AccessDenied", status: 403 } : undefined });
    const { code, report } = await audited(folder({}), endpoint, ["--all"]);
    expect([code, report.failures.map(({ message }) => message), failing({ report })]).toEqual([3, [expect.stringMatching(/allow `iam:GetAccountAuthorizationDetails`/)], []]);
    expect(report.findings.filter(({ rule }) => rule === "job-role-can-stop-runs").map(({ verdict }) => verdict)).toEqual(["open"]);
  });

  test("what nobody may see keeps the verdicts open that hang on it", async () => {
    const { endpoint } = await serve(home({ ...good, roles: [{ ...goodRole(), inline: { documented: documented() } }] }), { fault: ({ operation }) => operation === "GetRolePolicy" ? { code: "AccessDenied", status: 403 } : undefined });
    const cwd = folder({});
    const audit = await audited(cwd, endpoint, ["--role", "guzzle-glue"]);
    expect(audit.report.findings.filter(({ rule }) => rule === "job-role-can-stop-runs").map(({ verdict }) => verdict)).toEqual(["open"]);
    const again = checked(cwd, "gluelint-snapshots/123456789012.snapshot.json");
    expect([again.code, again.report.failures, told(again)]).toEqual([3, audit.report.failures, told(audit)]);
  });

  test.each<readonly [what: string, fault: Parameters<typeof fakeAws>[1], env: Readonly<Record<string, string | undefined>>, message: RegExp]>([
    ["an expired token", { fault: () => ({ code: "ExpiredToken", status: 403 }) }, {}, /expired.*sign in again/],
    ["unknown keys", { fault: () => ({ code: "InvalidClientTokenId", status: 403 }) }, {}, /does not know these credentials/],
    ["a wrong clock", { fault: () => ({ code: "RequestExpired", status: 400 }) }, { AWS_MAX_ATTEMPTS: "1" }, /set the clock/],
    ["no credentials", {}, { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }, /no credentials.*--profile/],
    ["a server that never answers", { fault: () => "hang" }, { AWS_MAX_ATTEMPTS: "1" }, /did not answer.*in time/],
    ["a Region that is none", {}, { AWS_ENDPOINT_URL_GLUE: "http://glue.eu-nowhere-1.invalid", AWS_MAX_ATTEMPTS: "1" }, /no way to AWS for `glue:GetJobs`.*look at the network, the Region/],
    ["keys of another Region", { fault: ({ operation }) => operation === "GetJobs" ? { code: "UnrecognizedClientException" } : undefined }, {}, /does not know these credentials.*look at the keys, at the Region/],
    ["a cut answer", { fault: () => "cut" }, { AWS_MAX_ATTEMPTS: "1" }, /cut short/],
    ["an error of the server", { fault: () => ({ code: "InternalFailure", status: 500 }) }, { AWS_MAX_ATTEMPTS: "1" }, /InternalFailure/],
    ["throttling without end", { fault: () => ({ code: "Throttling", status: 400 }) }, { AWS_MAX_ATTEMPTS: "2" }, /too busy/],
  ])("%s: a line that says what to do, and exit 3", async (_, fault, env, message) => {
    const { endpoint } = await serve(home(good), fault);
    const { code, report, stdout, stderr } = await audited(folder({}), endpoint, ["--role", "guzzle-glue"], env);
    expect([code, report.failures.map((failure) => failure.message)]).toEqual([3, [expect.stringMatching(message)]]);
    expect(stdout + stderr).not.toMatch(/ at .*\.cjs|topsecret/);
  });

  test("throttling at every second call: all is seen, and the last line says how often", async () => {
    const { endpoint } = await serve(home(good), { fault: (_, nth) => nth % 2 === 0 ? { code: "Throttling", status: 400 } : undefined });
    const { code, report, stderr } = await audited(folder({}), endpoint, ["--role", "guzzle-glue", "--concurrency", "1"]);
    expect([code, report.failures]).toEqual([0, []]);
    expect(stderr).toMatch(/; 14 more attempts, for AWS was busy\n$/);
  });
});

describe("the command line", () => {
  test.each([
    [["audit"], /say what to look at: --role, --job, or --all/], [["audit", "--role", "no/such role"], /neither the name of a role nor its ARN/], [["audit", "--role", "nobody"], /nobody: there is no such role or job in 123456789012/],
    [["audit", "--job", "nothing"], /nothing: there is no such role or job/], [["audit", "--all", "--concurrency", "0"], /from 1 to 999/], [["audit", "--all", "--region", "here"], /not the name of a Region/],
    [["audit", "--all", "--accounts", "none.txt", "--role-name", "a"], /none.txt: no such file/], [["audit", "--all", "--role-name", "a"], /go with --accounts/],
  ])("%j: exit 2", async (args, message) => {
    const { endpoint } = await serve(home(good));
    expect(await run(folder({}), endpoint, args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  });

  test("no Region anywhere: exit 2", async () => {
    const { endpoint } = await serve(home(good));
    expect(await run(folder({}), endpoint, ["audit", "--all"], { AWS_REGION: undefined })).toMatchObject({ code: 2, stderr: expect.stringMatching(/nobody said where the jobs run/) });
  });

  test("a Region in which there is nothing: exit 2 for a job that is named, and with --all a line that says so", async () => {
    const { endpoint } = await serve(home(good));
    expect(await run(folder({}), endpoint, ["audit", "--job", "guzzle-load", "--region", "us-east-1"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/guzzle-load: there is no such role or job in 123456789012; jobs were looked for in us-east-1\n/) as string });
    const line = /there is no Glue job in us-east-1: if that is the wrong Region, name another with --region\n/;
    expect([(await audited(folder({}), endpoint, ["--all", "--region", "us-east-1"])).stderr, (await audited(folder({}), endpoint, ["--all"])).stderr]).toEqual([expect.stringMatching(line), expect.not.stringMatching(line)]);
  });

  test("with a configuration, its roles are looked at, and its facts hold", async () => {
    const { endpoint } = await serve(home(good));
    const config = `version: 1\nenvironment: { region: eu-west-1, sharedStorage: guzzle-shared, datastores: [sales-lake] }\nroles:\n  - arn: ${role}\n`;
    const cwd = folder({ "gluelint.yaml": config });
    const { code, stdout, stderr } = await run(cwd, endpoint, ["audit", "--format", "json", "--now", "2026-11-22", "--no-simulate"], { AWS_REGION: undefined });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/iam:GetRole 1/)]);
    expect((JSON.parse(stdout) as Audit["report"]).passes.map(({ rule }) => rule)).toContain("job-role-can-use-datastores");
  });
});
