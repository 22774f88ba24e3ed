import type { Report } from "../audit/report.js";
import { casesOf, type Case, type CaseOutcome } from "./junit-cases.js";
import { xmlAttribute, xmlText } from "./xml-text.js";

/**
 * The report as JUnit XML, in the strict profile that validates against the schemas of Jenkins' xunit plugin and of windyroad:
 * a suite for each artifact, a case for each verdict. A proved fault is a `<failure>` whatever its level, since the format
 * has no levels and a red case is the only one that readers show; the level stands in `type`, and what fails a build is
 * the exit code. Open and not applicable are `<skipped>`, what could not be looked at is an `<error>` in a suite of its own.
 * Suites go by name, cases in the report's order. Times are 0 and the host is constant, so that equal reports give equal bytes.
 * Source: https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd,
 * https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd
 */
export function junit(report: Report): string {
  const cases = casesOf(report);
  const timestamp = timestampOf(report.at);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...suitesOf(cases).flatMap(([suite, members], id) => suiteLines(suite, id, timestamp, members)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suitesOf(cases: readonly Case[]): readonly (readonly [string, readonly Case[]])[] {
  const suites = new Map<string, Case[]>();
  for (const member of cases) {
    const members = suites.get(member.suite);
    if (members) members.push(member);
    else suites.set(member.suite, [member]);
  }
  return [...suites].sort(([a], [b]) => (a < b ? -1 : 1));
}

// windyroad's schema refuses a zone and fractions of a second.
const timestampOf = (at: string | undefined): string => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(at ?? "")?.[0] ?? "1970-01-01T00:00:00";

function suiteLines(suite: string, id: number, timestamp: string, cases: readonly Case[]): readonly string[] {
  const count = (kind: CaseOutcome["kind"]): string => String(cases.filter(({ outcome }) => outcome.kind === kind).length);
  const attributes = attributeList({
    name: suite, tests: String(cases.length), failures: count("failure"), errors: count("error"), skipped: count("skipped"),
    time: "0.000", timestamp, hostname: "localhost", id: String(id), package: "gluelint",
  });
  return [
    `  <testsuite ${attributes}>`,
    "    <properties/>",
    ...cases.map(caseLine),
    "    <system-out/>",
    "    <system-err/>",
    "  </testsuite>",
  ];
}

function caseLine({ suite, name, outcome }: Case): string {
  const start = `    <testcase ${attributeList({ name, classname: suite, time: "0.000" })}`;
  const body = bodyOf(outcome);
  return body === "" ? `${start}/>` : `${start}>${body}</testcase>`;
}

// GitLab shows an element's text, others its message: so both carry it.
function bodyOf(outcome: CaseOutcome): string {
  switch (outcome.kind) {
    case "pass":
      return "";
    case "skipped":
      return `<skipped ${attributeList({ message: outcome.message })}>${xmlText(outcome.message)}</skipped>`;
    case "failure":
    case "error":
      return `<${outcome.kind} ${attributeList({ type: outcome.type, message: outcome.message })}>${xmlText(outcome.details)}</${outcome.kind}>`;
  }
}

const attributeList = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values).map(([name, value]) => `${name}="${xmlAttribute(value)}"`).join(" ");
