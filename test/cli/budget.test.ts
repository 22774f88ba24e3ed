import { describe, expect, test } from "vitest";
import { compute, config, project, sample } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const withBudget = (budget: string) => ({ ...project, "conf/glue.yml": sample, "gluelint.yaml": `${config}budget: ${budget}\n` });

describe("the budget of gluelint.yaml", () => {
  test("is held against what a run can cost at most, with the arithmetic, at the timeout", () => {
    const { code, report } = checked(folder(withBudget("{ usd: 100, usdPerDpuHour: 0.5 }")), "--only", "compute-keeps-cost-in-budget");
    expect(code).toBe(0);
    expect(report.findings).toMatchObject([{
      level: "warning", location: { underline: "2880" }, fix: expect.stringContaining("`job_timeout` of 1200") as string,
      message: "a run can cost up to $240, and the budget is $100: 10 × `G.1X` (1 DPU) × 2880 minutes × 1 attempt × $0.5 for a DPU-hour",
    }]);
  });

  test("shows what multiplies it, retries only where there are some", () => {
    const others = (text: string) => checked(folder({ ...withBudget("{ usd: 1 }"), "conf/glue.yml": text }), "--only", "compute-keeps-cost-in-budget").report.findings.flatMap(({ related }) => related.map(({ location }) => location.pointer));
    expect(others(sample)).toEqual(["/properties/number_of_workers"]);
    expect(others(sample.replace("retries: 0", "retries: 2"))).toEqual(["/properties/number_of_workers", "/properties/number_of_retries"]);
  });

  test("that is kept leaves nothing to say of the timeout", () => {
    expect(checked(folder(withBudget("{ usd: 250 }"))).report.findings.map(({ rule }) => rule)).toEqual(["compute-says-where-spark-ui-logs-go"]);
  });

  test("the timeout that the fix names keeps to it", () => {
    expect(checked(folder({ ...withBudget("{ usd: 100, usdPerDpuHour: 0.5 }"), "conf/glue.yml": sample.replace("2880", "1200") }), "--only", "compute-keeps-cost-in-budget").report.findings).toEqual([]);
  });

  test.each(["{ usd: much }", "{ usd: -1 }", "{ eur: 100 }", "{}"])("%s: exit 2, with the place", (budget) => {
    const { code, stderr } = gluelint(folder(withBudget(budget)));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/gluelint\.yaml:8:\d+: /)]);
  });
});

describe("the ceiling of a compute", () => {
  const ceilingOf = (text: string) => checked(folder({ ...project, "conf/glue.yml": text })).report.summary.subjects.map(({ ceiling }) => ceiling);

  test("stands in the summary, budget or none", () => {
    expect(ceilingOf(sample)).toEqual([{ hung: 211.2, withRetries: 211.2 }]);
    expect(ceilingOf(sample.replace("retries: 0", "retries: 3"))).toEqual([{ hung: 211.2, withRetries: 844.8 }]);
    expect(gluelint(folder({ ...project, "conf/glue.yml": sample.replace("retries: 0", "retries: 3") })).stdout).toContain("· ceiling $211 hung, $845 with retries\n");
  });

  test.each(["number_of_retries: 0", "job_timeout: 2880", "number_of_workers: 10", `glue_version: "3.0"`])("is not said where `%s` is a placeholder", (line) => {
    expect(ceilingOf(sample.replace(line, `${line.split(":")[0] ?? ""}: \${x}`))).toEqual([undefined]);
  });
});

describe("the day that is handed in", () => {
  const old = { ...project, "conf/glue.yml": compute.replace(`"3.0"`, `"2.0"`) };

  test("decides whether a version has ended", () => {
    const rulesOn = (day: string) => checked(folder(old), "--now", day).report.findings.map(({ rule }) => rule);
    expect(rulesOn("2026-03-31")).toEqual(["compute-keeps-to-documented-options", "compute-runs-on-a-supported-version"]);
    expect(rulesOn("2026-04-01")).toEqual(["compute-runs-on-a-living-version"]);
  });

  test("stands in the report", () => {
    expect(checked(folder(project), "--now", "2026-11-23T08:00:00Z").report.at).toBe("2026-11-23T08:00:00Z");
  });

  test("decides how old the facts are", () => {
    expect(checked(folder(project), "--now", "2027-11-22").report.findings).toEqual([]);
    expect(checked(folder(project), "--now", "2027-11-23").report.findings).toMatchObject([{ rule: "facts-are-recent", level: "note" }]);
  });

  test("that is said of old facts is said once", () => {
    expect(checked(folder({ ...project, "conf/second.yml": compute }), "--now", "2028-01-01").report.findings.map(({ rule }) => rule)).toEqual(["facts-are-recent"]);
  });

  test.each(["yesterday", "2026-02-31", "22.11.2026", "2026-11-22T25:00:00Z"])("--now %s: exit 2", (day) => {
    expect(gluelint(folder(project), "check", "--now", day)).toMatchObject({ code: 2, stderr: expect.stringContaining("--now") as string });
  });
});
