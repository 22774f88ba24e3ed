import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { compute, config, policy, project, role } from "./a-project.js";
import { repository } from "./a-repository.js";
import { checked, folder, gluelint, root } from "./gluelint.js";

const retries = "compute-keeps-retries-in-limits";
const stop = "job-role-can-stop-runs";
const dear = compute.replace("number_of_retries: 0", "number_of_retries: 11");
const stopped = policy.replace("glue:BatchStopJobRun", "glue:StopJobRun");
const rules = ({ findings }: Report) => findings.map(({ rule }) => rule);

/** A repository in which one thing is wrong already. */
const begun = () => repository({ ...project, "conf/glue.yml": dear });

describe("--changed", () => {
  test("of nothing reports nothing, though something is wrong", () => {
    const { path } = begun();
    const { code, report } = checked(path, "--changed");
    expect([code, report.findings, report.passes, report.since, report.summary]).toMatchObject([0, [], [], "HEAD", { errors: 0, refuted: 0, subjects: [] }]);
    expect(gluelint(path, "check", "--changed", "--format", "markdown").stdout).toContain("The change since HEAD breaks nothing");
  });

  test("reports what the change causes, wherever it shows", () => {
    const { path, put } = begun();
    put("iam/etl.json", stopped);
    const { code, report } = checked(path, "--changed");
    expect([code, rules(report)]).toEqual([1, [stop]]);
  });

  test("a file that is new, one that is deleted, one that is renamed", () => {
    const { path, put } = repository({ ...project, "gluelint.yaml": config.replace("iam/etl.json", "iam/etl*.json") });
    put("conf/new.yml", dear);
    expect(rules(checked(path, "--changed").report)).toEqual([retries]);
    rmSync(join(path, "conf/new.yml"));
    rmSync(join(path, "iam/etl.json"));
    const { code, report } = checked(path, "--changed");
    expect([code, report.failures.length > 0, rules(report)]).toEqual([3, true, expect.arrayContaining([stop]) as readonly string[]]);
    put("iam/etl-2.json", policy);
    expect(checked(path, "--changed").report.findings).toEqual([]);
  });

  test("a deleted policy beside others takes its rights with it", () => {
    const only = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "glue:BatchStopJobRun", Resource: "*" } });
    const { path } = repository({ ...project, "gluelint.yaml": config.replace("[iam/etl.json]", '["iam/*.policy.json"]'), "iam/a.policy.json": stopped, "iam/b.policy.json": only });
    expect(checked(path).code).toBe(0);
    rmSync(join(path, "iam/b.policy.json"));
    for (const args of [["--changed"], ["iam/b.policy.json"]]) expect([checked(path, ...args).code, rules(checked(path, ...args).report)]).toEqual([1, [stop]]);
  });

  test("since a commit, from where both come, and what is committed since counts", () => {
    const { path, git, put, commit } = begun();
    git("checkout", "-q", "-b", "topic");
    put("iam/etl.json", stopped);
    commit("topic");
    git("checkout", "-q", "main");
    put("conf/glue.yml", compute);
    commit("mended");
    git("checkout", "-q", "topic");
    expect(rules(checked(path, "--changed").report)).toEqual([]);
    // What was mended on main meanwhile was not broken here.
    expect(rules(checked(path, "--changed=main").report)).toEqual([stop]);
  });

  test.each([
    ["a waiver that goes", `${config}waivers: [{ rule: ${retries}, where: conf, reason: a, owner: b, until: 2027-01-31 }]\n`, config],
    ["a level that rises", `${config}rules: { ${retries}: note }\n`, config], ["a rule that is turned on", `${config}rules: { ${retries}: off }\n`, config],
  ])("%s is a change too", (_, before, after) => {
    const { path, put } = repository({ ...project, "conf/glue.yml": dear, "gluelint.yaml": before });
    expect(rules(checked(path, "--changed").report)).toEqual([]);
    put("gluelint.yaml", after);
    expect(rules(checked(path, "--changed").report)).toEqual([retries]);
  });

  test("a configuration that is new, or that could not be read before, reports everything", () => {
    const { path, put } = repository({ "conf/glue.yml": dear, "iam/etl.json": policy, "iam/trust.json": project["iam/trust.json"] });
    put("gluelint.yaml", config);
    expect(rules(checked(path, "--changed").report)).toEqual([retries]);
  });

  test("files that git ignores are no change", () => {
    const { path, put } = repository({ ...project, ".gitignore": "out/\n", "gluelint.yaml": config.replace("[conf/*.yml]", "[conf/*.yml, out/*.yml]") });
    put("out/made.yml", dear);
    expect(rules(checked(path, "--changed").report)).toEqual([]);
  });

  test.each([
    ["a commit that there is not", ["--changed=nowhere"], "--changed=nowhere: git knows no such commit"], ["what looks like an option", ["--changed=--output=x"], "--changed=--output=x: "], ["two at once", ["--changed", "--staged"], "do not go together"],
    ["paths besides", ["--changed", "conf/glue.yml"], "leave the paths out"], ["a baseline to write", ["--changed", "--baseline", "b", "--update-baseline"], "do not go together"],
  ])("%s is a mistake", (_, args, told) => expect(gluelint(begun().path, "check", ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(told) as string }));

  test("where there is no repository is a mistake", () => expect(gluelint(folder(project), "check", "--staged")).toMatchObject({ code: 2, stderr: expect.stringContaining("--staged: ") as string }));
});

describe("--staged", () => {
  test("judges the index and not the files", () => {
    const { path, git, put } = begun();
    put("iam/etl.json", stopped);
    expect(rules(checked(path, "--staged").report)).toEqual([]);
    git("add", "-A");
    expect([checked(path, "--staged").code, rules(checked(path, "--staged").report)]).toEqual([1, [stop]]);
    put("iam/etl.json", policy);
    expect(rules(checked(path, "--staged").report)).toEqual([stop]);
    put("conf/untracked.yml", dear);
    expect(rules(checked(path, "--staged").report)).toEqual([stop]);
  });

  test("the first commit of all, in a folder below, and a deletion", () => {
    const { path, git } = repository({});
    expect(spawnSync("cp", ["-r", `${folder({ ...project, "conf/glue.yml": dear })}/.`, path]).status).toBe(0);
    git("add", "-A");
    expect(rules(checked(join(path, "conf"), "--staged").report)).toEqual([retries]);
    git("commit", "-q", "-m", "first");
    git("rm", "-q", "--cached", "iam/etl.json");
    const { code, report } = checked(path, "--staged");
    expect([code, report.failures]).toMatchObject([3, [{ artifact: "iam/etl.json", message: expect.stringContaining("no such file") as string }]]);
    expect(rules(report)).not.toContain(retries);
  });

  test("leaves the index as it is", () => {
    const { path, git, put } = begun();
    put("iam/etl.json", stopped);
    git("add", "-A");
    const before = git("status", "--porcelain");
    checked(path, "--staged");
    expect(git("status", "--porcelain")).toBe(before);
  });
});

describe("paths", () => {
  test("that never were are a mistake, with a repository too", () => expect(gluelint(begun().path, "check", "conf/none.yml")).toMatchObject({ code: 2, stderr: expect.stringContaining("conf/none.yml: no such file") as string }));

  test("that name the configuration name everything", () => expect(rules(checked(begun().path, "gluelint.yaml").report)).toEqual([retries]));
});

describe("--stdin", () => {
  const piped = (path: string, input: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "check", "--format", "json", "--now", "2026-11-22", "--stdin", ...args], { cwd: path, encoding: "utf8", input });
    return { code: status, stderr, rules: stdout === "" ? [] : rules(JSON.parse(stdout) as Report) };
  };

  test("takes the text of a file from there, with all that it causes", () => {
    const path = folder(project);
    expect(piped(path, stopped, "--stdin-filename", "iam/etl.json")).toMatchObject({ code: 1, rules: [stop] });
    expect(piped(path, policy, "--stdin-filename", "iam/etl.json")).toMatchObject({ code: 0, rules: [] });
    expect(piped(path, dear, "--stdin-filename", "conf/unsaved.yml")).toMatchObject({ code: 1, rules: [retries] });
  });

  test("without a configuration too", () => {
    expect(piped(folder({}), stopped, "--stdin-filename", "new.json", "--role", role, "--region", "eu-west-1", "--shared-storage", "guzzle-shared", "--datastore", "sales-lake")).toMatchObject({ code: 1, rules: expect.arrayContaining([stop]) as readonly string[] });
  });

  test("goes with its name", () => expect([piped(folder(project), "").code, gluelint(folder(project), "check", "--stdin-filename", "a").code]).toEqual([2, 2]));
});
