import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { compute, policy, project } from "../cli/a-project.js";
import { repository } from "../cli/a-repository.js";
import { folder, root } from "../cli/gluelint.js";
import { command, executable } from "./a-runner.js";

interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly allow_failure?: { readonly exit_codes: readonly number[] };
  readonly artifacts: { readonly paths?: readonly string[]; readonly reports?: Readonly<Record<string, string>> };
}

const text = readFileSync(join(root, "gitlab/gluelint.gitlab-ci.yml"), "utf8");
const [head, ...bodies] = text.split(/^---$/m);
const { spec: { inputs } } = parseAllDocuments(head ?? "")[0]?.toJS() as { readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string }>> } };

/** The jobs as GitLab has them once it has put the inputs in. */
function jobs(own: Readonly<Record<string, string>> = {}): Readonly<Record<string, Job>> {
  const filled = bodies.join("").replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => own[name] ?? inputs[name]?.default ?? "an input that nobody declared");
  return parseAllDocuments(filled)[0]?.toJS() as Readonly<Record<string, Job>>;
}

/** Runs a job's script as GitLab's runner does, with an `npx` that has gluelint. */
function ran(cwd: string, job: Job | undefined, env: Readonly<Record<string, string>> = {}) {
  const bin = folder({});
  executable(bin, "npx", command.replace("exec", `echo "$1 $2" >>"${bin}/asked"; shift 2; exec`));
  const { status, stdout, stderr } = spawnSync("bash", ["-c", ["set -eo pipefail", ...job?.script ?? ["exit 99"]].join("\n")], { cwd, encoding: "utf8", env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, NO_COLOR: "1", ...job?.variables, ...env } });
  return { code: status, stdout, stderr, asked: existsSync(join(bin, "asked")) ? readFileSync(join(bin, "asked"), "utf8") : "" };
}

const dear = compute.replace("number_of_retries: 0", "number_of_retries: 11");

describe("the template for GitLab", () => {
  test("declares each input that it uses, and uses each that it declares", () => {
    expect(JSON.stringify(jobs())).not.toContain("nobody declared");
    expect(Object.keys(inputs).filter((name) => !text.includes(`inputs.${name} ]]`))).toEqual([]);
  });

  test("its check leaves the reports that it names, and fails as gluelint does", () => {
    const { path } = repository({ ...project, "conf/glue.yml": dear });
    const { gluelint: job } = jobs({ args: "--only compute-keeps-retries-in-limits" });
    expect(ran(path, job)).toMatchObject({ code: 1, asked: `--yes gluelint@${inputs["version"]?.default ?? ""}\n` });
    expect(Object.values(job?.artifacts.reports ?? {}).filter((file) => !existsSync(join(path, file)))).toEqual([]);
    expect(JSON.parse(readFileSync(join(path, job?.artifacts.reports?.["codequality"] ?? ""), "utf8"))).toMatchObject([{ check_name: "compute-keeps-retries-in-limits", location: { path: "conf/glue.yml" } }]);
    expect(ran(path, jobs({ "fail-on": "never" })["gluelint"]).code).toBe(0);
  });

  test("its other job tells what roles gain and lose, and warns", () => {
    const { path, put, git } = repository(project);
    const base = { CI_MERGE_REQUEST_DIFF_BASE_SHA: git("rev-parse", "HEAD") };
    const job = jobs()["gluelint-access"];
    expect(ran(path, job, base)).toMatchObject({ code: 0, stdout: expect.stringContaining("No role gained access") });
    put("iam/etl.json", policy.replace("glue:BatchStopJobRun", "glue:GetJob"));
    expect(ran(path, job, base)).toMatchObject({ code: 1, stdout: expect.stringContaining("loses what is documented: `glue:BatchStopJobRun`") });
    expect([job?.allow_failure?.exit_codes, job?.artifacts.paths?.filter((file) => !existsSync(join(path, file)))]).toEqual([[1, 3], []]);
    put("gluelint.yaml", "version: 1\nnothing: 1\n");
    expect(ran(path, job, base).code).toBe(2);
  });
});
