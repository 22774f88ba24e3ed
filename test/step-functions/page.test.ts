import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { madeAccount } from "../../src/dev/account.js";
import { root } from "../cli/gluelint.js";
import { buckets } from "./an-s3.js";

vi.setConfig({ testTimeout: 120_000 });

const page = readFileSync(join(root, "docs/scale.md"), "utf8");
const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m").exec(page)?.[1] ?? "";

/** A folder with dumps, in which `gluelint` and `npx gluelint` are what was built. */
function project() {
  const { details, jobs } = madeAccount({ seed: 7, roles: 20, jobs: 4, distinct: 0.2, faulty: 0.2 });
  const texts = { details: [...details].join(""), jobs: [...jobs].join("") };
  const { at, environment } = buckets({ ".git/HEAD": "", "details.json": texts.details, "jobs.json": texts.jobs, "dumps/details.json": texts.details, "dumps/jobs.json": texts.jobs });
  writeFileSync(join(at, "bin/npx"), `#!/bin/sh\nexec "$@"\n`);
  chmodSync(join(at, "bin/npx"), 0o755);
  const run = (command: string, more: Readonly<Record<string, string>> = {}) => spawnSync("sh", ["-ec", command], { cwd: at, env: { ...environment, ...more }, encoding: "utf8" });
  return { at, run };
}

describe("docs/scale.md", () => {
  test("its first command streams lines", () => {
    const { run } = project();
    const { status, stdout } = run(block("sh"));
    expect(status).toBe(1);
    expect(stdout.trimEnd().split("\n").map((line) => (JSON.parse(line) as { readonly kind: string }).kind)).toEqual(expect.arrayContaining(["run", "finding", "passes", "subject", "summary"]));
  });

  test("the jobs of its matrix find what one run finds, and say which shard is missing", () => {
    const { at, run } = project();
    const { check, merge } = parse(block("yaml")) as { readonly check: { readonly script: readonly string[]; readonly parallel: { readonly matrix: readonly [{ readonly SHARD: readonly string[] }] } }; readonly merge: { readonly script: readonly string[] } };
    const shards = check.parallel.matrix[0].SHARD;
    expect(shards.map((SHARD) => run(check.script.join("\n"), { SHARD }).status)).toEqual(shards.map(() => 0));
    const merged = run(merge.script.join("\n"));
    const whole = run("gluelint check dumps/*.json --stream --no-config --region ap-southeast-1 --shared-storage guzzle-shared --datastore sales-lake");
    expect([merged.status, merged.stdout]).toEqual([whole.status, whole.stdout]);
    expect(whole.stdout).toContain("job-role-trusts-glue");
    expect(run(`rm reports/2-4.jsonl; ${merge.script.join("\n")} --fail-on never`)).toMatchObject({ status: 3, stdout: expect.stringContaining("shard 2/4: its report is missing") as string });
    expect(readFileSync(join(at, "gluelint.html"), "utf8")).toContain("<!doctype html>");
  });
});
