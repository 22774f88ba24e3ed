import { describe, expect, test } from "vitest";
import { check, type CheckedEnvironment } from "../../src/library/index.js";

/** What is found in some files of templates and Terraform, by rule, verdict and the text that is guilty. */
const found = (files: Readonly<Record<string, string>>, more: CheckedEnvironment = {}): readonly (readonly [rule: string, verdict: string, message: string])[] =>
  check({ templates: Object.entries(files).map(([path, content]) => ({ path, content })), ...more }).findings.map(({ rule, verdict, message }) => [rule, verdict, message]);

const hclTrust = 'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }] })';

describe("a job that another configuration of the provider makes", () => {
  const main = (region: string, provider: string) => `provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}
provider "aws" {
  alias  = "west"
  region = ${region}
}
variable "region" {}
resource "aws_iam_role" "etl" {
  name               = "etl"
  assume_role_policy = ${hclTrust}
}
resource "aws_iam_role_policy" "etl" {
  role   = aws_iam_role.etl.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:us-west-2:123456789012:log-group:/aws-glue/*" },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::code/*" },
  ] })
}
resource "aws_glue_job" "etl" {
  ${provider}
  name              = "etl"
  role_arn          = aws_iam_role.etl.arn
  glue_version      = "5.0"
  timeout           = 60
  worker_type       = "G.1X"
  number_of_workers = 2
  command {
    script_location = "s3://code/etl.py"
  }
}
`;
  const verdicts = (region: string, provider: string, more: CheckedEnvironment = {}) => found({ "main.tf": main(region, provider) }, more).map(([rule, verdict]) => `${verdict} ${rule}`);

  test("needs its rights in the Region of that", () => {
    expect([verdicts('"us-west-2"', "provider = aws.west"), verdicts('"us-west-2"', ""), verdicts('"us-west-1"', "provider = aws.west"), verdicts('"us-west-1"', 'region = "us-west-2"')]).toEqual([[], ["fail job-role-can-write-default-logs"], ["fail job-role-can-write-default-logs"], []]);
  });

  test("needs them in one that nobody knows, where nobody knows that", () => {
    expect(verdicts("var.region", "provider = aws.west")).toEqual(["open job-role-can-write-default-logs"]);
    expect(verdicts("var.region", "provider = aws.west", { parameters: { region: "us-west-2" } })).toEqual([]);
  });

  test("makes a policy that names its Region no stranger", () => {
    const strangers = (provider: string) => found({ "main.tf": main('"us-west-2"', provider) }, { packs: ["all"] }).filter(([rule]) => rule === "policy-stays-in-its-account-and-region").length;
    expect([strangers("provider = aws.west"), strangers("")]).toEqual([0, 1]);
  });
});

/** A template with a role, a bucket that its job writes to, and what else there is. */
const template = (statements: string, { resources = "", parameters = "", bucket = "", job = "", tempDir = "s3://${Bucket}/tmp/" }: Readonly<Record<string, string>> = {}) => `AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Stage: { Type: String }
${parameters}
Resources:
  Bucket: { Type: AWS::S3::Bucket${bucket} }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: "sts:AssumeRole" }] }
      Policies:
        - PolicyName: p
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - { Effect: Allow, Action: "logs:*", Resource: "*" }
              - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::code/*" }
${statements}
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      GlueVersion: "5.0"
      WorkerType: G.1X
      NumberOfWorkers: 2
      Timeout: 60
      Command: { Name: glueetl, ScriptLocation: "s3://code/etl.py" }
      DefaultArguments: { --TempDir: !Sub "${tempDir}" }
${job}
${resources}
`;
const statement = (text: string) => `              - { Effect: Allow, ${text} }\n`;
const inTemplate = (...given: Parameters<typeof template>) => found({ "t.yaml": template(...given) }, { environment: { region: "eu-west-1" } }).map(([rule, verdict, message]) => `${verdict} ${rule}: ${message}`);

const onBucket = statement('Action: ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], Resource: !Sub "${Bucket.Arn}/*"') + statement('Action: "s3:ListBucket", Resource: !GetAtt Bucket.Arn');

describe("a template of which nobody knows account and names", () => {
  test("proves what is granted on its own bucket, and takes no name for an ARN", () => {
    expect(inTemplate(onBucket)).toEqual([]);
    expect(inTemplate(onBucket.replace("${Bucket.Arn}/*", "${Bucket}/*"))).toContain("fail policy-conforms-to-grammar: `${Bucket}/*` begins with a bucket's name, and a resource is an ARN: write `${Bucket.Arn}/*`");
  });

  test("says of a parameter without a value what hangs on it, by its name", () => {
    expect(inTemplate(onBucket.replaceAll("${Bucket.Arn}/*", "arn:aws:s3:::${Lake}/*"), { parameters: "  Lake: { Type: String }" })).toEqual(["open job-role-can-use-temporary-path: whether `${Role}` may `s3:GetObject` or `s3:PutObject` or `s3:DeleteObject` hangs on the value of `${Bucket}` and of `${Lake}`"]);
    expect(inTemplate(onBucket).concat(found({ "t.yaml": template(onBucket, { parameters: "  Job: { Type: String }" }).replace("!GetAtt Role.Arn", "!Ref Job") }, { environment: { region: "eu-west-1" } }).map(([rule, verdict, message]) => `${verdict} ${rule}: ${message}`))).toEqual(["open compute-names-a-role: the value of `iam_role` hangs on `${Job}`, so nothing can be said of it"]);
  });

  const key = (principal: string) => `  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy: { Version: 2012-10-17, Statement: [{ Sid: Use, Effect: Allow, Principal: { AWS: ${principal} }, Action: "kms:*", Resource: "*" }] }\n`;
  const encrypted = ', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: !Ref Key } }] } }';
  const onKey = statement('Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: !GetAtt Key.Arn');
  const refused = "fail job-role-can-use-keys-of-its-paths: `${Role}` may not `kms:Decrypt` or `kms:GenerateDataKey` on `arn:aws:kms:eu-west-1:${AWS::AccountId}:key/${Key}`: ";
  const open = (what: string) => `open job-role-can-use-keys-of-its-paths: whether \`\${Role}\` may \`kms:Decrypt\` or \`kms:GenerateDataKey\` hangs on the condition on \`\${${what}}\``;

  test.each<readonly [string, string, string, readonly string[]]>([
    ["its own account, and the role's policies grant", '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"', onKey, []],
    ["its own account, by its number", "!Ref AWS::AccountId", onKey, []],
    ["its own account, and the role's policies do not grant", '!Sub "arn:aws:iam::${AWS::AccountId}:root"', "", [`${refused}no policy of the role allows it, and nobody told of a grant on the key that would allow it`]],
    ["the role", "[!GetAtt Role.Arn]", "", []],
    ["another role of the template", '!Sub "arn:aws:iam::${AWS::AccountId}:role/admin"', onKey, [`${refused}the key's policy neither names the role nor leaves it to the policies of the role's account, and nobody told of a grant on the key that would allow it`]],
    ["an account that is written out, and may be this one", "arn:aws:iam::123456789012:root", onKey, [open("AWS::AccountId")]],
    ["what a parameter says", '!Sub "arn:aws:iam::${AWS::AccountId}:role/${Stage}"', onKey, [open("Stage")]],
    ["everybody", '"*"', "", []],
  ])("knows whom a key's policy names: %s", (_, principal, statements, expected) => {
    expect(inTemplate(onBucket + statements, { bucket: encrypted, resources: key(principal) })).toEqual(expected);
  });

  test("knows the keys of a security configuration, by whatever name, as far as they are used", () => {
    const configuration = (mode: string, name: string) => `  Keys:\n    Type: AWS::Glue::SecurityConfiguration\n    Properties:\n      Name: etl\n      EncryptionConfiguration: { S3Encryptions: [{ S3EncryptionMode: ${mode}, KmsKeyArn: ${name} }] }\n${key('!Sub "arn:aws:iam::${AWS::AccountId}:root"')}`;
    const rules = (mode: string, name: string, job = "      SecurityConfiguration: !Ref Keys", statements = "") => inTemplate(onBucket + statements, { job, resources: configuration(mode, name) }).map((text) => text.replace(/:.*/, ""));
    const failed = ["fail job-role-can-use-keys-of-its-security-configuration"];
    expect([rules("SSE-KMS", "!GetAtt Key.Arn"), rules("SSE-KMS", "!GetAtt Key.Arn", "      SecurityConfiguration: etl"), rules("SSE-KMS", "!GetAtt Key.Arn", undefined, onKey), rules("SSE-S3", "!GetAtt Key.Arn"), rules("SSE-KMS", "!Ref Stage"), rules("SSE-KMS", "!GetAtt Key.Arn", "")]).toEqual([failed, failed, [], [], ["open job-role-can-use-keys-of-its-security-configuration"], []]);
  });
});

describe("jobs that have nothing to do with Guzzle", () => {
  test("are asked for nothing that its page demands", () => {
    const { findings } = check({ templates: [{ path: "t.yaml", content: template("") }], environment: { region: "eu-west-1", sharedStorage: "guzzle-shared", datastores: ["sales-lake"] }, packs: ["all"] });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ source, pack }) => pack === "documented" || /guzzle/i.test(source))).toEqual([]);
  });
});

describe("a condition on an account that is written out, while nobody knows whose account it is", () => {
  const trusting = (condition: string, more: CheckedEnvironment = {}) => check({ templates: [{ path: "t.yaml", content: template("").replace('Action: "sts:AssumeRole"', `Action: "sts:AssumeRole", Condition: ${condition}`).replace("s3://code/etl.py", "s3://guzzle-shared/etl.py") }], ...more, environment: { region: "eu-west-1", sharedStorage: "guzzle-shared", ...more.environment }, only: ["job-role-trusts-glue"] }).findings.map(({ verdict, message, location }) => [verdict, message, location.underline]);

  test.each(["aws:PrincipalAccount: '123456789012'", "aws:ResourceAccount: ['123456789012']", "aws:PrincipalArn: arn:aws:iam::123456789012:role/etl"])("is open: %s", (operand) => {
    const [first, ...others] = inTemplate(onBucket.replaceAll(" } }", " }").replaceAll(/ }$/gm, `, Condition: { StringEquals: { ${operand} } } }`));
    expect([first, others]).toEqual([expect.stringMatching(/^open job-role-can-use-temporary-path: .* hangs on the condition on `aws:/), []]);
  });

  test("is open in a trust policy too, and refuses where the account is known, by its own name", () => {
    const condition = '{ StringEquals: { "aws:SourceAccount": "123456789012" } }';
    const told = (account?: string) => trusting(condition, account === undefined ? {} : { environment: { account } });
    expect([told().map(([verdict]) => verdict), told("123456789012"), told("210987654321")]).toEqual([["open"], [], [["fail", "`glue.amazonaws.com` may not assume `${Role}`: its trust policy names that service, but on a condition that the call does not meet", condition]]]);
  });
});

test("a loop of the template's may attach policies to any role", () => {
  const loop = (type: string) => ({ resources: `  Fn::ForEach::More:\n    - Name\n    - [a, b]\n    - "P\${Name}":\n        Type: ${type}\n        Properties: { PolicyName: p, Roles: [!Ref Role], PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Deny, Action: "*", Resource: "*" }] } }\n` });
  expect([inTemplate(onBucket, loop("AWS::SNS::Topic")), inTemplate(onBucket, loop("AWS::IAM::Policy")).filter((text) => text.includes("temporary-path"))]).toEqual([[], ["open job-role-can-use-temporary-path: whether `${Role}` may do it hangs on `Fn::ForEach::More`, which may attach policies to it"]]);
});

test("what a role is to have and nothing else it has", () => {
  const attached = (type: string) => found({ "main.tf": `resource "aws_iam_role" "etl" {\n  name               = "etl"\n  assume_role_policy = ${hclTrust}\n}\nresource "${type}" "etl" {\n  role_name   = aws_iam_role.etl.name\n  policy_arns = ["arn:aws:iam::aws:policy/AWSDenyAll"]\n}\nresource "aws_glue_job" "etl" {\n  name         = "etl"\n  role_arn     = aws_iam_role.etl.arn\n  glue_version = "5.0"\n  timeout      = 60\n  command {\n    script_location = "s3://code/etl.py"\n  }\n}\n` }).filter(([rule]) => rule === "job-role-can-read-its-script").map(([, , message]) => message.replace(/.*: /, ""));
  expect([attached("aws_iam_role_policy_attachments_exclusive"), attached("aws_iam_group_policy_attachments_exclusive")]).toEqual([["the statement `DenyAll` denies it"], ["no policy of the role allows it"]]);
});

test("a text that ends in its middle is told, whatever it was to be", () => {
  const job = JSON.stringify({ Job: { Name: "etl", Role: "arn:aws:iam::123456789012:role/etl", CreatedOn: 1, AllocatedCapacity: 10, Command: { Name: "glueetl", ScriptLocation: "s3://code/etl.py" } } });
  const details = JSON.stringify({ RoleDetailList: [{ Arn: "arn:aws:iam::123456789012:role/etl", RoleName: "etl", Path: "/", AssumeRolePolicyDocument: "%7B%7D" }] });
  const told = (text: string) => found({ "it.json": text }).map(([rule, verdict]) => `${verdict} ${rule}`);
  expect([job.slice(0, -3), job.slice(0, 110), details.slice(0, -2), details.slice(0, 40)].map(told)).toEqual([["fail compute-parses"], ["fail compute-parses"], ["fail policy-parses"], ["fail policy-parses"]]);
});
