import { answerOffline } from "../../src/audit/answer.js";
import { ask } from "../../src/audit/ask.js";
import { judge } from "../../src/audit/judge.js";
import { makeReport } from "../../src/audit/make-report.js";
import type { Finding, Report } from "../../src/audit/report.js";
import type { Given, Rule } from "../../src/rules/rule.js";
import { readBaseline } from "../../src/govern/baseline.js";
import { remarksOn, settle } from "../../src/govern/settle.js";
import { rules as catalogue } from "../../src/rules/rules.generated.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { assemble, type Parts } from "../../src/sources/assemble.js";
import { spellingOf } from "../../src/sources/classify.js";
import { factsOf } from "../../src/sources/facts.js";
import { computesOfJobs } from "../../src/sources/glue-jobs.js";
import { readManifest } from "../../src/sources/manifest.js";
import type { Compute } from "../../src/subject/compute.js";
import type { Environment } from "../../src/subject/environment.js";
import type { Document } from "../../src/text/document.js";
import { parseJson } from "../../src/text/json.js";
import { parseYaml } from "../../src/text/yaml.js";

export const roleArn = "arn:aws:iam::123456789012:role/guzzle-glue";
const callerArn = "arn:aws:iam::123456789012:role/guzzle-server";
export const facts = factsOf({ account: "123456789012", region: "eu-west-1", sharedStorage: "guzzle-shared", datastores: ["sales-lake"] });

const services = servicesOf(data);
const anything = parseJson("anything.json", `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }`);
const glue = parseJson("trust.json", `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "Service": "glue.amazonaws.com" }, "Action": "sts:AssumeRole" } }`);

const named = parseYaml("compute.yml", `run_mode: aws-glue\nproperties: { auth_type: service_role, iam_role: "${roleArn}", glue_version: "3.0", worker_type: G.1X, auto_scale: true, number_of_workers: 10 }\n`);

/** What is said of waivers, in a configuration or in comments, where one thing is wrong: a compute sets no temporary path. */
export function reportOnWaivers(governing: readonly Rule[], text: string, { now = "2026-11-22", mayWaive }: Given = {}): Report {
  const document = parseYaml("example.yml", text);
  const manifest = readManifest(document);
  const baseline = readBaseline(document);
  const documents = new Map([document, named].map((each) => [each.artifact, each]));
  const environment = assemble({ ...partsWith(named, {}), facts });
  const wrong = ask(catalogue.filter(({ id }) => id === "compute-sets-temporary-path"), environment);
  return makeReport(judge(wrong, answerOffline()), { version: "0.0.0", facts, documents, failures: [], skipped: [], notes: [], settle: (found) => {
    const { settled } = settle(found, { waive: true, granted: [], mayWaive, baseline: "wrong" in baseline ? undefined : baseline, waivers: "facts" in manifest ? manifest.waivers : [], documents, rules: catalogue.map(({ id }) => id), ran: new Set(["compute-sets-temporary-path"]), now, fileOf: (glob) => glob });
    return { findings: [], remarks: remarksOn(settled, governing, environment) };
  } });
}

/** What a policy, trust policy or compute is judged to be, in an environment where all else is right. */
export function reportOn(rules: readonly Rule[], text: string, given: Given = {}, beside?: Document): Report {
  const { environment, documents } = exampleOf(text, given, beside);
  return reportIn(rules, environment, documents);
}

/** That environment; with another policy of the role, where there is one beside the text's. */
export function exampleOf(text: string, { now = "2026-11-22", region, budget, key, jobs, secrets, simulated, observed, ...given }: Given = {}, beside?: Document): { readonly environment: Environment; readonly documents: readonly Document[] } {
  const document = /^\s*\{/.test(text) ? parseJson("example.json", text) : parseYaml("example.yml", text);
  const said = factsOf({ account: "123456789012", region: region ?? "eu-west-1", sharedStorage: "guzzle-shared", datastores: [key === undefined ? "sales-lake" : { bucket: "sales-lake", key }], ...(jobs && { jobs }), ...(secrets && { secrets }) });
  const environment = assemble({ ...partsWith(document, given, beside), now, facts: said, ...(budget && { budget }), ...(simulated && { simulated: simulated.map((each) => ({ role: roleArn, context: {}, missingContext: [], matched: [], ...each })) }), ...(observed && { observed: observed.map((each) => ({ principal: given.is === "caller" ? callerArn : roleArn, at: "2026-11-22T00:00:00Z", ...each })) }) });
  return {
    documents: [document, anything, glue, named, ...(beside ? [beside] : [])],
    environment: {
      ...environment,
      computes: environment.computes.map((compute) => given.compute ? withSettings({ ...compute, guzzle: given.guzzle ?? true }, given.compute) : compute),
      roles: given.guzzle === false ? environment.roles.map((role) => ({ ...role, guzzle: false })) : environment.roles,
    },
  };
}

/** Settings are given by key, however this or that file would spell them. */
function withSettings(compute: Compute, given: NonNullable<Given["compute"]>): Compute {
  const settings = Object.entries(given).map(([key, value]) => [key, { value, location: compute.propertiesLocation, unknown: String(value).includes("${") }] as const);
  const some = (are: boolean) => Object.fromEntries(settings.filter(([key]) => key.startsWith("--") === are));
  return { ...compute, properties: { ...compute.properties, ...some(false) }, arguments: { ...compute.arguments, ...some(true) } };
}

export function failures(report: Report, rule: string): readonly Finding[] {
  return report.findings.filter((finding) => finding.verdict === "fail" && finding.rule === rule);
}

export function reportOf(rules: readonly Rule[], parts: Parts, documents: readonly Document[]): Report {
  return reportIn(rules, assemble(parts), documents);
}

function reportIn(rules: readonly Rule[], environment: Environment, documents: readonly Document[]): Report {
  return makeReport(judge(ask(rules, environment, services, catalogue), answerOffline()), { version: "0.0.0", facts: environment.facts, documents: new Map(documents.map((document) => [document.artifact, document])), failures: [], skipped: [], notes: [] });
}

function partsWith(document: Document, { is = "job", compute }: Given, beside?: Document): Parts {
  const location = { artifact: document.artifact, pointer: "" };
  const role = (policy: Document, trust: Document, whose: "job" | "caller" = "job") => ({ arn: whose === "job" ? roleArn : callerArn, is: whose, location, policies: [policy], boundary: undefined, trust: [trust] });
  const parts = { facts, computes: compute ? [named] : [], serviceControl: undefined, loose: [] };
  switch (spellingOf(document).kind) {
    case "compute": return { ...parts, computes: [document], roles: [role(anything, glue)] };
    case "glueJob": return { ...parts, computes: computesOfJobs(document), roles: [role(anything, glue)] };
    case "template": return { ...parts, roles: [role(anything, glue)], templates: [document] };
    case "trustPolicy": return { ...parts, roles: [role(anything, document)] };
    default: {
      const own = role(document, glue, is);
      const roles = [beside ? { ...own, policies: [...own.policies, beside] } : own];
      return { ...parts, roles: is === "caller" ? [...roles, role(anything, glue)] : roles };
    }
  }
}
