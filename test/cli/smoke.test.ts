import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, describe, expect, test, vi } from "vitest";
import schema from "../../rules/smoke-run.schema.json" with { type: "json" };
import type { Report } from "../../src/audit/report.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { parsePolicy } from "../../src/policy/parse.js";
import type { Recording } from "../../src/smoke/recording.js";
import { parseJson } from "../../src/text/json.js";
import { compute, config, project, role } from "./a-project.js";
import { run } from "./an-account.js";
import { fakeGlue, type Acting, type FakeGlue } from "./fake-glue.js";
import { checked, folder, root } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const servers: FakeGlue[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });
const serve = async (acting: Acting = {}) => { const server = await fakeGlue(acting); servers.push(server); return server; };

const flags = ["smoke", "--compute", "conf/glue.yml", "--yes", "--poll", "0.01", "--format", "json", "--now", "2026-11-22"];
const recording = (cwd: string) => readFileSync(join(cwd, "gluelint-snapshots/123456789012.glue.smoke.json"), "utf8");
const left = ({ jobs, objects, running }: FakeGlue) => [...jobs.keys(), ...objects.keys(), ...running];

async function smoked(server: FakeGlue, { cwd = folder(project), args = [], env = {} }: { readonly cwd?: string; readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string | undefined>> } = {}) {
  const result = await run(cwd, server.endpoint, [...flags, ...args], { AWS_MAX_ATTEMPTS: "1", ...env });
  expect(result.stdout + result.stderr).not.toMatch(/ at .*\.cjs|topsecret/);
  return { ...result, cwd, report: JSON.parse(result.stdout || `{"error":${JSON.stringify(result.stderr)}}`) as Report };
}

const evidence = ({ passes, findings }: Report, rule: string) => [...passes, ...findings].filter((each) => each.rule === rule).map((each) => each.evidence.map(({ by, verdict }) => `${by} ${verdict}`));
const failing = ({ findings }: Report) => findings.filter(({ verdict, level }) => verdict === "fail" && level === "error").map(({ rule }) => rule);
/** What the script tells of a call that goes otherwise than all the others. */
const telling = (sign: string, code: string, isMeant: (call: string) => boolean) => (script: string) => {
  const tries = JSON.parse(JSON.parse(`"${/json\.loads\("(.*)"\)/.exec(script)?.[1] ?? ""}"`) as string) as readonly { readonly call: { readonly operation: string; readonly arguments: object } }[];
  const signs = tries.map(({ call }) => isMeant(`${call.operation} ${JSON.stringify(call.arguments)}`) ? sign : "+");
  return `RuntimeError: gluelint-smoke ${signs.join("")}${signs.map((each, i) => each === "+" ? "" : `; ${i} ${code}`).join("")}`;
};

describe("a run", () => {
  test("that succeeds: a second witness for all that it tried, nothing left behind, and the same from the recording", async () => {
    const server = await serve({ states: ["STARTING", "WAITING", "RUNNING", "STOPPING", "SUCCEEDED"], writes: (input) => { const { "--TempDir": path = "" } = input["DefaultArguments"] as Record<string, string>; return ["a", "b", "c"].map((name) => `${path.slice("s3://".length)}${name}`); } });
    const { code, report, stderr, cwd } = await smoked(server);
    expect([code, report.failures, failing(report), left(server)]).toEqual([0, [], [], []]);
    expect(stderr).toMatch(/^ {2}allowed {2}glue:BatchStopJobRun {2}arn:aws:glue:eu-west-1:123456789012:job\/gluelint-smoke-\S+$/m);
    expect(stderr).toMatch(/STARTING → WAITING → RUNNING → STOPPING → SUCCEEDED, 74 s, about \$0\.02\n\d+ calls to AWS: /);
    for (const rule of ["job-role-can-read-shared-storage", "job-role-can-stop-runs", "job-role-can-use-datastores", "job-role-can-use-catalog", "job-role-can-write-logs", "job-role-trusts-glue", "job-role-can-put-metrics"]) expect([rule, evidence(report, rule)[0]]).toEqual([rule, ["offline pass", "smoke pass"]]);
    expect(report.passes.map(({ rule }) => rule)).toContain("job-role-runs-as-judged");
    const valid = new Ajv({ strict: false, formats: { "date-time": true } }).compile(schema);
    expect([valid(JSON.parse(recording(cwd))), valid.errors]).toEqual([true, null]);
    const again = checked(cwd, "gluelint-snapshots/123456789012.glue.smoke.json");
    expect([again.code, again.report.passes.filter((each) => each.evidence.length > 1)]).toEqual([0, report.passes.filter((each) => each.evidence.length > 1)]);
  });

  test("is as small as Glue takes, has the compute's role, version and switches, carries our tag, and no argument beside", async () => {
    const server = await serve();
    const secret = "  --db_password: hunter2hunter2\n  --enable-glue-datacatalog: \"true\"\n";
    const cwd = folder({ ...project, "gluelint.yaml": config.replace("datastores: [sales-lake]", "datastores: [sales-lake], jobs: [\"guzzle-*\"]"), "conf/glue.yml": compute + secret });
    await smoked(server, { cwd, args: ["--keep"] });
    const [[name, job] = ["", undefined]] = server.jobs;
    expect([name, job?.tags]).toEqual([expect.stringMatching(/^guzzle-gluelint-kept-20261122t000000z-[0-9a-f]{8}-\d+$/), { gluelint: "gluelint-kept", "gluelint-run": name.slice("guzzle-gluelint-kept-".length) }]);
    expect(job?.input).toMatchObject({ Role: role, GlueVersion: "3.0", WorkerType: "G.1X", NumberOfWorkers: 2, Timeout: 10, MaxRetries: 0 });
    const kept = `gluelint-kept/${name.slice("guzzle-gluelint-kept-".length)}/`;
    expect(job?.input["DefaultArguments"]).toEqual({
      "--job-language": "python", "--enable-metrics": "true", "--enable-continuous-cloudwatch-log": "true", "--enable-job-insights": "true", "--enable-glue-datacatalog": "true",
      "--TempDir": `s3://sales-lake/_guzzle/tmp/${kept}`, "--enable-spark-ui": "true", "--spark-event-logs-path": `s3://sales-lake/_guzzle/spark-ui/${kept}`,
    });
    expect([...server.objects.keys()]).toEqual([`guzzle-shared/${kept}script.py`]);
    expect(readFileSync(join(cwd, "gluelint-snapshots/123456789012.glue.smoke.json"), "utf8")).not.toContain("hunter2");
  });

  test("that waits for its turn, and that somebody else stops, is looked at until it has stopped", async () => {
    const server = await serve({ states: ["WAITING", "STARTING", "RUNNING", "STOPPING", "STOPPED"] });
    const { code, stderr, report } = await smoked(server);
    expect([code, stderr, report.failures.length, left(server)]).toEqual([3, expect.stringContaining("WAITING → STARTING → RUNNING → STOPPING → STOPPED"), 1, []]);
  });

  test.each(["STOPPED", "FAILED", "TIMEOUT", "ERROR", "EXPIRED"])("that ends as %s before it tells anything: what nobody saw is said, and nothing is judged by it", async (state) => {
    const server = await serve({ states: ["STARTING", "RUNNING", state] });
    const { code, report } = await smoked(server);
    expect([code, report.failures.map(({ message }) => message), failing(report), left(server)]).toEqual([3, [expect.stringContaining(`ended as \`${state}\` before it could tell`)], [], []]);
    expect(evidence(report, "job-role-can-stop-runs")).toEqual([["offline pass", "smoke open"]]);
  });
});

describe("what AWS refuses a run", () => {
  test("and our evaluator too: one finding with two witnesses", async () => {
    const server = await serve({ states: ["RUNNING", "FAILED"], error: telling("-", "AccessDeniedException", (call) => call.startsWith("batch_stop_job_run")) });
    const { code, report } = await smoked(server, { cwd: folder({ ...project, "iam/etl.json": project["iam/etl.json"].replace("glue:BatchStopJobRun", "glue:GetJob") }) });
    expect([code, failing(report), evidence(report, "job-role-can-stop-runs")]).toEqual([1, ["job-role-can-stop-runs"], [["offline fail", "smoke fail"]]]);
  });

  test("and our evaluator does not: that is a finding of its own", async () => {
    const server = await serve({ states: ["RUNNING", "FAILED"], error: telling("-", "AccessDeniedException", (call) => call.startsWith("batch_stop_job_run")) });
    const { code, report, cwd } = await smoked(server);
    expect([code, failing(report), evidence(report, "job-role-can-stop-runs")]).toEqual([1, ["job-role-runs-as-judged"], [["offline pass", "smoke fail"]]]);
    expect(report.findings[0]).toMatchObject({ message: expect.stringMatching(/^the smoke run was refused `glue:BatchStopJobRun` on `arn:aws:glue:eu-west-1:123456789012:job\/gluelint-smoke-.*` \(`AccessDeniedException`\), and by the policies that are here it is allowed$/) as string, counterexample: { action: "glue:BatchStopJobRun" } });
    expect(checked(cwd, "gluelint-snapshots/123456789012.glue.smoke.json").report.findings.map(({ message }) => message)).toEqual(report.findings.map(({ message }) => message));
  });

  test("where our evaluator says that all is refused, what a run is allowed is a finding, too", async () => {
    const { report } = await smoked(await serve(), { cwd: folder({ ...project, "iam/etl.json": project["iam/etl.json"].replace("glue:BatchStopJobRun", "glue:GetJob") }) });
    expect([failing(report).toSorted(), evidence(report, "job-role-can-stop-runs")]).toEqual([["job-role-can-stop-runs", "job-role-runs-as-judged"], [["offline fail", "smoke pass"]]]);
  });

  test("the script itself: Glue's own error tells it", async () => {
    const { code, report } = await smoked(await serve({ states: ["RUNNING", "FAILED"], error: (script) => `LAUNCH ERROR | Error downloading from S3 for bucket: guzzle-shared, key: ${/gluelint-smoke\/[\w-]+\//.exec(script)?.[0] ?? ""}script.py.Access Denied (Service: Amazon S3; Status Code: 403; Please refer logs for details.` }));
    expect([code, failing(report), evidence(report, "job-role-can-read-shared-storage")]).toEqual([1, ["job-role-runs-as-judged"], [["offline pass", "smoke fail"]]]);
  });

  test("what was not there to be read is open, and what went astray is said", async () => {
    const [empty, astray] = await Promise.all([["NothingThere", "get_object"], ["EndpointConnectionError", "put_metric_data"]].map(async ([code = "", call = ""]) => smoked(await serve({ states: ["FAILED"], error: telling("?", code, (each) => each.startsWith(call) && !each.includes("_guzzle")) }))));
    expect([empty?.code, empty?.report.failures, evidence(empty?.report as Report, "job-role-can-use-datastores")]).toEqual([0, [], [["offline pass", "smoke open"]]]);
    expect([astray?.code, astray?.report.failures.map(({ message }) => message)]).toEqual([3, ["the run could not find out whether the role may `cloudwatch:PutMetricData` on `*`: `EndpointConnectionError`"]]);
  });

  test("Spark that does not start is said", async () => {
    const { code, report } = await smoked(await serve({ states: ["FAILED"], error: (script) => `${telling("+", "", () => false)(script)}; spark Py4JJavaError no such catalog` }));
    expect([code, report.failures.map(({ message }) => message)]).toEqual([3, ["the calls were made, but Spark did not start: Py4JJavaError no such catalog"]]);
  });
});

/** Starts a run that never ends by itself, and sends the signal at its third look. */
async function stopped(signal: NodeJS.Signals, cwd = folder(project)) {
  const server = await serve({ states: ["STARTING", "RUNNING"], writes: (input) => [`sales-lake/_guzzle/tmp/gluelint-smoke/${String((input["Tags"] as Record<string, string>)["gluelint-run"])}/part`] });
  const child = spawn(process.execPath, [join(root, "dist/gluelint.cjs"), ...flags], { cwd, env: { PATH: process.env["PATH"], HOME: cwd, AWS_ENDPOINT_URL: server.endpoint, AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "topsecret", AWS_MAX_ATTEMPTS: "1" } });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => { stdout += chunk.toString("utf8"); });
  while (server.calls.filter((call) => call === "GetJobRun").length < 3) await new Promise((resolve) => { setTimeout(resolve, 5); });
  expect(left(server)).toHaveLength(4);
  child.kill(signal);
  const [code] = await once(child, "close") as [number | null];
  return { code, server, stdout, cwd };
}

describe("whoever makes the job", () => {
  const server = "arn:aws:iam::123456789012:role/apps/guzzle-server";
  const statement = (Action: string) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [Action, "glue:*", "s3:*", "secretsmanager:*"], Resource: "*" }] });
  const withCaller = (Action: string) => folder({ ...project, "gluelint.yaml": `${config}  - arn: ${server}\n    is: caller\n    policies: [iam/server.json]\n`, "iam/server.json": statement(Action) });

  test("proves by doing so that it may pass the role", async () => {
    const { code, report } = await smoked(await serve(), { cwd: withCaller("iam:PassRole") });
    expect([code, evidence(report, "caller-role-can-pass-job-roles"), report.passes.map(({ rule }) => rule)]).toEqual([0, [["offline pass", "smoke pass"]], expect.arrayContaining(["caller-role-runs-as-judged"])]);
  });

  test("is told which right is missing, and it is held against what its policies say", async () => {
    const refusing = await serve({ fault: (operation) => operation === "CreateJob" ? { code: "AccessDeniedException", message: `User: arn:aws:sts::123456789012:assumed-role/guzzle-server/i-0 is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy allows the iam:PassRole action` } : undefined });
    const { code, report } = await smoked(refusing, { cwd: withCaller("iam:PassRole") });
    expect([code, report.failures.map(({ message }) => message), failing(report), left(refusing)]).toEqual([1, [expect.stringMatching(/AWS refused `glue:CreateJob`.*allow `iam:PassRole` to who runs gluelint/)], ["caller-role-runs-as-judged"], []]);
    const agreeing = await smoked(refusing, { cwd: withCaller("iam:GetRole") });
    expect([failing(agreeing.report), evidence(agreeing.report, "caller-role-can-pass-job-roles")]).toEqual([[], [["offline fail", "smoke fail"]]]);
  });

  test("needs no more than the how-to says", async () => {
    const [, policy = ""] = /```json\n([^]*?)```/.exec(readFileSync(join(root, "docs/live-audit.md"), "utf8")) ?? [];
    const { decide } = prepare({ identity: [parsePolicy(parseJson("policy.json", policy), "identity").policy] });
    const { cwd } = await stopped("SIGINT");
    const { observed, caller } = JSON.parse(recording(cwd)) as Recording;
    const calls = observed.filter(({ principal }) => principal === "arn:aws:iam::123456789012:role/guzzle-server").flatMap(({ action, resources }) => resources.map((resource) => ({ action, resource })));
    expect([caller, calls.filter(({ action, resource }) => decide({ principal: "arn:aws:iam::123456789012:role/guzzle-server", action, resource, context: { "iam:PassedToService": "glue.amazonaws.com" } }) !== "allowed")]).toEqual([expect.stringContaining("guzzle-server"), []]);
    // The lookups that are about nothing in particular, and the tag, which CreateJob sets, stand in no recording.
    const granted = (JSON.parse(policy) as { readonly Statement: readonly { readonly Action: string | string[] }[] }).Statement.flatMap(({ Action }) => Action);
    expect(granted.filter((action) => !calls.some((call) => call.action === action)).toSorted()).toEqual(["glue:GetJobRuns", "glue:ListJobs", "glue:TagResource"]);
  });

  test("of another account gets a line that says so, and nothing is made", async () => {
    const other = await serve({ account: "210987654321" });
    const { code, report } = await smoked(other);
    expect([code, report.failures.map(({ message }) => message), other.calls]).toEqual([3, [expect.stringContaining("the credentials are of the account 210987654321, and the role of the compute is of 123456789012")], ["GetCallerIdentity"]]);
  });
});

describe("what AWS does not answer", () => {
  test.each<readonly [what: string, acting: Acting, env: Readonly<Record<string, string | undefined>>, message: RegExp]>([
    ["no credentials", {}, { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }, /no credentials.*--profile/],
    ["an expired token", { fault: () => ({ code: "ExpiredToken", message: "no" }) }, {}, /expired.*sign in again/],
    ["keys of another Region", { fault: (operation) => operation === "ListJobs" ? { code: "UnrecognizedClientException", message: "no" } : undefined }, {}, /does not know these credentials.*look at the keys, at the Region/],
    ["a clock that is wrong", { fault: () => ({ code: "RequestExpired", message: "no" }) }, {}, /set the clock/],
    ["an answer that is cut, to a job that is made all the same", { fault: (operation) => operation === "CreateJob" ? "cut" : undefined }, {}, /answer to `glue:CreateJob`.*could not be read/],
    ["no answer, to a job that is made all the same", { fault: (operation) => operation === "CreateJob" ? "hang" : undefined }, {}, /did not answer `glue:CreateJob`.*in time/],
    ["a job that Glue does not take", { fault: (operation) => operation === "CreateJob" ? { code: "InvalidInputException", message: "Glue version 3.0 is over" } : undefined }, {}, /AWS answered `InvalidInputException` to `glue:CreateJob`.*: Glue version 3.0 is over/],
  ])("%s: a line that says what to do, exit 3, and nothing is left", async (_, acting, env, message) => {
    const server = await serve(acting);
    const { code, report } = await smoked(server, { env });
    expect([code, report.failures[0]?.message, left(server), failing(report)]).toEqual([3, expect.stringMatching(message), [], []]);
  });

  test("throttling at every second call: all is done, and the last line says how often", async () => {
    const server = await serve({ fault: (_, nth) => nth % 2 === 0 ? { code: "ThrottlingException", message: "Rate exceeded" } : undefined });
    const { code, report, stderr } = await smoked(server, { env: { AWS_MAX_ATTEMPTS: "10" } });
    expect([code, report.failures, left(server)]).toEqual([0, [], []]);
    expect(stderr).toMatch(/; \d+ more attempts, for AWS was busy\n$/);
  });
});

describe("before anything is made", () => {
  const told = async (args: readonly string[], files: Readonly<Record<string, string>> = project) => {
    const server = await serve();
    const result = await run(folder(files), server.endpoint, ["smoke", "--poll", "0.01", ...args], { AWS_REGION: undefined });
    expect(server.calls).toEqual([]);
    return result;
  };

  test("--dry-run prints the plan with its ceiling, and calls nobody", async () => {
    const { code, stdout } = await told(["--compute", "conf/glue.yml", "--dry-run"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/costs {4}\$0\.15 at most \(0\.33 DPU-hours\): 2 × `G\.1X` \(1 DPU\) × 10 minutes × 1 attempt × \$0\.44/)]);
  });

  test.each([
    [["--compute", "conf/glue.yml"], project, /say --yes where nobody can be asked/],
    [["--compute", "conf/glue.yml", "--yes", "--max-usd", "0.1"], project, /may cost \$0\.15, and --max-usd says \$0\.10: nothing was started/],
    [["--compute", "conf/glue.yml", "--yes"], { ...project, "gluelint.yaml": `${config}budget: { usd: 0.1 }\n` }, /and `budget` in gluelint.yaml says \$0\.10/],
    [["--compute", "conf/glue.yml", "--yes", "--max-usd", "much"], project, /--max-usd much: say how many dollars/],
    [["--compute", "conf/glue.yml", "--yes", "--poll", "0"], project, /--poll 0: say how many seconds/],
    [["--compute", "conf/none.yml", "--yes"], project, /conf\/none.yml: no such file/],
    [["--compute", "iam/etl.json", "--yes"], project, /it is none of the `computes` that gluelint.yaml names/],
    [["--compute", "conf/glue.yml", "--yes"], { ...project, "conf/glue.yml": compute.replace(role, "${role}") }, /needs the ARN of the role in `iam_role`/],
    [["--compute", "conf/glue.yml", "--yes"], { ...project, "conf/glue.yml": compute.replace('"3.0"', "${version}") }, /needs a version in `glue_version`/],
    [["--compute", "conf/glue.yml", "--yes"], { ...project, "gluelint.yaml": config.replace("region: eu-west-1, ", "") }, /nobody said where the job is to run/],
    [["--compute", "conf/glue.yml", "--yes"], { ...project, "gluelint.yaml": config.replace("sharedStorage: guzzle-shared, ", "") }, /nobody said where the script is to lie/],
    [["--compute", "conf/glue.yml", "--yes"], { ...project, "gluelint.yaml": config.replace("datastores", "jobs: [nightly], datastores") }, /`environment.jobs` leaves no room for a job of a smoke run: nightly has no `\*`/],
    [[], project, /required option '--compute <file>'/],
  ] as const)("%j: exit 2, and nobody is called", async (args, files, message) => {
    expect(await told(args, files)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) as string });
  });
});

test("without the role's policies AWS alone bears witness: nothing fails for that", async () => {
  const { code, report } = await smoked(await serve(), { cwd: folder({ "conf/glue.yml": compute }), args: ["--shared-storage", "guzzle-shared", "--datastore", "sales-lake"] });
  expect([code, failing(report), evidence(report, "job-role-can-stop-runs")]).toEqual([0, [], [["offline open", "smoke pass"]]]);
});

test("a report in every format, and no secret in any", async () => {
  const formats = ["stylish", "sarif", "junit", "github", "gitlab", "markdown", "html"];
  const { cwd, stdout, stderr } = await smoked(await serve({ states: ["FAILED"], error: "password: topsecret" }), { args: formats.flatMap((format) => ["--format", `${format}:out/${format}`]) });
  const texts = formats.map((format) => readFileSync(join(cwd, "out", format), "utf8"));
  expect(texts.filter((text) => text === "")).toEqual([]);
  expect([...texts, stdout, stderr, recording(cwd)].join("\n")).not.toContain("topsecret");
});

describe("a run that is stopped", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("by %s stops the job, leaves nothing, and says what was not seen", async (signal) => {
    const { code, server, stdout } = await stopped(signal);
    expect([code, left(server), server.calls.includes("BatchStopJobRun")]).toEqual([3, [], true]);
    expect((JSON.parse(stdout) as Report).failures.map(({ message }) => message)).toEqual([`the smoke run was stopped by ${signal}`]);
  });

  test("by SIGKILL leaves everything; the next run takes it away, and nothing that another run works with", async () => {
    const { server, cwd } = await stopped("SIGKILL");
    expect(left(server)).toHaveLength(4);
    const elsewhere = "gluelint-smoke-20261121t120000z-00000000-1";
    const old = "guzzle-gluelint-smoke-20261120t120000z-00000000-1";
    const tags = { gluelint: "gluelint-smoke" };
    for (const name of [elsewhere, old]) server.jobs.set(name, { tags, input: {} });
    const untagged = "gluelint-smoke-20260120t120000z-00000000-1";
    server.jobs.set(untagged, { tags: {}, input: {} });
    for (const key of ["20261121t120000z-00000000-1", "20261120t120000z-00000000-1"]) server.objects.set(`guzzle-shared/gluelint-smoke/${key}/script.py`, "");
    server.objects.set("guzzle-shared/jobs/script.py", "");
    const next = await serve();
    server.jobs.forEach((job, name) => next.jobs.set(name, job));
    server.objects.forEach((text, key) => next.objects.set(key, text));
    server.running.forEach((id) => next.running.add(id));
    const { code, report } = await smoked(next, { cwd });
    expect([code, report.failures]).toEqual([0, []]);
    expect(left(next)).toEqual([elsewhere, untagged, "guzzle-shared/gluelint-smoke/20261121t120000z-00000000-1/script.py", "guzzle-shared/jobs/script.py"]);
  });
});

describe("each single call fails once", () => {
  test.each(["refused", "lost"] as const)("%s: nothing is left behind, and what was not seen is said", async (fault) => {
    const cwd = folder(project);
    const first = await serve();
    await smoked(first, { cwd });
    const calls = [...first.calls];
    expect(calls.length).toBeGreaterThan(14);
    const outcomes: string[] = [];
    for (const [nth, call] of calls.entries()) {
      const server = await serve({ fault: (_, i) => i === nth ? fault : undefined });
      const { code, report } = await smoked(server, { cwd });
      expect([nth, call, left(server)]).toEqual([nth, call, []]);
      // What is taken away is asked for again, and so is a look at the run.
      const again = /^(DELETE|GET objects|DeleteJob|GetJobRun)/.test(call);
      expect([nth, call, code, report.failures.length]).toEqual([nth, call, again ? 0 : 3, again ? 0 : 1]);
      outcomes.push(report.failures[0]?.message ?? "");
    }
    expect(outcomes.filter((message) => message !== "").length).toBe(5);
  });

  test("what can never be taken away is named with the command that does it", async () => {
    const server = await serve({ fault: (operation) => /^(DELETE|DeleteJob)/.test(operation) ? "refused" : undefined });
    const { code, report } = await smoked(server);
    expect([code, report.failures.map(({ message }) => message)]).toEqual([3, [
      expect.stringMatching(/^the job `gluelint-smoke-\S+` is left behind: delete it \(aws glue delete-job --job-name gluelint-smoke-\S+\): AWS refused `glue:DeleteJob`/), expect.stringMatching(/`s3:\/\/guzzle-shared\/gluelint-smoke\/\S+\/script\.py` is left behind/),
    ]]);
  });
});
