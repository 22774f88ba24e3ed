import { answerOffline } from "../../src/audit/answer.js";
import { ask } from "../../src/audit/ask.js";
import { judge } from "../../src/audit/judge.js";
import { makeReport } from "../../src/audit/make-report.js";
import type { Finding, Report } from "../../src/audit/report.js";
import type { Given, Rule } from "../../src/rules/rule.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { assemble, type Parts } from "../../src/sources/assemble.js";
import { spellingOf } from "../../src/sources/classify.js";
import { factsOf } from "../../src/sources/facts.js";
import { said } from "../../src/subject/facts.js";
import type { Document } from "../../src/text/document.js";
import { parseJson } from "../../src/text/json.js";
import { parseYaml } from "../../src/text/yaml.js";

export const roleArn = "arn:aws:iam::123456789012:role/guzzle-glue";
export const facts = factsOf({ account: "123456789012", region: "eu-west-1", sharedStorage: "guzzle-shared", datastores: ["sales-lake"] });

const services = servicesOf(data);
const anything = parseJson("anything.json", `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }`);
const glue = parseJson("trust.json", `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "Service": "glue.amazonaws.com" }, "Action": "sts:AssumeRole" } }`);

/** What a policy, trust policy or compute is judged to be, in an environment where all else is right. */
export function reportOn(rules: readonly Rule[], text: string, { now = "2026-11-22", region, budget }: Given = {}): Report {
  const document = /^\s*\{/.test(text) ? parseJson("example.json", text) : parseYaml("example.yml", text);
  return reportOf(rules, { ...partsWith(document), now, facts: region === undefined ? facts : { ...facts, region: said(region) }, ...(budget && { budget }) }, [document, anything, glue]);
}

export function failures(report: Report, rule: string): readonly Finding[] {
  return report.findings.filter((finding) => finding.verdict === "fail" && finding.rule === rule);
}

export function reportOf(rules: readonly Rule[], parts: Parts, documents: readonly Document[]): Report {
  const environment = assemble(parts);
  return makeReport(judge(ask(rules, environment, services), answerOffline()), { version: "0.0.0", facts: environment.facts, documents: new Map(documents.map((document) => [document.artifact, document])), failures: [], skipped: [], notes: [] });
}

function partsWith(document: Document): Parts {
  const { kind } = spellingOf(document);
  const role = (policy: Document, trust: Document) => [{ arn: roleArn, is: "job" as const, location: { artifact: policy.artifact, pointer: "" }, policies: [policy], boundary: undefined, trust: [trust] }];
  const parts = { facts, computes: [], serviceControl: undefined, loose: [] };
  switch (kind) {
    case "compute": return { ...parts, computes: [document], roles: role(anything, glue) };
    case "template": return { ...parts, roles: role(anything, glue), templates: [document] };
    case "trustPolicy": return { ...parts, roles: role(anything, document) };
    default: return { ...parts, roles: role(document, glue) };
  }
}
