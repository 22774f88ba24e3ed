import { Ajv } from "ajv";
import { afterEach, describe, expect, test, vi } from "vitest";
import schema from "../../rules/snapshot.schema.json" with { type: "json" };
import type { Report } from "../../src/audit/report.js";
import { documented, facts, goodAccount, goodRole, run, snapshotIn } from "./an-account.js";
import { asAws, askedIn, before, now } from "./a-simulator.js";
import { fakeAws, home, type FakeAccount, type FakeAws } from "./fake-aws.js";
import { checked, folder } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const servers: FakeAws[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });

async function audit(account: FakeAccount, simulate: (parameters: URLSearchParams) => object, options: Parameters<typeof fakeAws>[1] = {}) {
  const server = await fakeAws({ [home]: account }, { simulate, ...options });
  servers.push(server);
  const cwd = folder({});
  const { code, stdout, stderr } = await run(cwd, server.endpoint, ["audit", "--format", "json", "--now", "2026-11-22", ...facts, "--role", "guzzle-glue"]);
  return { code, stderr, report: JSON.parse(stdout) as Report, cwd, calls: server.calls.filter(({ operation }) => operation === "SimulatePrincipalPolicy") };
}

const verdicts = ({ passes, findings }: Report) => [...passes, ...findings.map((finding) => finding)].map(({ rule, evidence }) => [rule, evidence.map(({ by, verdict }) => `${by} ${verdict}`)]);

describe.each([["as it answers now", now], ["as it answered before", before]] as const)("the simulator %s", (_, shape) => {
  test("agrees: every question of IAM has two witnesses, and the snapshot keeps them", async () => {
    const { code, report, cwd, calls } = await audit(goodAccount(), shape(asAws));
    expect([code, report.failures]).toEqual([0, []]);
    const told = Object.fromEntries(verdicts(report)) as Record<string, string[]>;
    expect(told).toMatchObject({ "job-role-can-stop-runs": ["offline pass", "simulator pass"], "job-role-can-use-datastores": ["offline pass", "simulator pass"], "job-role-can-put-metrics": ["offline pass", "simulator pass"], "job-role-is-judged-alike": ["offline pass"], "job-role-trusts-glue": ["offline pass"] });
    const pages = calls.map(({ parameters }) => String(parameters));
    expect(pages).toHaveLength(new Set(pages).size);
    const again = checked(cwd, "gluelint-snapshots/123456789012.snapshot.json");
    expect([again.code, verdicts(again.report)]).toEqual([0, verdicts(report)]);
    const valid = new Ajv({ strict: false, formats: { "date-time": true } }).compile(schema);
    expect([valid(JSON.parse(snapshotIn(cwd))), valid.errors]).toEqual([true, null]);
  });

  test("refuses what we refuse: both say so", async () => {
    const { code, report } = await audit({ ...goodAccount(), roles: [{ ...goodRole(), inline: { documented: JSON.stringify(documented()).replace("glue:BatchStopJobRun", "glue:GetJob") } }] }, shape((action, resource, context) => action === "glue:BatchStopJobRun" ? { decision: "implicitDeny" } : asAws(action, resource, context)));
    expect([code, report.findings.filter(({ level }) => level === "error").map(({ rule, evidence }) => [rule, evidence.map(({ by, verdict }) => `${by} ${verdict}`)])]).toEqual([1, [["job-role-can-stop-runs", ["offline fail", "simulator fail"]]]]);
  });
});

test("an organization that refuses what the policies allow is a finding of its own, and the pass says that the simulator differs", async () => {
  const { code, report, cwd } = await audit(goodAccount(), now((action, resource, context) => action === "secretsmanager:GetSecretValue" ? { decision: "explicitDeny", organization: true } : asAws(action, resource, context)));
  const [finding] = report.findings.filter(({ level }) => level === "error");
  expect([code, finding]).toMatchObject([1, { rule: "job-role-is-judged-alike", message: expect.stringMatching(/says `explicitDeny` to `secretsmanager:GetSecretValue`.*`allowed`: the organization's service control policies refuse it/) as string }]);
  expect(verdicts(report)).toContainEqual(["job-role-can-read-secrets", ["offline pass", "simulator fail"]]);
  expect(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json").report.findings.map(({ message }) => message)).toEqual(report.findings.map(({ message }) => message));
});

test("what it would have had to know is no disagreement: its evidence is open", async () => {
  const { code, report } = await audit(goodAccount(), now((action, resource, context) => action === "glue:BatchStopJobRun" ? { decision: "implicitDeny", missing: ["aws:SourceVpc"] } : asAws(action, resource, context)));
  expect([code, verdicts(report).find(([rule]) => rule === "job-role-can-stop-runs")]).toEqual([0, ["job-role-can-stop-runs", ["offline pass", "simulator open"]]]);
});

test("it is told the context that Glue's calls carry, and asked of each resource only what is asked of it", async () => {
  const { calls } = await audit(goodAccount(), now(asAws));
  const asked = calls.map(({ parameters }) => askedIn(parameters));
  const metrics = asked.find(({ actions }) => actions.includes("cloudwatch:PutMetricData"));
  expect(metrics).toMatchObject({ actions: ["cloudwatch:PutMetricData"], context: { "cloudwatch:namespace": ["Glue"], "aws:SecureTransport": ["true"], "aws:RequestedRegion": ["eu-west-1"] } });
  for (const { actions, resources } of asked.filter((each) => each.actions.includes("s3:ListBucket"))) expect([actions.filter((action) => /Object|Parts/.test(action)), resources.filter((resource) => resource.includes("/"))]).toEqual([[], []]);
});

test("where it is refused, that is one failure with the way out, and the verdicts stand", async () => {
  const { code, report } = await audit(goodAccount(), () => ({}), { fault: ({ operation }) => operation === "SimulatePrincipalPolicy" ? { code: "AccessDenied", status: 403 } : undefined });
  expect([code, report.failures.map(({ message }) => message)]).toEqual([3, [expect.stringMatching(/allow `iam:SimulatePrincipalPolicy`.*--no-simulate/)]]);
  expect(report.passes.map(({ rule }) => rule)).toContain("job-role-can-stop-runs");
});
