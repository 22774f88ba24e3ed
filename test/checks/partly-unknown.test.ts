import { describe, expect, test } from "vitest";
import { answerOffline } from "../../src/audit/answer.js";
import { ask } from "../../src/audit/ask.js";
import { judge } from "../../src/audit/judge.js";
import { neededBy } from "../../src/audit/needed.js";
import { selectRules } from "../../src/audit/select.js";
import { granting } from "../../src/checks/granting.js";
import { requiredResources } from "../../src/policy/resource.js";
import { rules } from "../../src/rules/rules.generated.js";
import type { Environment } from "../../src/subject/environment.js";
import { readable, unknownText } from "../../src/text/unknown.js";
import { worldOfTerraform } from "../sources/a-terraform.js";
import { worldOf } from "../sources/a-world.js";

const trust = "{ Version: 2012-10-17, Statement: { Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: sts:AssumeRole } }";
const template = (tempDir: string, resource: string, more = "") => `Parameters:
  { Other: { Type: String }, Prefix: { Type: String }, Word: { Type: String, AllowedPattern: '^[a-z0-9][a-z0-9.-]{1,61}$' }, Stage: { Type: String, AllowedValues: [dev, prod] }, Any: { Type: String, AllowedPattern: '[a-z].*' }, Folder: { Type: String, AllowedValues: [lake, lake/team] } }
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: r, AssumeRolePolicyDocument: ${trust}, Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: "s3:*", Resource: ${resource} }] } }] } }
  Job: { Type: AWS::Glue::Job, Properties: { Role: !GetAtt Role.Arn, Command: { Name: glueetl, ScriptLocation: s3://scripts/a.py }, DefaultArguments: { --TempDir: ${tempDir} } } }
${more}Conditions: { IsWanted: !Equals [!Ref Prefix, x] }
`;

const selected = selectRules(rules, { levels: {}, only: ["job-role-can-use-temporary-path"] });

/** What the rule about temporary files says of the role. */
function verdictOf(tempDir: string, resource: string, more = ""): readonly string[] {
  return verdictIn(worldOf([template(tempDir, resource, more)], { account: "123456789012", region: "eu-west-1" }).environment);
}

function verdictIn(environment: Environment): readonly string[] {
  return judge(ask(selected, environment, undefined, rules), answerOffline()).flatMap(({ verdict }) => [verdict.kind, ..."problems" in verdict ? verdict.problems.map(({ message }) => readable(message)) : []]);
}

const calls = "`s3:ListBucket` or `s3:GetObject` or `s3:PutObject` or `s3:DeleteObject`";
const objectCalls = calls.replace("`s3:ListBucket` or ", "");
const temporary = (name: string) => `!Sub 's3://${name}/tmp/'`;
const all = (name: string) => `[!Sub 'arn:aws:s3:::${name}/*', !Sub 'arn:aws:s3:::${name}']`;
const inBucket = "[!Sub '${Bucket.Arn}/*', !GetAtt Bucket.Arn]";

describe("a bucket of which nobody knows the name is equal to itself", () => {
  test.each([
    ["the bucket of the template", temporary("${Bucket}"), inBucket],
    ["a parameter of a pattern without slashes", temporary("${Word}"), all("${Word}")],
    ["one of values without slashes", temporary("raw-${Stage}"), all("raw-${Stage}")],
    ["account, Region and stack", temporary("raw-${AWS::AccountId}-${AWS::StackName}"), all("raw-${AWS::AccountId}-${AWS::StackName}")],
    ["a part of the path", "!Sub 's3://data/${Prefix}/tmp/'", "!Sub ['arn:aws:s3:::data${P}', { P: '*' }]"],
    ["all buckets", temporary("${Other}"), "'*'"],
    ["all buckets, by a pattern", temporary("${Other}"), "['arn:aws:s3:::*/tmp/*', 'arn:aws:s3:::*']"],
    ["the objects by the parameter, and all buckets", temporary("${Other}"), "[!Sub 'arn:aws:s3:::${Other}/*', 'arn:aws:s3:::*']"],
    ["all buckets that begin so", temporary("raw-${Other}-data"), "[!Sub 'arn:aws:s3:::raw-${Other}-data/*', 'arn:aws:s3:::raw-*']"],
  ])("%s: proved", (_, tempDir, resource) => {
    expect(verdictOf(tempDir, resource)).toEqual(["pass"]);
  });

  test.each([
    ["the objects of it and not itself", temporary("${Bucket}"), "!Sub '${Bucket.Arn}/*'", "`s3:ListBucket` on `arn:aws:s3:::${Bucket}`"],
    ["another part of it", temporary("${Bucket}"), "[!Sub '${Bucket.Arn}/data/*', !GetAtt Bucket.Arn]", `${objectCalls} on \`arn:aws:s3:::\${Bucket}/tmp/a\``],
    ["nothing of S3", temporary("${Other}"), "'arn:aws:sqs:eu-west-1:123456789012:q'", `\`s3:ListBucket\` on \`arn:aws:s3:::\${Other}\`, nor ${objectCalls} on \`arn:aws:s3:::\${Other}/tmp/a\``],
  ])("%s: refuted", (_, tempDir, resource, refused) => {
    expect(verdictOf(tempDir, resource)).toEqual(["fail", `\`r\` may not ${refused}: no policy of the role allows it`]);
  });

  test.each([
    ["a parameter, which may hold a slash and name a folder of a bucket", temporary("${Other}"), all("${Other}"), `\`s3:ListBucket\` hangs on the value of \`\${Other}\``],
    ["a name that is known in part", temporary("raw-${Other}-data"), all("raw-${Other}-data"), `\`s3:ListBucket\` hangs on the value of \`\${Other}\``],
    ["a parameter behind one that holds no slash", temporary("${Word}-${Other}"), all("${Word}-${Other}"), `\`s3:ListBucket\` hangs on the value of \`\${Word}\` and of \`\${Other}\``],
    ["a parameter of a pattern that takes slashes", temporary("${Any}"), all("${Any}"), `\`s3:ListBucket\` hangs on the value of \`\${Any}\``],
    ["one of values with slashes", temporary("${Folder}"), all("${Folder}"), `\`s3:ListBucket\` hangs on the value of \`\${Folder}\``],
    ["the whole id of a stack", temporary("${AWS::StackId}"), all("${AWS::StackId}"), `\`s3:ListBucket\` hangs on the value of \`\${AWS::StackId}\``],
    ["a parameter against a bucket of the template", temporary("${Other}"), inBucket, `${calls} hangs on the value of \`\${Other}\` and of \`\${Bucket}\``],
    ["a parameter against a name", temporary("${Other}"), all("data"), `${calls} hangs on the value of \`\${Other}\``],
    ["a name against a parameter", "s3://data/tmp/", all("${Other}"), `${calls} hangs on the value of \`\${Other}\``],
    ["a part of the path against another", "!Sub 's3://data/${Prefix}/'", "['arn:aws:s3:::data/tmp/*', 'arn:aws:s3:::data']", `${objectCalls} hangs on the value of \`\${Prefix}\``],
  ])("%s: open, and named", (_, tempDir, resource, told) => {
    expect(verdictOf(tempDir, resource)).toEqual(["open", `whether \`r\` may ${told}`]);
  });

  test.each([
    ["the whole", "!Ref Other"], ["bucket and path in one", "!Sub 's3://${Other}'"], ["how the path ends", "!Sub 's3://data/${Prefix}'"], ["the scheme", "!Sub '${Other}://data/tmp/'"],
    ["a placeholder of Guzzle's beside", "!Sub 's3://${Other}/${!x}/'"],
  ])("%s may be anything: open, whatever is granted", (_, tempDir) => {
    expect(verdictOf(tempDir, "'*'")).toEqual(["open", `the value of \`temporary_path\` hangs on \`\${${tempDir.includes("Prefix") ? "Prefix" : "Other"}}\`, so nothing can be said of it`]);
  });
});

describe("what stands in the name of a bucket that is there holds no slash", () => {
  const declared = (properties: string) => `  Lake: { Type: AWS::S3::Bucket, ${properties} }\n`;
  const hanging = ["open", "whether `r` may `s3:ListBucket` hangs on the value of `${Other}`"];

  test.each<readonly [string, string, string, readonly string[]]>([
    ["a bucket of that name", "${Other}", declared("Properties: { BucketName: !Ref Other }"), ["pass"]],
    ["a bucket with that in its name", "raw-${Other}", declared("Properties: { BucketName: !Sub 'lake-${Other}' }"), ["pass"]],
    ["the policy of a bucket of that name", "${Other}", "  Its: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Other, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Deny, Principal: '*', Action: 's3:DeleteBucket', Resource: '*' } } } }\n", ["pass"]],
    ["a bucket of another name", "${Other}", declared("Properties: { BucketName: !Ref Prefix }"), hanging],
    ["a bucket that is there perhaps", "${Other}", declared("Condition: IsWanted, Properties: { BucketName: !Ref Other }"), hanging],
    ["a policy that is there perhaps", "${Other}", "  Its: { Type: AWS::S3::BucketPolicy, Condition: IsWanted, Properties: { Bucket: !Ref Other, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Deny, Principal: '*', Action: 's3:DeleteBucket', Resource: '*' } } } }\n", hanging],
    ["two buckets, one of them perhaps", "${Other}", declared("Properties: { BucketName: !Ref Other }") + declared("Condition: IsWanted, Properties: { BucketName: !Ref Other }").replace("Lake", "Same"), ["pass"]],
  ])("%s", (_, name, more, expected) => {
    expect(verdictOf(temporary(name), all(name), more)).toEqual(expected);
  });

  const hcl = (buckets: string) => `
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" } })
  inline_policy {
    name   = "p"
    policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::x-\${random_id.a.hex}", "arn:aws:s3:::x-\${random_id.a.hex}/*"] } })
  }
}
resource "aws_glue_job" "j" {
  name              = "j"
  role_arn          = aws_iam_role.r.arn
  default_arguments = { "--TempDir" = "s3://x-\${random_id.a.hex}/tmp/" }
  command { script_location = "s3://scripts/a.py" }
}
${buckets}`;

  test.each<readonly [string, string, string]>([
    ["a bucket of Terraform", 'resource "aws_s3_bucket" "x" { bucket = "x-${random_id.a.hex}" }', "pass"],
    ["one that is there perhaps", 'variable "n" {}\nresource "aws_s3_bucket" "x" {\n  count  = var.n\n  bucket = "x-${random_id.a.hex}"\n}', "open"],
    ["none", "", "open"],
  ])("%s", (_, buckets, verdict) => {
    expect(verdictIn(worldOfTerraform(hcl(buckets), { account: "123456789012", region: "eu-west-1" }).environment)[0]).toBe(verdict);
  });
});

test("nobody can write such a resource down: it is not among what a policy is made of, and no fix grants it", () => {
  const { environment } = worldOf([template(temporary("${Other}"), all("data"))], { account: "123456789012", region: "eu-west-1" });
  const asked = ask(selected, environment, undefined, rules);
  expect(asked.flatMap(({ questions }) => questions).length).toBe(4);
  expect(neededBy(asked).map(({ questions, unknown }) => [questions, unknown.map(({ key }) => key)])).toEqual([[[], ["temporary_path"]]]);
  const [role] = environment.roles;
  const owned: Environment = { ...environment, roles: [{ ...role!, policies: role!.policies!.map((policy) => ({ ...policy, location: { artifact: "p.json", pointer: "" } })) }] };
  const permission = (text: string) => ({ principal: role!.arn, action: "s3:PutObject", resources: requiredResources(text), context: {} });
  expect([unknownText("Ref Other"), "data"].map((name) => granting(owned.roles[0]!, [permission(`arn:aws:s3:::${name}/tmp/*`)], owned) !== undefined)).toEqual([false, true]);
});
