import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { merge } from "../../src/audit/merge.js";
import { readReport } from "../../src/audit/read-report.js";
import type { Report, Summary } from "../../src/audit/report.js";
import { json } from "../../src/report/json.js";
import { aFailure, aFinding, aFullReport, anExemption, anOpen, aPass, aPlace, aReport, many } from "../report/a-report.js";

const showcase = JSON.parse(readFileSync(new URL("../../reports/showcase.json", import.meta.url), "utf8")) as Report;

/** A report whose counts are those of its parts, each finding a verdict of its own. */
function counted(parts: Partial<Report>): Report {
  const report = aReport(parts);
  const of = (verdict: string, level?: string) => report.findings.filter((finding) => finding.verdict === verdict && (level === undefined || finding.level === level)).length;
  return { ...report, summary: { ...report.summary, errors: of("fail", "error"), warnings: of("fail", "warning"), notes: of("fail", "note"), refuted: of("fail"), open: of("open"), proved: report.passes.length, notApplicable: report.notApplicable.length, failures: report.failures.length, ...parts.summary } };
}

const ofSubject = (subject: string, nth: number) => aFinding({ subject, location: aPlace({ startLine: nth + 1 }) }, nth);
const line = { subject: "etl", demanded: 3, proved: 1, open: 1, failing: 1 };
const withLine = (subjects: Summary["subjects"]): Summary => ({ ...aReport().summary, subjects });

describe("one report", () => {
  test.each([["nothing", aReport()], ["the showcase", showcase], ["6,000 findings", counted({ findings: many(6000).findings })]])("of %s stays as it is, once and twice", (_, report) => {
    expect(json(merge(report))).toBe(json(report));
    expect(json(merge(report, report))).toBe(json(report));
  });
});

describe("several reports", () => {
  test("a finding that several have is in once, others all, in the order of their places", () => {
    const [a, b, c] = [ofSubject("a", 0), ofSubject("b", 1), ofSubject("c", 2)];
    const merged = merge(counted({ findings: [b, c] }), counted({ findings: [a, b] }));
    expect(merged.findings.map(({ subject }) => subject)).toEqual(["a", "b", "c"]);
    expect(merged.summary).toMatchObject({ errors: 3, refuted: 3 });
  });
  test.each([
    ["a fault over what is open", anOpen(), aFinding(), { errors: 1, open: 1, refuted: 1 }],
    ["an error over a warning", aFinding({ level: "warning" }), aFinding(), { errors: 1, warnings: 0 }],
    ["what nobody waived over what somebody did", aFinding({ waived: { reason: "r", owner: "o", until: "2027-01-31" } }), aFinding(), { errors: 1 }],
  ])("of two verdicts of one fingerprint the graver stays, in either order: %s", (_, milder, graver, summary) => {
    for (const order of [[milder, graver], [graver, milder]] as const) {
      const merged = merge(counted({ findings: [order[0]] }), counted({ findings: [order[1]] }));
      expect([merged.findings.length, merged.findings[0]?.verdict, merged.findings[0]?.level, merged.findings[0]?.waived]).toEqual([1, "fail", "error", undefined]);
      expect(merged.summary).toMatchObject(summary);
    }
  });
  test("all witnesses are heard, each once", () => {
    const [offline, simulator] = (["offline", "simulator"] as const).map((by) => ({ by, verdict: "fail" as const, assumes: [] }));
    if (offline === undefined || simulator === undefined) throw new Error("no witnesses");
    const merged = merge(counted({ findings: [aFinding({ evidence: [offline] })], passes: [aPass({ evidence: [offline] })] }), counted({ findings: [aFinding({ evidence: [offline, simulator] })], passes: [aPass({ evidence: [simulator] })] }));
    expect([merged.findings[0]?.evidence, merged.passes[0]?.evidence]).toEqual([[offline, simulator], [offline, simulator]]);
  });
  test("a pass that one report has twice, for two datastores, stays twice", () =>
    expect(merge(counted({ passes: [aPass(), aPass()] }), counted({ passes: [aPass()] })).summary.proved).toBe(2));
  test("what does not apply, what failed, what was left alone and how files were taken is in once", () => {
    const report = counted({ notApplicable: [anExemption()], failures: [aFailure()], skipped: [{ artifact: "a", because: "b" }], notes: ["c"] });
    const other = counted({ notApplicable: [anExemption({ because: "d" })], failures: [aFailure({ message: "e" })], skipped: [{ artifact: "f", because: "g" }], notes: ["h"] });
    const merged = merge(report, report, other);
    expect([merged.notApplicable.length, merged.failures.length, merged.skipped.length, merged.notes]).toEqual([2, 2, 2, ["c", "h"]]);
    expect(merged.summary).toMatchObject({ notApplicable: 2, failures: 2 });
  });
  test("a verdict with several findings is counted once", () => {
    const findings = [ofSubject("a", 0), ofSubject("a", 1)];
    const report = counted({ findings, summary: { ...aReport().summary, refuted: 1, errors: 2 } });
    expect(merge(report, counted({ findings: [ofSubject("b", 2)] })).summary).toMatchObject({ errors: 3, refuted: 2 });
    expect(merge(report, counted({ findings: [...findings, ofSubject("b", 2)], summary: { ...aReport().summary, refuted: 2 } })).summary).toMatchObject({ errors: 3, refuted: 2 });
  });
  test("facts that all say alike stay, of others all that any of them says", () =>
    expect(merge(aReport({ environment: { region: "a", account: "1", datastores: ["x", "y"] } }), aReport({ environment: { region: "a", account: "2", datastores: ["y", "z"], jobs: ["j"] } })).environment).toEqual({ region: "a", account: ["1", "2"], datastores: ["x", "y", "z"], jobs: ["j"] }));
  test("the last look counts", () => expect(merge(aReport({ at: "2026-11-22T10:00:00Z" }), aReport({ at: "2026-11-23T10:00:00Z" }), aReport()).at).toBe("2026-11-23T10:00:00Z"));
  test("reports of several versions say so", () => expect(merge(aReport(), aReport({ tool: { ...aReport().tool, version: "0.2.0" } })).notes).toEqual(["the reports were made by several versions of gluelint: 0.1.0, 0.2.0"]));
  test("a compute that two accounts have alike is one line, one that differs two", () => {
    const other = { ...line, failing: 2 };
    expect(merge(aReport({ summary: withLine([line]) }), aReport({ summary: withLine([line, other]) })).summary.subjects).toEqual([line, other]);
  });
});

describe("shards", () => {
  const shard = (index: number, count: number, parts: Partial<Report> = {}) => counted({ ...parts, shard: { index, count } });
  test("together they are the whole, and no shard any more", () => {
    const merged = merge(shard(2, 2, { findings: [ofSubject("b", 1)] }), shard(1, 2, { findings: [ofSubject("a", 0)] }));
    expect([merged.shard, merged.failures, merged.findings.length]).toEqual([undefined, [], 2]);
  });
  test("a compute in one and its role in another are one line", () =>
    expect(merge(shard(1, 2, { summary: withLine([line]) }), shard(2, 2, { summary: withLine([line]) })).summary.subjects).toEqual([{ subject: "etl", demanded: 6, proved: 2, open: 2, failing: 2 }]));
  test("a shard that comes twice counts once", () =>
    expect(merge(shard(1, 2, { summary: withLine([line]) }), shard(1, 2, { summary: withLine([line]) }), shard(2, 2)).summary.subjects).toEqual([line]));
  test("each that is missing is a failure", () => {
    const merged = merge(shard(1, 4), shard(3, 4));
    expect([merged.failures.map(({ artifact }) => artifact), merged.summary.failures]).toEqual([["shard 2/4", "shard 4/4"], 2]);
  });
  test("shards of two accounts do not stand in for each other", () => {
    const [a, b] = [{ account: "1" }, { account: "2" }];
    expect(merge(shard(1, 2, { environment: a }), shard(2, 2, { environment: b })).failures.map(({ artifact }) => artifact)).toEqual(["shard 2/2", "shard 1/2"]);
    expect(merge(shard(1, 2, { environment: a }), shard(2, 2, { environment: a }), shard(1, 2, { environment: b }), shard(2, 2, { environment: b })).failures).toEqual([]);
  });
});

describe("a report is read", () => {
  test.each([["nothing", aReport()], ["one of everything", aFullReport()]])("of %s", (_, report) => expect(readReport(`\uFEFF${json(report)}`)).toMatchObject(report));
  const broken = (breaks: (report: Record<string, unknown>) => unknown) => { const report = JSON.parse(json(aFullReport())) as Record<string, unknown>; breaks(report); return JSON.stringify(report); };
  test.each([
    ["no JSON", "{", "it is no JSON"],
    ["another JSON", "[]", "it is no JSON report of gluelint: this is no map"],
    ["another version", broken((report) => (report["version"] = 2)), "it is no JSON report of gluelint: at /version this must be `1`"],
    ["a finding without its rule", broken((report) => (report["findings"] = [{ ...aFinding(), rule: undefined }])), "it is no JSON report of gluelint: at /findings/0 `rule` is missing"],
    ["an unknown key", broken((report) => (report["surprise"] = 1)), "it is no JSON report of gluelint: this will not do here"],
    ["a shard beyond the last", broken((report) => (report["shard"] = { index: 3, count: 2 })), "it says that it is shard 3 of 2"],
  ])("but not %s", (_, text, message) => expect(readReport(text)).toBe(message));
});
