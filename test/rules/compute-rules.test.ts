import { describe, expect, test } from "vitest";
import { ask } from "../../src/audit/ask.js";
import { selectRules } from "../../src/audit/select.js";
import { examples } from "../../src/rules/examples.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { assemble } from "../../src/sources/assemble.js";
import { parseYaml } from "../../src/text/yaml.js";
import { compute, sample } from "../cli/a-project.js";
import { facts, reportOn } from "./example-environment.js";

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
    const { findings } = reportOn(rules.filter(({ for: [part] }) => part !== "policy"), text, { budget: { usd: 1 } });
    expect(findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule)).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["compute-has-a-known-role", "compute-keeps-cost-in-budget", "compute-keeps-to-documented-options"]));
  });

  test("an open verdict hangs on the properties that the rule reads, and no others", () => {
    const { findings } = reportOn(rules, compute.replace(/glue_version: .*/, "glue_version: ${version}"), { budget: { usd: 1 } });
    expect(findings.filter(({ verdict }) => verdict === "open").map(({ rule }) => rule).toSorted()).toEqual([
      "compute-conforms-to-documentation", "compute-follows-its-logs", "compute-keeps-cost-in-budget", "compute-keeps-to-documented-options", "compute-names-a-released-version",
      "compute-runs-on-a-living-version", "compute-runs-on-a-supported-version", "compute-says-its-timeout-from-glue-5-on", "compute-sets-required-properties",
    ]);
  });
});

describe("a message names the value, what is allowed, and what comes of it", () => {
  const told = (line: string) => reportOn(about, compute.replace(new RegExp(`^  ${line.split(":")[0] ?? ""}: .*$`, "m"), `  ${line}`)).findings.map(({ message }) => message);

  test.each([
    ["worker_type: G 1X", "`G 1X` is no worker type, and Glue refuses the job: Guzzle's page calls it so, and AWS `G.1X`"],
    ["worker_type: g.1x", "`g.1x` is no worker type, and Glue refuses the job: did you mean `G.1X`?"],
    ["worker_type: G.12X", "Glue 3.0 has no `G.12X` workers, and refuses the job: they are there from 4.0 on"],
    ["number_of_workers: 300", "`300` is more `G.1X` workers than Glue takes, and it refuses the job: the most is 299"],
    ["number_of_workers: 1", "`1` is fewer `G.1X` workers than Glue takes, and it refuses the job: the least is 2"],
    ["number_of_retries: 11", "`11` is more retries than Glue takes, and it refuses the job: the most is 10"],
    [`glue_version: "2.0"`, "`2.0` has ended on 2026-04-01: Glue creates and starts jobs on `3.0`, `4.0`, `5.0`, `5.1`, `6.0` alone"],
    [`glue_version: "4.0"`, "Guzzle's page offers Glue `3.0` and not `4.0`: that is Spark 3.3.0, for which its jars may not be made"],
    ["glue_version: auto", "`auto` lets AWS move the job to another version by itself, and Guzzle's page offers `3.0`: its jars may be made for no other"],
    ["glue_version:", "`glue_version` is missing: Glue would take its newest, and Guzzle's jars are made for `3.0`"],
    ["iam_role: arn:aws:iam::123456789012:instance-profile/guzzle", "`arn:aws:iam::123456789012:instance-profile/guzzle` is no role: it is an instance profile, which EC2 takes and Glue does not"],
    ["auto_scale: false", "all `10` workers are paid for the whole run, whether they have work or not: `auto_scale` is off"],
  ])("%s", (line, message) => expect(told(line)).toEqual([message]));
});

test("what Guzzle's page demands binds only what is known to be Guzzle's", () => {
  const environment = assemble({ facts, computes: [parseYaml("glue.yml", compute)], roles: [], serviceControl: undefined, loose: [] });
  const packsFor = (guzzle: boolean) => new Set(ask(about, { ...environment, computes: environment.computes.map((each) => ({ ...each, guzzle })) }).map(({ rule: { pack } }) => pack));
  expect([packsFor(true).has("documented"), packsFor(false).has("documented"), packsFor(false).has("runs")]).toEqual([true, false, true]);
});

test("what the vendor's sample is told by default: two things", () => {
  expect(reportOn(selectRules(about, { levels: {} }), sample).findings.map(({ rule, level }) => [rule, level])).toEqual([["compute-chooses-its-timeout", "warning"], ["compute-says-where-spark-ui-logs-go", "note"]]);
});
