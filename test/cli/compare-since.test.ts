import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RoleChange } from "../../src/audit/role-changes.js";
import { config, policy, project, role, trust } from "./a-project.js";
import { repository } from "./a-repository.js";
import { gluelint } from "./gluelint.js";

const bob = "arn:aws:iam::123456789012:user/bob";
const { Statement: statements, ...others } = JSON.parse(policy) as { readonly Statement: readonly object[] };
const wider = JSON.stringify({ ...others, Statement: [...statements, { Effect: "Allow", Action: "iam:CreateUser", Resource: "*" }] });
const narrower = policy.replace("glue:BatchStopJobRun", "glue:GetJob");
const assumed = trust.replace('"Service": "glue.amazonaws.com"', `"Service": "glue.amazonaws.com", "AWS": "${bob}"`);

function since(path: string, ...args: readonly string[]): { readonly code: number | null; readonly stderr: string; readonly roles: readonly RoleChange[] } {
  const { code, stdout, stderr } = gluelint(path, "compare", "--since", "HEAD", ...args);
  return { code, stderr, ...JSON.parse(stdout === "" ? '{"roles":[]}' : stdout) as { readonly roles: readonly RoleChange[] } };
}

describe("compare --since", () => {
  test("of nothing, and of what changes no access: nothing", () => {
    const { path, put } = repository(project);
    expect(since(path)).toMatchObject({ code: 0, roles: [] });
    put("conf/glue.yml", project["conf/glue.yml"].replace("number_of_workers: 10", "number_of_workers: 11"));
    put("iam/etl.json", `${policy}\n`);
    expect(since(path)).toMatchObject({ code: 0, roles: [] });
    expect(gluelint(path, "compare", "--since", "HEAD", "--format", "markdown").stdout).toBe("<!-- gluelint roles -->\n### No role gained access or lost what is documented since `HEAD`\n");
  });

  test("of a policy and a trust policy that grant more: what the role gains, with requests", () => {
    const { path, put } = repository(project);
    put("iam/etl.json", wider);
    put("iam/trust.json", assumed);
    const { code, roles } = since(path);
    expect([code, roles]).toMatchObject([1, [{ role, change: "changed", gained: { sentence: expect.stringMatching(/`iam:CreateUser`.*may `sts:AssumeRole` it/), requests: [{ principal: role, action: "iam:CreateUser" }, { principal: bob, action: "sts:AssumeRole" }] } }]]);
    expect(roles[0]?.lost).toBeUndefined();
  });

  test("of a right that is lost, as a comment: one line, with the request", () => {
    const { path, put } = repository(project);
    put("iam/etl.json", narrower);
    const { code, stdout } = gluelint(path, "compare", "--since", "HEAD", "--format", "markdown");
    expect([code, stdout.split("\n")]).toEqual([1, ["<!-- gluelint roles -->", "### Access of roles since `HEAD`: 1 gained, 1 lost what is documented", "",
      expect.stringContaining("- ➕ `guzzle-glue` gains access: it may read from `glue` \\(`glue:GetJob`\\): `glue:GetJob` on `arn:aws:glue:") as unknown,
      expect.stringContaining("- ➖ `guzzle-glue` loses what is documented: `glue:BatchStopJobRun` on ") as unknown, ""]]);
    expect(stdout).toContain("`glue:BatchStopJobRun` on `arn:aws:glue");
  });

  test("of a policy file that is deleted though it is named: nobody can say", () => {
    const { path } = repository(project);
    rmSync(join(path, "iam/etl.json"));
    expect(since(path)).toMatchObject({ code: 3, roles: [{ role, change: "changed", open: expect.stringContaining("`iam/etl.json`") }] });
  });

  test("of a role that comes, of one that goes, and of a policy that the configuration attaches", () => {
    const one = config.slice(0, config.indexOf("computes:"));
    const { path, put, commit } = repository({ ...project, "gluelint.yaml": one });
    put("gluelint.yaml", config);
    expect(since(path).roles).toMatchObject([{ role, change: "added", gained: {} }]);
    commit("with the role");
    put("gluelint.yaml", one);
    expect(since(path).roles).toMatchObject([{ role, change: "removed", lost: { sentence: "`guzzle-glue` is gone, and could do what is documented" } }]);
    put("gluelint.yaml", config.replace("[iam/etl.json]", '[iam/etl.json, "arn:aws:iam::aws:policy/AdministratorAccess"]'));
    expect(since(path).roles).toMatchObject([{ role, change: "changed", open: expect.stringContaining("AdministratorAccess") }]);
  });

  test("a configuration that is new is no access that is new", () => {
    const { "gluelint.yaml": _, ...files } = project;
    const { path, put } = repository(files);
    put("gluelint.yaml", config);
    expect(since(path)).toMatchObject({ code: 0, roles: [] });
    put("iam/etl.json", wider);
    expect(since(path)).toMatchObject({ code: 1, roles: [{ role, change: "changed" }] });
  });

  test("is held against where both come from, from a folder below too", () => {
    const { path, git, put, commit } = repository(project);
    git("checkout", "-q", "-b", "topic");
    put("iam/etl.json", wider);
    commit("topic");
    expect(since(join(path, "iam"))).toMatchObject({ code: 0, roles: [] });
    git("checkout", "-q", "main");
    put("iam/trust.json", assumed);
    commit("main");
    git("checkout", "-q", "topic");
    const { code, stdout } = gluelint(join(path, "iam"), "compare", "--since", "main");
    expect([code, (JSON.parse(stdout) as { readonly roles: readonly RoleChange[] }).roles]).toMatchObject([1, [{ gained: { requests: [{ action: "iam:CreateUser" }] } }]]);
  });

  test.each([
    [["--since", "nowhere"], "--since=nowhere: git knows no such commit"], [["--since", "HEAD", "a.json"], "leave the policies and their flags out"],
    [["--env", "dev", "a.json", "b.json"], "go with compare --since REF"], [["--format", "markdown", "iam/etl.json", "iam/etl.json"], "--format goes with two snapshots"],
  ])("%j is refused in a sentence", (args, said) => {
    const { path } = repository(project);
    const { code, stderr } = gluelint(path, "compare", ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test("a configuration that could not be read then says so", () => {
    const { path, put } = repository({ ...project, "gluelint.yaml": `${config}nothing: 1\n` });
    put("gluelint.yaml", config);
    expect(since(path)).toMatchObject({ code: 2, stderr: expect.stringContaining("as of HEAD: gluelint.yaml") });
  });
});
