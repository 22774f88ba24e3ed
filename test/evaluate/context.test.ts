import { describe, expect, test } from "vitest";
import { callerOf } from "../../src/evaluate/caller.js";
import { contextFor } from "../../src/evaluate/context-for.js";
import { contextOf } from "../../src/evaluate/context.js";
import { derivedContext } from "../../src/evaluate/derived.js";

const account = "123456789012";
const resource = "arn:aws:s3:::data/x";
const of = (principal: string | null, owner?: string, arn = resource) => derivedContext(callerOf(principal), owner, arn);
const own = { "aws:principalaccount": account, "aws:principalisawsservice": "false", "aws:resourceaccount": account };

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
describe("what follows from who calls", () => {
  test.each([
    [`arn:aws:iam::${account}:role/team/etl`, { ...own, "aws:principalarn": `arn:aws:iam::${account}:role/team/etl`, "aws:principaltype": "AssumedRole" }],
    [`arn:aws:sts::${account}:assumed-role/etl/run`, { ...own, "aws:principalarn": `arn:aws:iam::${account}:role/etl`, "aws:principaltype": "AssumedRole" }],
    [`arn:aws:iam::${account}:user/team/bob`, { ...own, "aws:principalarn": `arn:aws:iam::${account}:user/team/bob`, "aws:principaltype": "User", "aws:username": "bob" }],
    [`arn:aws:iam::${account}:root`, { ...own, "aws:principalarn": `arn:aws:iam::${account}:root`, "aws:principaltype": "Account", "aws:userid": account }],
    [`arn:aws:sts::${account}:federated-user/bob`, { ...own, "aws:principalarn": `arn:aws:sts::${account}:federated-user/bob`, "aws:principaltype": "FederatedUser" }],
    [null, { "aws:principaltype": "Anonymous", "aws:userid": "anonymous" }],
    ["glue.amazonaws.com", { "aws:principalservicename": "glue.amazonaws.com", "aws:principalisawsservice": "true" }],
    ["accounts.google.com", {}],
  ])("%s", (principal, context) => {
    expect(of(principal)).toStrictEqual(context);
  });
});

describe("whose resource it is", () => {
  const principal = `arn:aws:iam::${account}:role/etl`;
  test.each([
    ["stated", principal, "222222222222", "arn:aws:glue:r:333333333333:job/a", "222222222222"],
    ["in its ARN", principal, undefined, "arn:aws:glue:r:333333333333:job/a", "333333333333"],
    ["the caller's", principal, undefined, resource, account],
    ["nobody's that is known", null, undefined, resource, undefined],
    ["stated, for an unsigned call", null, "222222222222", resource, "222222222222"],
  ])("%s", (_, caller, stated, arn, owner) => {
    expect(of(caller, stated, arn)["aws:resourceaccount"]).toBe(owner);
  });
});

describe("a context", () => {
  test.each(["absent", "unknown"] as const)("has keys in any case, values in lists, and what is not stated is %s", (unstated) => {
    const context = contextOf({ "aws:SourceVpc": "vpc-1", "aws:TagKeys": ["a", "b"], "aws:none": [] }, unstated);
    expect(["aws:sourcevpc", "aws:tagkeys", "aws:none", "aws:other", "aws:SourceVpc"].map(context)).toEqual([["vpc-1"], ["a", "b"], [], unstated, unstated]);
  });

  const caller = callerOf(`arn:aws:iam::${account}:role/etl`);
  const known = (call: Parameters<typeof contextFor>[0], unstated: "absent" | "unknown" = "absent") => contextFor(call, caller, resource, unstated);

  test("of a call is what it states, and else what follows from it", () => {
    const context = known({ context: { "AWS:PrincipalType": "User", "aws:SourceVpc": "vpc-1" } });
    expect(["aws:principaltype", "aws:sourcevpc", "aws:principalaccount", "aws:username"].map(context)).toEqual([["User"], ["vpc-1"], [account], "absent"]);
  });

  test("of a call that states nothing is what follows from it", () => {
    const context = known({ derivedContext: true, resourceAccount: "222222222222" }, "unknown");
    expect(["aws:resourceaccount", "aws:sourcevpc"].map(context)).toEqual([["222222222222"], "unknown"]);
  });

  test("of a call from which nothing shall follow is what it states", () => {
    const context = known({ derivedContext: false, context: { "aws:SourceVpc": "vpc-1" } });
    expect(["aws:principaltype", "aws:sourcevpc"].map(context)).toEqual(["absent", ["vpc-1"]]);
  });

  test("of a call is put together once", () => {
    let looked = 0;
    const context = known({ get context() { looked++; return { a: "1" }; } });
    expect([looked, context("a"), context("a"), looked]).toEqual([0, ["1"], ["1"], 1]);
  });
});
