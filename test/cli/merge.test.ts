import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { project } from "./a-project.js";
import { folder, gluelint, root } from "./gluelint.js";

vi.setConfig({ testTimeout: 60_000 });

const showcase = join(root, "reports/showcase.json");
const reportIn = (text: string) => JSON.parse(text) as Report;
const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();

/** The JSON reports of all shards of the showcase, as files. */
function shards(count: number): readonly string[] {
  const there = folder({});
  return Array.from({ length: count }, (_, i) => {
    const file = join(there, `${i + 1}.json`);
    gluelint(root, "check", "--config", "fixtures/showcase/gluelint.yaml", "--deterministic", "--shard", `${i + 1}/${count}`, "--format", `json:${file}`);
    return file;
  });
}

describe("merge", () => {
  test.each([["json", "showcase.json"], ["stylish", "showcase.txt"], ["sarif", "showcase.sarif"], ["junit", "showcase.junit.xml"], ["github", "showcase.github.txt"], ["gitlab", "showcase.gitlab.json"], ["markdown", "showcase.md"], ["html", "showcase.html"]])(
    "makes %s from the JSON report alone, byte for byte", (format, file) => {
      const { code, stdout, stderr } = gluelint(root, "merge", showcase, "--format", format);
      expect([code, stdout, stderr]).toEqual([1, readFileSync(join(root, "reports", file), "utf8"), ""]);
    });

  test.each([1, 3, 40])("%i shards are the whole again", (count) => {
    const merged = reportIn(gluelint(root, "merge", ...shards(count), "--format", "json").stdout);
    const whole = reportIn(readFileSync(showcase, "utf8"));
    expect([merged.summary, merged.findings, merged.failures, merged.skipped]).toEqual([whole.summary, whole.findings, whole.failures, whole.skipped]);
    expect([sorted(merged.passes), sorted(merged.notApplicable)]).toEqual([sorted(whole.passes), sorted(whole.notApplicable)]);
  });

  test("no shard is everything", () => {
    const sizes = shards(3).map((file) => reportIn(readFileSync(file, "utf8")).findings.length);
    expect(sizes.every((size) => size > 0)).toBe(true);
  });

  test("a missing shard: exit 3 where nothing is wrong, and its name", () => {
    const files = shards(3);
    const { code, stdout } = gluelint(root, "merge", ...files.slice(1), "--fail-on", "never");
    expect([code, stdout.includes("shard 1/3: its report is missing")]).toEqual([3, true]);
    expect(gluelint(root, "merge", ...files.slice(1)).code).toBe(1);
    expect(gluelint(root, "merge", ...files.slice(1), "--fail-on", "never", "--allow-incomplete").code).toBe(0);
    expect(gluelint(root, "merge", ...files, "--fail-on", "never").code).toBe(0);
  });

  test("several formats at once, and the exit code of the whole", () => {
    const there = folder(project);
    expect(gluelint(there, "check", "--format", "json:clean.json").code).toBe(0);
    expect(gluelint(there, "merge", "clean.json").code).toBe(0);
    const both = gluelint(there, "merge", "clean.json", showcase, "--format", "junit", "--format", "html:out/report.html", "--format", "json:out/report.json");
    expect([both.code, both.stdout.startsWith("<?xml"), readFileSync(join(there, "out/report.html"), "utf8").startsWith("<!doctype html>")]).toEqual([1, true, true]);
    const [merged, clean, wrong] = [join(there, "out/report.json"), join(there, "clean.json"), showcase].map((file) => reportIn(readFileSync(file, "utf8")).summary);
    expect([merged?.errors, merged?.refuted]).toEqual([wrong?.errors, wrong?.refuted]);
    expect(merged?.proved).toBe((clean?.proved ?? 0) + (wrong?.proved ?? 0));
  });

  test("from stdin", () => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "merge", "-", "--format", "json"], { encoding: "utf8", input: readFileSync(showcase), maxBuffer: 64 * 1024 * 1024 });
    expect([status, stdout]).toEqual([1, readFileSync(showcase, "utf8")]);
  });

  test.each([
    ["a file that is not there", "gone.json", "gone.json: ENOENT"], ["a text", "text.json", "text.json: it is no JSON\n"], ["another JSON", "other.json", "other.json: it is no JSON report of gluelint: `$schema` is missing\n"], ["a folder", "folder", "folder: EISDIR"],
  ])("%s is a mistake on the command line, whatever else is given", (_, file, message) => {
    const there = folder({ "text.json": "gluelint", "other.json": "{}", "folder/x": "" });
    const { code, stdout, stderr } = gluelint(there, "merge", showcase, file);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`gluelint: ${message}`);
  });

  test("no report, or an unknown format, is one too", () => {
    expect(gluelint(root, "merge").code).toBe(2);
    expect(gluelint(root, "merge", showcase, "--format", "xml").code).toBe(2);
  });
});

test.each(["0/3", "4/3", "1", "a/b", "1/0", "-1/3"])("--shard %s is a mistake on the command line", (text) => {
  const { code, stderr } = gluelint(root, "check", "--config", "fixtures/clean/gluelint.yaml", `--shard=${text}`);
  expect([code, stderr]).toEqual([2, `gluelint: --shard ${text}: write it as I/N, the first of four shards as 1/4\n`]);
});

test("what is waived fails no run", () => {
  const report = reportIn(readFileSync(showcase, "utf8"));
  const waived = { reason: "it moves", owner: "data", until: "2027-01-31" };
  const there = folder({ "all.json": JSON.stringify({ ...report, findings: report.findings.map((finding) => ({ ...finding, waived })) }), "most.json": JSON.stringify({ ...report, findings: report.findings.map((finding, i) => i === 0 ? finding : { ...finding, waived }) }) });
  expect(["all.json", "most.json"].map((file) => gluelint(there, "merge", file, "--fail-on", "note", "--fail-on-open").code)).toEqual([0, 1]);
});
