import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lake, region, shared } from "./account-policies.js";
import { madeAccount } from "./account.js";
import { goal } from "./bench-runs.js";

/** How many roles a second the built command line judges by all rules that are on for job roles, and how much memory it has at most. */
export function scaleBench(): string {
  const folder = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
  try {
    const sizes = [1_000, 10_000];
    const [small, large] = sizes.map((roles) => dumped(join(folder, String(roles)), roles));
    if (!small || !large) throw new Error("there are two sizes");
    const cold = measured(small, "--verify");
    const [one, ten] = [measured(small), measured(large)];
    const line = (what: string, { seconds, processor, memory }: Measured, roles: number) => `  ${what.padEnd(36)}  ${grouped(roles / seconds)} roles/s   ${grouped(roles / processor)} per second of processor   ${String(Math.round(memory)).padStart(4)} MB at most`;
    return [
      "scale: dumps of made-up accounts, 20% of the roles with a policy of their own, 10% with a fault, a job for every tenth; start to finish, to lines of JSON",
      line("1,000 roles, nothing shared", cold, 1_000),
      line("1,000 roles", one, 1_000),
      `${line("10,000 roles, 61 MB", ten, 10_000)}   ${goal("5,000 roles/s", 10_000 / ten.seconds >= 5_000)}; ${goal("300 MB", ten.memory <= 300)}`,
      `  ten times the roles take ${(ten.processor / one.processor).toFixed(1)} times the time of the processor; ${goal("10.5", ten.processor <= 10.5 * one.processor)}`,
    ].join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function dumped(folder: string, roles: number): readonly string[] {
  const { details, jobs } = madeAccount({ seed: 1, roles, jobs: roles / 10, distinct: 0.2, faulty: 0.1 });
  mkdirSync(folder, { recursive: true });
  return Object.entries({ details, jobs }).map(([name, pieces]) => {
    const path = join(folder, `${name}.json`);
    const file = openSync(path, "w");
    for (const piece of pieces) writeSync(file, piece);
    closeSync(file);
    return path;
  });
}

interface Measured {
  readonly seconds: number;
  /** Seconds, of all threads. */
  readonly processor: number;
  /** Megabytes. */
  readonly memory: number;
}

function measured(files: readonly string[], ...flags: readonly string[]): Measured {
  const preloaded = join(dirname(files[0] ?? ""), "use.cjs");
  writeFileSync(preloaded, use);
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", preloaded, "dist/gluelint.cjs", "check", "--no-config", "--stream", ...files, "--region", region, "--shared-storage", shared, "--datastore", lake, "--guzzle", "--fail-on", "never", "--format", "jsonl", ...flags], { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined } });
  const seconds = (performance.now() - started) / 1000;
  const [, memory, processor] = /used (\d+) KB and (\d+) us/.exec(stderr) ?? [];
  if (status !== 0 || memory === undefined || processor === undefined) throw new Error(`gluelint check ended with ${String(status)}: ${stderr}`);
  return { seconds, processor: Number(processor) / 1e6, memory: Number(memory) / 1024 };
}

/** Says at the end of the process the most memory that it had, and the time of the processor. */
const use = "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write(`used ${maxRSS} KB and ${userCPUTime + systemCPUTime} us`); });\n";

const grouped = (value: number) => Math.round(value).toLocaleString("en").padStart(6);
