import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { entriesOf } from "../../src/html/entries.js";
import { matricesOf } from "../../src/html/matrix.js";
import { page } from "../../src/html/page.js";
import { aFailure, aFinding, aFullReport, anExemption, anOpen, aPass, aPlace, aRelated, aReport, many } from "../report/a-report.js";
import { anyText } from "../report/any-text.js";

/** The tags of the page without what stands in their attributes, its own style and script aside. */
const skeletonOf = (text: string) => (text.replace(/<(style|script)>[^]*?<\/\1>/g, "").match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));

const waived = { reason: "moves", owner: "data", until: "2027-01-31" };

describe("the page", () => {
  test("lets in its own style and script alone, by their hashes", () => {
    const text = page(aFullReport());
    for (const kind of ["style", "script"]) {
      const [, content = ""] = new RegExp(`<${kind}>([^]*?)</${kind}>`).exec(text) ?? [];
      expect(text).toContain(`${kind}-src 'sha256-${createHash("sha256").update(content).digest("base64")}'`);
    }
    expect(text).toContain("default-src 'none'");
  });
  test("asks nothing of the network", () => {
    const text = page(aFullReport());
    expect(text.match(/\bsrc=|@import|url\(|<link|<img|<iframe/g)).toBeNull();
    expect(text.match(/<(?!a )\w+ [^>]*href="(?!#)/g)).toBeNull();
  });
  test("every name is given once, and every link within the page leads somewhere", () => {
    const text = page(aReport({ ...aFullReport(), findings: [anOpen(), anOpen({ rule: "job-role-can-x" }), aFinding({ waived }), ...aFullReport().findings] }));
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const targets = [...text.matchAll(/ (?:href="#|data-see=")([^"]*)"/g)].flatMap(([, list = ""]) => list.split(" "));
    expect([new Set(ids).size, targets.filter((target) => !ids.includes(target))]).toEqual([ids.length, []]);
  });
  test.each([["nothing", aReport()], ["one finding", many(1)], ["6,000 findings", many(6000)], ["one of everything", aFullReport()]])("with %s every finding has its card", (_, report) =>
    expect(page(report).match(/<article class="finding/g)?.length ?? 0).toBe(report.findings.length));
  test("what is open is said once, with all the rules that hang on it", () => {
    const text = page(aReport({ findings: [anOpen(), anOpen({ rule: "job-role-can-x" })] }));
    expect([text.match(/<article/g)?.length, text.match(/<span class="rule">/g)?.length]).toEqual([1, 2]);
  });
  test("a finding shows its place, the refused request, why, what to do and who says so", () => {
    const text = page(aReport({ findings: [aFinding({ location: aPlace(), related: [aRelated()] })] }));
    for (const part of ["<code>iam/glue.json:5:17</code>", '<mark>&quot;s3:GetObject&quot;</mark>,', "<code>s3:PutObject</code> on <code>arn:aws:s3:::sales-lake/a</code>", "The job writes its output there.", "<code>iam/boundary.json:9</code>", "bucket policy not seen", 'href="https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html"'])
      expect(text).toContain(part);
  });
  test("a compute's line says what a run costs at most", () =>
    expect(page(aReport({ summary: { ...aReport().summary, subjects: [{ subject: "etl", demanded: 1, proved: 1, open: 0, failing: 0, ceiling: { hung: 211.2, withRetries: 844.8 } }] } }))).toContain("<b>etl</b><span>documented 1/1 · ceiling $211 hung, $845 with retries</span>"));
  test("who says so is a link only where it is one", () => expect(page(aReport({ findings: [aFinding({ source: "javascript:alert(1)" })] }))).not.toContain("javascript:"));
  test("without a clock it is the same every time, with one it says when", () => {
    expect(page(aReport())).toBe(page(aReport()));
    expect(page(aFullReport())).toContain('<time datetime="2026-11-22T10:11:12Z">2026-11-22 10:11:12 UTC</time>');
  });
});

describe("the matrix", () => {
  const cellsOf = (report: Report) => matricesOf(entriesOf(report)).flatMap(({ title, rules, rows }) => rows.flatMap(({ subject, cells }) => cells.map((cell, i) => `${title} ${subject} ${rules[i]?.id ?? ""} ${cell?.verdict ?? "-"}`)));
  test("has a table for each kind of rule, and a cell for each subject and requirement", () =>
    expect(cellsOf(aFullReport())).toEqual([
      "Job roles guzzle-glue job-role-can-write-datastores error", "Job roles guzzle-glue job-role-trusts-glue pass",
      "Computes nightly compute-keeps-cost-in-budget warning", "Computes nightly compute-names-known-worker notApplicable",
    ]));
  test.each([
    ["a fault over what is open", [aFinding(), anOpen()], "error"], ["what is open over a pass", [anOpen()], "open"], ["a waived fault over a pass", [aFinding({ waived })], "waived"],
    ["an error over a note", [aFinding({ level: "note" }), aFinding()], "error"],
  ])("of several verdicts the worst speaks: %s", (_, findings, verdict) =>
    expect(cellsOf(aReport({ findings, passes: [aPass({ rule: "job-role-can-write-datastores" })] }))).toEqual([`Job roles guzzle-glue job-role-can-write-datastores ${verdict}`]));
  test("what was not asked of a subject has no cell", () =>
    expect(cellsOf(aReport({ passes: [aPass(), aPass({ rule: "job-role-can-x", subject: "b" })] })).filter((cell) => cell.endsWith("-"))).toHaveLength(2));
  test("the worst subject stands first", () =>
    expect(cellsOf(aReport({ passes: [aPass({ subject: "a" })], findings: [aFinding({ rule: "job-role-trusts-glue", subject: "b" }), anOpen({ rule: "job-role-trusts-glue", subject: "c" })] })).map((cell) => cell.at("Job roles ".length))).toEqual(["b", "c", "a"]));
  test("a rule of no known kind has its place too", () => expect(cellsOf(aReport({ passes: [aPass({ rule: "bucket-is-there" })] }))).toEqual(["Everything else guzzle-glue bucket-is-there pass"]));
});

test("whatever the texts, the page has the tags that it has with harmless ones", () => {
  const made = (text: (name: string) => string) => aReport({
    environment: { [text("a")]: text("b") }, notes: [text("c")], summary: { ...aReport().summary, subjects: [{ subject: text("d"), demanded: 2, proved: 1, open: 0, failing: 1 }, { subject: text("e"), demanded: 0, proved: 0, open: 0, failing: 0 }] },
    findings: [
      aFinding({ rule: text("f"), title: text("g"), message: text("h"), why: text("i"), fix: text("j"), subject: text("k"), assumes: [text("l")], source: `https://${text("m")}`, location: aPlace({ artifact: text("n"), frame: { startLine: 5, text: text("o") } }), related: [aRelated({ message: text("p") })], counterexample: { principal: text("q"), action: text("r"), resource: text("s"), context: { [text("t")]: text("u") } } }),
      aFinding({ rule: text("f"), waived: { reason: text("v"), owner: text("w"), until: text("x") } }),
    ],
    passes: [aPass({ title: text("y"), subject: text("z"), assumes: [text("A")] })], notApplicable: [anExemption({ because: text("B"), subject: text("C") })], failures: [aFailure({ artifact: text("D"), message: text("E") })], skipped: [{ artifact: text("F"), because: text("G") }],
  });
  // Code and small print stand where a text has backticks or slashes, lines of a frame where it has line feeds.
  const bones = (report: Report) => skeletonOf(page(report)).filter((tag) => !/^<\/?(code|small)>$|class=""/.test(tag) || tag.startsWith("<article")).filter((tag) => !/^<\/?(span|mark)>$/.test(tag));
  const harmless = bones(made((name) => `x${name}`));
  fc.assert(fc.property(anyText, fc.constantFrom("", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'", "`<b>`", "</style>", "</script>", "-->"), (any, nasty) => {
    expect(bones(made((name) => `x${name}${nasty}${any}`))).toEqual(harmless);
  }), { numRuns: 200 });
});
