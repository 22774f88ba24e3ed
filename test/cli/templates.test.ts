import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compute, flags, policy, project, role, trust } from "./a-project.js";
import { repository } from "./a-repository.js";
import { checked, folder, gluelint, root } from "./gluelint.js";

const parsed = (text: string) => JSON.parse(text) as object;
const properties = (document: string) => ({ RoleName: "guzzle-glue", AssumeRolePolicyDocument: parsed(trust), Policies: [{ PolicyName: "etl", PolicyDocument: parsed(document) }] });
const cloudFormation = (document: string) => `AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties: ${JSON.stringify(properties(document))}\n`;
const cdk = (document: string) => JSON.stringify({ Resources: {
  Role1ABCC5F0: { Type: "AWS::IAM::Role", Properties: { RoleName: "guzzle-glue", AssumeRolePolicyDocument: parsed(trust) }, Metadata: { "aws:cdk:path": "Stack/Role/Resource" } },
  RoleDefaultPolicy5FFB7DAB: { Type: "AWS::IAM::Policy", Properties: { PolicyName: "RoleDefaultPolicy5FFB7DAB", Roles: [{ Ref: "Role1ABCC5F0" }], PolicyDocument: parsed(document) }, Metadata: { "aws:cdk:path": "Stack/Role/DefaultPolicy/Resource" } },
} }, undefined, 1);
const hclRole = (others: string) => `resource "aws_iam_role" "glue" {\n  name               = "guzzle-glue"\n  assume_role_policy = jsonencode(${trust})\n}\n\n${others}`;
const hclPolicy = (policy: string) => hclRole(`resource "aws_iam_role_policy" "etl" {\n  role   = aws_iam_role.glue.id\n  policy = ${policy}\n}\n`);
const heredoc = (document: string) => `<<-EOF\n    ${document.trim().replaceAll("\n", "\n    ")}\n  EOF`;
const escaped = (text: string) => JSON.stringify(text).replaceAll("${", "$${");
const listOf = (value: unknown) => [value].flat().map((item) => escaped(String(item))).join(", ");
/** The statements of a document as blocks of Terraform's data source. */
const statementBlocks = (document: string) => (JSON.parse(document) as { readonly Statement: readonly Readonly<Record<string, unknown>>[] }).Statement.map((statement) => [
  "  statement {", `    effect    = ${escaped(String(statement["Effect"]))}`, `    actions   = [${listOf(statement["Action"])}]`, `    resources = [${listOf(statement["Resource"])}]`,
  ...Object.entries((statement["Condition"] ?? {}) as Record<string, Record<string, unknown>>).flatMap(([operator, operands]) => Object.entries(operands).map(([key, values]) => `    condition {\n      test     = "${operator}"\n      variable = "${key}"\n      values   = [${listOf(values)}]\n    }`)), "  }",
].join("\n")).join("\n");
/** The same as a plan that is known to the last. */
const plan = (document: string) => JSON.stringify({ format_version: "1.2", terraform_version: "1.13.0", planned_values: { root_module: { resources: [
  { address: "aws_iam_role.glue", mode: "managed", type: "aws_iam_role", name: "glue", values: { name: "guzzle-glue", path: "/", assume_role_policy: trust, permissions_boundary: null } },
  { address: "aws_iam_role_policy.etl", mode: "managed", type: "aws_iam_role_policy", name: "etl", values: { name: "etl", policy: document } },
] } }, resource_changes: [{ address: "aws_iam_role.glue", change: { after_unknown: { arn: true, id: true, inline_policy: true } } }, { address: "aws_iam_role_policy.etl", change: { after_unknown: { id: true, role: true } } }],
configuration: { root_module: { resources: [{ address: "aws_iam_role_policy.etl", expressions: { role: { references: ["aws_iam_role.glue.id", "aws_iam_role.glue"] } } }] } } }, undefined, 1);
const answered = { Arn: role, RoleName: "guzzle-glue", Path: "/", AssumeRolePolicyDocument: encodeURIComponent(trust) };

/** One environment in all spellings: what is in the files, by the text of its policy. */
const spellings: readonly (readonly [spelling: string, files: (document: string) => Readonly<Record<string, string>>])[] = [
  ["CloudFormation", (document) => ({ "infra/role.yaml": cloudFormation(document) })],
  ["what cdk synth writes", (document) => ({ "cdk.out/Stack.template.json": cdk(document) })],
  ["Terraform, with jsonencode", (document) => ({ "infra/main.tf": hclPolicy(`jsonencode(${document.replaceAll("${", "$${")})`) })],
  ["Terraform, with a heredoc", (document) => ({ "infra/main.tf": hclPolicy(heredoc(document.replaceAll("${", "$${"))) })],
  ["Terraform, with a policy document", (document) => ({ "infra/main.tf": hclPolicy("data.aws_iam_policy_document.etl.json"), "infra/data.tf": `data "aws_iam_policy_document" "etl" {\n${statementBlocks(document)}\n}\n` })],
  ["Terraform, with a managed policy from a file", (document) => ({ "infra/main.tf": hclRole('resource "aws_iam_policy" "etl" {\n  name   = "etl"\n  policy = file("${path.module}/etl.json")\n}\n\nresource "aws_iam_role_policy_attachment" "etl" {\n  role       = aws_iam_role.glue.name\n  policy_arn = aws_iam_policy.etl.arn\n}\n'), "infra/etl.json": document })],
  ["Terraform, in JSON", (document) => ({ "infra/main.tf.json": JSON.stringify({ resource: { aws_iam_role: { glue: { name: "guzzle-glue", assume_role_policy: trust } }, aws_iam_role_policy: { etl: { role: "${aws_iam_role.glue.id}", policy: document.replaceAll("${", "$${") } } } }, undefined, 1) })],
  ["a plan of Terraform", (document) => ({ "plan.json": plan(document) })],
  ["get-role and get-role-policy", (document) => ({ "role.json": JSON.stringify({ Role: answered }), "etl.json": JSON.stringify({ RoleName: "guzzle-glue", PolicyName: "etl", PolicyDocument: parsed(document) }) })],
  ["get-account-authorization-details", (document) => ({ "account.json": JSON.stringify({ RoleDetailList: [{ ...answered, RolePolicyList: [{ PolicyName: "etl", PolicyDocument: encodeURIComponent(document) }], AttachedManagedPolicies: [] }], Policies: [] }) })],
];

const config = (templates: readonly string[]) => `version: 1\nenvironment: { region: eu-west-1, sharedStorage: guzzle-shared, datastores: [sales-lake] }\ncomputes: [conf/*.yml]\ntemplates: ${JSON.stringify(templates)}\n`;
const verdictsIn = ({ report }: ReturnType<typeof checked>) => [...report.passes.map(({ rule }) => `pass ${rule}`), ...report.findings.map(({ rule, verdict }) => `${verdict} ${rule}`)].filter((verdict) => !/ (policy|template)-/.test(verdict)).sort();

describe.each(spellings)("%s", (_, filesOf) => {
  const files = (document: string) => ({ ...filesOf(document), "conf/glue.yml": compute, "gluelint.yaml": config(Object.keys(filesOf(document))) });

  test("gives the verdicts of the same environment as policies", () => {
    const run = checked(folder(files(policy)));
    expect([run.code, verdictsIn(run)]).toEqual([0, verdictsIn(checked(folder(project)))]);
    expect(run.report.findings).toEqual([]);
  });

  test("gives them on the command line as well", () => {
    expect(verdictsIn(checked(folder(files(policy)), "--no-config", ...Object.keys(filesOf(policy)), "conf/glue.yml", ...flags))).toEqual(verdictsIn(checked(folder(project))));
  });

  test("fails at its own place", () => {
    const { code, report } = checked(folder(files(policy.replace("glue:BatchStopJobRun", "glue:StopJobRun"))));
    expect([code, report.findings.map(({ rule }) => rule)]).toEqual([1, ["job-role-can-stop-runs"]]);
    expect(Object.keys(filesOf(policy))).toContain(report.findings[0]?.location.artifact);
    expect(report.findings[0]?.location.underline).toMatch(/StopJobRun/);
  });
});

describe("a template's parameters", () => {
  const files = { "a.yaml": cloudFormation(policy).replace("Resources:", "Parameters: { Name: { Type: String } }\nResources:").replace('"guzzle-glue"', '"guzzle-${Name}"').replace('"RoleName":', '"RoleName": !Sub '), "conf/glue.yml": compute };
  const roleIn = (run: ReturnType<typeof checked>) => run.report.passes.filter(({ rule }) => rule === "job-role-can-stop-runs").map(({ subject }) => subject);
  const run = (more: Readonly<Record<string, string>>, ...args: readonly string[]) => checked(folder({ ...files, ...more }), "--no-config", "a.yaml", "conf/glue.yml", ...flags, ...args);

  test.each([
    ["on the command line", {}, ["--parameter", "Name=glue"]],
    ["in a file as deploy takes it", { "p.json": '["Name=glue"]' }, ["--parameters", "p.json"]],
    ["in a file as create-stack takes it", { "p.json": '[{ "ParameterKey": "Name", "ParameterValue": "glue" }]' }, ["--parameters", "p.json"]],
    ["in a file of CodePipeline", { "p.json": '{ "Parameters": { "Name": "glue" }, "Tags": {} }' }, ["--parameters", "p.json"]],
    ["in a YAML file, and for other templates as well", { "p.yaml": "Name: glue\nOther: 1\n" }, ["--parameters", "p.yaml"]],
    ["on the command line before a file", { "p.yaml": "Name: other\n" }, ["--parameters", "p.yaml", "--parameter", "Name=glue"]],
  ])("may stand %s", (_, more, args) => {
    expect(roleIn(run(more, ...args))).toEqual([role]);
  });

  test("without a value the role's name is not known, and nothing fails for it but the compute that names another", () => {
    expect(run({}).report.findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule)).toEqual(["compute-has-a-known-role"]);
  });

  test.each([
    ["--parameter", "Nam=glue", /--parameter Nam: no template has a parameter of this name: did you mean Name\?/], ["--parameter", "Name", /write it as name=value/],
    ["--parameters", "none.json", /--parameters none.json: no such file/], ["--parameters", "conf/glue.yml", /--parameters conf\/glue.yml: it holds no values/], ["--parameters", "bad.json", /bad.json: it holds no values/],
  ])("%s %s: exit 2", (flag, value, told) => {
    const { code, stderr } = gluelint(folder({ ...files, "bad.json": "[1, {}]" }), "check", "--no-config", "a.yaml", flag, value);
    expect([code, stderr]).toEqual([2, expect.stringMatching(told)]);
  });
});

describe("whose jobs they are", () => {
  const strangers = checked(root, "--no-config", "fixtures/templates/etl.yaml", ...flags);

  test("a plain job gets no finding of Guzzle's page, and the report says so", () => {
    expect(strangers.report.findings.filter(({ source }) => source.includes("guzzle"))).toEqual([]);
    expect(strangers.report.notes).toEqual([expect.stringMatching(/^not known to be Guzzle's.*: etl-dev /)]);
  });

  test.each([[["--guzzle"]], [["--parameter", "ScriptBucket=guzzle-shared"]]])("with %j it does", (args) => {
    const { report } = checked(root, "--no-config", "fixtures/templates/etl.yaml", ...flags, ...args);
    expect(report.notes).toEqual([]);
    expect([...report.findings, ...report.passes].filter(({ pack }) => pack === "documented").length).toBeGreaterThan(0);
  });

  test("a bucket's name for a resource is told at its text", () => {
    const finding = strangers.report.findings.find(({ rule }) => rule === "policy-conforms-to-grammar");
    expect([finding?.location.underline, finding?.message]).toEqual(['"${Data}/*"', "`${Data}/*` begins with a bucket's name, and a resource is an ARN: write `${Data.Arn}/*`"]);
  });

  test("no character of ours leaves the program", () => {
    for (const format of ["stylish", "json", "sarif", "junit"]) expect(gluelint(root, "check", "--no-config", "fixtures/templates/etl.yaml", ...flags, "--guzzle", "--format", format).stdout).not.toMatch(/[\uE000\uE001]/);
  });
});

test("a file that is none of ours is skipped, once, and why", () => {
  const { report } = checked(folder({ ...project, "gluelint.yaml": `${project["gluelint.yaml"]}templates: ["infra/*", infra/list.json]\n`, "infra/prod.tfvars": 'a = "b"\n', "infra/list.json": '{ "PolicyNames": [] }', "infra/package.json": "{}", "infra/empty.yaml": "" }));
  expect(report.skipped.map(({ artifact, because }) => [artifact, because])).toEqual([
    ["infra/empty.yaml", expect.stringMatching(/the file is empty/)], ["infra/list.json", expect.stringMatching(/get-role-policy/)], ["infra/package.json", expect.stringMatching(/no IAM policy/)], ["infra/prod.tfvars", "it holds values of variables: hand it in with --parameters"],
  ]);
});

test("a key that is nearly `templates` is told", () => {
  const { code, stderr } = gluelint(folder({ ...project, "gluelint.yaml": `${project["gluelint.yaml"]}template: []\n` }), "check");
  expect([code, stderr]).toEqual([2, expect.stringMatching(/did you mean `templates`\?/)]);
});

test("get-policy-version is a policy wherever one is named", () => {
  const files = { ...project, "iam/etl.json": JSON.stringify({ PolicyVersion: { Document: encodeURIComponent(policy), VersionId: "v3", IsDefaultVersion: true } }), "iam/trust.json": JSON.stringify({ Role: answered }) };
  expect(checked(folder(files)).report.findings).toEqual([]);
});

test("Glue jobs stand under computes as well", () => {
  const job = { Job: { Name: "j", Role: role, GlueVersion: "3.0", WorkerType: "G.1X", NumberOfWorkers: 10, DefaultArguments: { "--enable-auto-scaling": "true" }, Command: { Name: "glueetl", ScriptLocation: "s3://guzzle-shared/guzzle.py" } } };
  const { report } = checked(folder({ ...project, "conf/glue.yml": compute, "conf/job.json": JSON.stringify(job), "gluelint.yaml": project["gluelint.yaml"].replace("[conf/*.yml]", "[conf/*]") }));
  expect(report.findings).toEqual([]);
  expect(report.passes.filter(({ subject }) => subject === "j").length).toBeGreaterThan(3);
});

describe("a plan of Terraform with --source", () => {
  const wrong = policy.replace("glue:BatchStopJobRun", "glue:StopJobRun");
  const files = { ...project, "plan.json": plan(wrong), "infra/main.tf": hclPolicy("local.policy\n"), "gluelint.yaml": config(["plan.json"]) };

  test("is blamed where the resource is declared", () => {
    const { report } = checked(folder(files), "--source", "infra");
    expect(report.findings.map(({ rule, location: { artifact, underline } }) => [rule, artifact, underline])).toEqual([["job-role-can-stop-runs", "infra/main.tf", "local.policy"]]);
  });

  test("as docs/templates.md has it", () => {
    const [line = ""] = /^gluelint check plan\.json .*$/m.exec(readFileSync(join(root, "docs/templates.md"), "utf8")) ?? [];
    const { code, stdout } = gluelint(folder(files), ...line.split(" ").slice(1));
    expect([code, stdout]).toEqual([1, expect.stringContaining("infra/main.tf")]);
  });

  test("a folder that is not there: exit 2", () => {
    const { code, stderr } = gluelint(folder(files), "check", "--source", "nowhere");
    expect([code, stderr]).toEqual([2, "gluelint: --source nowhere: no such folder\n"]);
  });
});

describe("SARIF names files and lines that are committed, and no others", () => {
  const wrong = policy.replace("glue:BatchStopJobRun", "glue:StopJobRun");
  /** What lies in an artifact that SARIF names, wherever it names one. */
  const placesIn = (value: unknown): readonly { readonly uri: string; readonly endLine: number }[] => {
    if (typeof value !== "object" || value === null) return [];
    const { artifactLocation, location, region } = value as { readonly artifactLocation?: { readonly uri: string }; readonly location?: { readonly uri?: string }; readonly region?: { readonly startLine: number; readonly endLine?: number } };
    const uri = artifactLocation?.uri ?? location?.uri;
    return [...(uri === undefined ? [] : [{ uri, endLine: region?.endLine ?? region?.startLine ?? 1 }]), ...Object.values(value).flatMap(placesIn)];
  };

  test.each<readonly [what: string, committed: Readonly<Record<string, string>>, templates: readonly string[], made: Readonly<Record<string, string>>, guilty: string, args: readonly string[]]>([
    ["a policy", { "iam/etl.json": wrong, "iam/trust.json": trust }, [], {}, "iam/etl.json", []],
    ["a file of HCL", { "infra/main.tf": hclPolicy(`jsonencode(${wrong.replaceAll("${", "$${")})`) }, ["infra/main.tf"], {}, "infra/main.tf", []],
    ["a plan", { "infra/main.tf": hclPolicy("local.policy\n") }, ["plan.json"], { "plan.json": plan(wrong) }, "infra/main.tf", ["--source", "infra"]],
    ["a template", { "infra/role.yaml": cloudFormation(wrong) }, ["infra/role.yaml"], {}, "infra/role.yaml", []],
  ])("%s", (what, committed, templates, made, guilty, args) => {
    const { path, git, put } = repository({ ...committed, "conf/glue.yml": compute, "gluelint.yaml": what === "a policy" ? project["gluelint.yaml"] : config(templates) });
    Object.entries(made).forEach(([name, text]) => put(name, text));
    const { code, stdout } = gluelint(path, "check", "--format", "sarif", "--now", "2026-11-22", ...args);
    const places = placesIn(JSON.parse(stdout));
    const lines = new Map(git("ls-files").split("\n").map((name) => [name, git("show", `HEAD:${name}`).split("\n").length]));
    expect([code, places.map(({ uri }) => uri).includes(guilty)]).toEqual([1, true]);
    expect(places.filter(({ uri, endLine }) => endLine > (lines.get(uri) ?? 0))).toEqual([]);
  });
});

describe("a folder of Terraform", () => {
  const infra = {
    "infra/main.tf": 'module "glue" {\n  source = "../modules/glue"\n  action = var.action\n}\n\nvariable "action" {\n  type = string\n}\n',
    "modules/glue/main.tf": `variable "action" {}\n\n${hclPolicy(`jsonencode(${policy.replaceAll("${", "$${").replace('"glue:BatchStopJobRun"', "var.action")})`)}`,
    "conf/glue.yml": compute,
  };
  const rulesIn = ({ report }: ReturnType<typeof checked>) => report.findings.map(({ rule, verdict, location: { artifact } }) => `${verdict} ${rule} ${artifact}`).filter((line) => /stop-runs|parses/.test(line));
  const named = ["--no-config", "infra/main.tf", "conf/glue.yml", ...flags];

  test.each<readonly [what: string, files: Readonly<Record<string, string>>, args: readonly string[], told: readonly string[]]>([
    ["is one module, with the modules that it calls", {}, [], ["open job-role-can-stop-runs modules/glue/main.tf"]],
    ["takes values from the command line", {}, ["--parameter", "action=glue:BatchStopJobRun"], []],
    ["takes values from a file of them", { "prod.tfvars": 'action = "glue:StopJobRun"\nother = ["x"]\n' }, ["--parameters", "prod.tfvars"], ["fail job-role-can-stop-runs modules/glue/main.tf"]],
    ["takes the values that Terraform takes by itself, the last first", { "infra/terraform.tfvars": 'action = "glue:StopJobRun"\n', "infra/a.auto.tfvars": 'action = "glue:BatchStopJobRun"\n' }, [], []],
    ["that is broken says so once, and of its roles nothing is said", { "infra/other.tf": 'resource "a" "b" {\n' }, [], ["open job-role-can-stop-runs conf/glue.yml", "fail template-parses infra/other.tf"]],
  ])("%s", (_, files, args, told) => {
    const run = checked(folder({ ...infra, ...files }), ...named, ...args);
    expect(rulesIn(run)).toEqual(told);
  });

  test("is told of whichever of its files is named: one that gives a module its values, the module's, or one beside; and not of another folder", () => {
    const path = folder({ ...infra, ...project, "infra/vars.tf": "", "infra/main.tf": infra["infra/main.tf"].replace("var.action", '"glue:StopJobRun"'), "other/main.tf": "", "modules/other/main.tf": "", "gluelint.yaml": config(["infra/*.tf", "other/*.tf"]) });
    const told = (file: string) => checked(path, file).report.findings.map(({ rule, location: { artifact } }) => [rule, artifact]);
    const finding = [["job-role-can-stop-runs", "modules/glue/main.tf"]];
    expect(["infra/main.tf", "infra/vars.tf", "modules/glue/main.tf", "other/main.tf"].map(told)).toEqual([finding, finding, finding, []]);
  });

  test("that nobody names is found, and a module that it calls is no folder of its own", () => {
    const { report } = checked(folder(infra), "--no-config", ...flags, "--parameter", "action=glue:BatchStopJobRun");
    expect([report.findings.map(({ rule }) => rule), new Set(report.passes.filter(({ rule }) => rule === "job-role-can-stop-runs").map(({ subject }) => subject))]).toEqual([[], new Set([role])]);
  });

  test("a variable that is nearly spelled so is told", () => {
    const { code, stderr } = gluelint(folder(infra), "check", ...named, "--parameter", "acton=x");
    expect([code, stderr]).toEqual([2, "gluelint: --parameter acton: no template has a parameter of this name: did you mean action?\n"]);
  });

  test("a module that was fetched is read where it lies", () => {
    const fetched = { ...infra, "infra/main.tf": infra["infra/main.tf"].replace("../modules/glue", "acme/glue/aws"), "infra/.terraform/modules/modules.json": JSON.stringify({ Modules: [{ Key: "", Source: "", Dir: "." }, { Key: "glue", Source: "registry.terraform.io/acme/glue/aws", Dir: "../modules/glue" }] }) };
    expect(rulesIn(checked(folder(fetched), ...named))).toEqual(["open job-role-can-stop-runs modules/glue/main.tf"]);
  });
});

describe("a template with buckets and keys alone, which nobody names", () => {
  const denied = { Version: "2012-10-17", Statement: [{ Sid: "Keep", Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::sales-lake/*" }] };
  const spelled: Readonly<Record<string, string>> = {
    "lake/template.yaml": `Resources:\n  Lake:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: sales-lake\n      PolicyDocument:\n        Version: 2012-10-17\n        Statement:\n          - Sid: Keep\n            Effect: Deny\n            Principal: "*"\n            Action: s3:PutObject\n            Resource: arn:aws:s3:::sales-lake/*\n`,
    "lake/main.tf": `resource "aws_s3_bucket_policy" "lake" {\n  bucket = "sales-lake"\n  policy = jsonencode(${JSON.stringify(denied)})\n}\n`,
    "lake/state.json": JSON.stringify({ format_version: "1.0", terraform_version: "1.13.0", values: { root_module: { resources: [{ address: "aws_s3_bucket_policy.lake", mode: "managed", type: "aws_s3_bucket_policy", name: "lake", values: { bucket: "sales-lake", policy: JSON.stringify(denied) } }] } } }),
  };
  test.each(Object.entries(spelled))("counts: %s", (path, text) => {
    const run = checked(folder({ "infra/role.yaml": cloudFormation(policy), "conf/glue.yml": compute, [path]: text }), "--no-config", ...flags);
    expect(run.report.findings.map(({ rule, location: { artifact } }) => [rule, artifact])).toEqual(expect.arrayContaining([["job-role-can-use-datastores", path]]));
    expect(checked(folder({ [path]: text }), "--no-config").code).toBe(0);
  });
});
