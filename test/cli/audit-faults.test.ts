import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { facts, fullAccount, jobOf, run } from "./an-account.js";
import { asAws, now } from "./a-simulator.js";
import { fakeAws, home, type FakeAws, type FakeOrganization, type Fault } from "./fake-aws.js";
import { folder } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const servers: FakeAws[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });

/** Everything that is secret: who calls, what jobs are told, what a connection knows, and what AWS repeats in its errors. */
const secrets = { key: "AKIAAUDITORAUDITORAU", secret: "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab", token: "FwoGZXIvYXdzEBYaDHR0b2tlbnRva2Vu", argument: "hunter2hunter2", url: "sesame42", repeated: "opensesame99" };
const env = { AWS_ACCESS_KEY_ID: secrets.key, AWS_SECRET_ACCESS_KEY: secrets.secret, AWS_SESSION_TOKEN: secrets.token, AWS_MAX_ATTEMPTS: "1" };
const message = `The request ${secrets.key} of db password=${secrets.repeated}&amp;x was not liked`;

const account = () => {
  const { jobs: _, ...rest } = fullAccount();
  const args = { "--db_password": secrets.argument, "--url": `jdbc:mysql://db/sales?user=etl&password=${secrets.url}`, "--TempDir": "s3://sales-lake/_guzzle/tmp/" };
  return { ...rest, jobs: { "eu-west-1": [{ ...jobOf("guzzle-load", "arn:aws:iam::123456789012:role/guzzle-glue", args), Connections: { Connections: ["warehouse"] }, SecurityConfiguration: "etl-keys" }] } };
};

const organization: FakeOrganization = { manager: "999999999999", types: ["SERVICE_CONTROL_POLICY"], parents: { [home]: "r-abcd" }, attached: { "r-abcd": ["p-full"], [home]: ["p-full"] }, policies: { "p-full": { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } } } };

/** An audit of everything there is, with all that it left. */
async function audit(scope: readonly string[], fault: (call: { readonly operation: string }) => Fault, changed: Readonly<Record<string, string | undefined>> = {}) {
  const server = await fakeAws({ [home]: account() }, { fault, organization, simulate: now(asAws) });
  servers.push(server);
  const cwd = folder({ "accounts.txt": `${home}\n` });
  const { code, stdout, stderr } = await run(cwd, server.endpoint, ["audit", "--format", "json", "--format", "html:report.html", "--verbose", "--now", "2026-11-22", "--organization-policies", ...facts, ...scope], { ...env, ...changed });
  const left = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  return { code, report: JSON.parse(stdout === "" ? "{}" : stdout) as Report, texts: [stdout, stderr, ...left], calls: server.calls };
}

const role = ["--role", "guzzle-glue"];
const entering = [...role, "--accounts", "accounts.txt", "--role-name", "auditor"];
const ofRole = ["GetCallerIdentity", "GetJobs", "GetConnection", "GetSecurityConfiguration", "GetRole", "ListAttachedRolePolicies", "ListRolePolicies", "GetRolePolicy", "GetPolicy", "GetPolicyVersion", "GetBucketPolicy", "GetBucketLocation", "GetBucketEncryption", "GetPublicAccessBlock", "SimulatePrincipalPolicy"];
const ofOrganization = ["DescribeOrganization", "ListRoots", "ListParents", "ListPoliciesForTarget", "DescribePolicy"];
const calls: readonly (readonly [string, readonly string[]])[] = [...[...ofRole, ...ofOrganization].map((operation) => [operation, role] as const), ["AssumeRole", entering], ["GetAccountAuthorizationDetails", ["--all"]]];

test("these are all the calls of an audit", async () => {
  const made = await Promise.all([role, entering, ["--all"]].map(async (scope) => (await audit(scope, () => undefined)).calls));
  expect(new Set(made.flat().map(({ operation }) => operation))).toEqual(new Set(calls.map(([operation]) => operation)));
});

/** One of each wire form: IAM's, S3's, and JSON of Glue and of Organizations. */
const ofEachForm = calls.filter(([operation]) => ["SimulatePrincipalPolicy", "GetBucketEncryption", "GetConnection", "ListParents"].includes(operation));

describe.each<readonly [what: string, fault: Fault, calls: typeof calls]>([
  ["AccessDenied", { code: "AccessDeniedException", message }, calls], ["an expired token", { code: "ExpiredTokenException", message }, ofEachForm], ["a clock that is wrong", { code: "RequestExpired", message }, ofEachForm],
  ["what nobody has heard of", { code: "ServiceWentAwayException", message }, ofEachForm], ["an answer that is cut", "cut", ofEachForm],
])("%s", (what, fault, faulty) => {
  test.each(faulty)("at %s: a line each that says so, exit 3, no stack and no secret", async (operation, scope) => {
    const { code, report, texts } = await audit([...scope, "--fail-on", "never"], (call) => call.operation === operation ? fault : undefined);
    const isAbove = ofOrganization.includes(operation);
    // Most may not look at the organization: that is no failure.
    const isFailure = !(isAbove && what === "AccessDenied");
    expect([code, report.failures.length > 0, report.notes.some((note) => note.includes("were not seen"))]).toEqual([isFailure ? 3 : 0, isFailure, isAbove]);
    for (const { message: line } of report.failures) expect(line).toMatch(/^[^\n]{20,400}$/);
    expect(texts.filter((text) => /\n\s+at |node:internal|\.cjs:\d+/.test(text))).toEqual([]);
    expect(Object.values(secrets).filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
  });
});

test("one call that hangs is one failure, and the rest is seen", async () => {
  const { code, report } = await audit(role, ({ operation }) => operation === "GetBucketLocation" ? "hang" : undefined);
  expect([code, report.failures.map(({ message: line }) => line).every((line) => /did not answer `s3:GetBucketLocation`.*in time/.test(line)), report.failures.length]).toEqual([1, true, 2]);
  expect(report.passes.map(({ rule }) => rule)).toContain("job-role-can-stop-runs");
});

test("each call is throttled at first: all is seen all the same", async () => {
  const before = new Set<string>();
  const { code, report, texts } = await audit([...entering, "--fail-on", "never"], ({ operation }) => before.size < before.add(operation).size ? { code: operation === "GetBucketPolicy" ? "SlowDown" : "ThrottlingException", status: 400 } : undefined, { AWS_MAX_ATTEMPTS: "4" });
  expect([code, report.failures, report.notes]).toEqual([0, [], []]);
  expect(texts.join("\n")).toMatch(new RegExp(`; ${before.size} more attempts, for AWS was busy`));
});
