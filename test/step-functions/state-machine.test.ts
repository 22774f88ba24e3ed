import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import "./node-22.js";
import aslValidator from "asl-validator";
import { StateMachine } from "aws-local-stepfunctions";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { lake, region, shared } from "../../src/dev/account-policies.js";
import { madeAccount } from "../../src/dev/account.js";
import { gluelint, root } from "../cli/gluelint.js";
import { buckets, type Buckets } from "./an-s3.js";

vi.setConfig({ testTimeout: 180_000 });

const text = readFileSync(join(root, "step-functions/state-machine.asl.json"), "utf8");
const flags = `--region ${region} --shared-storage ${shared} --datastore ${lake} --guzzle --now 2026-11-22`;
const [account, other] = ["123456789012", "210987654321"];

/** What an ECS task is told. */
interface Told {
  readonly Overrides: { readonly ContainerOverrides: readonly { readonly Command: readonly [string]; readonly Environment: readonly { readonly Name: string; readonly Value: string }[] }[] };
}

interface Ran {
  readonly what: string;
  readonly code: number | null;
  readonly output: string;
}

/** Runs the program of a container; what it says and how it ends is noted, and a task whose program ends ill fails, as on ECS. */
async function runTask(there: Buckets, ran: Ran[], { Overrides: { ContainerOverrides: [container] } }: Told): Promise<Record<string, never>> {
  const own = Object.fromEntries(container?.Environment.map(({ Name, Value }) => [Name, Value]) ?? []);
  const child = spawn(container?.Command[0] ?? "", { cwd: there.at, env: { ...there.environment, ...own }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => { output += data.toString(); });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  ran.push({ what: [container?.Command[0], own["ACCOUNT"], own["SHARD"]].join(" ").trim(), code, output });
  if (code !== 0) throw new Error(`essential container exited with ${code}`);
  return {};
}

/** The state machine as it is, but for what the engine does not know: it cannot read a list of items from S3, so that list is handed in. */
async function run(there: Buckets, shards: number): Promise<{ readonly ran: readonly Ran[]; readonly error: unknown }> {
  const machine = JSON.parse(text) as { States: { Accounts: { ItemReader?: { Parameters: { Key: string } }; ItemsPath?: string } } };
  const { ItemReader: reader, ...accounts } = machine.States.Accounts;
  machine.States.Accounts = { ...accounts, ItemsPath: "$.items" };
  const items = JSON.parse(readFileSync(join(there.at, "dumps-of-all", reader?.Parameters.Key ?? ""), "utf8")) as { readonly account: string; readonly flags: string }[];
  const ran: Ran[] = [];
  const task = async (told: unknown) => runTask(there, ran, told as Told);
  const engine = new StateMachine(machine as unknown as ConstructorParameters<typeof StateMachine>[0], { validationOptions: { checkArn: false } });
  const { result } = engine.run({ bucket: "dumps-of-all", shards, cluster: "c", taskDefinition: "t", subnets: ["subnet-1"], items }, { context: { Execution: { Name: "run-2" } }, overrides: { taskResourceLocalHandlers: { "Check a shard": task, Merge: task }, retryIntervalOverrides: { "Check a shard": 1 } } });
  const error = await result.then(() => undefined, (why: unknown) => why);
  return { ran, error };
}

/** A bucket with the dumps of two accounts. */
function dumps(): Buckets {
  const made = madeAccount({ seed: 5, roles: 30, jobs: 6, distinct: 0.2, faulty: 0.3 });
  const [details, jobs] = [[...made.details].join(""), [...made.jobs].join("")];
  return buckets({
    "dumps-of-all/accounts.json": JSON.stringify([{ account, flags }, { account: other, flags }]),
    [`dumps-of-all/dumps/${account}/details.json`]: details, [`dumps-of-all/dumps/${account}/jobs.json`]: jobs, [`dumps-of-all/dumps/${other}/details.json`]: details.replaceAll(account, other),
  });
}

const mergedOf = (there: Buckets, id: string) => readFileSync(join(there.at, "dumps-of-all/merged/run-2", id, "report.json"), "utf8");

/** The report of the account as a whole, by one run. */
function unsharded(there: Buckets, id: string): string {
  const files = readdirSync(join(there.at, "dumps-of-all/dumps", id)).map((file) => `${id}/${file}`);
  expect(gluelint(join(there.at, "dumps-of-all/dumps"), "check", ...files, "--stream", "--no-config", ...flags.split(" "), "--fail-on", "never", "--deterministic", "--format", "jsonl:../whole.jsonl").code).toBe(0);
  expect(gluelint(join(there.at, "dumps-of-all"), "merge", "whole.jsonl", "--format", "json:whole.json", "--fail-on", "never").code).toBe(0);
  return readFileSync(join(there.at, "dumps-of-all/whole.json"), "utf8");
}

test("the state machine is one by AWS's language of states", () => {
  expect(aslValidator(JSON.parse(text), { checkArn: true, checkPaths: true })).toMatchObject({ isValid: true, errors: [] });
  expect(aslValidator(JSON.parse(text.replace(`"Next": "Merge"`, `"Next": "Nowhere"`))).isValid).toBe(false);
});

describe("the state machine, with folders for buckets", () => {
  let there = dumps();
  beforeEach(() => {
    rmSync(there.at, { recursive: true });
    there = dumps();
  });

  test("makes of the shards of each account the report of the whole, and tries a shard again that failed", async () => {
    writeFileSync(join(there.at, `fail-${account}-2-3`), "");
    const { ran, error } = await run(there, 3);
    expect(error).toBe(undefined);
    for (const id of [account, other]) expect(mergedOf(there, id)).toBe(unsharded(there, id));
    expect(JSON.parse(mergedOf(there, account))).toMatchObject({ summary: { failures: 0, errors: 9 } });
    expect(ran.filter(({ code }) => code !== 0).map(({ what, output }) => [what.replace(/ \d{12}/, ""), output])).toEqual([["shard.sh 2/3", expect.stringContaining("SlowDown") as string]]);
    expect(ran.filter(({ what }) => what.startsWith("shard.sh")).length).toBe(7);
    expect(readdirSync(join(there.at, "dumps-of-all/merged/run-2", account)).sort()).toEqual(["report.html", "report.json", "report.sarif"]);
  });

  test("where a shard fails again and again, merge names it and ends with 3, the other accounts go on, and the execution fails in the end", async () => {
    writeFileSync(join(there.at, `always-${account}-1-2`), "");
    // What an older execution left is not taken for it.
    mkdirSync(join(there.at, "dumps-of-all/reports/run-1", account), { recursive: true });
    writeFileSync(join(there.at, "dumps-of-all/reports/run-1", account, "1-2.jsonl"), "");
    const { ran, error } = await run(there, 2);
    expect(error).toMatchObject({ message: expect.stringContaining("Of some account not all could be looked at") as string });
    expect(ran.filter(({ what }) => what === `shard.sh ${account} 1/2`).map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(existsSync(join(there.at, "dumps-of-all/reports/run-2", account, "1-2.jsonl"))).toBe(false);
    expect(ran.filter(({ what }) => what.startsWith("merge.sh")).map(({ what, code }) => [what, code]).sort()).toEqual([[`merge.sh ${account}`, 3], [`merge.sh ${other}`, 0]]);
    expect(JSON.parse(mergedOf(there, account))).toMatchObject({ failures: [{ artifact: "shard 1/2", message: "its report is missing: what it looked at is not known" }] });
    expect(mergedOf(there, other)).toBe(unsharded(there, other));
  });
});
