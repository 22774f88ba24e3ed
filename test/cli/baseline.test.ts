import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { compute, config, policy, project } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const retries = compute.replace("number_of_retries: 0", "number_of_retries: 11");
const stopped = policy.replace("glue:BatchStopJobRun", "glue:StopJobRun");
const wrong = { ...project, "gluelint.yaml": `${config}baseline: gluelint.baseline\n`, "conf/glue.yml": retries, "iam/etl.json": stopped };
const counting = ({ findings }: Report) => findings.filter(({ verdict, baselined }) => verdict === "fail" && baselined !== true).map(({ rule }) => rule);
const baselineOf = (path: string) => readFileSync(join(path, "gluelint.baseline"), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));

/** A project with two findings, both in its baseline. */
function begun(): string {
  const path = folder(wrong);
  expect(gluelint(path, "check", "--update-baseline").code).toBe(0);
  return path;
}
const put = (path: string, name: string, text: string) => { writeFileSync(join(path, name), text); };

test("the first one holds all that is wrong, one readable line a finding, and nothing of it fails a run", () => {
  const path = begun();
  expect(baselineOf(path).map((line) => line.replace(/[0-9a-f]{16}$/, "…"))).toEqual(["conf/glue.yml  compute-keeps-retries-in-limits  glue  …", "iam/etl.json  job-role-can-stop-runs  arn:aws:iam::123456789012:role/guzzle-glue  …"]);
  const { code, report } = checked(path);
  expect([code, counting(report), report.summary.errors, report.findings.length]).toEqual([0, [], 0, 2]);
  expect(gluelint(path, "check").stdout).toContain("✔ no problems");
  expect(gluelint(path, "check").stdout).toContain("2 in the baseline");
});

test("one that names no file, or a file that is not there, is a mistake", () => {
  expect(gluelint(folder(project), "check", "--update-baseline").stderr).toContain("name the file with --baseline");
  expect(gluelint(folder(wrong), "check")).toMatchObject({ code: 2, stderr: expect.stringContaining("gluelint.baseline: no such file") as string });
  expect(gluelint(folder(project), "check", "--baseline", "b", "--update-baseline=both").code).toBe(2);
});

test("a finding that is swapped for another fails", () => {
  const path = begun();
  put(path, "iam/etl.json", policy.replace('"logs:PutLogEvents"', '"logs:GetLogEvents"'));
  const { code, report } = checked(path);
  expect([code, counting(report)]).toEqual([1, ["baseline-holds-only-what-is-wrong", "job-role-can-write-logs"]]);
});

test("a finding that gets worse fails", () => {
  const path = begun();
  put(path, "conf/glue.yml", retries.replace("11", "12"));
  expect(counting(checked(path).report)).toContain("compute-keeps-retries-in-limits");
});

test("lines that move do not matter", () => {
  const path = begun();
  put(path, "conf/glue.yml", `# moved\n\n${retries}`);
  put(path, "iam/etl.json", `\n\n${stopped}`);
  expect(checked(path)).toMatchObject({ code: 0 });
});

test("what is mended is said, and goes out with --update-baseline; what is new goes in with =grow alone", () => {
  const path = begun();
  const [first, second] = baselineOf(path);
  put(path, "conf/glue.yml", compute.replace("job_timeout: 240", "job_timeout: 99999"));
  expect(checked(path).report.findings.find(({ rule }) => rule === "baseline-holds-only-what-is-wrong")).toMatchObject({ level: "warning", location: { artifact: "gluelint.baseline", startLine: 2, underline: first } });
  const { code, stderr } = gluelint(path, "check", "--update-baseline");
  expect([code, stderr, baselineOf(path)]).toEqual([1, expect.stringMatching(/gluelint.baseline: 1 line, 0 more, 1 fewer; 1 new finding is not in it: --update-baseline=grow/) as string, [second]]);
  expect(gluelint(path, "check", "--update-baseline=grow")).toMatchObject({ code: 0, stderr: expect.stringContaining("2 lines, 1 more, 0 fewer") as string });
});

test("--baseline names another file, and a path behind --update-baseline is a path", () => {
  const path = folder({ ...wrong, "gluelint.yaml": config });
  expect(gluelint(path, "check", "--baseline", "debt.txt", "--update-baseline").code).toBe(0);
  expect([checked(path, "--baseline", "debt.txt").code, checked(path).code, existsSync(join(path, "gluelint.baseline"))]).toEqual([0, 1, false]);
  expect(gluelint(path, "check", "--baseline", "debt.txt", "--update-baseline", "conf/glue.yml")).toMatchObject({ code: 2, stderr: expect.stringContaining("everything is looked at") as string });
});

test("where a part is looked at nothing is called mended, and nothing is written", () => {
  const path = begun();
  expect(counting(checked(path, "conf/glue.yml").report)).toEqual([]);
  expect(counting(checked(path, "--only", "compute-parses").report)).toEqual([]);
  expect(gluelint(path, "check", "--shard", "1/2", "--update-baseline").code).toBe(2);
  expect(gluelint(path, "check", "--only", "compute-parses", "--update-baseline").code).toBe(0);
  expect(baselineOf(path)).toHaveLength(2);
});

test("what a merge left behind is a mistake with its line", () => {
  const path = begun();
  put(path, "gluelint.baseline", `<<<<<<< HEAD\n${readFileSync(join(path, "gluelint.baseline"), "utf8")}`);
  expect(gluelint(path, "check")).toMatchObject({ code: 2, stderr: expect.stringContaining("gluelint.baseline:1: this is no line of a baseline") as string });
});

test("every format says that it is in the baseline", () => {
  const path = begun();
  const written = (format: string) => gluelint(path, "check", "--format", format).stdout;
  expect(written("junit")).toContain('<skipped message="in the baseline: ');
  expect(written("markdown")).toContain("<summary>In the baseline</summary>");
  expect(written("html")).toContain("it was here before anybody looked");
  expect(written("sarif")).not.toContain("job-role-can-stop-runs");
  expect(gluelint(path, "check", "--format", "sarif", "--sarif-waived").stdout).toContain('"justification": "it is in the baseline"');
  expect([written("gitlab"), written("github")]).toEqual(["[]\n", expect.stringContaining("no problems") as string]);
});
