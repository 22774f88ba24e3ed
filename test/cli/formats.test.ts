import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { describe, expect, test, vi } from "vitest";
import { folder, gluelint, root } from "./gluelint.js";
import { project } from "./a-project.js";

vi.setConfig({ testTimeout: 120_000 });

const formats = ["stylish", "json", "sarif", "junit", "github", "gitlab", "markdown", "html"];
const alone = formats.map((format) => [format]);
/** All of them, each once the first: so every format goes to the terminal while every other goes to a file. */
const turned = formats.map((_, i) => [...formats.slice(i), ...formats.slice(0, i)]);

/** A configuration, its exit code, and the sets of formats that it is tried with: to files, the first to the terminal. */
const cases = [["fixtures/clean/gluelint.yaml", 0, [...alone, formats]], ["fixtures/showcase/gluelint.yaml", 1, [...alone, ...turned]]] as const;

describe.each(cases)("%s", (config, code, subsets) => {
  const said = new Map<string, string>();
  test.each(subsets.map((subset) => [subset.join(" "), subset] as const))("exits alike and says alike with %s", (_, subset) => {
    const [first = "", ...rest] = subset;
    const there = folder({});
    const run = gluelint(root, "check", "--config", config, "--deterministic", "--format", first, ...rest.flatMap((format) => ["--format", `${format}:${join(there, "a/b", format)}`]));
    expect([run.code, run.stderr]).toEqual([code, ""]);
    expect(rest.filter((format) => !existsSync(join(there, "a/b", format)))).toEqual([]);
    for (const [format, text] of [[first, run.stdout] as const, ...rest.map((each) => [each, readFileSync(join(there, "a/b", each), "utf8")] as const)]) {
      expect(text).toBe(said.get(format) ?? text);
      said.set(format, text);
    }
  });
});

test.each([["a file that vanished", "iam/etl.json", 3], ["no configuration", "gluelint.yaml", 1]])("%s: the exit code is the same whatever the format", (_, gone, code) => {
  const files = Object.fromEntries(Object.entries(project).filter(([name]) => name !== gone));
  expect(formats.map((format) => gluelint(folder(files), "check", "--format", format).code)).toEqual(formats.map(() => code));
});

test("an unknown format is refused by name, and so are two for the terminal", () => {
  expect(gluelint(root, "check", "--format", "xml").stderr).toBe("gluelint: --format xml: the formats are stylish, json, jsonl, sarif, junit, github, gitlab, markdown, html, each with an optional :file\n");
  expect(gluelint(root, "check", "--format", "json", "--format", "html").code).toBe(2);
});

test("where GitHub asks for a summary of the step, the annotations bring the comment along, behind what is there", () => {
  const there = folder({ "summary.md": "before\n" });
  const run = (format: string, summary: string) => spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "check", "--config", "fixtures/showcase/gluelint.yaml", "--format", format], { cwd: root, encoding: "utf8", env: { ...process.env, GITHUB_STEP_SUMMARY: summary } });
  expect(run("github", join(there, "summary.md")).stdout).toMatch(/^::error /);
  expect(readFileSync(join(there, "summary.md"), "utf8")).toMatch(/^before\n<!-- gluelint -->\n### ❌ 5 of 6/);
  run("json", join(there, "none.md"));
  expect(existsSync(join(there, "none.md"))).toBe(false);
  const refused = run("github", there);
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining(there)]);
});
