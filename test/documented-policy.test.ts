import { describe, expect, test } from "vitest";
import { selectRules } from "../src/audit/select.js";
import { prepare } from "../src/evaluate/prepare.js";
import { parsePolicy } from "../src/policy/parse.js";
import { rules } from "../src/rules/rules.generated.js";
import { parseJson } from "../src/text/json.js";
import { deployedStatements, mendedStatements, policyText, type PageStatement } from "./documented-page.js";
import { reportOn } from "./rules/example-environment.js";

/** What AWS asks for beyond the page, which the page itself does not grant. */
const asking = rules.filter((rule) => rule.check === "can" && rule.id !== "job-role-can-list-shared-storage");
const page = deployedStatements();

/** Whatever a compute turns on, nothing is reported twice. */
const compute = { glue_version: "3.0", job_metrics: true, continuous_logging: true, generate_job_insights: true, spark_ui: true, spark_ui_logs_path: "s3://sales-lake/_guzzle/spark-ui/", temporary_path: "s3://sales-lake/_guzzle/tmp/" };

/** Which rule asks for a statement of the page, said here once more and not read from the rules. */
function ruleFor({ Action: [action = ""] }: PageStatement): string {
  if (action === "s3:GetObject") return "job-role-can-read-shared-storage";
  if (action === "glue:BatchStopJobRun") return "job-role-can-stop-runs";
  return { s3: "job-role-can-use-datastores", glue: "job-role-can-use-catalog", logs: "job-role-can-write-logs", cloudwatch: "job-role-can-put-metrics", secretsmanager: "job-role-can-read-secrets" }[action.split(":")[0] ?? ""] ?? "";
}

interface Mutant {
  readonly name: string;
  readonly rule: string;
  readonly statements: readonly object[];
  /** Where the finding must point: into the statement that was changed, or, where it is gone, anywhere. */
  readonly within: string;
}

const sparkActions = ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];

function narrowed(resource: string): readonly string[] {
  if (resource === "*") return ["arn:aws:cloudwatch:eu-west-1:123456789012:metric/*"];
  const [arn, partition, service, region, account, ...rest] = resource.split(":");
  const last = rest.join(":");
  const other = (changes: { readonly region?: string; readonly account?: string; readonly last?: string; readonly partition?: string }) => [arn, changes.partition ?? partition, service, changes.region ?? region, changes.account ?? account, changes.last ?? last].join(":");
  return [
    other({ partition: "aws-cn" }), other({ last: last.endsWith("*") ? `${last.slice(0, -1)}x*` : `${last}x` }),
    ...(last.endsWith("/*") ? [other({ last: `${last}/*` }), ...(last.endsWith("*/*") ? [] : [other({ last: last.slice(0, -2) })])] : []),
    ...(region === "" ? [] : [other({ region: "us-east-1" }), other({ account: "210987654321" })]),
  ];
}

function mutantsOf(statement: PageStatement, i: number): readonly Mutant[] {
  const rule = ruleFor(statement);
  const mutant = (name: string, ...instead: readonly PageStatement[]): Mutant => ({ name: `${name} of statement ${i}`, rule, statements: page.toSpliced(i, 1, ...instead), within: instead.length > 0 ? `/Statement/${i}/` : "/Statement" });
  const actions = statement.Action[0] === "s3:*" ? sparkActions : statement.Action;
  return [
    ...actions.map((action) => actions.length === 1 ? mutant(`without ${action}`) : mutant(`without ${action}`, { ...statement, Action: actions.filter((other) => other !== action) })),
    ...statement.Resource.map((resource) => statement.Resource.length === 1 ? mutant(`without ${resource}`) : mutant(`without ${resource}`, { ...statement, Resource: statement.Resource.filter((other) => other !== resource) })),
    ...statement.Resource.flatMap((resource, at) => narrowed(resource).map((narrow) => mutant(`${resource} as ${narrow}`, { ...statement, Resource: statement.Resource.with(at, narrow) }))),
  ];
}

describe("the policy of the page", () => {
  const byLevel = (text: string, level: string) => reportOn(rules, text).findings.filter((finding) => finding.level === level).map(({ rule }) => rule).toSorted();

  test("passes every documented rule as people deploy it, and no rule at all makes an error of it or leaves it open", () => {
    expect(reportOn(rules, policyText(page), { compute }).summary).toMatchObject({ errors: 0, open: 0 });
  });

  test("is warned of by default about what does not work, each a different thing to do", () => {
    const findings = reportOn(selectRules(rules, { levels: {} }), policyText(page)).findings.map(({ rule, level, location: { underline } }) => [rule, level, underline]);
    expect(findings).toEqual([
      ["job-role-can-read-partitions", "warning", '"glue:GetTable"'],
      ["job-role-reaches-every-level-of-the-catalog", "warning", '"glue:GetUserDefinedFunctions"'],
      ["policy-names-log-groups-in-full", "warning", '"arn:aws:logs:*:*:/aws-glue/*"'],
    ]);
  });

  test("is warned of with `--pack all` about what it grants too widely", () => {
    expect(byLevel(policyText(page), "warning")).toEqual([
      "job-role-can-read-partitions", "job-role-reaches-every-level-of-the-catalog", "policy-grants-services-by-action", "policy-names-log-groups-in-full",
      "policy-puts-metrics-in-a-namespace", "policy-reads-named-secrets", "policy-stops-runs-of-named-jobs",
    ]);
    expect(byLevel(policyText(page), "note")).toEqual(["job-role-can-list-shared-storage", "job-role-grants-no-more-than-needed", "policy-guards-against-confused-deputies"]);
  });

  test("has nothing wrong with it by default once its slips are mended", () => {
    expect(reportOn(selectRules(rules, { levels: {} }), policyText(mendedStatements())).findings).toEqual([]);
  });

  test("is an error as soon as the account is written out in the ARN of the logs, and the right ARN is offered", () => {
    const pinned = policyText(page).replace("arn:aws:logs:*:*:/aws-glue/*", "arn:aws:logs:eu-west-1:123456789012:/aws-glue/*");
    const [finding] = reportOn(rules, pinned).findings.filter(({ rule }) => rule === "job-role-can-write-logs");
    expect(finding).toMatchObject({ level: "error", location: { pointer: "/Statement/2/Resource/0" }, fix: expect.stringContaining("arn:aws:logs:eu-west-1:123456789012:log-group:/aws-glue/*") as string });
  });

  test("is read whole: seven statements, sixty mutants and more", () => {
    expect(page).toHaveLength(7);
    expect(page.flatMap(mutantsOf).length).toBeGreaterThan(60);
  });

  test.each(page.flatMap(mutantsOf))("$name: $rule alone fails, there, with a request that is denied", ({ rule, statements, within }) => {
    const text = policyText(statements);
    const report = reportOn(asking, text, { compute });
    expect(report.findings.map((finding) => [finding.rule, finding.verdict])).toEqual([[rule, "fail"]]);
    const [finding] = report.findings;
    expect(finding?.location.pointer.startsWith(within)).toBe(true);
    const request = finding?.counterexample ?? { principal: "", action: "", resource: "" };
    expect(prepare({ identity: [parsePolicy(parseJson("p", text), "identity").policy] }).decide(request)).toBe("implicitDeny");
  });
});

describe("grants and denies", () => {
  const without = (...removed: readonly number[]) => page.filter((_, i) => !removed.includes(i));
  const allow = (Action: readonly string[], ...Resource: readonly string[]) => ({ Effect: "Allow", Action, Resource });

  test("a Deny on the keys below secret/ yields a request inside secret/ and points at the Deny", () => {
    const [finding, ...more] = reportOn(asking, policyText([...page, { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::sales-lake/secret/*" }])).findings;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: "job-role-can-use-datastores", location: { pointer: "/Statement/7" }, counterexample: { resource: "arn:aws:s3:::sales-lake/secret/a" } });
  });

  test("`lake/?*` covers every object of the lake: a key has at least one character", () => {
    expect(reportOn(asking, policyText([...without(0), allow(["s3:*"], "arn:aws:s3:::sales-lake"), allow(["s3:*"], "arn:aws:s3:::sales-lake/?*")])).findings).toEqual([]);
  });

  test("statements count together: letters and the rest", () => {
    expect(reportOn(asking, policyText([...without(4), allow(["s3:Get*"], "arn:aws:s3:::guzzle-shared/a*"), { Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::guzzle-shared/a*" }])).findings).toEqual([]);
  });

  test("a condition leaves it open, and the condition is named", () => {
    const [finding] = reportOn(asking, policyText([...without(4), { ...page[4], Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }])).findings;
    expect(finding).toMatchObject({ rule: "job-role-can-read-shared-storage", verdict: "open", level: "note", message: expect.stringContaining("aws:SourceVpc") as string });
  });
});
