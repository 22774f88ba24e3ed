import { describe, expect, test } from "vitest";
import { logOf, runOf } from "./a-log.js";
import { many } from "./a-report.js";
import { faultsOf, type Result, type Run } from "./sarif-shape.js";

describe("the shape rules see each planted fault", () => {
  const broken: readonly (readonly [string, (run: Run, result: Result) => unknown])[] = [
    ["ruleId without its rule", (_, result) => (result.ruleId = "unheard-of")],
    ["ruleId without its rule", (_, result) => (result.ruleIndex = 7)],
    ["no fingerprint", (_, result) => (result.partialFingerprints = {})],
    ["security-severity is no string", (run) => run.tool.driver.rules.forEach((rule) => (rule.properties["security-severity"] = 8))],
    ["security-severity out of range", (run) => run.tool.driver.rules.forEach((rule) => (rule.properties["security-severity"] = "11.0"))],
    ["bad precision", (run) => run.tool.driver.rules.forEach((rule) => (rule.properties.precision = "sure"))],
    ["too many tags", (run) => run.tool.driver.rules.forEach((rule) => (rule.properties.tags = [..."abcdefghijk"]))],
    ["empty text of a rule", (run) => run.tool.driver.rules.forEach((rule) => (rule.help.text = ""))],
    ["link without a related location", (_, result) => (result.message.text = "see [it](3).")],
    ["message without a full stop", (_, result) => (result.message.text = "it is wrong")],
    ["no location", (_, result) => (result.locations = [])],
    ["equal results", (run, result) => run.results.push(result)],
    ["level does not fit the kind", (_, result) => (result.kind = "pass")],
    ["two levels of one rule", (_, result) => (result.level = "warning")],
    ...["", "/etc/passwd", "arn:aws:iam::123456789012:role/x", "C:/x.json", "https://x.org/y", "a b.json", "100%.json"].map(
      (uri) => ["bad URI", (_: Run, result: Result) => result.locations.forEach((location) => (location.physicalLocation.artifactLocation.uri = uri))] as const),
    ["bad region", (_, result) => result.locations.forEach((location) => (location.physicalLocation.region["startLine"] = 0))],
  ];
  test.each(broken)("%s (%#)", (fault, breaks) => {
    const log = logOf(many(1));
    for (const run of log.runs) for (const result of [...run.results]) breaks(run, result);
    expect(faultsOf(log)).toContain(fault);
  });
  test("two runs of one category", () => expect(faultsOf({ runs: [runOf(many(1)), runOf(many(1))] })).toEqual(["two runs of one category"]));
});
