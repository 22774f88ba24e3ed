import { describe, expect, test } from "vitest";
import { spanOf } from "../../src/text/region.js";
import { nothingGiven } from "../../src/templates/given.js";
import { readTemplate } from "../../src/templates/template.js";
import { propertyOf, valueOf } from "../../src/text/node.js";
import { documentOf, propertiesOf, read } from "./a-template.js";

const around = (value: string) => `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Plain: { Type: String }
  Stage: { Type: String, Default: dev }
  Account: { Type: String, Default: 012345678901 }
  Names: { Type: CommaDelimitedList, Default: "a, b,c" }
  Secret: { Type: "AWS::SSM::Parameter::Value<String>", Default: /a/b }
Mappings:
  Env:
    dev: { Bucket: dev-data, Workers: 2, Zones: [x, y] }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Not [!Condition IsDev]
  IsPlain: !Equals [!Ref Plain, x]
  IsSame: !Equals [!Ref Plain, !Ref Plain]
  Both: !And [!Condition IsDev, Condition: IsPlain]
  Either: !Or [!Condition IsDev, !Condition IsPlain]
  Round: !Not [!Condition Round]
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Named: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "data-\${Stage}" } }
  Role: { Type: AWS::IAM::Role, Properties: { Path: /service-role/ } }
  Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: p } }
  Key: { Type: AWS::KMS::Key }
  Credentials: { Type: AWS::SecretsManager::Secret, Properties: { Name: guzzle/db } }
  Topic: { Type: AWS::SNS::Topic }
  Round: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Round } }
  It: { Type: A::B::C, Properties: { v: ${value} } }
`;

const table: readonly (readonly [value: string, means: unknown])[] = [
  ["!Ref Plain", "${Plain}"],
  ["{ Ref: Stage }", "dev"],
  ["!Ref Account", "012345678901"],
  ["!Ref Names", ["a", "b", "c"]],
  ["!Ref Secret", "${Secret}"],
  ["!Ref AWS::Region", "${AWS::Region}"],
  ["!Ref AWS::Partition", "aws"],
  ["!Ref Nothing", "${Nothing}"],
  ["!Ref Bucket", "${Bucket}"],
  ["!Ref Named", "data-dev"],
  ["!GetAtt Bucket.Arn", "arn:aws:s3:::${Bucket}"],
  ["!GetAtt Named.Arn", "arn:aws:s3:::data-dev"],
  ["{ Fn::GetAtt: [Role, Arn] }", "arn:aws:iam::${AWS::AccountId}:role/service-role/${Role}"],
  ["!Ref Role", "${Role}"],
  ["!Ref Policy", "arn:aws:iam::${AWS::AccountId}:policy/p"],
  ["!GetAtt Key.Arn", "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}"],
  ["!Ref Credentials", "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:guzzle/db-${Credentials}"],
  ["!Ref Topic", "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Topic}"],
  ["!GetAtt Bucket.DomainName", "${Bucket.DomainName}"],
  ["!GetAtt Nested.Outputs.Arn", "${Nested.Outputs.Arn}"],
  ["!Ref Round", "${Round}"],
  ['!Sub "${Bucket.Arn}/*"', "arn:aws:s3:::${Bucket}/*"],
  ['!Sub "s3://${Bucket}/${Stage}/${!aws:username}"', "s3://${Bucket}/dev/${aws:username}"],
  ['{ "Fn::Sub": ["${a}-${Stage}", { a: !Ref Plain }] }', "${Plain}-dev"],
  ['!Sub "${Names}"', "${Names}"],
  ['!Join ["", ["arn:", !Ref "AWS::Partition", ":s3:::", !Ref Bucket]]', "arn:aws:s3:::${Bucket}"],
  ['!Join [",", !Ref Names]', "a,b,c"],
  ['!Join [",", !Ref Plain]', "${Join}"],
  ["!Select [1, !Ref Names]", "b"],
  ["!Select ['2', [a, b, !Ref Plain]]", "${Plain}"],
  ["!Select [7, !Ref Names]", "${Select}"],
  ['!Split [".", a.b]', ["a", "b"]],
  ['!Select [5, !Split [":", !GetAtt Bucket.Arn]]', "${Bucket}"],
  ['!Select [0, !Split ["-", !Ref Plain]]', "${Select}"],
  ["!FindInMap [Env, !Ref Stage, Bucket]", "dev-data"],
  ["!FindInMap [Env, dev, Workers]", 2],
  ["!FindInMap [Env, dev, Zones]", ["x", "y"]],
  ["!FindInMap [Env, !Ref Plain, Bucket]", "${FindInMap}"],
  ["!If [IsDev, a, b]", "a"],
  ["!If [IsProd, a, b]", "b"],
  ["!If [IsPlain, a, b]", "${IsPlain}"],
  ["!If [IsPlain, a, a]", "a"],
  ["!If [IsSame, a, b]", "a"],
  ["!If [Both, a, b]", "${Both}"],
  ["!If [Either, a, b]", "a"],
  ["!If [Round, a, b]", "${Round}"],
  ["!If [Nowhere, a, b]", "${Nowhere}"],
  ["!If [IsPlain, {a: 1}, {b: 2}]", { "Fn::If": ["${IsPlain}", { a: 1 }, { b: 2 }] }],
  ["[a, !If [IsDev, !Ref AWS::NoValue, b], !If [IsProd, c, !Ref 'AWS::NoValue']]", ["a"]],
  ["!ImportValue shared-bucket", "${ImportValue shared-bucket}"],
  ['!ImportValue { "Fn::Sub": "${Plain}-bucket" }', "${ImportValue ${Plain}-bucket}"],
  ["!Whatever [1, {a: b}]", "${Whatever}"],
  ["{ Fn::Transform: { Name: AWS::Include } }", "${Transform}"],
  ["{ a: 1, Fn::Transform: { Name: AWS::Include } }", "${Transform}"],
  ['"{{resolve:ssm:/a/b:1}}-x"', "${resolve:ssm:/a/b:1}-x"],
  ["!Sub [1, 2, 3]", "1"],
  ["!Sub {}", "${Sub}"],
  ["!GetAtt []", "${GetAtt}"],
  ["!Join", "${Join }"],
];

describe("a value of a template", () => {
  test.each(table)("%s", (value, means) => {
    expect(propertiesOf(around(value), "It")).toEqual({ v: means });
  });

  test("in JSON it means the same", () => {
    const text = JSON.stringify({ Resources: { Bucket: { Type: "AWS::S3::Bucket" }, It: { Type: "A::B::C", Properties: { a: { "Fn::GetAtt": ["Bucket", "Arn"] }, b: { "Fn::Join": ["", ["s3://", { Ref: "Bucket" }, "/tmp/"]] } } } } });
    expect(propertiesOf(text, "It")).toEqual({ a: "arn:aws:s3:::${Bucket}", b: "s3://${Bucket}/tmp/" });
  });

  test("what is given goes before what is not known", () => {
    const given = { account: "123456789012", region: "cn-north-1", parameters: new Map([["Plain", "x"], ["Stage", "prod"], ["Names", "q"]]) };
    expect(propertiesOf(around('[!Ref Plain, !Ref Stage, !Ref Names, !Sub "arn:${AWS::Partition}:${AWS::Region}:${AWS::AccountId}", !If [IsPlain, a, b], !Sub "glue.${AWS::URLSuffix}"]'), "It", given))
      .toEqual({ v: ["x", "prod", ["q"], "arn:aws-cn:cn-north-1:123456789012", "a", "glue.amazonaws.com.cn"] });
  });

  test.each([
    ['!Sub "${Bucket}/*"', '"${Bucket}/*"'], ["!Ref Bucket", "Bucket"], ["{ Ref: Bucket }", "Bucket"], ['{ Fn::Sub: ["${a}", {a: b}] }', '"${a}"'], ['!Join ["", [a, b]]', '["", [a, b]]'],
    ["!If [IsDev, yes, no]", "yes"], ["!FindInMap [Env, dev, Bucket]", "[Env, dev, Bucket]"], ["plain", "plain"],
  ])("%s stands in the template at %s", (value, guilty) => {
    const text = around(value);
    const node = propertyOf(read(text).resources.at(-1)?.properties, "v");
    expect(node).toBeDefined();
    const { start, end } = spanOf(documentOf(text), node!.location);
    expect([text.slice(start, end), text.slice(node!.span.start, node!.span.end)]).toEqual([guilty, guilty]);
  });
});

test("a parameter of one template is not that of another, but there is one account", () => {
  const valueIn = (artifact: string, value: string) => JSON.stringify(valueOf(readTemplate(documentOf(around(value), artifact), nothingGiven, (type) => type === "A::B::C").resources[0]!.properties!));
  for (const value of ["!Ref Plain", "!Ref Bucket", "!GetAtt Bucket.Arn", "!FindInMap [Env, !Ref Plain, Bucket]", "!If [IsPlain, a, b]", "!Ref AWS::StackName"]) expect(valueIn("a", value)).not.toBe(valueIn("b", value));
  for (const value of ["!Ref AWS::AccountId", '"{{resolve:ssm:/a}}"']) expect(valueIn("a", value)).toBe(valueIn("b", value));
});

test("a resource whose condition is known not to hold is none, and one of which nobody knows says so", () => {
  const text = `${around("1")}  No: { Type: T::T::T, Condition: IsProd }\n  Yes: { Type: T::T::T, Condition: IsDev }\n  Perhaps: { Type: T::T::T, Condition: IsPlain }\n`;
  expect(read(text).resources.filter(({ type }) => type === "T::T::T").map(({ id, condition }) => [id, condition !== undefined])).toEqual([["Yes", false], ["Perhaps", true]]);
});
