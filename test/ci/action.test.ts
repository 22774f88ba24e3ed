import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compute, policy, project } from "../cli/a-project.js";
import { repository } from "../cli/a-repository.js";
import { root } from "../cli/gluelint.js";
import { command, executable, runner } from "./a-runner.js";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const read = (name: string) => readFileSync(join(root, name), "utf8");
const action = parse(read("action/action.yml")) as { readonly inputs: Readonly<Record<string, object>>; readonly outputs: Readonly<Record<string, object>>; readonly runs: { readonly steps: readonly Step[] } };
const { version } = JSON.parse(read("package.json")) as { readonly version: string };

const dear = compute.replace("number_of_retries: 0", "number_of_retries: 11");
const narrower = policy.replace("glue:BatchStopJobRun", "glue:GetJob");

/** A project that has gluelint, as a repository with these files changed after its first commit. */
function changed(files: Readonly<Record<string, string>>) {
  const own = repository(project);
  executable(join(own.path, "node_modules/.bin"), "gluelint", command);
  own.git("update-ref", "refs/remotes/origin/main", "HEAD");
  for (const [name, text] of Object.entries(files)) own.put(name, text);
  return own;
}

describe("action.yml", () => {
  const { steps } = action.runs;

  test("writes nothing that anybody chose into a script, and pins what it uses", () => {
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
    const used = [...steps.flatMap(({ uses }) => uses ?? []), ...["docs/ci.md", ".github/workflows/ci.yml"].flatMap((name) => [...read(name).matchAll(/uses: (\S+)/g)].map(([, uses = ""]) => uses)).filter((uses) => !uses.startsWith("OWNER/"))];
    expect(used.length).toBeGreaterThan(2);
    expect(used.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  test("hands each variable to a script that reads it, and the page lists each input and output", () => {
    for (const { run = "", env = {} } of steps.filter(({ env }) => env)) {
      const [, script] = /GITHUB_ACTION_PATH\/(\S+)"/.exec(run) ?? [];
      const text = script === undefined ? run : read(`action/${script}`);
      // What GitHub's own command line reads is nobody's to mention.
      expect(Object.keys(env).filter((name) => name !== "GH_TOKEN" && !text.includes(name))).toEqual([]);
    }
    expect(Object.keys(action.inputs).filter((name) => !read("docs/ci.md").includes(`| \`${name}\` |`))).toEqual([]);
    expect([...Object.keys(action.outputs)].filter((name) => !read("docs/ci.md").includes(`\`${name}\``))).toEqual([]);
  });

  test("is released with the package", () => {
    expect(read("action/check.sh")).toContain(`released=${version}\n`);
    expect(read("docs/ci.md")).toContain(`/action@v${version}\n`);
    expect(read("gitlab/gluelint.gitlab-ci.yml")).toContain(`default: "${version}"`);
  });
});

describe("check.sh", () => {
  test("of a project that has gluelint: outputs, a SARIF, annotations and the summary, and no exit code", () => {
    const here = runner();
    const { code, stdout } = here.run(changed({ "conf/glue.yml": dear }).path, "check.sh", {});
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^::error .*file=conf\/glue\.yml/m)]);
    expect(here.outputs()).toMatchObject({ "exit-code": "1", "sarif-file": join(here.path, "gluelint.sarif"), errors: "1", warnings: "0", notes: expect.stringMatching(/^\d+$/) });
    expect(JSON.parse(readFileSync(here.outputs()["sarif-file"] ?? "", "utf8"))).toMatchObject({ version: "2.1.0", runs: [{ results: [{ ruleId: "compute-keeps-retries-in-limits" }] }] });
    expect(here.summary()).toContain("<!-- gluelint -->");
  });

  test("takes the level that fails, and more flags line by line, as they stand", () => {
    const here = runner();
    const args = "  --only\ncompute-keeps-retries-in-limits\n\n--rule\n compute-keeps-retries-in-limits:warning \n$(touch planted) `touch planted`.json\n";
    const { path } = changed({ "conf/glue.yml": dear, "$(touch planted) `touch planted`.json": "{}" });
    expect(here.run(path, "check.sh", { INPUT_ARGS: args, INPUT_FAIL_ON: "never" }).code).toBe(0);
    expect([here.outputs()["exit-code"], here.outputs()["errors"], existsSync(join(path, "planted"))]).toEqual(["0", "0", false]);
  });

  test("a configuration that cannot be understood: exit code 2, and nothing to upload, not even what was left of before", () => {
    const here = runner();
    const { path, put } = changed({});
    here.run(path, "check.sh", {});
    expect(here.outputs()).toMatchObject({ "exit-code": "0", "sarif-file": expect.any(String) as string });
    const again = runner();
    put("gluelint.yaml", "version: 1\nnothing: 1\n");
    expect(again.run(path, "check.sh", { RUNNER_TEMP: here.path }).code).toBe(0);
    expect(again.outputs()).toEqual({ "exit-code": "2", command: expect.stringContaining("node_modules/.bin/gluelint") as string });
  });

  test.each([["", version], ["0.2.0-rc.1", "0.2.0-rc.1"]])("version %j installs %s, outside the project", (asked, installed) => {
    const here = runner();
    const { path } = repository(project);
    executable(here.bin, "npm", `#!/bin/sh\necho "$*" >"${here.path}/npm"\nmkdir -p "${here.path}/gluelint/node_modules/.bin"\ncp "${here.path}/packed" "${here.path}/gluelint/node_modules/.bin/gluelint"\n`);
    executable(here.path, "packed", command);
    expect(here.run(path, "check.sh", { INPUT_VERSION: asked }).code).toBe(0);
    expect(readFileSync(join(here.path, "npm"), "utf8")).toMatch(new RegExp(`^install .*--ignore-scripts --prefix ${here.path}/gluelint gluelint@${installed}\n$`));
    expect(here.outputs()).toMatchObject({ "exit-code": "0", command: join(here.path, "gluelint/node_modules/.bin/gluelint") });
  });

  test.each(["../evil", "https://example.com/a.tgz", "1 --registry=x", "npm:other"])("version %j is refused", (asked) => {
    const here = runner();
    executable(here.bin, "npm", "#!/bin/sh\nexit 0\n");
    expect(here.run(changed({}).path, "check.sh", { INPUT_VERSION: asked })).toMatchObject({ code: 2, stdout: expect.stringContaining("::error::version: ") });
  });
});

describe("comment.sh", () => {
  const env = (path: string) => ({ GLUELINT: join(path, "node_modules/.bin/gluelint"), GITHUB_BASE_REF: "main" });
  const marker = "<!-- gluelint roles -->";

  test("one comment tells what a role gains and loses, and later runs update it, down to nothing", () => {
    const here = runner([{ id: 1, login: "mallory", body: `${marker}\nnot this one` }, { id: 2, login: "github-actions[bot]", body: "of another job" }]);
    const { path, put } = changed({ "iam/etl.json": narrower });
    expect(here.run(path, "comment.sh", env(path)).code).toBe(0);
    expect(here.comments()).toMatchObject([{ id: 1, body: `${marker}\nnot this one` }, { body: "of another job" }, { id: 3, body: expect.stringMatching(/^<!-- gluelint roles -->\n### Access of roles since `origin\/main`: 1 gained, 1 lost[^]*➖ `guzzle-glue` loses what is documented: `glue:BatchStopJobRun`/) }]);
    expect(here.summary()).toContain("➕ `guzzle-glue` gains access");
    put("iam/etl.json", policy);
    expect(here.run(path, "comment.sh", env(path)).code).toBe(0);
    expect(here.comments()).toHaveLength(3);
    expect(here.comments()[2]?.body).toContain("No role gained access or lost what is documented");
  });

  test("where nothing changes there is no comment", () => {
    const here = runner();
    const { path } = changed({ "conf/glue.yml": dear });
    expect(here.run(path, "comment.sh", env(path)).code).toBe(0);
    expect([here.comments(), here.summary()]).toEqual([[], expect.stringContaining("No role gained access")]);
  });

  test("the branch that it goes into is fetched where the checkout has it not", () => {
    const here = runner();
    const { path, git } = changed({ "iam/etl.json": narrower });
    git("remote", "add", "origin", repository(project).path);
    git("update-ref", "-d", "refs/remotes/origin/main");
    expect(here.run(path, "comment.sh", env(path)).code).toBe(0);
    expect(here.comments()).toMatchObject([{ body: expect.stringContaining("glue:BatchStopJobRun") }]);
  });

  test("a token that may only read fails nothing: the summary has it", () => {
    const here = runner();
    const { path } = changed({ "iam/etl.json": narrower });
    expect(here.run(path, "comment.sh", { ...env(path), GH_TOKEN: "reads" })).toMatchObject({ code: 0, stdout: expect.stringContaining("::notice::the comment") });
    expect([here.comments(), here.summary()]).toEqual([[], expect.stringContaining("glue:BatchStopJobRun")]);
  });

  test("what cannot be compared is a warning, and no comment", () => {
    const here = runner();
    const { path } = changed({ "iam/etl.json": narrower });
    expect(here.run(path, "comment.sh", { ...env(path), INPUT_SINCE: "nowhere" })).toMatchObject({ code: 0, stdout: expect.stringContaining("::warning::"), stderr: expect.stringContaining("git knows no such commit") });
    expect([here.comments(), here.summary()]).toEqual([[], ""]);
  });
});
