import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { config, flags, project, role } from "./a-project.js";
import { folder, root } from "./gluelint.js";

/** The files of the bundle that a command line loads. */
const loaded = (...args: readonly string[]) => loadedBy({}, ...args);

function loadedBy(files: Readonly<Record<string, string>>, ...args: readonly string[]): readonly string[] {
  const { stderr } = spawnSync(process.execPath, ["--require", join(root, "test/cli/loaded-chunks.cjs"), join(root, "dist/gluelint.cjs"), ...args], { cwd: folder({ ...project, ...files, "main.tf": 'resource "aws_iam_role" "r" {}\n' }), encoding: "utf8" });
  return JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "") as readonly string[];
}

/** What costs time and is not for every command; what several commands share lies in small files beside. */
const heavy = ["terraform", "yaml", "shared-esm", "explain", "gather-config", "read-config", "settle", "levels", "baseline", "usual-services.generated", "services.generated", "compare", "policy", "merge", "simulate", "page", "sarif", "junit", "json", "github", "gitlab", "markdown", "stylish"].map((name) => `${name}.cjs`);
const heavyLoaded = (...args: readonly string[]) => loaded(...args).filter((file) => heavy.includes(file));

describe("what is loaded", () => {
  test("the bundle has chunks for what is heavy", () => {
    expect(readdirSync(join(root, "dist"))).toEqual(expect.arrayContaining(["gluelint.cjs", "yaml.cjs", "explain.cjs", "sarif.cjs", "junit.cjs", "page.cjs", "shared-reports.cjs"]));
  });

  test("one policy: what every command loads is few files", () => {
    expect(loaded("check", "--no-config", "iam/etl.json", "--role", role, ...flags)).toEqual(["gluelint.cjs", "shared-rolldown-runtime.cjs", "shared-core.cjs", "shared-text.cjs", "usual-services.generated.cjs", "stylish.cjs", "shared-reports.cjs"]);
  });

  test("one policy: the services, by which it is judged; no YAML, no globs, no examples, no configuration, no report but the one that is asked for", () => {
    expect(heavyLoaded("check", "--no-config", "iam/etl.json", "--role", role, ...flags)).toEqual(["usual-services.generated.cjs", "stylish.cjs"]);
  });

  test("one policy, and no rule that needs the services: not those either", () => {
    expect(heavyLoaded("check", "--no-config", "iam/etl.json", "--role", role, "--pack", "documented", ...flags)).toEqual(["stylish.cjs"]);
  });

  test("a compute: YAML too", () => {
    expect(loaded("check", "--no-config", "iam/etl.json", "conf/glue.yml", ...flags)).toContain("yaml.cjs");
  });

  test("nothing of AWS's SDK but for an audit", () => {
    const offline = [["check"], ["simulate", "--request", "none.json"], ["rules"]];
    expect(offline.flatMap((args) => loaded(...args).filter((file) => /aws/.test(file)))).toEqual([]);
    expect(readdirSync(join(root, "dist"))).toContain("aws-audit.cjs");
  });

  test("a file of Terraform: its reader, and nobody else's", () => {
    expect(loaded("check", "--no-config", "main.tf", ...flags)).toContain("terraform.cjs");
    expect(loaded("check", "--no-config", "main.tf", ...flags)).not.toContain("yaml.cjs");
  });

  test("the policies that AWS manages: only where one of them is named", () => {
    const naming = (arn: string) => loadedBy({ "gluelint.yaml": config.replace("[iam/etl.json]", `[iam/etl.json, ${arn}]`) }, "check").filter((file) => file.startsWith("managed-policies"));
    expect(naming("arn:aws:iam::123456789012:policy/etl")).toEqual([]);
    expect(naming("arn:aws:iam::aws:policy/ReadOnlyAccess")).toEqual(["managed-policies.generated.cjs"]);
  });

  test("explain: the examples, and no YAML", () => {
    expect(heavyLoaded("explain", "job-role-trusts-glue")).toEqual(["explain.cjs"]);
  });
});
