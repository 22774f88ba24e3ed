import { Ajv } from "ajv";
import { afterEach, describe, expect, test, vi } from "vitest";
import schema from "../../rules/snapshot.schema.json" with { type: "json" };
import { audited, facts, goodAccount, run, snapshotIn, type Audit } from "./an-account.js";
import { asAws, now } from "./a-simulator.js";
import { fakeAws, home, type FakeAws, type FakeOrganization } from "./fake-aws.js";
import { checked, folder } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const servers: FakeAws[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });
const serve = async (...args: Parameters<typeof fakeAws>) => { const server = await fakeAws(...args); servers.push(server); return server; };
const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const denied = (action: string) => ({ Version: "2012-10-17", Statement: [{ Sid: "Guard", Effect: "Deny", Action: action, Resource: "*" }] });
const organization = (more: Partial<FakeOrganization> = {}): FakeOrganization => ({
  manager: "999999999999", types: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
  parents: { [home]: "ou-abcd-inner000", "ou-abcd-inner000": "ou-abcd-outer000", "ou-abcd-outer000": "r-abcd" },
  attached: { "r-abcd": ["p-full"], "ou-abcd-outer000": ["p-full"], "ou-abcd-inner000": ["p-full", "p-guard"], [home]: ["p-full"] },
  policies: { "p-full": everything, "p-guard": denied("glue:BatchStopJobRun") }, ...more,
});
const failing = ({ report }: Pick<Audit, "report">) => report.findings.filter(({ verdict, level }) => verdict === "fail" && level === "error").map(({ rule }) => rule);
const told = ({ report }: Pick<Audit, "report">) => [report.findings.map(({ rule, level, verdict, message, location: { pointer } }) => ({ rule, level, verdict, message, pointer })), report.notes];
const args = ["--role", "guzzle-glue", "--organization-policies"];
const isSnapshot = new Ajv({ strict: false, formats: { "date-time": true } }).compile(schema);
const full = ["r-abcd", "ou-abcd-outer000", "ou-abcd-inner000", home].map((target) => [target, ["p-full"]] as const);

describe.each<readonly [what: string, over: FakeOrganization | undefined, failed: readonly string[]]>([
  ["a policy that denies, at a unit between", organization(), ["job-role-can-stop-runs"]],
  ["a level that allows too little", organization({ policies: { "p-full": everything, "p-some": { Version: "2012-10-17", Statement: [{ Effect: "Allow", NotAction: "secretsmanager:*", Resource: "*" }] } }, attached: { ...Object.fromEntries(full), [home]: ["p-some"] } }), ["job-role-can-read-secrets"]],
  ["the management account, which they do not bind", organization({ manager: home }), []],
  ["policies of a type that is not in use", organization({ types: [] }), []],
  ["nobody above", undefined, []],
  ["a resource control policy", organization({ types: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"], policies: { "p-full": everything, "p-rcp-guard": { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "*" }] } }, attached: { ...Object.fromEntries(full), "r-abcd": ["p-full", "p-rcp-guard"] } }), ["job-role-can-use-datastores"]],
])("%s", (_, over, failed) => {
  test("judged so, with the same findings from the snapshot", async () => {
    const { endpoint } = await serve({ [home]: goodAccount() }, { ...(over && { organization: over }) });
    const cwd = folder({});
    const audit = await audited(cwd, endpoint, args);
    expect([audit.code, audit.report.failures, failing(audit)]).toEqual([failed.length > 0 ? 1 : 0, [], failed]);
    expect(audit.report.passes.flatMap(({ assumes }) => assumes)).not.toContain("no service control policies were given");
    expect(told(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json"))).toEqual(told(audit));
    expect([isSnapshot(JSON.parse(snapshotIn(cwd))), isSnapshot.errors]).toEqual([true, null]);
  });
});

test("nobody said so: the organization is not asked, and the verdicts say that it was not", async () => {
  const server = await serve({ [home]: goodAccount() }, { organization: organization() });
  const audit = await audited(folder({}), server.endpoint, ["--role", "guzzle-glue"]);
  expect([audit.code, server.calls.filter(({ operation }) => /Organization|Parents|Target|Roots|DescribePolicy/.test(operation))]).toEqual([0, []]);
  expect(audit.report.passes.find(({ rule }) => rule === "job-role-can-stop-runs")?.assumes).toContain("no service control policies were given");
});

test.each(["DescribeOrganization", "ListRoots", "ListParents", "ListPoliciesForTarget", "DescribePolicy"])("%s is refused: a note says so, with the right that is missing, and the verdicts are as they are without", async (operation) => {
  const { endpoint } = await serve({ [home]: goodAccount() }, { organization: organization(), fault: (call) => call.operation === operation ? { code: "AccessDeniedException" } : undefined });
  const cwd = folder({});
  const audit = await audited(cwd, endpoint, args);
  const note = expect.stringMatching(new RegExp(`organization's policies over 123456789012 were not seen.*allow \`organizations:${operation}\``)) as string;
  expect([audit.code, audit.report.failures, audit.report.notes.filter((each) => each.includes("organization"))]).toEqual([0, [], [note]]);
  expect(audit.report.passes.find(({ rule }) => rule === "job-role-can-stop-runs")?.assumes).toContain("no service control policies were given");
  expect(told(checked(cwd, "gluelint-snapshots/123456789012.snapshot.json"))).toEqual(told(audit));
});

test("an account of another organization: a note", async () => {
  const { endpoint } = await serve({ [home]: goodAccount() }, { organization: organization({ parents: {} }) });
  const audit = await audited(folder({}), endpoint, args);
  expect([audit.code, audit.report.notes]).toEqual([0, [expect.stringContaining("is not in the organization of whoever ran the audit")]]);
});

test("what AWS does not answer is a failure", async () => {
  const { endpoint } = await serve({ [home]: goodAccount() }, { organization: organization(), fault: ({ operation }) => operation === "ListParents" ? { code: "ServiceException", status: 500 } : undefined });
  const audit = await audited(folder({}), endpoint, args, { AWS_MAX_ATTEMPTS: "1" });
  expect([audit.code, audit.report.failures.map(({ message }) => message)]).toEqual([3, [expect.stringMatching(/ServiceException.*organizations:ListParents/)]]);
});

test("--accounts organization: what accounts share is asked once, and with the credentials of who asked", async () => {
  const ids = [home, "100000000001", "100000000002"];
  const parents = { ...organization().parents, "100000000001": "ou-abcd-inner000", "100000000002": "ou-abcd-outer000" };
  const server = await serve(Object.fromEntries(ids.map((id) => [id, goodAccount(id)])), { organization: organization({ parents, attached: { ...organization().attached, "100000000001": ["p-full"], "100000000002": ["p-full"] } }) });
  const { code, report } = await audited(folder({}), server.endpoint, ["--accounts", "organization", "--role-name", "auditor", "--role", "guzzle-glue"]);
  expect([code, report.failures, [...new Set(report.findings.filter(({ level }) => level === "error").map(({ subject }) => subject.slice(13, 25)))].toSorted()]).toEqual([1, [], ["100000000001", home]]);
  const asked = server.calls.filter(({ operation }) => /Organization|Parents|Target|Roots|DescribePolicy/.test(operation));
  const questions = asked.map(({ operation, parameters }) => `${operation} ${String(parameters)}`);
  expect([questions.length - new Set(questions).size, new Set(asked.map(({ account }) => account))]).toEqual([0, new Set([home])]);
});

const guarding = (action: string) => organization({ types: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"], policies: { "p-full": everything, "p-rcp-guard": { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: action, Resource: "*" }] } }, attached: { ...Object.fromEntries(full), "r-abcd": ["p-full", "p-rcp-guard"] } });

test("the simulator knows nothing of resource control policies: that it allows what they refuse is no disagreement", async () => {
  const { endpoint } = await serve({ [home]: goodAccount() }, { organization: guarding("s3:PutObject"), simulate: now(asAws) });
  const { stdout } = await run(folder({}), endpoint, ["audit", "--format", "json", "--now", "2026-11-22", ...facts, ...args]);
  expect(failing({ report: JSON.parse(stdout) as Audit["report"] })).toEqual(["job-role-can-use-datastores"]);
});

test("the resource control policies over the account do not bind the bucket of another", async () => {
  const open = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${home}:root` }, Action: "s3:*", Resource: ["arn:aws:s3:::sales-lake", "arn:aws:s3:::sales-lake/*"] }] };
  const { endpoint } = await serve({ [home]: { ...goodAccount(), buckets: { "sales-lake": open } } }, { organization: guarding("s3:DeleteObject") });
  const config = (account: string) => `version: 1\nenvironment: { region: eu-west-1, sharedStorage: guzzle-shared, datastores: [{ bucket: sales-lake, account: "${account}" }] }\n`;
  const rulesFor = async (account: string) => failing({ report: JSON.parse((await run(folder({ "gluelint.yaml": config(account) }), endpoint, ["audit", "--format", "json", "--now", "2026-11-22", "--no-simulate", ...args])).stdout) as Audit["report"] });
  expect([await rulesFor(home), await rulesFor("210987654321")]).toEqual([["job-role-can-use-datastores"], []]);
});

test("--resume takes no snapshot for complete in which the organization was not looked at", async () => {
  const server = await serve({ [home]: goodAccount() }, { organization: organization() });
  const cwd = folder({ "accounts.txt": home });
  const scope = ["--accounts", "accounts.txt", "--role-name", "auditor", "--role", "guzzle-glue"];
  expect((await audited(cwd, server.endpoint, scope)).code).toBe(0);
  expect(failing(await audited(cwd, server.endpoint, [...scope, "--resume", "--organization-policies"]))).toEqual(["job-role-can-stop-runs"]);
  const before = server.calls.length;
  expect(failing(await audited(cwd, server.endpoint, [...scope, "--resume", "--organization-policies"]))).toEqual(["job-role-can-stop-runs"]);
  expect(server.calls.length).toBe(before);
});
