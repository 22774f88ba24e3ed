import { expect, test } from "vitest";
import { baselined, baselineText, readBaseline, updatedLines, type Baseline } from "../../src/govern/baseline.js";
import { aFinding, anOpen, aPlace } from "../report/a-report.js";

const read = (text: string): Baseline => {
  const baseline = readBaseline({ artifact: "gluelint.baseline", text, root: undefined, faults: [] });
  if ("wrong" in baseline) throw new Error(`lines ${baseline.wrong.join(", ")}`);
  return baseline;
};
const every = new Set([aFinding().rule]);
const lines = (findings: Parameters<typeof updatedLines>[1], old: Baseline, grows: boolean) => updatedLines(old.entries, findings, every, grows);
const none = read("");

test("what is written is read again, sorted, one line a finding, white space collapsed", () => {
  const findings = [aFinding({}, 2), aFinding({ subject: "a  b\nc" }, 1), aFinding({ location: aPlace({ artifact: "a  b.json" }) }, 3), aFinding({ subject: "" }, 4)];
  const written = lines(findings, none, true);
  expect(written).toEqual([
    "a b.json  job-role-can-write-datastores  guzzle-glue  0000000000000003",
    "iam/glue.json  job-role-can-write-datastores  -  0000000000000004",
    "iam/glue.json  job-role-can-write-datastores  a b c  0000000000000001",
    "iam/glue.json  job-role-can-write-datastores  guzzle-glue  0000000000000002",
  ]);
  expect(lines(findings, read(baselineText(written)), false)).toEqual(written);
  expect(baselined(findings, read(baselineText(written).replaceAll("\n", "\r\n"))).every((finding) => finding.baselined)).toBe(true);
});

test("only what is proved wrong and waived by nobody goes in, and nothing about waivers", () => {
  expect(lines([anOpen(), aFinding({ waived: { reason: "r", owner: "o", until: "2027-01-31" } }), aFinding({ pack: "governance" })], none, true)).toEqual([]);
});

test("it shrinks by what is mended, and grows only where it may; what did not run stays", () => {
  const old = read(baselineText(lines([aFinding({}, 1), aFinding({}, 2)], none, true)));
  const now = [aFinding({}, 2), aFinding({}, 3)];
  expect(lines(now, old, false).map((line) => line.slice(-1))).toEqual(["2"]);
  expect(lines(now, old, true).map((line) => line.slice(-1))).toEqual(["2", "3"]);
  expect(updatedLines(old.entries, now, new Set(), false)).toHaveLength(2);
});

test("an open verdict is never hidden by a line", () => expect(baselined([{ ...anOpen(), fingerprint: "1".repeat(16) }], read(`a  b  c  ${"1".repeat(16)}\n`))[0]?.baselined).toBeUndefined());

test.each([["<<<<<<< HEAD"], ["a  b  c"], ["a  b  c  0123"], ["a  b  c  d  0123456789abcdef"]])("%j is no line of a baseline", (line) =>
  expect(readBaseline({ artifact: "b", text: `# a comment\n\n${line}\n`, root: undefined, faults: [] })).toEqual({ wrong: [3] }));
