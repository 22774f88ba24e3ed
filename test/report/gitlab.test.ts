import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { gitlab } from "../../src/report/gitlab.js";
import { aFailure, aFinding, aFullReport, anOpen, aPlace, aRelated, aReport, many } from "./a-report.js";
import { anyText } from "./any-text.js";

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** What GitLab's page demands of an issue; its own parser's schema (codeclimate.json) demands less. Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const text = { type: "string", minLength: 1 };
const valid = new Ajv({ strict: false, allErrors: true }).compile({
  type: "array",
  items: {
    type: "object", required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string" }, check_name: text, fingerprint: text, severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object", required: ["path", "lines"],
        properties: { path: { ...text, pattern: "^(?!\\./)" }, lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } } },
      },
    },
  },
});

const issuesOf = (report: Report) => JSON.parse(gitlab(report)) as readonly Issue[];

function faultsOf(report: Report): readonly string[] {
  const issues = issuesOf(report);
  return [
    ...(valid(issues) ? [] : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)),
    ...(new Set(issues.map(({ fingerprint }) => fingerprint)).size < issues.length ? ["two issues of one fingerprint"] : []),
  ];
}

test.each([["nothing", aReport(), 0], ["one finding", many(1), 1], ["6,000 findings", many(6000), 6000], ["6,000 equal findings", aReport({ findings: Array.from({ length: 6000 }, () => aFinding()) }), 6000], ["one of everything", aFullReport(), 3]])(
  "with %s each issue is as GitLab takes it, and none is lost", (_, report, count) => expect([faultsOf(report), issuesOf(report).length]).toEqual([[], count]));

test("the schema sees a fault", () => expect(faultsOf({ ...many(1), findings: [aFinding({ rule: "", location: aPlace({ startLine: 0 }) })] })).toHaveLength(2));

describe("an issue", () => {
  test("says what is wrong, where, and keeps the finding's fingerprint", () =>
    expect(issuesOf(many(1))).toEqual([{ description: "the role cannot write datastore 0", check_name: "job-role-can-write-datastores", fingerprint: "0".repeat(16), severity: "major", location: { path: "iam/glue.json", lines: { begin: 5, end: 5 } } }]));
  test.each([["error", "major"], ["warning", "minor"], ["note", "info"]] as const)("of level %s is %s", (level, severity) => expect(issuesOf(aReport({ findings: [aFinding({ level })] }))[0]?.severity).toBe(severity));
  test("what could not be looked at is critical", () => expect(issuesOf(aReport({ failures: [aFailure()] }))).toMatchObject([{ severity: "critical", check_name: "gluelint/failure", location: { path: "iam/gone.json" } }]));
  test("what is open or waived is none", () => expect(issuesOf(aReport({ findings: [anOpen(), aFinding({ waived: { reason: "r", owner: "o", until: "2027-01-31" } })] }))).toEqual([]));
  test("where no reader can open the artifact the first related place stands in, and else its name", () => {
    const location = aPlace({ artifact: "arn:aws:iam::123456789012:role/x" });
    expect(issuesOf(aReport({ findings: [aFinding({ location, related: [aRelated()] }), aFinding({ location })] })).map((issue) => issue.location.path)).toEqual(["iam/boundary.json", location.artifact]);
  });
});

test("whatever the texts, the issues are as GitLab takes them, without a byte order mark or lone surrogates", () => {
  fc.assert(fc.property(anyText, anyText, (message, artifact) => {
    const report = aReport({ findings: [aFinding({ message, location: aPlace({ artifact }) })], failures: [{ message, artifact }] });
    expect(faultsOf(report)).toEqual([]);
    expect(gitlab(report)).not.toMatch(/^\uFEFF|\\u[dD][89a-fA-F]/);
  }), { numRuns: 300 });
});
