import { describe, expect, test } from "vitest";
import { selectRules } from "../../src/audit/select.js";
import { examples } from "../../src/rules/examples.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { compute, sample } from "../cli/a-project.js";
import { reportOn } from "./example-environment.js";

const about = rules.filter(({ for: [subject] }) => subject === "compute");
const on = (rule: string) => selectRules(about, { levels: Object.fromEntries(about.filter(({ id }) => id === rule).map(({ id, level }) => [id, level])) });
const bad = about.flatMap(({ id }) => (examples[id]?.bad ?? []).map(({ given = examples[id]?.given, ...example }) => ({ id, ...example, given })));

describe("a bad compute breaks the one rule, beside those that it says", () => {
  test.each(bad)("$id at $under", ({ id, text, besides = [], given }) => {
    const failed = reportOn(on(id), text, given).findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);
    expect(failed.toSorted()).toEqual([id, ...besides].toSorted());
  });
});

describe("what is not known gives no alarm", () => {
  const keys = ["auth_type", "iam_role", "glue_version", "worker_type", "auto_scale", "number_of_workers", "number_of_retries", "job_timeout", "spark_ui", "temporary_path", "spark_ui_logs_path", "delay_notification_threshold"];

  test.each(bad)("$id at $under, with a placeholder for any property", ({ id, text, besides = [], given }) => {
    const failed = (changed: string) => reportOn(on(id), changed, given).findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);
    for (const key of keys) {
      const changed = text.replace(new RegExp(`^  ${key}: .*$`, "m"), `  ${key}: \${${key}}`);
      expect([id, ...besides]).toEqual(expect.arrayContaining(failed(changed)));
    }
  });

  test("a compute of placeholders alone is open, and fails nothing", () => {
    const text = `version: 1\nrun_mode: aws-glue\nproperties:\n${keys.map((key) => `  ${key}: \${${key}}\n`).join("")}`;
    const { findings } = reportOn(rules, text, { budget: { usd: 1 } });
    expect(findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule)).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
  });

  test("an open verdict hangs on the properties that the rule reads, and no others", () => {
    const { findings } = reportOn(rules, compute.replace(/glue_version: .*/, "glue_version: ${version}"), { budget: { usd: 1 } });
    expect(findings.filter(({ verdict }) => verdict === "open").map(({ rule }) => rule).toSorted()).toEqual([
      "compute-conforms-to-documentation", "compute-follows-its-logs", "compute-keeps-cost-in-budget", "compute-keeps-to-documented-options", "compute-names-a-released-version",
      "compute-runs-on-a-living-version", "compute-runs-on-a-supported-version", "compute-says-its-timeout-from-glue-5-on", "compute-sets-required-properties",
    ]);
  });
});

test("what the vendor's sample is told by default: two things", () => {
  expect(reportOn(selectRules(about, { levels: {} }), sample).findings.map(({ rule, level }) => [rule, level])).toEqual([["compute-chooses-its-timeout", "warning"], ["compute-says-where-spark-ui-logs-go", "note"]]);
});
