import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compute, config, policy, project, role } from "../cli/a-project.js";
import { repository } from "../cli/a-repository.js";
import { folder, root } from "../cli/gluelint.js";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
const hooksFile = readFileSync(join(root, "pre-commit/.pre-commit-hooks.yaml"), "utf8");
const page = readFileSync(join(root, "docs/pre-commit.md"), "utf8");
const [localConfig = "", remoteConfig = ""] = [...page.matchAll(/```yaml\n(# \.pre-commit-config\.yaml\n[^]*?)```/g)].map(([, text = ""]) => text);

test("the hooks install the version of the package that is here, and the pages name it", () => {
  const hooks = parse(hooksFile) as readonly { readonly id: string; readonly additional_dependencies: readonly string[] }[];
  expect(hooks.map(({ id, additional_dependencies: installed }) => [id, installed])).toEqual(["gluelint", "gluelint-files"].map((id) => [id, [`gluelint@${version}`]]));
  expect(JSON.parse(readFileSync(join(root, "pre-commit/package.json"), "utf8"))).toMatchObject({ version });
  for (const text of [remoteConfig, readFileSync(join(root, "pre-commit/README.md"), "utf8")]) expect(text).toContain(`rev: v${version}\n`);
});

const isInstalled = spawnSync("pre-commit", ["--version"]).status === 0;
if (!isInstalled) console.warn("no pre-commit here (apt-get install pre-commit): the hooks were not tried in commits");

const narrower = policy.replace("glue:BatchStopJobRun", "glue:GetJob");
const dear = compute.replace("number_of_retries: 0", "number_of_retries: 11");

/** No network: all that is installed is the package, from the folder that it was packed into. */
const env = { ...process.env, PRE_COMMIT_HOME: folder({}), npm_config_cache: folder({}), npm_config_offline: "true", npm_config_audit: "false", npm_config_update_notifier: "false", NO_COLOR: "1" };

function ran(cwd: string, command: string, ...args: readonly string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  return { code: status, said: stdout + stderr };
}

/** Stages all that there is and commits it, with the hooks. */
function committed(path: string): { readonly code: number | null; readonly said: string } {
  ran(path, "git", "add", "-A");
  return ran(path, "git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "a change");
}

const passes = { code: 0 };
const refused = (why: string) => ({ code: 1, said: expect.stringContaining(why) as unknown });

if (isInstalled) describe("pre-commit", () => {
  let hooks: ReturnType<typeof repository>;

  // What `npm test` has built is packed.
  beforeAll(() => {
    const out = folder({});
    const { said } = ran(root, "npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", out);
    const tarball = join(out, said.trim().split("\n").at(-1) ?? "");
    hooks = repository({});
    cpSync(join(root, "pre-commit"), hooks.path, { recursive: true });
    writeFileSync(join(hooks.path, ".pre-commit-hooks.yaml"), hooksFile.replaceAll(`gluelint@${version}`, tarball));
    hooks.commit("release");
    hooks.git("tag", `v${version}`);
  });

  /** The project of the tests, in which the hooks of a configuration run at each commit. */
  function hooked(hooksConfig: string, files: Readonly<Record<string, string>> = project) {
    const own = repository({ ...files, "tsconfig.json": "{}", ".pre-commit-config.yaml": hooksConfig.replace(/https:\S+/, hooks.path) });
    expect(ran(own.path, "pre-commit", "install")).toMatchObject({ code: 0 });
    return own;
  }

  test("the hook for the whole project: a file that is added, edited, renamed and deleted", () => {
    const { path, put, git } = hooked(remoteConfig, { ...project, "iam/more.json": JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "glue:BatchStopJobRun", Resource: "*" } }), "iam/etl.json": narrower, "gluelint.yaml": config.replace("[iam/etl.json]", "[iam/etl.json, 'iam/more*.json']") });
    put("conf/new.yml", dear);
    expect(committed(path)).toMatchObject(refused("compute-keeps-retries-in-limits"));
    put("conf/new.yml", compute);
    expect(committed(path)).toMatchObject(passes);
    put("conf/new.yml", dear);
    expect(committed(path)).toMatchObject(refused("conf/new.yml"));
    git("rm", "-q", "-f", "conf/new.yml");
    expect(committed(path)).toMatchObject(passes);
    git("mv", "iam/more.json", "iam/other.json");
    expect(committed(path)).toMatchObject(refused("job-role-can-stop-runs"));
    git("mv", "iam/other.json", "iam/more-of-it.json");
    expect(committed(path)).toMatchObject(passes);
    git("rm", "-q", "iam/more-of-it.json");
    expect(committed(path)).toMatchObject(refused("no file matches"));
  });

  test("a policy that is deleted and named fails the commit, though no file is left to look at", () => {
    const { path, git } = hooked(remoteConfig);
    git("rm", "-q", "iam/etl.json");
    expect(committed(path)).toMatchObject(refused("iam/etl.json"));
  });

  test("what is not staged is put away: the commit is judged", () => {
    const { path, put, git } = hooked(remoteConfig);
    put("conf/glue.yml", dear);
    git("add", "-A");
    put("conf/glue.yml", compute);
    expect(ran(path, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a")).toMatchObject(refused("compute-keeps-retries-in-limits"));
  });

  test("the hook for files: what these cause, and not what was wrong before", () => {
    const { path, put } = hooked(remoteConfig.replace("id: gluelint", "id: gluelint-files"), { ...project, "conf/old.yml": dear.replace(role, `${role}-old`) });
    put("tsconfig.json", "{ }");
    put("README.md", "a");
    expect(committed(path)).toMatchObject(passes);
    put("iam/etl.json", narrower);
    const { code, said } = committed(path);
    expect([code, said.includes("job-role-can-stop-runs"), said.includes("conf/old.yml")]).toEqual([1, true, false]);
  });

  test("pre-commit try-repo: fails, and passes once it is mended", () => {
    const { path, put, commit } = repository({ ...project, "conf/glue.yml": dear });
    const tried = () => ran(path, "pre-commit", "try-repo", hooks.path, "gluelint", "--all-files", "--verbose");
    expect(tried()).toMatchObject(refused("compute-keeps-retries-in-limits"));
    put("conf/glue.yml", compute);
    commit("mended");
    expect(tried()).toMatchObject(passes);
  });

  test("repo: local, with the gluelint that the project has", () => {
    const { path, put } = hooked(localConfig, { ...project, ".gitignore": "node_modules/\n", "package.json": '{ "private": true }' });
    mkdirSync(join(path, "node_modules/.bin"), { recursive: true });
    symlinkSync(root, join(path, "node_modules/gluelint"));
    writeFileSync(join(path, "node_modules/.bin/gluelint"), `#!/bin/sh\nexec "${process.execPath}" "${root}/dist/gluelint.cjs" "$@"\n`, { mode: 0o755 });
    put("iam/etl.json", narrower);
    expect(committed(path)).toMatchObject(refused("job-role-can-stop-runs"));
    put("iam/etl.json", policy);
    put("a.txt", "a");
    expect(committed(path)).toMatchObject(passes);
    rmSync(join(path, "iam/etl.json"));
    expect(committed(path)).toMatchObject(refused("iam/etl.json"));
  });
});
