import { describe, expect, test } from "vitest";
import { mendedStatements, policyText } from "../documented-page.js";
import { compute, config, role, trust } from "./a-project.js";
import { checked, folder } from "./gluelint.js";

const arn = "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole";
const asOf = "the AWS managed policy `AWSGlueServiceRole` is as it was on 2026-08-26";

const statementsOn = (...services: readonly string[]) => mendedStatements().filter(({ Action: [action = ""] }) => services.includes(action.slice(0, action.indexOf(":"))));
/** What the role of AWS does not grant: the buckets, and the secrets. */
const rest = policyText(statementsOn("s3", "secretsmanager"));
const withoutSecrets = policyText(statementsOn("s3"));

const parsed = (text: string) => JSON.parse(text) as object;
const templated = `version: 1\nenvironment: { region: eu-west-1, sharedStorage: guzzle-shared, datastores: [sales-lake] }\ncomputes: [conf/*.yml]\ntemplates: ["infra/*"]\n`;
const cloudFormation = (document: string, managed: unknown) => JSON.stringify({ Resources: { Role: { Type: "AWS::IAM::Role", Properties: { RoleName: "guzzle-glue", AssumeRolePolicyDocument: parsed(trust), Policies: [{ PolicyName: "etl", PolicyDocument: parsed(document) }], ManagedPolicyArns: managed } } } }, undefined, 1);
const terraform = (document: string, inRole: string, beside: string) => `resource "aws_iam_role" "glue" {\n  name               = "guzzle-glue"\n  assume_role_policy = jsonencode(${trust})\n${inRole}}\n\nresource "aws_iam_role_policy" "etl" {\n  role   = aws_iam_role.glue.id\n  policy = jsonencode(${document})\n}\n${beside}`;
const attachment = (named: string) => `\nresource "aws_iam_role_policy_attachment" "glue" {\n  role       = aws_iam_role.glue.name\n  policy_arn = ${named}\n}\n`;
const dump = (document: string) => JSON.stringify({ RoleDetailList: [{ Arn: role, RoleName: "guzzle-glue", Path: "/", AssumeRolePolicyDocument: encodeURIComponent(trust), RolePolicyList: [{ PolicyName: "etl", PolicyDocument: encodeURIComponent(document) }], AttachedManagedPolicies: [{ PolicyName: "AWSGlueServiceRole", PolicyArn: arn }] }], Policies: [] }, undefined, 1);
const configured = (...named: readonly string[]) => config.replace("[iam/etl.json]", JSON.stringify(["iam/etl.json", ...named]));
const files = (document: string, yaml: string) => ({ "gluelint.yaml": yaml, "conf/glue.yml": compute, "iam/etl.json": document, "iam/trust.json": trust });

/** The project with a policy of AWS beside its own, in all spellings; and the text that names it there. */
const spellings: readonly (readonly [spelling: string, named: string, files: (document: string) => Readonly<Record<string, string>>])[] = [
  ["gluelint.yaml", JSON.stringify(arn), (document) => files(document, configured(arn))],
  ["CloudFormation", JSON.stringify(arn), (document) => ({ ...files(document, templated), "infra/role.json": cloudFormation(document, [arn]) })],
  ["what cdk synth writes", "", (document) => ({ ...files(document, templated), "infra/role.json": cloudFormation(document, [{ "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, ":iam::aws:policy/service-role/AWSGlueServiceRole"]] }]) })],
  ["an attachment of Terraform", JSON.stringify(arn), (document) => ({ ...files(document, templated), "infra/main.tf": terraform(document, "", attachment(JSON.stringify(arn))) })],
  ["a list of Terraform", JSON.stringify(arn), (document) => ({ ...files(document, templated), "infra/main.tf": terraform(document, `  managed_policy_arns = ["${arn}"]\n`, "") })],
  ["what AWS answers, without the document", JSON.stringify(arn), (document) => ({ ...files(document, templated), "infra/account.json": dump(document) })],
];


describe.each(spellings)("a policy of AWS in %s", (_, named, filesOf) => {
  test("grants what it says, as of its day", () => {
    const { code, report } = checked(folder(filesOf(rest)));
    expect([code, report.findings]).toEqual([0, []]);
    expect(report.passes.filter(({ rule }) => rule === "job-role-can-write-logs").map(({ assumes }) => assumes.includes(asOf))).toEqual([true]);
  });

  test("grants nothing else", () => {
    const { code, report } = checked(folder(filesOf(withoutSecrets)));
    expect([code, report.findings.map(({ rule, verdict, assumes }) => [rule, verdict, assumes.includes(asOf)])]).toEqual([1, [["job-role-can-read-secrets", "fail", true]]]);
  });

  test("is no document whose text anybody here could mend", () => {
    const { report } = checked(folder(filesOf(rest)), "--pack", "quality");
    expect(report.findings.filter(({ location }) => location.underline === named)).toEqual([]);
    expect([...report.passes, ...report.findings].some(({ rule, subject }) => rule.startsWith("policy-") && subject.includes("AWSGlueServiceRole"))).toBe(false);
  });

  test("refuses where it is named", () => {
    const denying = Object.fromEntries(Object.entries(filesOf(rest)).map(([path, text]) => [path, text.replaceAll("service-role/AWSGlueServiceRole", "AWSDenyAll")]));
    const { report } = checked(folder(denying), "--only", "job-role-can-write-logs");
    expect(report.findings.map(({ verdict, location: { underline }, fix, mends }) => [verdict, underline.includes("iam::aws:policy/AWSDenyAll"), fix.startsWith("Take this policy from the role"), mends])).toEqual([["fail", true, true, undefined]]);
    if (named !== "") expect(report.findings[0]?.location.underline).toBe(named.replace("service-role/AWSGlueServiceRole", "AWSDenyAll"));
  });
});

const placesOf = (cwd: string, ...args: readonly string[]) => checked(cwd, ...args).report.findings.map(({ verdict, location: { artifact, underline } }) => [verdict, artifact, underline]);

test("what the role lacks is granted in its own policy; where it has none, the place is where AWS's is named", () => {
  const only = ["--only", "job-role-can-read-secrets"];
  const own = folder(files(withoutSecrets, configured(arn)));
  expect(checked(own, ...only).report.findings.flatMap(({ mends = [] }) => mends).flatMap(({ edits }) => edits).map(({ artifact }) => artifact)).toEqual(["iam/etl.json"]);
  expect(placesOf(own, ...only).map(([verdict, artifact]) => [verdict, artifact])).toEqual([["fail", "iam/etl.json"]]);
  const alone = folder(files(rest, configured(arn).replace('"iam/etl.json",', "")));
  expect(placesOf(alone, ...only)).toEqual([["fail", "gluelint.yaml", JSON.stringify(arn)]]);
  expect(checked(alone, ...only).report.findings.map(({ mends }) => mends)).toEqual([undefined]);
});

test.each([
  ["beside its own", [JSON.stringify(arn)], configured(arn)],
  ["and no other", [JSON.stringify(arn)], configured(arn).replace("    trust: iam/trust.json\n", "").replace('"iam/etl.json",', "").replace("[sales-lake]", "[sales-lake], secrets: []")],
  ["twice", [JSON.stringify(arn), JSON.stringify(arn.replace("service-role/AWSGlueServiceRole", "AmazonS3FullAccess"))], configured(arn, "arn:aws:iam::aws:policy/AmazonS3FullAccess").replace('"iam/etl.json",', "")],
])("what AWS's policies grant too much is told once for each, where it is named: %s", (_, places, yaml) => {
  const [finding, ...others] = checked(folder(files(rest, yaml)), "--only", "job-role-grants-no-more-than-needed").report.findings;
  const named = [finding?.location.underline, ...finding?.related.map(({ location }) => location.underline) ?? []].filter((text) => text?.startsWith('"arn:aws:iam::aws:'));
  expect([named, finding?.assumes.includes(asOf), others]).toEqual([places, true, []]);
});

test.each([
  ["a name that AWS does not have", "arn:aws:iam::aws:policy/AWSGlueServiceRole", "which is none of the policies that AWS managed on 2026-08-26"],
  ["another partition", "arn:aws-cn:iam::aws:policy/service-role/AWSGlueServiceRole", "a policy that AWS manages and whose text is known for the partition `aws` alone"],
  ["a policy of the account", "arn:aws:iam::123456789012:policy/AdministratorAccess", "a managed policy whose text is not here"],
])("%s stays open, and says why", (_, named, because) => {
  const [finding, ...others] = checked(folder(files(rest, configured(named))), "--only", "job-role-can-write-logs").report.findings;
  expect([finding?.verdict, finding?.message.includes(`\`${named}\`, ${because}`), others]).toEqual(["open", true, []]);
});

test("a policy of AWS that is attached on a condition grants perhaps what it says, and nothing else", () => {
  const attached = (document: string) => cloudFormation(document, [{ "Fn::If": ["IsOn", arn, { Ref: "AWS::NoValue" }] }]).replace("{", '{ "Parameters": { "On": { "Type": "String" } }, "Conditions": { "IsOn": { "Fn::Equals": [{ "Ref": "On" }, "x"] } },');
  const verdicts = (document: string) => checked(folder({ ...files(document, templated), "infra/role.json": attached(document) }), "--only", "job-role-can-write-logs", "--only", "job-role-can-read-secrets").report.findings.map(({ rule, verdict, message }) => [rule, verdict, message.endsWith("hangs on the condition on `${IsOn}`")]);
  expect(verdicts(withoutSecrets)).toEqual([["job-role-can-read-secrets", "fail", false], ["job-role-can-write-logs", "open", true]]);
});
