import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { junit } from "../../src/report/junit.js";
import { aFailure, aFinding, aFullReport, anExemption, anOpen, aPass, aPlace, aReport, many } from "./a-report.js";
import { anyText } from "./any-text.js";
import { all, parsedXml, type Element } from "./xml.js";

const casesOf = (report: Report) => all(parsedXml(junit(report)), "testcase");
const nameOf = (element: Element) => element.attributes.get("name") ?? "";
const names = (report: Report) => casesOf(report).map(nameOf);
/** What the case says: the element in it, its attributes and its text. */
const outcome = (report: Report) => casesOf(report).flatMap(({ children }) => children).map(({ name, attributes, text }) => ({ name, ...Object.fromEntries(attributes), text }));

/** What breaks the strict profile in a way that a schema does not see. */
function faultsOf(report: Report): readonly string[] {
  const suites = all(parsedXml(junit(report)), "testsuite");
  const keys = suites.flatMap((suite) => all(suite, "testcase").map((member) => `${member.attributes.get("classname")}\n${nameOf(member)}`));
  return [
    ...(new Set(keys).size < keys.length ? ["two cases of one name"] : []),
    ...(new Set(suites.map(nameOf)).size < suites.length ? ["two suites of one name"] : []),
    ...[...keys.flatMap((key) => key.split("\n")), ...suites.map(nameOf)].filter((name) => name === "" || name.replace(/\s+/g, " ").trim() !== name).map((name) => `bad name ${name}`),
    ...suites.flatMap((suite, index) => [
      ...(suite.attributes.get("id") === String(index) ? [] : ["bad id"]),
      ...(all(suite, "testcase").every(({ attributes }) => attributes.get("classname") === nameOf(suite)) ? [] : ["classname is not the suite"]),
      ...([["tests", "testcase"], ["failures", "failure"], ["errors", "error"], ["skipped", "skipped"]] as const)
        .filter(([count, element]) => suite.attributes.get(count) !== String(all(suite, element).length)).map(([count]) => `${count} miscounted`),
      ...(suite.children.map(({ name }) => name).join(" ").replace(/(testcase ?)+/, "") === "properties system-out system-err" ? [] : ["order of elements"]),
    ]),
  ];
}

describe("every report has the strict profile", () => {
  test.each([["nothing", aReport()], ["one finding", many(1)], ["6,000 findings", many(6000)], ["6,000 equal findings", aReport({ findings: Array.from({ length: 6000 }, () => aFinding()) })], ["one of everything", aFullReport()]])(
    "with %s", (_, report) => expect(faultsOf(report)).toEqual([]), 30_000);
  test("a suite has all its attributes, and they are the same in every run", () =>
    expect(Object.fromEntries(all(parsedXml(junit(many(3))), "testsuite")[0]?.attributes ?? [])).toEqual({
      name: "iam/glue.json", tests: "3", failures: "3", errors: "0", skipped: "0", time: "0.000", timestamp: "1970-01-01T00:00:00", hostname: "localhost", id: "0", package: "gluelint",
    }));
  test("the timestamp has no zone", () => expect(junit(aFullReport())).toContain(' timestamp="2026-11-22T10:11:12" '));
  test("suites go by name", () => expect(all(parsedXml(junit(aFullReport())), "testsuite").map(nameOf)).toEqual(["conf/nightly.yml", "could not be looked at", "iam/glue.json"]));
});

describe("verdicts", () => {
  const { why, fix, source } = aFinding();
  test.each(["error", "warning", "note"] as const)("a proved fault of level %s is a failure of that type", (level) => {
    const message = "the role cannot write";
    expect(outcome(aReport({ findings: [aFinding({ level, message })] }))).toEqual([{ name: "failure", type: level, message, text: [
      message, "at iam/glue.json:5:17 /Statement/0/Action", "subject: guzzle-glue",
      "request: s3:PutObject on arn:aws:s3:::sales-lake/a by arn:aws:iam::123456789012:role/guzzle-glue", `why: ${why}`, `fix: ${fix}`, `source: ${source}`,
    ].join("\n") }]);
  });
  test("a pass is an empty case", () => expect(casesOf(aReport({ passes: [aPass()] })).map(({ children, text }) => [children, text])).toEqual([[[], ""]]));
  test.each([
    ["what is open is skipped and says what it hangs on", aReport({ findings: [anOpen({ message: "hangs on `x`" })] }), "open: hangs on `x`"],
    ["what is waived is skipped and says by whom, until when and why", aReport({ findings: [aFinding({ message: "it is wrong", waived: { reason: "it moves", owner: "data", until: "2027-01-31" } })] }), "waived by data until 2027-01-31, it moves: it is wrong"],
    ["what does not apply is skipped and says why", aReport({ notApplicable: [anExemption({ because: "no worker type" })] }), "not applicable: no worker type"],
  ])("%s", (_, report, message) => expect(outcome(report)).toEqual([{ name: "skipped", message, text: message }]));
  test("what could not be looked at is an error in a suite of its own", () => {
    const report = aReport({ failures: [aFailure()] });
    expect(outcome(report)).toEqual([{ name: "error", type: "failure", message: aFailure().message, text: `${aFailure().message}\niam/gone.json` }]);
    expect(casesOf(report)[0]?.attributes.get("classname")).toBe("could not be looked at");
  });
});

describe("names", () => {
  const base = "job-role-can-write-datastores: The job role can write the datastores /Statement/0/Action";
  test.each([
    ["rule, title and pointer name a case", [aFinding()], [base]],
    ["on a tie the subject is added", [aFinding({ subject: "a" }), aFinding({ subject: "b" })], [`${base} (a)`, `${base} (b)`]],
    ["on a tie of subjects too an ordinal", [aFinding(), aFinding(), aFinding()], [`${base} (guzzle-glue)`, `${base} (guzzle-glue) #2`, `${base} (guzzle-glue) #3`]],
    ["names that differ in white space alone are a tie", [aFinding({ title: "The  a", subject: "x" }), aFinding({ title: "The\na", subject: "y" })],
      ["job-role-can-write-datastores: The a /Statement/0/Action (x)", "job-role-can-write-datastores: The a /Statement/0/Action (y)"]],
    ["an ordinal that is somebody's name is passed over", [aFinding({ subject: "" }), aFinding({ location: aPlace({ pointer: "/Statement/0/Action #2" }) }), aFinding({ subject: "" })],
      [base, `${base} #2`, `${base} #3`]],
    ["the same name in two suites is no tie", [aFinding(), aFinding({ location: aPlace({ artifact: "b.json" }) })], [base, base]],
  ])("%s", (_, findings, expected) => expect([...names(aReport({ findings }))].sort()).toEqual([...expected].sort()));
  test("a place without an artifact has a suite with a name", () => expect(names(aReport({ findings: [aFinding({ location: aPlace({ artifact: "\u0000 " }) })] }))).toHaveLength(1));
});

test("whatever the texts, the report is well-formed and has the profile", () => {
  fc.assert(fc.property(anyText, anyText, anyText, fc.boolean(), (message, artifact, subject, same) => {
    const location = aPlace({ artifact, pointer: message });
    const report = aReport({
      findings: [aFinding({ message, title: message, location, subject }), aFinding({ message: subject, title: same ? message : subject, location, subject: artifact }), anOpen({ message, location, subject })],
      passes: [aPass({ location, title: message, subject })], notApplicable: [anExemption({ because: message, location, subject })], failures: [{ message, artifact }, { message: subject, artifact }],
    });
    expect(faultsOf(report)).toEqual([]);
  }), { numRuns: 500 });
});
