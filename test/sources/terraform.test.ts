import { describe, expect, test } from "vitest";
import { contain } from "../../src/evaluate/contain.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { requiredResources } from "../../src/policy/resource.js";
import { textAt } from "../../src/text/region.js";
import { readable } from "../../src/text/unknown.js";
import { worldOfTerraform } from "./a-terraform.js";
import { faultsIn, statementsOf } from "./a-world.js";

const glue = 'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }] })';
const role = `
variable "plain" {}
variable "on" { type = bool }
variable "names" { type = list(string) }
resource "aws_s3_bucket" "b" {}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = ${glue}
}
`;
const account = { account: "123456789012" };
const rolesOf = (files: Parameters<typeof worldOfTerraform>[0]) => worldOfTerraform(files, account).environment.roles;
const attached = (policy: string) => `${role}\nresource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = ${policy}\n}\n`;
const document = (statements: string) => `${role}\ndata "aws_iam_policy_document" "d" {\n${statements}\n}\nresource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = data.aws_iam_policy_document.d.json\n}\n`;
const encoded = (statement: string) => attached(`jsonencode({ Version = "2012-10-17", Statement = ${statement} })`);

test("a role has its ARN, its inline policies, its trust policy, and all that is attached to it", () => {
  const world = worldOfTerraform(`
resource "aws_iam_role" "etl" {
  name                 = "etl"
  path                 = "/glue/"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = aws_iam_policy.limit.arn
  managed_policy_arns  = ["arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"]
  inline_policy {
    name   = "inline"
    policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:GetObject", Resource = "*" } })
  }
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["glue.amazonaws.com"]
    }
  }
}
resource "aws_iam_policy" "limit" { policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "*", Resource = "*" } }) }
resource "aws_iam_policy" "own" { policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "glue:GetTable", Resource = "*" } }) }
resource "aws_iam_role_policy" "apart" {
  role   = aws_iam_role.etl.name
  policy = <<EOF
{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "logs:PutLogEvents", "Resource": "*" } }
EOF
}
resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.etl.name
  policy_arn = aws_iam_policy.own.arn
}
resource "aws_iam_policy_attachment" "everybodys" {
  name       = "e"
  roles      = [aws_iam_role.etl.name, "somebody"]
  policy_arn = "arn:aws:iam::123456789012:policy/elsewhere"
}
resource "aws_iam_role_policies_exclusive" "no_effect" {
  role_name    = aws_iam_role.etl.name
  policy_names = []
}
`, account);
  const [etl, ...others] = world.environment.roles;
  expect([others, etl!.arn, etl!.is, etl!.guzzle]).toEqual([[], "arn:aws:iam::123456789012:role/glue/etl", "job", false]);
  expect(statementsOf(etl!)).toEqual([
    "Allow s3:GetObject on *", "Deny logs:PutLogEvents on *",
    "unread: `arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole`, a managed policy whose text is not here", "Allow glue:GetTable on *", "unread: `arn:aws:iam::123456789012:policy/elsewhere`, a managed policy whose text is not here",
  ]);
  expect([etl!.boundary?.map(({ kind }) => kind), etl!.trust?.length, faultsIn(world)]).toEqual([["read"], 1, []]);
});

const certain = "Allow s3:GetObject on *";
const unread = "unread: `main.tf aws_iam_role_policy.p`, which is not known before it is applied";

describe("a policy says", () => {
  const rows: readonly (readonly [what: string, text: string, means: readonly string[]])[] = [
    ["a bucket's objects", encoded('[{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.b.arn}/*" }]'), ["Allow s3:GetObject on arn:aws:s3:::${aws_s3_bucket.b.bucket}/*"]],
    ["an unknown resource", encoded('[{ Effect = "Allow", Action = "s3:GetObject", Resource = var.plain }]'), ["Allow s3:GetObject on ${var.plain}"]],
    ["a list that nobody knows", encoded('[{ Effect = "Allow", Action = "s3:GetObject", Resource = var.names }]'), ["Allow s3:GetObject on ${var.names}"]],
    ["a statement on a known condition", encoded('concat([{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }], false ? [{ Effect = "Deny", Action = "*", Resource = "*" }] : [])'), [certain]],
    ["a statement on an unknown condition", encoded('concat([{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }], var.on ? [{ Effect = "Deny", Action = "*", Resource = "*" }] : [])'), [certain, "Deny * on * if StringEquals ${var.on} 1"]],
    ["an action that nobody knows", encoded('{ Effect = "Allow", Action = ["s3:GetObject", var.plain], Resource = "*" }'), [certain, "Allow * on * if StringEquals ${var.plain} 1"]],
    ["an action that is known in part", encoded('{ Effect = "Allow", Action = "s3:${var.plain}Object", Resource = "*" }'), ["Allow s3:* on * if StringEquals ${var.plain} 1"]],
    ["a condition that nobody knows", encoded('{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = var.plain }'), [`${certain} if StringEquals \${var.plain} 1`]],
    ["an effect that nobody knows", encoded('{ Effect = var.plain, Action = "s3:GetObject", Resource = "*" }'), [unread]],
    ["what nobody knows", attached("var.plain"), ["unread: `${var.plain}`, which is not known before it is applied"]],
    ["a statement of which a part is not known", encoded('merge({ Effect = "Allow", Action = "s3:GetObject" }, var.plain)'), [unread]],
    ["statements of which a part is not known", encoded('[merge({ Effect = "Allow", Action = "s3:GetObject" }, var.plain, { Resource = "*" })]'), [unread]],
    ["a text of which a part is not known", attached('"${jsonencode({ Version = "2012-10-17", Statement = merge(var.plain, { Effect = "Allow", Action = "a:B", Resource = "*" }) })} "'), [expect.stringMatching(/^unread: /)]],
    ["two documents, and nobody knows which", attached('var.on ? jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "a:B", Resource = "*" } }) : jsonencode({ Version = "2012-10-17", Statement = { Effect = "Deny", Action = "a:C", Resource = "*" } })'), ["Allow a:B on * if StringEquals ${var.on} 1", "Deny a:C on * if StringEquals ${var.on} 1"]],
    ["a heredoc with a name that nobody knows", attached('<<EOF\n{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": ["${aws_s3_bucket.b.arn}/*", "arn:aws:s3:::${var.plain}"] } }\nEOF\n'), ["Allow s3:GetObject on arn:aws:s3:::${aws_s3_bucket.b.bucket}/* arn:aws:s3:::${var.plain}"]],
    ["a heredoc with a list that nobody knows", attached('<<EOF\n{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": ${jsonencode(var.names)} } }\nEOF\n'), ["Allow s3:GetObject on ${var.names}"]],
    ["a heredoc whose shape hangs on what nobody knows", attached('<<EOF\n{ "Version": "2012-10-17", "Statement": [ %{ if var.on }{ "Effect": "Deny" }, %{ endif } 1 ${var.plain} ] }\nEOF\n'), [unread]],
    ["a variable of the policy", encoded('{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::b/$${aws:username}/*" }'), ["Allow s3:GetObject on arn:aws:s3:::b/${aws:username}/*"]],
    ["a file that is not here", attached('file("${path.module}/p.json")'), ['unread: `${file("${path.module}/p.json")}`, which is not known before it is applied']],
    ["a document's statements", document('statement {\n actions = ["s3:GetObject"]\n resources = ["*"]\n}\nstatement {\n effect = "Deny"\n not_actions = ["a:B"]\n not_resources = ["arn:aws:s3:::b/&{aws:username}"]\n}'), [certain, "Deny a:B on arn:aws:s3:::b/${aws:username}"]],
    ["a document's condition", document('statement {\n actions = ["s3:GetObject"]\n resources = ["*"]\n condition {\n test = "StringEquals"\n variable = "a:b"\n values = ["c", "d"]\n }\n condition {\n test = "StringEquals"\n variable = "a:c"\n values = ["e"]\n }\n}'), [`${certain} if StringEquals a:b 2 if StringEquals a:c 1`]],
    ["a document of other documents", document('source_policy_documents = [jsonencode({ Statement = [{ Sid = "A", Effect = "Allow", Action = "a:B", Resource = "*" }, { Effect = "Allow", Action = "a:C", Resource = "*" }] })]\noverride_policy_documents = [<<EOF\n{ "Statement": { "Sid": "A", "Effect": "Deny", "Action": "a:D", "Resource": "*" } }\nEOF\n]\nstatement {\n actions = ["s3:GetObject"]\n resources = ["*"]\n}'), ["Deny a:D on *", "Allow a:C on *", certain]],
    ["a document of one that nobody knows", document("source_policy_documents = [var.plain]\n"), [unread]],
    ["a document of ones that nobody knows", document("source_policy_documents = var.names\n"), [unread]],
    ["a dynamic statement", document('dynamic "statement" {\n for_each = ["a", "b"]\n content {\n actions = ["s3:GetObject"]\n resources = ["arn:aws:s3:::${statement.value}/*"]\n }\n}'), ["Allow s3:GetObject on arn:aws:s3:::a/*", "Allow s3:GetObject on arn:aws:s3:::b/*"]],
    ["a dynamic statement by another name", document('dynamic "statement" {\n for_each = { x = "a" }\n iterator = it\n content {\n actions = ["s3:GetObject"]\n resources = ["arn:aws:s3:::${it.value}/${it.key}/*"]\n }\n}'), ["Allow s3:GetObject on arn:aws:s3:::a/x/*"]],
    ["a dynamic statement for what nobody knows", document('dynamic "statement" {\n for_each = var.names\n content {\n actions = ["s3:GetObject"]\n resources = ["arn:aws:s3:::${statement.value}/*"]\n }\n}'), ["Allow s3:GetObject on arn:aws:s3:::${statement.value}/* if StringEquals ${for_each = var.names} 1"]],
    ["a dynamic condition for what nobody knows", document('statement {\n actions = ["s3:GetObject"]\n resources = ["*"]\n dynamic "condition" {\n for_each = var.names\n content {\n test = "Bool"\n variable = "a:b"\n values = [true]\n }\n }\n}'), [`${certain} if StringEquals \${condition} 1`]],
  ];

  test.each(rows)("%s", (_, text, means) => {
    const world = worldOfTerraform(text, account);
    expect(world.environment.roles.map(statementsOf)).toEqual([means]);
    expect(faultsIn(world)).toEqual([]);
  });
});

describe("a statement is wrong at its guilty text", () => {
  const rows: readonly (readonly [text: string, told: readonly string[]])[] = [
    [encoded('{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.b.id}/*" }'), ['«"${aws_s3_bucket.b.id}/*"» `${aws_s3_bucket.b.bucket}/*` begins with a bucket\'s name, and a resource is an ARN: write `${aws_s3_bucket.b.arn}/*`']],
    [encoded('{ Effect = "allow", Action = ["GetObject"], Resource = "*" }'), ['«"allow"» `Effect` is `Allow` or `Deny`, spelled just so', '«"GetObject"» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`']],
    [encoded('{ Effekt = "Allow", Action = "a:B", Resource = "*" }'), ["«Effekt» `Effekt` is no element of a policy: did you mean `Effect`?"]],
    [encoded('{ Effect = "Allow", Action = "a:B", Resource = "*", Condition = { StringEqual = { "a:b" = "c" } } }'), ["«StringEqual» `StringEqual` is no condition operator: did you mean `StringEquals`?"]],
    [attached('<<-EOF\n    {\n      "Version": "2012-10-17",\n      "Statement": { "Effekt": "Allow", "Action": "s3:${var.plain}", "Resource": "s3://b/*" }\n    }\n  EOF\n'), ['«"Effekt"» `Effekt` is no element of a policy: did you mean `Effect`?', '«"s3://b/*"» `s3://b/*` is no ARN: it is an address in S3: write `arn:aws:s3:::b/*`']],
    [attached('<<EOF\n{ "Version": "2012-10-17", }\nEOF\n'), ["«,» nothing follows this comma before `}`: remove it"]],
    [attached('"{ \\"Version\\": \\"2012-10-17\\", \\"Statement\\": { \\"Effect\\": \\"Allow\\", \\"Action\\": \\"GetObject\\", \\"Resource\\": \\"*\\" } }"'), ['«\\"GetObject\\"» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`']],
    [attached('<<EOF\n{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": ${jsonencode(["GetObject"])}, "Resource": "*" } }\nEOF\n'), ['«${jsonencode(["GetObject"])}» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`']],
    [document('statement {\n actions = ["GetObject"]\n resources = ["b/*"]\n condition {\n test = "StringEqual"\n variable = "a:b"\n values = ["c"]\n }\n}'), ['«"GetObject"» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`', '«"b/*"» `b/*` is no ARN: a resource is an ARN, as in `arn:aws:s3:::bucket/*`, or `*`', '«"StringEqual"» `StringEqual` is no condition operator: did you mean `StringEquals`?']],
    [`locals {\n  actions = ["GetObject"]\n}\n${encoded('{ Effect = "Allow", Action = local.actions, Resource = "*" }')}`, ['«"GetObject"» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`']],
    [`locals {\n  action = "GetObject"\n}\n${encoded('{ Effect = "Allow", Action = local.action, Resource = "*" }')}`, ["«local.action» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`"]],
    [encoded('[for a in ["GetObject", "s3:PutObject"] : { Effect = "Allow", Action = a, Resource = "*" }]'), ["«a» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`"]],
  ];

  test.each(rows)("%s", (text, told) => {
    expect(faultsIn(worldOfTerraform(text, account)).map((fault) => fault.replace(/^«b\/\*»/, '«"b/*"»'))).toEqual(told);
  });

  test("in the file that the policy stands in", () => {
    const files = { "main.tf": attached('file("${path.module}/p.json")'), "p.json": '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "GetObject", "Resource": "*" } }' };
    const { environment, documents } = worldOfTerraform(files, account);
    const [fault] = environment.documents.flatMap(({ faults }) => faults);
    expect([fault?.location.artifact, fault && textAt(documents.find(({ artifact }) => artifact === "p.json")!, fault.location)]).toEqual(["p.json", '"GetObject"']);
  });

  test("and in the template that it is made from", () => {
    const files = { "main.tf": attached('templatefile("p.tftpl", { name = "b", all = ["x"] })'), "p.tftpl": '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": [%{ for x in all ~}"arn:aws:s3:::${name}/${x}", %{ endfor ~}"${name}"] } }' };
    expect(faultsIn(worldOfTerraform(files, account))).toEqual(['«"${name}"» `b` is no ARN: a resource is an ARN, as in `arn:aws:s3:::bucket/*`, or `*`']);
  });
});

test("a policy on the ARN of a bucket covers a path in the same bucket, whatever its name", () => {
  const text = `${encoded('{ Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.b.arn}/*" }')}
resource "aws_glue_job" "job" {
  name     = "job"
  role_arn = aws_iam_role.r.arn
  command { script_location = "s3://\${aws_s3_bucket.b.id}/a.py" }
  default_arguments = { "--TempDir" = "s3://\${aws_s3_bucket.b.bucket}/tmp/" }
}`;
  const { environment: { computes: [job], roles: [r] } } = worldOfTerraform(text, account);
  const path = String(job!.properties["temporary_path"]!.value);
  expect(readable(path)).toBe("s3://${aws_s3_bucket.b.bucket}/tmp/");
  const answer = (action: string) => contain(prepare({ identity: r!.policies! }), { principal: r!.arn, action, resources: requiredResources(`${path.replace("s3://", "arn:aws:s3:::")}*`) }).kind;
  expect([answer("s3:PutObject"), answer("s3:DeleteObject")]).toEqual(["yes", "no"]);
});

describe("modules", () => {
  const lake = { "modules/glue/main.tf": `variable "name" {}\nvariable "buckets" { default = [] }\nresource "aws_iam_role" "r" {\n  name = var.name\n  assume_role_policy = ${glue}\n}\nresource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [for b in var.buckets : { Effect = "Allow", Action = "s3:GetObject", Resource = "\${b}/*" }] })\n}\noutput "role" { value = aws_iam_role.r.name }\n` };

  test("are called with values and give values", () => {
    const roles = rolesOf({ ...lake, "main.tf": `resource "aws_s3_bucket" "b" { bucket = "raw" }\nmodule "glue" {\n  source  = "./modules/glue"\n  name    = "etl"\n  buckets = [aws_s3_bucket.b.arn]\n}\nresource "aws_iam_role_policy" "more" {\n  role = module.glue.role\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Deny", Action = "a:B", Resource = "*" } })\n}\n` });
    expect(roles.map((each) => [each.name, statementsOf(each)])).toEqual([["etl", ["Deny a:B on *", "Allow s3:GetObject on arn:aws:s3:::raw/*"]]]);
  });

  test("are called once for each", () => {
    expect(rolesOf({ ...lake, "main.tf": 'module "glue" {\n  for_each = { a = ["arn:aws:s3:::x"], b = ["arn:aws:s3:::y"] }\n  source   = "./modules/glue"\n  name     = "etl-${each.key}"\n  buckets  = each.value\n}\n' }).map((each) => [each.name, statementsOf(each)])).toEqual([["etl-a", ["Allow s3:GetObject on arn:aws:s3:::x/*"]], ["etl-b", ["Allow s3:GetObject on arn:aws:s3:::y/*"]]]);
  });

  test("that are not here may attach anything to a role that they are told of", () => {
    expect(rolesOf(`${role}\nmodule "rights" {\n  source    = "terraform-aws-modules/iam/aws"\n  role_name = aws_iam_role.r.name\n}\nmodule "others" {\n  source = "x/y/z"\n}\n`).map(statementsOf)).toEqual([["unread: `module.rights`, a module whose text is not here"]]);
  });

  test("are called with the values of parameters, and perhaps not at all", () => {
    const world = worldOfTerraform({ "m/main.tf": 'variable "role" {}\nvariable "action" {}\nresource "aws_iam_role_policy" "p" {\n  role = var.role\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = var.action, Resource = "*" } })\n}\n', "main.tf": `${role}\nmodule "m" {\n  count  = var.on ? 1 : 0\n  source = "./m"\n  role   = aws_iam_role.r.name\n  action = var.plain\n}\n` }, account, { plain: "a:B" });
    expect(world.environment.roles.map(statementsOf)).toEqual([["Allow a:B on * if StringEquals ${var.on} 1"]]);
  });

  test("that are not here have roles of their own", () => {
    expect(rolesOf(`${role}\nmodule "lambda" {\n  source = "terraform-aws-modules/lambda/aws"\n}\nresource "aws_iam_role_policy" "p" {\n  role   = module.lambda.lambda_role_name\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "a:B", Resource = "*" } })\n}\n`).map(statementsOf)).toEqual([[]]);
  });

  test("may be all the same role to somebody who does not know its name", () => {
    expect(rolesOf(`${role}\nresource "aws_iam_role_policy" "p" {\n  role   = var.plain\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "a:B", Resource = "*" } })\n}\n`).map(statementsOf)).toEqual([["unread: `aws_iam_role_policy.p`, which is attached to `${var.plain}`"]]);
  });
});

describe("what is perhaps there", () => {
  test.each([
    ["count", "count = var.on ? 1 : 0", ["Allow s3:GetObject on * if StringEquals ${var.on} 1"]], ["for_each", "for_each = toset(var.names)", ["Allow s3:GetObject on * if StringEquals ${for_each = toset(var.names)} 1"]], ["count that is known", "count = 0", []],
  ])("by %s", (_, line, means) => {
    expect(rolesOf(`${role}\nresource "aws_iam_role_policy" "p" {\n  ${line}\n  role   = aws_iam_role.r.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:GetObject", Resource = "*" } })\n}\n`).map(statementsOf)).toEqual([means]);
  });

  test("a managed policy that is attached on a condition, and whose text is not here, may say anything", () => {
    expect(rolesOf(`${role}\nresource "aws_iam_role_policy_attachment" "a" {\n  count      = var.on ? 1 : 0\n  role       = aws_iam_role.r.name\n  policy_arn = "arn:aws:iam::aws:policy/x"\n}\n`).map(statementsOf)).toEqual([["unread: `arn:aws:iam::aws:policy/x`, a managed policy whose text is not here, and which is attached only on the condition `var.on`"]]);
  });

  test("one of two managed policies is attached, each on its condition", () => {
    const managed = (name: string, action: string) => `resource "aws_iam_policy" "${name}" {\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "${action}", Resource = "*" } })\n}\n`;
    expect(rolesOf(`variable "on" {}\n${role}\n${managed("a", "a:A")}${managed("b", "a:B")}locals { both = var.on ? aws_iam_policy.a.arn : aws_iam_policy.b.arn }\nresource "aws_iam_role_policy_attachment" "a" {\n  role       = aws_iam_role.r.name\n  policy_arn = local.both\n}\n`).map(statementsOf)).toEqual([["Allow a:A on * if StringEquals ${var.on} 1", "Allow a:B on * if StringEquals ${var.on} 1"]]);
  });

  test("on the condition that the role is there as well, it is there", () => {
    const perhaps = (condition: string) => rolesOf(`variable "on" {}\nvariable "off" {}\nresource "aws_iam_role" "r" {\n  count = var.on ? 1 : 0\n  name = "r"\n  assume_role_policy = ${glue}\n}\nresource "aws_iam_role_policy" "p" {\n  count = ${condition} ? 1 : 0\n  role = aws_iam_role.r[0].id\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:GetObject", Resource = "*" } })\n}\nresource "aws_iam_role_policy_attachment" "a" {\n  count = ${condition} ? 1 : 0\n  role = aws_iam_role.r[0].name\n  policy_arn = aws_iam_policy.m[0].arn\n}\nresource "aws_iam_policy" "m" {\n  count = ${condition} ? 1 : 0\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:PutObject", Resource = "*" } })\n}\n`).map(statementsOf);
    expect(perhaps("var.on")).toEqual([["Allow s3:GetObject on *", "Allow s3:PutObject on *"]]);
    expect(perhaps("var.off")).toEqual([["Allow s3:GetObject on * if StringEquals ${var.off} 1", "Allow s3:PutObject on * if StringEquals ${var.off} 1"]]);
  });

  test.each([
    ["nobody knows its text", "var.plain", ["unread: `${var.plain}`, which is not known before it is applied"]],
    ["nobody knows which of two it is", 'var.on ? jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "a:B", Resource = "*" } }) : jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "a:C", Resource = "*" } })', ["Allow a:B on * if StringEquals ${var.on} 1", "Allow a:C on * if StringEquals ${var.on} 1"]],
  ])("a managed policy of the module is attached, though %s", (_, policy, means) => {
    expect(rolesOf(`${role}\nresource "aws_iam_policy" "m" {\n  policy = ${policy}\n}\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.name\n  policy_arn = aws_iam_policy.m.arn\n}\n`).map(statementsOf)).toEqual([means]);
  });

  test("inline policies of a role for what nobody knows", () => {
    expect(rolesOf(`${role.replace(/\n}\n$/, "")}\n  dynamic "inline_policy" {\n    for_each = var.names\n    content {\n      name = "i"\n      policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "a:B", Resource = inline_policy.value } })\n    }\n  }\n}\n`).map(statementsOf)).toEqual([["Allow a:B on ${inline_policy.value} if StringEquals ${for_each = var.names} 1"]]);
  });

  test("arguments of a job that nobody knows are not left out", () => {
    const job = (given: string) => worldOfTerraform(`variable "more" {}\nresource "aws_glue_job" "j" {\n  name = "j"\n  role_arn = "r"\n  command { script_location = "s3://b/a.py" }\n  default_arguments = ${given}\n}\n`).environment.computes[0]!;
    expect(job('merge({ "--TempDir" = "s3://b/t/" }, var.more)').properties["temporary_path"]).toMatchObject({ unknown: true });
    expect(job('merge(var.more, { "--TempDir" = "s3://b/t/" })').properties["temporary_path"]).toMatchObject({ unknown: false, value: "s3://b/t/" });
    expect(job('{ "--job-language" = "python" }').properties["temporary_path"]).toBeUndefined();
  });
});

test("a module in JSON is one as well, with its own places", () => {
  const json = (service: string) => JSON.stringify({
    "//": "a comment", locals: { service }, variable: { names: { type: "list(string)" } },
    resource: { aws_iam_role: { r: [{ name: "r", assume_role_policy: "${data.aws_iam_policy_document.trust.json}" }] } },
    data: { aws_iam_policy_document: { trust: { statement: { actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["${local.service}"] }], dynamic: { condition: { for_each: ["x"], iterator: "it", content: { test: "StringEqual", variable: "aws:SourceAccount", values: ["${it.value}"] } } } } } } },
  }, undefined, 1);
  const world = worldOfTerraform({ "main.tf.json": json("glue.amazonaws.com") }, account);
  expect(faultsIn(world)).toEqual(['«"StringEqual"» `StringEqual` is no condition operator: did you mean `StringEquals`?']);
  expect(worldOfTerraform({ "main.tf.json": json("glue.amazonaws.com").replace("StringEqual", "StringEquals") }, account).environment.roles.map(({ is, trust }) => [is, trust?.map(({ kind }) => kind)])).toEqual([["job", ["read"]]]);
});

test("a bucket policy is judged as one", () => {
  const policy = (principal: string) => `resource "aws_s3_bucket_policy" "p" {\n  bucket = "b"\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", ${principal}Action = "s3:*", Resource = "arn:aws:s3:::b/*" }] })\n}\n`;
  expect([faultsIn(worldOfTerraform(policy('Principal = "*", '))).length, faultsIn(worldOfTerraform(policy(""))).length]).toEqual([0, 1]);
});

test("a job is the job of Glue's API", () => {
  const { environment: { computes: [job] } } = worldOfTerraform(`
resource "aws_glue_job" "j" {
  name                   = "etl"
  role_arn               = "arn:aws:iam::123456789012:role/etl"
  glue_version           = "4.0"
  worker_type            = "G.1X"
  number_of_workers      = 10
  timeout                = 60
  max_retries            = "1"
  execution_class        = "FLEX"
  security_configuration = "sec"
  connections            = ["vpc"]
  command {
    name            = "gluestreaming"
    script_location = "s3://b/a.py"
  }
  execution_property { max_concurrent_runs = 3 }
  notification_property { notify_delay_after = 5 }
  default_arguments         = { "--enable-auto-scaling" = "true", "--TempDir" = "s3://b/t/" }
  non_overridable_arguments = { "--TempDir" = "s3://b/other/" }
}`);
  expect(job!.name).toBe("etl");
  expect(Object.fromEntries(Object.entries(job!.properties).map(([key, { value }]) => [key, value]))).toEqual({
    temporary_path: "s3://b/other/", auto_scale: true, iam_role: "arn:aws:iam::123456789012:role/etl", glue_version: "4.0", worker_type: "G.1X", number_of_workers: 10, job_timeout: 60, number_of_retries: 1, execution_class: "FLEX",
    security_configuration: "sec", connections: "a list", command: "gluestreaming", script_location: "s3://b/a.py", max_concurrent_runs: 3, delay_notification_threshold: 5, auth_type: "service_role",
  });
});
