import { describe, expect, test } from "vitest";
import { worth } from "./a-module.js";

const around = `
variable "plain" {}
variable "flag" { type = bool }
variable "names" { type = list(string) }
variable "stage" { default = "dev" }
variable "limits" { default = { small = 1, large = 10 } }
locals {
  list  = ["a", "b", "c"]
  map   = { x = 1, y = 2 }
  deep  = { jobs = [{ name = "one", size = 1 }, { name = "two", size = 2 }] }
  round = local.round
  cross = local.other
  other = local.cross
  null  = null
}
resource "aws_s3_bucket" "plain" {}
resource "aws_s3_bucket" "named" { bucket = "data-\${var.stage}" }
resource "aws_s3_bucket" "many" {
  count  = 2
  bucket = "many-\${count.index}"
}
resource "aws_s3_bucket" "each" {
  for_each = toset(["raw", "curated"])
  bucket   = "lake-\${each.key}"
}
resource "aws_s3_bucket" "perhaps" {
  count  = var.flag ? 1 : 0
  bucket = "perhaps"
}
resource "aws_s3_bucket" "unknown" {
  for_each = toset(var.names)
  bucket   = each.value
}
resource "aws_iam_role" "role" {
  name = "etl"
  path = "/glue/"
}
resource "aws_iam_role" "prefixed" { name_prefix = "etl-" }
resource "aws_iam_policy" "policy" { name = "p" }
resource "aws_kms_key" "key" {}
resource "aws_secretsmanager_secret" "secret" { name = "guzzle/db" }
resource "aws_glue_catalog_database" "db" { name = "sales" }
resource "aws_cloudwatch_log_group" "logs" { name = "/aws-glue/jobs" }
resource "aws_thing" "thing" { color = "red" }
data "aws_caller_identity" "me" {}
data "aws_partition" "this" {}
data "aws_region" "here" {}
data "aws_s3_bucket" "there" { bucket = "sales-lake" }
data "aws_ssm_parameter" "value" { name = "/a/b" }
data "aws_caller_identity" "elsewhere" { provider = aws.other }
`;

type Row = readonly [expression: string, means: unknown];

/** By the page of the language that says so, below https://developer.hashicorp.com/terraform/language/ */
const pages: Readonly<Record<string, readonly Row[]>> = {
  "expressions/types": [["1.50", 1.5], ["true", true], ["null", null], ["[1, \"a\", true,]", [1, "a", true]], ["{ a = 1, \"b\" : 2, (var.stage) = 3, 4 = 5 }", { a: 1, b: 2, dev: 3, 4: 5 }], ["[]", []], ["{}", {}]],
  "expressions/strings": [
    ['"a\\n\\"\\u00e9\\\\"', 'a\n"é\\'], ['"$${a} %%{b} $ % $a"', "${a} %{b} $ % $a"], ['"${var.stage}-${1 + 1}"', "dev-2"], ['"${local.list}"', ["a", "b", "c"]], ['"%{ if var.stage == "dev" }yes%{ else }no%{ endif }"', "yes"],
    ['"%{ for k, v in local.map }${k}=${v};%{ endfor }"', "x=1;y=2;"], ['"a ${~ var.stage ~} b"', "adevb"], ['"${"${"nested"}"}"', "nested"], ["<<EOF\n  a\n   ${var.stage}\nEOF", "  a\n   dev\n"], ["<<-EOF\n    a\n      b ${var.stage}\n    EOF", "a\n  b dev\n"],
    ["<<EOF\n%{ for x in local.list ~}\n${x}\n%{ endfor ~}\nEOF", "a\nb\nc\n"], ["<<EOF\nEOFX\nEOF", "EOFX\n"], ["<<EOF\nEOF", ""], ['"${true}"', true], ['"a${1.0}"', "a1.0"],
  ],
  "expressions/references": [
    ["var.stage", "dev"], ["var.plain", "${var.plain}"], ["local.list", ["a", "b", "c"]], ["local.round", "${local.round}"], ["local.cross", "${local.cross}"], ["path.module", "."], ["terraform.workspace", "${terraform.workspace}"],
    ["local.map.x", 1], ['local.map["y"]', 2], ["local.list[1]", "b"], ["local.list.1", "b"], ["local.deep.jobs[1].name", "two"], ["var.plain.a[0].b", "${var.plain.a[0].b}"], ["local.nowhere", "${local.nowhere}"], ["local.list[7]", "${local.list[7]}"],
    ["aws_s3_bucket.named.id", "data-dev"], ["aws_s3_bucket.named.arn", "arn:aws:s3:::data-dev"], ["aws_s3_bucket.plain.arn", "arn:aws:s3:::${aws_s3_bucket.plain.bucket}"], ["aws_s3_bucket.plain.id", "${aws_s3_bucket.plain.bucket}"],
    ["aws_iam_role.role.arn", "arn:aws:iam::${AWS::AccountId}:role/glue/etl"], ["aws_iam_role.role.name", "etl"], ["aws_iam_role.role.id", "etl"], ["aws_iam_role.prefixed.name", "etl-${aws_iam_role.prefixed.name}"],
    ["aws_iam_policy.policy.arn", "arn:aws:iam::${AWS::AccountId}:policy/p"], ["aws_kms_key.key.arn", "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${aws_kms_key.key.id}"], ["aws_secretsmanager_secret.secret.arn", "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:guzzle/db-${aws_secretsmanager_secret.secret.arn}"],
    ["aws_glue_catalog_database.db.arn", "arn:aws:glue:${AWS::Region}:${AWS::AccountId}:database/sales"], ["aws_cloudwatch_log_group.logs.arn", "arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws-glue/jobs"],
    ["aws_thing.thing.color", "red"], ["aws_thing.thing.id", "${aws_thing.thing.id}"], ["aws_thing.nowhere.id", "${aws_thing.nowhere.id}"], ["data.aws_caller_identity.me.account_id", "${AWS::AccountId}"], ["data.aws_partition.this.partition", "aws"],
    ["data.aws_partition.this.dns_suffix", "amazonaws.com"], ["data.aws_region.here.name", "${AWS::Region}"], ["data.aws_s3_bucket.there.arn", "arn:aws:s3:::sales-lake"], ["data.aws_ssm_parameter.value.value", "${data.aws_ssm_parameter.value.value}"],
    ["data.aws_caller_identity.elsewhere.account_id", "${account of aws.other}"], ["module.nowhere.out", "${module.nowhere.out}"],
  ],
  "meta-arguments/count": [["aws_s3_bucket.many[1].bucket", "many-1"], ["aws_s3_bucket.many.*.id", ["many-0", "many-1"]], ["length(aws_s3_bucket.many)", 2], ["aws_s3_bucket.perhaps[0].id", "perhaps"], ['join("", aws_s3_bucket.perhaps[*].id)', '${join("", aws_s3_bucket.perhaps[*].id)}'], ["one(aws_s3_bucket.perhaps[*].id)", "perhaps"], ["length(aws_s3_bucket.perhaps) > 0", "${length(aws_s3_bucket.perhaps) > 0}"]],
  "meta-arguments/for_each": [['aws_s3_bucket.each["raw"].arn', "arn:aws:s3:::lake-raw"], ["[for b in aws_s3_bucket.each : b.id]", ["lake-curated", "lake-raw"]], ["values(aws_s3_bucket.each)[*].id", ["lake-curated", "lake-raw"]], ['aws_s3_bucket.unknown["a"].arn', "${aws_s3_bucket.unknown.a.arn}"]],
  "expressions/operators": [
    ["1 + 2 * 3 - 4 / 2 % 3", 5], ["-2 + 3", 1], ["10 - 3 - 2", 5], ["!true || 1 < 2 && 2 >= 2", true], ['"a" == "a" && 1 != 2', true], ["1 == \"1\"", false], ["var.plain == var.plain", true], ['var.plain == "x"', '${var.plain == "x"}'], ["false && var.flag", false], ["true || var.flag", true], ["!var.flag", "${!var.flag}"], ["1 / 0", "${1 / 0}"], ["(1 + 2) * 3", 9],
  ],
  "expressions/conditionals": [["var.stage == \"dev\" ? 1 : 2", 1], ["false ? 1 : false ? 2 : 3", 3], ["var.flag ? \"a\" : \"a\"", "a"], ["var.flag ? \"a\" : \"b\"", "${var.flag}"], ["var.flag ? [\"a\"] : []", { "Fn::If": ["${var.flag}", ["a"], []] }], ["local.null != null ? local.null.x : \"none\"", "none"]],
  "expressions/for": [
    ["[for x in local.list : upper(x)]", ["A", "B", "C"]], ['[for i, x in local.list : "${i}${x}" if x != "b"]', ["0a", "2c"]], ["{ for k, v in local.map : k => v * 2 }", { x: 2, y: 4 }], ["{ for j in local.deep.jobs : j.size => j.name... }", { 1: ["one"], 2: ["two"] }],
    ["[for x in concat([\"a\"], var.flag ? [\"b\"] : []) : upper(x)]", ["A", { "Fn::If": ["${var.flag}", "B", null] }]], ["[for x in var.names : x]", "${for … in var.names}"], ["[for x in [var.plain] : \"s3://${x}/\"]", ["s3://${var.plain}/"]], ["[for x in local.list : x if x == var.plain]", [{ "Fn::If": ["${x == var.plain}", "a", null] }, { "Fn::If": ["${x == var.plain}", "b", null] }, { "Fn::If": ["${x == var.plain}", "c", null] }]],
  ],
  "expressions/splat": [["local.deep.jobs[*].name", ["one", "two"]], ["local.deep.jobs.*.name", ["one", "two"]], ["local.null[*]", []], ["local.map[*].x", [1]], ["var.plain[*].id", "${var.plain[*].id}"]],
  "functions": [
    ['concat(local.list, ["d"], [])', ["a", "b", "c", "d"]], ["concat(local.list, var.names)", ["a", "b", "c", "${var.names}"]], ['concat(["a"], var.flag ? ["b"] : [])', ["a", { "Fn::If": ["${var.flag}", "b", null] }]], ["flatten([local.list, [[\"d\"]]])", ["a", "b", "c", "d"]],
    ["merge(local.map, { x = 3 })", { x: 3, y: 2 }], ['merge(var.plain, { x = 3 })', { x: 3 }], ['merge(var.plain, { x = 3 }).y', "${….y}"], ["length(merge(var.plain, { x = 3 }))", "${length(merge(var.plain, …))}"], ['format("%s-%03d-%%", "a", 7)', "a-007-%"], ['format("arn:aws:s3:::%s/*", var.plain)', "arn:aws:s3:::${var.plain}/*"], ['formatlist("%s/*", local.list)', ["a/*", "b/*", "c/*"]],
    ['join("-", ["a", var.plain])', "a-${var.plain}"], ['join(",", var.names)', '${join(",", var.names)}'], ['split(",", "a,b")', ["a", "b"]], ['toset(["b", "b"])', ["b"]], ["tolist(toset(local.list))", ["a", "b", "c"]], ['lookup(local.map, "x", 9)', 1], ['lookup(local.map, "z", 9)', 9], ['lookup(var.limits, var.stage, 5)', 5],
    ['replace("a-b", "-", "_")', "a_b"], ['replace("a b.c", "/[^a-z]/", "")', "abc"], ['replace("a", "/(a)/", "$1")', '${replace("a", "/(a)/", "$1")}'], ['lower("ABC")', "abc"], ["lower(var.plain)", "${lower(var.plain)}"], ['trimsuffix("a/", "/")', "a"], ['trimprefix("s3://b", "s3://")', "b"], ['title("ab cd")', "Ab Cd"], ['substr("hello", 1, 3)', "ell"],
    ["length(local.list)", 3], ["length(var.names)", "${length(var.names)}"], ["element(local.list, 4)", "b"], ["keys(local.map)", ["x", "y"]], ["values(local.map)", [1, 2]], ['contains(local.list, "a")', true], ['contains(local.list, var.plain)', "${contains(local.list, var.plain)}"], ["coalesce(null, \"\", \"a\")", "a"], ["coalesce(var.plain, \"a\")", '${coalesce(var.plain, "a")}'], ["compact([\"\", \"a\", null])", ["a"]], ["distinct([1, 1, 2])", [1, 2]],
    ["try(local.map.z, \"none\")", "none"], ["try(local.map.x, \"none\")", 1], ["try(var.plain.x, \"none\")", "${var.plain.x}"], ["can(local.map.z)", false], ["zipmap([\"a\"], [1])", { a: 1 }], ["range(3)", [0, 1, 2]], ["max(1, 5, 3)", 5], ["reverse(local.list)", ["c", "b", "a"]], ["slice(local.list, 0, 2)", ["a", "b"]], ["setproduct([\"a\"], [1, 2])", [["a", 1], ["a", 2]]],
    ["jsonencode({ a = [1] })", { a: [1] }], ['jsondecode("{\\"a\\": [1]}").a[0]', 1], ['"${jsonencode({ a = 1 })}!"', '{"a":1}!'], ['jsondecode("{ \\"a\\": \\"${var.plain}\\" }").a', "${var.plain}"], ["sensitive(local.list)", ["a", "b", "c"]], ["tostring(1)", "1"], ["md5(\"a\")", '${md5("a")}'], ["nowhere(1)", "${nowhere(1)}"], ['file("none.json")', '${file("none.json")}'], ["coalescelist([], [1])", [1]], ["abs(-1)", 1], ["concat(local.list...)", ["a", "b", "c"]], ["max([1, 2]...)", 2], ['startswith("abc", "a")', true], ['provider::aws::arn_parse("a")', '${provider::aws::arn_parse("a")}'],
  ],
};

describe.each(Object.entries(pages))("https://developer.hashicorp.com/terraform/language/%s", (_, rows) => {
  test.each(rows)("%s", (expression, means) => {
    expect(worth(expression, around)).toEqual(means);
  });
});

test("what is known of the account is known to data sources as well", () => {
  const given = { account: "123456789012", region: "cn-north-1" };
  expect(worth('"${data.aws_partition.this.partition} ${aws_iam_role.role.arn} ${data.aws_region.here.region}"', around, given)).toBe("aws-cn arn:aws-cn:iam::123456789012:role/glue/etl cn-north-1");
});

test("account and Region of another configuration of the provider are not those of the environment", () => {
  expect(worth("aws_sns_topic.t.arn", 'resource "aws_sns_topic" "t" {\n  provider = aws.other\n  name = "n"\n}', { account: "123456789012", region: "eu-west-1" })).toBe("arn:aws:sns:${Region of aws.other}:${account of aws.other}:n");
});
