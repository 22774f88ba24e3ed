import { describe, expect, test } from "vitest";
import { resultsOf, runOf } from "./a-log.js";
import { aFinding, anOpen, aPlace, aReport, many } from "./a-report.js";
import { faultsOf } from "./sarif-shape.js";

describe("rules", () => {
  const twoLevels = aReport({ findings: [aFinding({ level: "warning" }), aFinding({}, 1), anOpen({ location: aPlace({ startLine: 40 }) })] });
  test("a rule whose findings have two levels is two rules, and what is open a third", () => {
    const run = runOf(twoLevels, { open: true });
    expect(run.tool.driver.rules.map(({ id, defaultConfiguration, properties }) => [id, defaultConfiguration?.level, properties["security-severity"], properties["problem.severity"]])).toEqual([
      ["job-role-can-write-datastores", "error", "8.0", "error"],
      ["job-role-can-write-datastores/open", "note", "2.0", "recommendation"],
      ["job-role-can-write-datastores/warning", "warning", "5.5", "warning"],
    ]);
    expect(faultsOf({ runs: [run] })).toEqual([]);
  });
  test("by the book an open verdict belongs to the rule itself", () =>
    expect(new Set(resultsOf(aReport({ findings: [aFinding(), anOpen()] }), { full: true }).map(({ ruleId }) => ruleId))).toEqual(new Set(["job-role-can-write-datastores"])));
  test("by the book a failed verdict speaks for the rule, wherever it stands", () =>
    expect(runOf(aReport({ findings: [anOpen(), aFinding()] }), { full: true }).tool.driver.rules).toMatchObject([{ defaultConfiguration: { level: "error" } }]));
  test("no tag stands twice", () => expect(runOf(aReport({ findings: [aFinding({ pack: "security" })] })).tool.driver.rules[0]?.properties.tags).toEqual(["security", "iam"]));
  test.each([["job-role-can-x", "8.0"], ["caller-role-can-x", "8.0"], ["policy-is-x", "8.0"], ["compute-has-x", undefined], ["my-job-role-x", undefined]])("%s has the security-severity %s", (rule, severity) => {
    const properties = runOf(aReport({ findings: [aFinding({ rule })] })).tool.driver.rules[0]?.properties;
    expect(properties?.["security-severity"]).toBe(severity);
    expect(properties?.tags.includes("security")).toBe(severity !== undefined);
  });
  test("a rule's texts come from its finding", () => {
    const { why, fix, source } = aFinding();
    expect(runOf(many(1)).tool.driver.rules[0]).toMatchObject({
      name: "JobRoleCanWriteDatastores", shortDescription: { text: "The job role can write the datastores." }, fullDescription: { text: why }, helpUri: source,
      help: { text: `Why: ${why} Fix: ${fix} Source: ${source}`, markdown: `**Why** ${why}\n\n**Fix** ${fix}\n\n**Source** <${source}>` },
      properties: { precision: "high", tags: ["documented", "security", "iam"] },
    });
  });
});
