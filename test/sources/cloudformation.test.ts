import { describe, expect, test } from "vitest";
import { contain } from "../../src/evaluate/contain.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { requiredResources } from "../../src/policy/resource.js";
import { readable } from "../../src/text/unknown.js";
import { faultsIn, statementsOf, worldOf } from "./a-world.js";

const glue = "{ Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: sts:AssumeRole }] }";
const template = (resources: string, others = "") => `AWSTemplateFormatVersion: 2010-09-09\n${others}\nResources:\n${resources.replace(/^/gm, "  ")}`;
const roleWith = (statement: string) => template(`Bucket: { Type: AWS::S3::Bucket }
Role:
  Type: AWS::IAM::Role
  Properties:
    RoleName: r
    AssumeRolePolicyDocument: ${glue}
    Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: ${statement} } }]`, `Parameters: { Plain: { Type: String }, On: { Type: String } }
Conditions: { IsOn: !Equals [!Ref On, x], IsNever: !Equals [a, b] }`);
const rolesOf = (text: string) => worldOf([text], { account: "123456789012" }).environment.roles;

test("a role has its ARN, its inline policies, its trust policy, and the policies that name it", () => {
  const world = worldOf([template(`
Role:
  Type: AWS::IAM::Role
  Properties:
    RoleName: etl
    Path: /glue/
    AssumeRolePolicyDocument: ${glue}
    PermissionsBoundary: !Ref Limit
    ManagedPolicyArns: [!Ref Own, arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole]
    Policies:
      - PolicyName: inline
        PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:GetObject, Resource: "*" } }
Own: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: glue:GetTable, Resource: "*" } } } }
Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "*", Resource: "*" } } } }
Apart: { Type: AWS::IAM::Policy, Properties: { PolicyName: a, Roles: [!Ref Role, somebody], PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Deny, Action: logs:PutLogEvents, Resource: "*" } } } }
Newer: { Type: AWS::IAM::RolePolicy, Properties: { PolicyName: n, RoleName: etl, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: kms:Decrypt, Resource: "*" } } } }
`)], { account: "123456789012" });
  const [role, ...others] = world.environment.roles;
  expect([others, role!.arn, role!.is, role!.guzzle]).toEqual([[], "arn:aws:iam::123456789012:role/glue/etl", "job", false]);
  expect(statementsOf(role!)).toEqual([
    "Allow s3:GetObject on *", "Deny logs:PutLogEvents on *", "Allow kms:Decrypt on *", "Allow glue:GetTable on *",
    "unread: `arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole`, a managed policy whose text is not here",
  ]);
  expect([role!.boundary?.length, role!.trust?.length, faultsIn(world)]).toEqual([1, 1, []]);
});

test("what stands in one template may belong to what stands in another", () => {
  const role = template(`Role: { Type: AWS::IAM::Role, Properties: { RoleName: etl, AssumeRolePolicyDocument: ${glue} } }`);
  const policy = template('P: { Type: AWS::IAM::Policy, Properties: { Roles: [etl], PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:GetObject, Resource: "*" } } } }');
  expect(worldOf([role, policy]).environment.roles.map(statementsOf)).toEqual([["Allow s3:GetObject on *"]]);
});

const certain = "Allow s3:GetObject on *";
const statements: readonly (readonly [statement: string, means: readonly string[]])[] = [
  ['[{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Bucket.Arn}/*" }]', ["Allow s3:GetObject on arn:aws:s3:::${Bucket}/*"]],
  ['[{ Effect: Allow, Action: s3:GetObject, Resource: !Ref Plain }]', ["Allow s3:GetObject on ${Plain}"]],
  ['[{ Effect: Allow, Action: s3:GetObject, Resource: "*" }, !If [IsNever, { Effect: Deny, Action: "*", Resource: "*" }, !Ref "AWS::NoValue"]]', [certain]],
  ['[{ Effect: Allow, Action: s3:GetObject, Resource: "*" }, !If [IsOn, { Effect: Deny, Action: "*", Resource: "*" }, !Ref "AWS::NoValue"]]', [certain, "Deny * on * if StringEquals ${IsOn} 1"]],
  ['!If [IsOn, [{ Effect: Allow, Action: a:B, Resource: "*" }], { Effect: Deny, Action: a:C, Resource: "*" }]', ["Allow a:B on * if StringEquals ${IsOn} 1", "Deny a:C on * if StringEquals ${IsOn} 1"]],
  ['{ Effect: Allow, Action: [s3:GetObject, !Ref Plain], Resource: "*" }', [certain, "Allow * on * if StringEquals ${Plain} 1"]],
  ['{ Effect: Allow, Action: !Sub "s3:${Plain}Object", Resource: "*" }', ["Allow s3:* on * if StringEquals ${Plain} 1"]],
  ['{ Effect: Deny, NotAction: [s3:GetObject, !Ref Plain], Resource: "*" }', ["Deny * on * if StringEquals ${Plain} 1"]],
  ['{ Effect: Allow, Action: s3:GetObject, Resource: "*", Condition: !Ref Plain }', [`${certain} if StringEquals \${Plain} 1`]],
  ['{ Effect: Allow, Action: s3:GetObject, Resource: "*", Condition: { Bool: !Ref Plain, Null: { a:b: true } } }', [`${certain} if Null a:b if StringEquals \${Plain} 1`]],
  ['{ Effect: Allow, Action: s3:GetObject, Resource: !If [IsOn, [a, b], "*"] }', ["Allow s3:GetObject on ${IsOn}"]],
  ['{ Effect: Allow, Action: s3:GetObject, Resource: ["*", !If [IsOn, c, !Ref "AWS::NoValue"]] }', ["Allow s3:GetObject on * ${IsOn}"]],
  ['{ Sid: Mine, Effect: Allow, Action: [s3:GetObject, !Ref Plain], Resource: "*" }', [certain, "Allow * on * if StringEquals ${Plain} 1"]],
  ['!If [IsOn, { Sid: Mine, Effect: Allow, Action: a:B, Resource: "*" }, { Sid: Mine, Effect: Deny, Action: a:C, Resource: "*" }]', ["Allow a:B on * if StringEquals ${IsOn} 1", "Deny a:C on * if StringEquals ${IsOn} 1"]],
  ["!Ref Plain", ["unread: `it0.yaml Role, policy p`, which is not known before the stack is made"]],
  ['{ Effect: !Ref Plain, Action: s3:GetObject, Resource: "*" }', ["unread: `it0.yaml Role, policy p`, which is not known before the stack is made"]],
  ['[!Transform { Name: AWS::Include }]', ["unread: `it0.yaml Role, policy p`, which is not known before the stack is made"]],
];

describe("a statement of a template says", () => {
  test.each(statements)("%s", (statement, means) => {
    const world = worldOf([roleWith(statement)]);
    expect(world.environment.roles.map(statementsOf)).toEqual([means]);
    expect(faultsIn(world)).toEqual([]);
  });
});

const faults: readonly (readonly [statement: string, told: readonly string[]])[] = [
  ['{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Bucket}/*" }', ['«"${Bucket}/*"» `${Bucket}/*` begins with a bucket\'s name, and a resource is an ARN: write `${Bucket.Arn}/*`']],
  ["{ Effect: Allow, Action: s3:ListBucket, Resource: !Ref Bucket }", ["«Bucket» `${Bucket}` begins with a bucket's name, and a resource is an ARN: write `${Bucket.Arn}`"]],
  ['{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "s3://${Bucket}/*" }', ['«"s3://${Bucket}/*"» `s3://${Bucket}/*` is no ARN: it is an address in S3: write `arn:aws:s3:::${Bucket}/*`']],
  ["{ Effect: Allow, Action: s3:GetObject, Resource: s3://data/in/ }", ["«s3://data/in/» `s3://data/in/` is no ARN: it is an address in S3: write `arn:aws:s3:::data/in/*`"]],
  ["{ Effect: Allow, Action: s3:GetObject, Resource: my-bucket/* }", ["«my-bucket/*» `my-bucket/*` is no ARN: it reads as the name of a bucket: write `arn:aws:s3:::my-bucket/*`"]],
  ["{ Effect: allow, Action: GetObject, Resource: '*' }", ["«allow» `Effect` is `Allow` or `Deny`, spelled just so", "«GetObject» `GetObject` names no service: an action is `service:Name`, as in `s3:GetObject`"]],
  ['{ Sid: !Sub "Allow-${Plain}", Effect: Allow, Action: s3:GetObject, Resource: "*" }', ['«"Allow-${Plain}"» `Sid` takes letters and digits only']],
  ['{ Sid: !Sub "Allow${Plain}", Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Plain}/*" }', []],
  ["[]", ["«[]» the policy has no statement: IAM takes no policy without one"]],
];

describe("a statement of a template is wrong at its guilty text", () => {
  test.each(faults)("%s", (statement, told) => {
    expect(faultsIn(worldOf([roleWith(statement)]))).toEqual(told);
  });
});

test("a policy on the ARN of a bucket covers a path in the same bucket, whatever its name", () => {
  const text = roleWith('{ Effect: Allow, Action: s3:PutObject, Resource: !Sub "${Bucket.Arn}/*" }')
    + "\n  Job: { Type: AWS::Glue::Job, Properties: { Role: !Ref Role, Command: { Name: glueetl, ScriptLocation: !Sub 's3://${Bucket}/a.py' }, DefaultArguments: { --TempDir: !Sub 's3://${Bucket}/tmp/' } } }";
  const { environment: { computes: [job], roles: [role] } } = worldOf([text], { account: "123456789012" });
  const path = String(job!.properties["temporary_path"]!.value);
  expect(readable(path)).toBe("s3://${Bucket}/tmp/");
  const answer = (action: string) => contain(prepare({ identity: role!.policies! }), { principal: role!.arn, action, resources: requiredResources(`${path.replace("s3://", "arn:aws:s3:::")}*`) }).kind;
  expect([answer("s3:PutObject"), answer("s3:DeleteObject")]).toEqual(["yes", "no"]);
});

test("of a trust policy the principals that are known are certain, and a role is told by its ARN", () => {
  const trust = "{ Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { Service: [glue.amazonaws.com, !Ref Plain], AWS: !Sub 'arn:aws:iam::${Plain}:root' }, Action: sts:AssumeRole }] }";
  const world = worldOf([template(`Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${trust} } }`, "Parameters: { Plain: { Type: String } }")]);
  const statements = world.environment.roles[0]!.trust!.flatMap((policy) => policy.kind === "read" ? policy.statements : []);
  expect(statements.map(({ principals, conditions }) => [principals!.entries.map(({ value: { type, id } }) => readable(`${type} ${id}`)), conditions.length])).toEqual([[["AWS arn:aws:iam::${Plain}:root", "Service glue.amazonaws.com"], 0], [["AWS *"], 1]]);
  expect(faultsIn(world)).toEqual([]);
});

describe("traps", () => {
  test("a SAM policy template is no policy document", () => {
    const sam = template("F: { Type: AWS::Serverless::Function, Properties: { Policies: [AWSLambdaExecute, S3ReadPolicy: { BucketName: b }, { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: b }] }] } }", "Transform: AWS::Serverless-2016-10-31");
    expect(faultsIn(worldOf([sam]))).toEqual(["«b» `b` is no ARN: a resource is an ARN, as in `arn:aws:s3:::bucket/*`, or `*`"]);
  });

  test("the version of a policy may be a date to YAML 1.1, and an account a number", () => {
    const [role] = worldOf([template(`Role: { Type: AWS::IAM::Role, Properties: { RoleName: r, AssumeRolePolicyDocument: ${glue} } }`, "Parameters: { Account: { Type: Number, Default: 012345678901 } }").replace("RoleName: r", "RoleName: !Ref Account")]).environment.roles;
    expect(role!.name).toBe("012345678901");
  });

  test("a condition of a template that does not hold leaves out what hangs on it", () => {
    expect(rolesOf(roleWith("[]").replace("Type: AWS::IAM::Role", "Type: AWS::IAM::Role\n    Condition: IsNever"))).toEqual([]);
  });

  const unread = (arn: string) => `unread: \`${arn}\`, a managed policy whose text is not here, and which is attached only on the condition \`IsOn\``;

  test.each([
    ["whose text is here", "[!If [IsOn, !Ref Own, !Ref 'AWS::NoValue']]", "", ["Allow glue:GetTable on * if StringEquals ${IsOn} 1"]],
    ["of two whose texts are here", "[!If [IsOn, !Ref Own, !Ref Other]]", "", ["Allow glue:GetTable on * if StringEquals ${IsOn} 1", "Deny a:B on * if StringEquals ${IsOn} 1"]],
    ["in a list that is one of two", "!If [IsOn, [!Ref Own], [!Ref Other, !Ref Own]]", "", ["Allow glue:GetTable on * if StringEquals ${IsOn} 1", "Deny a:B on * if StringEquals ${IsOn} 1", "Allow glue:GetTable on * if StringEquals ${IsOn} 1"]],
    ["whose text is not here", "[!If [IsOn, !Ref Plain, !Ref 'AWS::NoValue']]", "", [unread("${Plain}")]],
    ["on the condition of the role", "[!If [IsOn, !Ref Own, !Ref Other]]", "Condition: IsOn", ["Allow glue:GetTable on *"]],
  ])("a managed policy that is attached on a condition, %s", (_, arns, condition, means) => {
    const others = ["Own:Allow:glue:GetTable", "Other:Deny:a:B"].map((each) => { const [name, effect, ...action] = each.split(":"); return `\n  ${name}: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: 2012-10-17, Statement: { Effect: ${effect}, Action: "${action.join(":")}", Resource: "*" } } } }`; });
    const world = worldOf([roleWith('{ Effect: Allow, Action: s3:GetObject, Resource: "*" }').replace("    Policies:", `    ManagedPolicyArns: ${arns}\n      Policies:`).replace("Type: AWS::IAM::Role", `Type: AWS::IAM::Role\n    ${condition}`) + others.join("")], { account: "123456789012" });
    expect(statementsOf(world.environment.roles[0]!)).toEqual([certain, ...means]);
    expect(world.environment.documents.map(({ name }) => name).filter((name) => name.endsWith("Own"))).toHaveLength(1);
  });

  test("of a boundary that is there on a condition nobody knows what it refuses", () => {
    const [role] = rolesOf(roleWith('{ Effect: Allow, Action: s3:GetObject, Resource: "*" }').replace("    Policies:", "    PermissionsBoundary: !If [IsOn, !Ref Plain, !Ref 'AWS::NoValue']\n      Policies:"));
    expect(statementsOf({ policies: role!.boundary! })).toEqual(["unread: `${Plain}`, which is attached only on the condition `IsOn`"]);
  });

  test.each([
    ["perhaps, to a role that is there", "Condition: IsOn", "[!Ref Role]", "", ["Deny a:B on * if StringEquals ${IsOn} 1"]],
    ["with its role", "Condition: IsOn", "[!Ref Role]", "Condition: IsOn", ["Deny a:B on *"]],
    ["to a role that is there perhaps", "", "[!Ref Role]", "Condition: IsOn", ["Deny a:B on *"]],
    ["to one of two", "", "[!If [IsOn, !Ref Role, somebody]]", "", ["Deny a:B on * if StringEquals ${IsOn} 1"]],
    ["to two, one of them perhaps", "", "[!Ref Role, !If [IsOn, somebody, !Ref 'AWS::NoValue']]", "", ["Deny a:B on *"]],
  ])("a policy that is attached %s", (_, condition, roles, ofRole, means) => {
    const text = roleWith('{ Effect: Allow, Action: s3:GetObject, Resource: "*" }').replace("Type: AWS::IAM::Role", `Type: AWS::IAM::Role\n    ${ofRole}`);
    const { environment: { roles: [role], documents } } = worldOf([`${text}\n  P:\n    Type: AWS::IAM::Policy\n    ${condition}\n    Properties: { Roles: ${roles}, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Deny, Action: "a:B", Resource: "*" } } }`]);
    expect(statementsOf(role!)).toEqual([certain, ...means]);
    expect(documents.filter(({ name }) => name.endsWith(" P"))).toHaveLength(roles.includes(",") ? 2 : 1);
  });

  test("a bucket policy is judged as one", () => {
    const policy = (principal: string) => template(`P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: b, PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Deny, ${principal}Action: "s3:*", Resource: "arn:aws:s3:::b/*" }] } } }`);
    expect([faultsIn(worldOf([policy('Principal: "*", ')])).length, faultsIn(worldOf([policy("")])).length]).toEqual([0, 1]);
  });

  test("a role that is nobody's job's is no job's", () => {
    const [role] = rolesOf(roleWith("[]").replace("glue.amazonaws.com", "lambda.amazonaws.com"));
    expect(role!.is).toBe("other");
  });

  test("a template that cannot be read says so once", () => {
    expect(faultsIn(worldOf([roleWith("[]").replace("RoleName: r", "RoleName: r\n      RoleName: s")]))).toEqual(["«RoleName» `RoleName` stands twice in one object; only one of them counts, so remove the other"]);
  });
});

test.each([
  ["a policy document that is a text", "Policies: [{ PolicyDocument: x }]"], ["policies that are a map", "Policies: { a: b }"], ["a trust policy that is a list", "AssumeRolePolicyDocument: []"], ["ARNs that are maps", "ManagedPolicyArns: [{ a: b }]"],
  ["a name that is a list", "RoleName: [a]"], ["a condition that is a list", "Policies: [{ PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: a:b, Resource: '*', Condition: [x] } } }]"], ["a choice of nothing", "Policies: !If [IsOn]"], ["no properties", ""],
])("%s: a finding or nothing, and no crash", (_, properties) => {
  expect(() => faultsIn(worldOf([template(`Role: { Type: AWS::IAM::Role, Properties: { ${properties} } }`)]))).not.toThrow();
});
