import { describe, expect, test } from "vitest";
import { accountOfCaller, callerOf, isServiceLinked, namingIn, namingOf, roleArnOf, type Naming } from "../../src/evaluate/caller.js";
import type { Principal, PrincipalType } from "../../src/policy/policy.js";

const account = "123456789012";
const role = `arn:aws:iam::${account}:role/team/etl`;
const session = `arn:aws:sts::${account}:assumed-role/etl/run`;
const user = `arn:aws:iam::${account}:user/bob`;
const root = `arn:aws:iam::${account}:root`;
const federated = `arn:aws:sts::${account}:federated-user/bob`;
const canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
const provider = `arn:aws:iam::${account}:saml-provider/corp`;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
describe("who calls", () => {
  test.each([
    [null, { kind: "anonymous" }],
    [role, { kind: "role", account, arn: role }],
    [session, { kind: "session", account, arn: session, role: "etl" }],
    [`arn:aws:sts::${account}:assumed-role`, { kind: "session", account, arn: `arn:aws:sts::${account}:assumed-role`, role: "" }],
    [user, { kind: "user", account, arn: user }],
    [root, { kind: "root", account, arn: root }],
    [federated, { kind: "federatedUser", account, arn: federated }],
    [provider, { kind: "provider", arn: provider }],
    ["glue.amazonaws.com", { kind: "service", name: "glue.amazonaws.com" }],
    ["ec2.amazonaws.com.cn", { kind: "service", name: "ec2.amazonaws.com.cn" }],
    ["cognito-identity.amazonaws.com", { kind: "provider", arn: "cognito-identity.amazonaws.com" }],
    ["accounts.google.com", { kind: "provider", arn: "accounts.google.com" }],
    ["glue.amazonaws.com.example.org", { kind: "provider", arn: "glue.amazonaws.com.example.org" }],
    ["glueXamazonaws.com", { kind: "provider", arn: "glueXamazonaws.com" }],
    [`arn:aws:iam::${account}:group/root`, { kind: "provider", arn: `arn:aws:iam::${account}:group/root` }],
    [`arn:aws:iam::${account}:assumed-role/etl/run`, { kind: "provider", arn: `arn:aws:iam::${account}:assumed-role/etl/run` }],
    [`arn:aws:iam::${account}:federated-user/bob`, { kind: "provider", arn: `arn:aws:iam::${account}:federated-user/bob` }],
    [`arn:aws:sts::${account}:other/bob`, { kind: "provider", arn: `arn:aws:sts::${account}:other/bob` }],
  ])("%s", (principal, caller) => {
    expect(callerOf(principal)).toEqual(caller);
  });

  test.each([[role, account, role], [session, account, `arn:aws:iam::${account}:role/etl`], [session.replace("aws", "aws-cn"), account, `arn:aws-cn:iam::${account}:role/etl`], [user, account, undefined], [root, account, undefined], [provider, undefined, undefined], ["glue.amazonaws.com", undefined, undefined], [null, undefined, undefined]])("%s is of account %s and acts in role %s", (principal, of, acting) => {
    const caller = callerOf(principal);
    expect([accountOfCaller(caller), roleArnOf(caller)]).toEqual([of, acting]);
  });
});

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
describe("a role of a service", () => {
  test.each([
    [`arn:aws:iam::${account}:role/aws-service-role/glue.amazonaws.com/AWSServiceRoleForGlue`, true],
    [`arn:aws:sts::${account}:assumed-role/AWSServiceRoleForGlue/run`, true],
    [`arn:aws:iam::${account}:role/team/aws-service-role/etl`, false],
    [`arn:aws:iam::${account}:role/AWSServiceRoleForNobody`, false],
    [`arn:aws:sts::${account}:assumed-role/MyAWSServiceRoleForGlue/run`, false],
    [session, false], [role, false], [`arn:aws:iam::${account}:user/aws-service-role/AWSServiceRoleForGlue`, false], ["glue.amazonaws.com", false], [null, false],
  ])("%s: %s", (principal, linked) => {
    expect(isServiceLinked(callerOf(principal))).toBe(linked);
  });
});

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
describe("a principal names a caller", () => {
  test.each<readonly [PrincipalType, string, string | null, Naming | undefined]>([
    ["AWS", "*", role, "direct"], ["AWS", "*", null, "direct"], ["AWS", "*", "glue.amazonaws.com", "direct"],
    ["AWS", account, role, "account"], ["AWS", root, session, "account"], ["AWS", root, root, "account"], ["AWS", account, user, "account"],
    ["AWS", root.replace("aws", "aws-cn"), user, "account"],
    ["AWS", "999999999999", role, undefined], ["AWS", "arn:aws:iam::999999999999:root", role, undefined], ["AWS", `x${root}`, user, undefined], ["AWS", `${root}x`, user, undefined], ["AWS", `arn:a:b:iam::${account}:root`, user, undefined], ["AWS", `arn:aws:iam::${account}1:root`, user, undefined],
    ["AWS", role, role, "role"], ["AWS", user, user, "direct"], ["AWS", session, session, "direct"], ["AWS", federated, federated, "direct"],
    ["AWS", role, session, "role"], ["AWS", `arn:aws:iam::${account}:role/etl`, session, "role"],
    ["AWS", `arn:aws:iam::${account}:role/other`, session, undefined], ["AWS", "arn:aws:iam::999999999999:role/etl", session, undefined],
    ["AWS", session, role, undefined], ["AWS", session, `${session}2`, undefined], ["AWS", `arn:aws:iam::${account}:user/*`, user, undefined], ["AWS", user, role, undefined], ["AWS", role, user, undefined],
    ["AWS", `arn:aws:iam::${account}:role/bob`, user, undefined],
    ["AWS", account, null, undefined], ["AWS", provider, provider, undefined],
    ["Service", "glue.amazonaws.com", "glue.amazonaws.com", "direct"], ["Service", "ec2.amazonaws.com", "glue.amazonaws.com", undefined], ["Service", role, role, undefined], ["Service", "*", "glue.amazonaws.com", undefined],
    ["Federated", provider, provider, "direct"], ["Federated", `${provider}2`, provider, undefined], ["Federated", role, role, undefined], ["Federated", "glue.amazonaws.com", "glue.amazonaws.com", undefined],
    ["CanonicalUser", role, role, undefined], ["CanonicalUser", "*", role, undefined], ["CanonicalUser", canonical, canonical, "direct"], ["CanonicalUser", canonical, `${canonical}0`, undefined], ["CanonicalUser", "glue.amazonaws.com", "glue.amazonaws.com", undefined],
  ])("%s %s, %s: %s", (type, id, principal, naming) => {
    expect(namingOf({ type, id }, callerOf(principal))).toBe(naming);
  });

  const location = { artifact: "p.json", pointer: "" };
  const element = (negated: boolean, ...ids: readonly string[]) => ({ negated, location, entries: ids.map((id) => ({ location, value: { type: "AWS", id } satisfies Principal })) });
  test.each([
    ["that says most", element(false, account, role), role, "role"],
    ["that says most, wherever it stands", element(false, role, account), role, "role"],
    ["that says all", element(false, account, role, "*"), role, "direct"],
    ["that says anything", element(false, "999999999999", account), role, "account"],
    ["that says anything, wherever it stands", element(false, account, "999999999999"), role, "account"],
    ["of none", element(false, "999999999999"), role, undefined],
    ["of an empty element", element(false), role, undefined],
    ["left out", element(true, role), role, "direct"],
    ["of no element", undefined, role, "direct"],
  ] as const)("by the entry %s", (_, principals, principal, naming) => {
    expect(namingIn(principals, callerOf(principal))).toBe(naming);
  });
});
