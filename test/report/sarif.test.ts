import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sarif } from "../../src/report/sarif.js";
import { logOf, notesOf, resultsOf, runOf } from "./a-log.js";
import { aFailure, aFinding, aFullReport, anOpen, aPlace, aRelated, aReport, many } from "./a-report.js";
import { anyText } from "./any-text.js";
import { faultsOf, type Result } from "./sarif-shape.js";

const kinds = (results: readonly Result[]) => results.map(({ kind = "fail", level }) => `${kind} ${level}`);

describe("every log has the shape that GitHub takes", () => {
  test.each([["nothing", aReport()], ["one finding", many(1)], ["6,000 findings", many(6000)], ["one of everything", aFullReport()]])("with %s", (_, report) => {
    for (const options of [{}, { open: true }, { full: true }]) expect(faultsOf(logOf(report, options))).toEqual([]);
  }, 30_000);
  test("the log stands on its own: version, category, columns, root", () => {
    const run = runOf(many(1));
    expect(logOf(many(1))).toMatchObject({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0" });
    expect(run).toMatchObject({ automationDetails: { id: "gluelint/" }, columnKind: "utf16CodeUnits", tool: { driver: { name: "gluelint", semanticVersion: "0.1.0", version: "0.1.0" } } });
    expect(run.originalUriBaseIds).toEqual({ "%SRCROOT%": { description: { text: expect.stringMatching(/\.$/) } } });
  });
  test("beyond 25,000 results the gravest stay, and the log says how many do not", () => {
    const report = aReport({ findings: Array.from({ length: 25_002 }, (_, nth) => aFinding({ level: nth === 0 ? "note" : nth < 3 ? "warning" : "error" }, nth)) });
    const run = runOf(report);
    expect([run.results.length, ...new Set(run.results.map(({ level }) => level))]).toEqual([25_000, "error", "warning"]);
    expect(run.invocations[0]?.toolExecutionNotifications).toMatchObject([{ level: "warning", message: { text: expect.stringMatching(/^2 results/) } }]);
  }, 30_000);
});

describe("what goes in", () => {
  test.each([
    ["by default what is proved wrong and nothing else", {}, ["fail error", "fail warning"]],
    ["with `open` the undecided too, as notes", { open: true }, ["fail error", "fail warning", "fail note"]],
    ["with `full` every verdict by the book", { full: true }, ["fail error", "fail warning", "open none", "pass none", "notApplicable none"]],
    ["`full` wins over `open`", { open: true, full: true }, ["fail error", "fail warning", "open none", "pass none", "notApplicable none"]],
  ])("%s", (_, options, expected) => expect(kinds(resultsOf(aFullReport(), options))).toEqual(expected));

  test.each([{}, { open: true }, { full: true }])("what is waived never goes in unasked (%j)", (options) =>
    expect(resultsOf(aReport({ findings: [aFinding({ waived: { reason: "it moves", owner: "data", until: "2027-01-31" } })] }), options)).toEqual([]));
  test.each([[{}, "external"], [{ inSource: true as const }, "inSource"]])("with `waived` what is waived goes in as suppressed (%j)", (how, kind) =>
    expect(resultsOf(aReport({ findings: [aFinding(), aFinding({ waived: { reason: "it moves", owner: "data", until: "2027-01-31", ...how } })] }), { waived: true }).map(({ suppressions }) => suppressions))
      .toEqual([undefined, [{ kind, status: "accepted", justification: "it moves (data, until 2027-01-31)" }]]));
  test("two findings that differ in their subject alone are one result that names both", () => {
    const first = aFinding({ subject: "etl", message: "the role `etl` cannot write" });
    const results = resultsOf(aReport({ findings: [first, { ...first, subject: "loader", message: "the role `loader` cannot write", fingerprint: "f".repeat(16) }] }));
    expect(results).toHaveLength(1);
    expect(results[0]?.message.text).toContain("Found for `etl` and `loader`.");
    expect(results[0]?.locations[0]?.logicalLocations?.map(({ fullyQualifiedName }) => fullyQualifiedName)).toEqual(["etl", "loader"]);
    expect(results[0]?.partialFingerprints).toEqual({ primaryLocationLineHash: "1000:1", "gluelint/v1": "0".repeat(16) });
  });
  test("of forty subjects ten are named and the rest counted; the properties name all", () => {
    const results = resultsOf(aReport({ findings: Array.from({ length: 40 }, (_, nth) => aFinding({ subject: `role-${nth + 100}` })) }));
    expect(results).toHaveLength(1);
    expect(results[0]?.message.text).toContain("`role-109` and 30 more.");
    expect(results[0]?.properties.subjects).toHaveLength(40);
  });
  test.each([
    ["equal findings", {}], ["findings whose messages differ in a full stop", { message: "the role cannot write datastore 0." }],
    ["findings whose artifacts are two spellings of one path", { location: aPlace({ ...aFinding().location, artifact: "./iam//glue.json" }) }],
  ])("%s are one result", (_, difference) => expect(resultsOf(aReport({ findings: [aFinding(), aFinding(difference)] }))).toHaveLength(1));
  test("a proved note and an open verdict of the same words stay apart", () =>
    expect(resultsOf(aReport({ findings: [anOpen(), { ...anOpen(), verdict: "fail" }] }), { open: true }).map(({ ruleId }) => ruleId)).toEqual(["job-role-can-write-datastores/open", "job-role-can-write-datastores"]));
  test("what has no subject and no hash of its line says nothing of them", () => {
    const [result] = resultsOf(aReport({ findings: [aFinding({ subject: "", location: aPlace({ lineHash: "" }) })] }));
    expect([result?.locations[0]?.logicalLocations, result?.partialFingerprints]).toEqual([[], { "gluelint/v1": "0".repeat(16) }]);
  });
  test.each([
    ["their message", { message: "another thing" }], ["their place", { location: aPlace({ startColumn: 18 }) }], ["their level", { level: "note" as const }],
    ["their rule", { rule: "policy-is-short" }], ["the request that shows it", { counterexample: { principal: "p", action: "s3:DeleteObject", resource: "r" } }],
  ])("findings that differ in %s stay apart", (_, difference) =>
    expect(resultsOf(aReport({ findings: [aFinding({ location: aPlace() }), aFinding({ location: aPlace(), ...difference })] }))).toHaveLength(2));
});

describe("messages", () => {
  const text = (parts: Parameters<typeof aFinding>[0]) => resultsOf(aReport({ findings: [aFinding(parts)] }))[0]?.message.text;
  test("the first sentence is the finding's, the second the request, the last links to the related places", () =>
    expect(text({ message: "the role cannot write", subject: "role", related: [aRelated()] })).toBe(
      "the role cannot write. The request that shows it is `s3:PutObject` on `arn:aws:s3:::sales-lake/a` by `arn:aws:iam::123456789012:role/guzzle-glue`. See [iam/boundary.json:9](1)."));
  test("a full stop is not doubled", () => expect(text({ message: "it is wrong.\n" })).toMatch(/^it is wrong\. The/));
  test("what looks like a link in the user's text is none", () => expect(text({ message: "`[a](1)` is no action" })).toMatch(/^`\[a\] \(1\)` is/));
  test("an empty message gives way to the title", () => expect(text({ message: " " })).toMatch(/^The job role can write the datastores\. /));
  test("the request is in the properties", () => expect(resultsOf(many(1))[0]?.properties.counterexample).toEqual(aFinding().counterexample));
});

describe("invocation", () => {
  test("failures are errors, skipped files and how files were taken notes, and each names its descriptor", () => {
    const run = runOf(aFullReport());
    expect(run.invocations).toMatchObject([{ executionSuccessful: false, startTimeUtc: "2026-11-22T10:11:12Z" }]);
    expect(notesOf(aFullReport()).map(({ level, message, descriptor }) => [level, message.text, run.tool.driver.notifications[descriptor.index]?.id === descriptor.id])).toEqual([
      ["error", "could not read `iam/gone.json`: it vanished.", true],
      ["note", "tsconfig.json: it is no policy.", true],
      ["note", "`iam/glue.json` is taken for the policy of `guzzle-glue`.", true],
    ]);
  });
  test("without failures it succeeded, and without a clock it has no time", () => expect(runOf(many(1)).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]));
  test("an ARN that could not be looked at is named in the message and is no location", () => {
    const [note] = notesOf(aReport({ failures: [aFailure({ artifact: "arn:aws:iam::123456789012:role/x", message: "AWS refused iam:GetRole" })] }));
    expect([note?.message.text, note?.locations]).toEqual(["arn:aws:iam::123456789012:role/x: AWS refused iam:GetRole.", undefined]);
  });
});

test("whatever the texts, the log is JSON without lone surrogates and has the shape", () => {
  fc.assert(fc.property(anyText, anyText, anyText, anyText, (message, artifact, subject, pack) => {
    const location = aPlace({ artifact });
    const report = aReport({
      findings: [aFinding({ message, location, subject, pack, why: message, fix: pack, title: subject, related: [aRelated({ message: pack, location })] }), anOpen({ message, subject })],
      failures: [{ message, artifact }], skipped: [{ artifact, because: message }],
    });
    expect(sarif(report, { open: true })).not.toMatch(/\\u[dD][89a-fA-F]/);
    expect(faultsOf(logOf(report, { open: true }))).toEqual([]);
  }), { numRuns: 300 });
});
