import { readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import type { Finding, Report } from "../../src/audit/report.js";
import { page } from "../../src/html/page.js";
import { github } from "../../src/report/github.js";
import { gitlab } from "../../src/report/gitlab.js";
import { json } from "../../src/report/json.js";
import { junit } from "../../src/report/junit.js";
import { markdown } from "../../src/report/markdown.js";
import type { Paint } from "../../src/report/paint.js";
import { sarif } from "../../src/report/sarif.js";
import { stylish } from "../../src/report/stylish.js";
import { lines } from "../../src/report/lines.js";
import { root } from "../cli/gluelint.js";
import { resultsOf } from "./a-log.js";
import { aFinding, aFullReport, aReport, many } from "./a-report.js";

const same = (text: string) => text;
const plain: Paint = { bold: same, dim: same, underline: same, red: same, yellow: same, green: same, cyan: same };

const formats: Readonly<Record<string, (report: Report) => string>> = {
  stylish: (report) => stylish(report, plain), json, jsonl: lines, junit, github, gitlab, markdown, html: page,
  sarif: (report) => sarif(report, {}), "sarif, open": (report) => sarif(report, { open: true }), "sarif, full": (report) => sarif(report, { full: true }),
};

const showcase = JSON.parse(readFileSync(join(root, "reports/showcase.json"), "utf8")) as Report;
const rare = aReport({ ...aFullReport(), shard: { index: 2, count: 3 }, findings: [...aFullReport().findings, aFinding({ counterexample: { context: { "z:z": ["b", "a"], "a:a": "x" }, resource: "*", action: "s3:Get", principal: "p" } }, 8), aFinding({ message: "\ud800 `\u0000`", waived: { reason: "moves", owner: "data", until: "2027-01-31" } }, 9)] });

describe.each(Object.entries(formats))("%s", (_, format) => {
  test.each([["the showcase", showcase], ["nothing", aReport()], ["one of everything", rare], ["1,500 findings", many(1500)]])("of %s can be made from the JSON report alone", (_, report) =>
    expect(format(JSON.parse(json(report)) as Report)).toBe(format(report)));
});

describe.each([0, 1, 6000])("with %i findings", (count) => {
  test("JUnit comes back from a reader of XML that is not ours", () => {
    const text = junit(many(count));
    const read = new XMLParser({ ignoreAttributes: false, isArray: (name) => ["testsuite", "testcase", "failure"].includes(name) }).parse(text) as { readonly testsuites: "" | { readonly testsuite: readonly Readonly<Record<string, unknown>>[] } };
    const suites = read.testsuites === "" ? [] : read.testsuites.testsuite;
    const cases = suites.flatMap(({ testcase }) => testcase as readonly { readonly "@_name": string; readonly failure: readonly { readonly "@_message": string; readonly "#text": string }[] }[]);
    expect([cases.length, new Set(cases.map((each) => each["@_name"])).size, suites.reduce((sum, suite) => sum + Number(suite["@_failures"]), 0)]).toEqual([count, count, count]);
    expect(cases.map(({ failure }) => failure[0]?.["@_message"])).toEqual(many(count).findings.map(({ message }) => message));
    expect(cases.every(({ failure }) => failure[0]?.["#text"].startsWith(failure[0]["@_message"]))).toBe(true);
  });
  test("SARIF comes back with a result for each, and GitLab with an issue", () => {
    const results = resultsOf(many(count));
    expect([results.length, new Set(results.map(({ partialFingerprints }) => partialFingerprints["gluelint/v1"])).size]).toEqual([count, count]);
    expect(JSON.parse(gitlab(many(count)))).toHaveLength(count);
  });
});

describe.each(["stylish", "json", "junit", "github", "markdown", "html", "sarif"])("%s: what was asked beside our own evaluator", (name) => {
  const format = formats[name] ?? json;
  const said = (finding: Partial<Finding>) => format(aReport({ findings: [aFinding(finding)] }));
  const smoke = { by: "smoke", verdict: "pass", assumes: [] } as const;

  test("stands with the finding, and nothing where nobody was", () => {
    const { evidence } = aFinding();
    expect([/\bsmoke"?[:,]? +("verdict": )?"?pass/.test(said({ evidence: [...evidence, smoke] }).replaceAll(/\s+/g, " ")), /smoke/.test(said({}).replaceAll(/<(style|script)[^]*?<\/\1>/g, ""))]).toEqual([true, false]);
  });
});
