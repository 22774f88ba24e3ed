import { describe, expect, test } from "vitest";
import { allowedBy, anyOf, authorize, grantedBy, knownBy, type Decision } from "../../src/evaluate/authorize.js";
import { bindingOf } from "../../src/evaluate/binding.js";
import { callerOf } from "../../src/evaluate/caller.js";
import { explained } from "../../src/evaluate/explain.js";
import { layerOf, layersOf } from "../../src/evaluate/layers.js";
import type { Policies } from "../../src/evaluate/request.js";
import type { Truth } from "../../src/evaluate/truth.js";
import type { Statement } from "../../src/policy/policy.js";
import { readPolicy, unread } from "./read-policy.js";

const account = "123456789012";
const role = `arn:aws:iam::${account}:role/etl`;
const session = `arn:aws:sts::${account}:assumed-role/etl/run`;
const user = `arn:aws:iam::${account}:user/bob`;
const root = `arn:aws:iam::${account}:root`;

/** What a statement that names this caller, or nobody, does: its truth is its `Sid`. */
const says = (Effect: "Allow" | "Deny", truth: Truth, AWS?: string) => readPolicy({ Sid: truth, Effect, Action: "*", Resource: "*", ...(AWS !== undefined && { Principal: { AWS } }) });
const allows = (AWS?: string) => says("Allow", "yes", AWS);
const may = (AWS?: string) => says("Allow", "unknown", AWS);
const silent = says("Allow", "no");
const denies = says("Deny", "yes");

const truths: Readonly<Record<string, Truth>> = { yes: "yes", unknown: "unknown", no: "no" };
const known = knownBy(({ sid = "" }: Statement) => truths[sid] ?? "no");

interface Asked {
  readonly principal?: string | null;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
}

const bound = ({ principal = role, action = "s3:getobject", resource = "arn:aws:s3:::data/x", resourceAccount }: Asked, policies: Policies) =>
  bindingOf(layersOf(policies), callerOf(principal), { action, resource, resourceAccount }, undefined);

const foreign = { resourceAccount: "222222222222" };
const key = { action: "kms:decrypt", resource: `arn:aws:kms:r:${account}:key/1` };

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
const cases: readonly (readonly [what: string, asked: Asked, policies: Policies, decision: Decision, because: readonly string[]])[] = [
  ["one's own policies", {}, { identity: [allows()] }, "allowed", ["identity yes"]],
  ["one of two of one's own", {}, { identity: [silent, allows()] }, "allowed", ["identity yes"]],
  ["policies that say nothing", {}, { identity: [silent] }, "implicitDeny", ["identity at 0"]],
  ["no policies", {}, { identity: [] }, "implicitDeny", ["identity at 0"]],
  ["policies that may allow", {}, { identity: [may()] }, "open", ["identity unknown"]],
  ["an unread policy", {}, { identity: [unread] }, "open", ["`gone.json`, which is gone"]],
  ["an unread policy beside one that allows: it may deny", {}, { identity: [unread, allows()] }, "open", ["`gone.json`, which is gone"]],
  ["an unread policy beside one that denies", {}, { identity: [unread, allows(), denies] }, "explicitDeny", ["identity yes"]],
  ["a Deny that may apply", {}, { identity: [allows(), says("Deny", "unknown")] }, "open", ["identity unknown"]],
  ["a Deny that does not apply", {}, { identity: [allows(), says("Deny", "no")] }, "allowed", ["identity yes"]],
  ["a Deny that may apply where nothing is allowed", {}, { identity: [says("Deny", "unknown")] }, "implicitDeny", ["identity at 0"]],
  ["a Deny of the last layer", {}, { identity: [allows()], endpoint: [allows(), denies], resourceControl: [[denies]] }, "explicitDeny", ["endpoint yes", "resourceControl yes"]],
  ["a Deny behind one that may apply", {}, { identity: [allows(), says("Deny", "unknown")], endpoint: [allows(), denies] }, "explicitDeny", ["endpoint yes"]],

  ["a level of the organization that says nothing", {}, { identity: [allows()], serviceControl: [[allows()], [silent]] }, "implicitDeny", ["serviceControl at 1"]],
  ["a first level that says nothing", {}, { identity: [allows()], serviceControl: [[silent], [allows()]] }, "implicitDeny", ["serviceControl at 0"]],
  ["a level that may allow before one that does not", {}, { identity: [allows()], serviceControl: [[may()], [silent]] }, "implicitDeny", ["serviceControl at 1"]],
  ["a level that may allow", {}, { identity: [allows()], serviceControl: [[allows()], [may()]] }, "open", ["serviceControl unknown"]],
  ["an endpoint that says nothing", {}, { identity: [allows()], endpoint: [silent] }, "implicitDeny", ["endpoint at 0"]],
  ["limits that allow, and nothing else", {}, { identity: [silent], endpoint: [allows()] }, "implicitDeny", ["identity at 0"]],

  ["a boundary that says nothing", {}, { identity: [allows()], boundary: [silent] }, "implicitDeny", ["boundary at 0"]],
  ["a session policy that says nothing", {}, { identity: [allows()], boundary: [allows()], session: [silent] }, "implicitDeny", ["session at 0"]],
  ["boundary and session policy that allow", {}, { identity: [allows()], boundary: [allows()], session: [allows()] }, "allowed", ["identity yes", "boundary yes", "session yes"]],
  ["a boundary that may allow", {}, { identity: [allows()], boundary: [may()] }, "open", ["boundary unknown"]],

  ["the resource's policy alone, to the role", {}, { identity: [], resource: [allows(role)] }, "allowed", ["resource yes"]],
  ["the resource's policy to the role, cut by a boundary", {}, { identity: [], boundary: [silent], resource: [allows(role)] }, "implicitDeny", ["identity at 0"]],
  ["the resource's policy to the role, within the boundary", {}, { identity: [], boundary: [allows()], resource: [allows(role)] }, "allowed", ["boundary yes", "resource yes"]],
  ["the resource's policy to the session, beside the session policy", { principal: session }, { identity: [], session: [silent], resource: [allows(session)] }, "allowed", ["resource yes"]],
  ["the resource's policy to the session's role, cut by the session policy", { principal: session }, { identity: [], session: [silent], resource: [allows(role)] }, "implicitDeny", ["identity at 0"]],
  ["the resource's policy to the user, beside the boundary", { principal: user }, { identity: [], boundary: [silent], resource: [allows(user)] }, "allowed", ["resource yes"]],
  ["the resource's policy to everyone, beside the boundary", {}, { identity: [], boundary: [silent], resource: [allows("*")] }, "allowed", ["resource yes"]],
  ["the resource's policy to the account alone", {}, { identity: [], resource: [allows(account)] }, "implicitDeny", ["identity at 0"]],
  ["the resource's policy to somebody else", {}, { identity: [], resource: [allows(user)] }, "implicitDeny", ["identity at 0"]],
  ["the resource's policy that may allow", {}, { identity: [], resource: [may(role)] }, "open", ["resource unknown"]],
  ["an unread policy of the resource", {}, { identity: [], resource: [unread] }, "open", ["`gone.json`, which is gone"]],
  ["a Deny of the resource's policy", {}, { identity: [allows()], resource: [denies] }, "explicitDeny", ["resource yes"]],

  ["the root user, who needs no policy", { principal: root }, { identity: [] }, "allowed", []],
  ["the root user under a limit", { principal: root }, { identity: [], serviceControl: [[silent]] }, "implicitDeny", ["serviceControl at 0"]],
  ["the root user under a session policy", { principal: root }, { identity: [], session: [silent] }, "implicitDeny", ["session at 0"]],
  ["the root user under a boundary", { principal: root }, { identity: [], boundary: [silent], session: [silent] }, "implicitDeny", ["boundary at 0"]],

  ["another account's resource, by both", foreign, { identity: [allows()], resource: [allows(role)] }, "allowed", ["identity yes", "resource yes"]],
  ["another account's resource, to the account", foreign, { identity: [allows()], resource: [allows(account)] }, "allowed", ["identity yes", "resource yes"]],
  ["another account's resource, to everyone", foreign, { identity: [allows()], resource: [allows("*")] }, "allowed", ["identity yes", "resource yes"]],
  ["another account's resource, by its policy alone", foreign, { identity: [silent], resource: [allows("*")] }, "implicitDeny", ["identity at 0"]],
  ["another account's resource, by one's own alone", foreign, { identity: [allows()], resource: [silent] }, "implicitDeny", ["resource at 0"]],
  ["another account's resource, beyond the boundary", foreign, { identity: [allows()], boundary: [silent], resource: [allows("*")] }, "implicitDeny", ["boundary at 0"]],
  ["another account's resource, whose policy nobody gave", foreign, { identity: [allows()] }, "open", ["the policy of `arn:aws:s3:::data/x`, which nobody gave"]],
  ["another account's resource, by an own policy that may allow", foreign, { identity: [may()], resource: [allows(role)] }, "open", ["identity unknown"]],

  ["a key whose policy names the account", key, { identity: [allows()], resource: [allows(account)] }, "allowed", ["identity yes", "resource yes"]],
  ["a key whose policy names the role", key, { identity: [], resource: [allows(role)] }, "allowed", ["resource yes"]],
  ["a key whose policy names nobody", key, { identity: [allows()], resource: [silent] }, "implicitDeny", ["resource at 0"]],
  ["a key whose policy nobody gave", key, { identity: [allows()] }, "open", [`the policy of \`${key.resource}\`, which nobody gave`]],
  ["a key whose policy names the account, for the root user", { ...key, principal: root }, { identity: [], resource: [allows(account)] }, "allowed", ["resource yes"]],

  ["an unsigned call that the resource allows to everyone", { principal: null }, { identity: [], resource: [allows("*")] }, "allowed", ["resource yes"]],
  ["an unsigned call that one's own policies allow", { principal: null }, { identity: [allows()], resource: [allows(role)] }, "implicitDeny", ["resource at 0"]],
  ["an unsigned call to a resource whose policy nobody gave", { principal: null }, { identity: [] }, "open", ["the policy of `arn:aws:s3:::data/x`, which nobody gave"]],
];

describe("how the layers decide", () => {
  test.each(cases)("%s", (_, asked, policies, decision) => {
    expect(authorize(bound(asked, policies), known)).toBe(decision);
  });
});

describe("why the layers decide so", () => {
  test.each(cases)("%s", (_, asked, policies, decision, because) => {
    const outcome = explained(decision, bound(asked, policies), known);
    expect(outcome.decision).toBe(decision);
    expect(outcome.because.map((each) => each.kind === "statement" ? `${each.layer} ${each.statement.sid ?? ""}` : each.kind === "layer" ? `${each.layer} at ${each.level}` : each.kind === "unread" ? each.policy.because : each.kind)).toEqual(because);
  });

  test("does not name what may allow where something else in the layer does", () => {
    const policies: Policies = { identity: [may(), allows()], boundary: [may()] };
    expect(explained("open", bound({}, policies), known).because).toMatchObject([{ kind: "statement", layer: "boundary" }]);
  });
});

test("what an unread policy grants is unknown", () => {
  expect(allowedBy(layerOf("identity", [unread]), known)).toBe("unknown");
  expect(grantedBy(bound({ principal: null }, { identity: [], resource: [unread] }), known)).toBe("unknown");
});

describe("any of the statements", () => {
  test.each<readonly [readonly Truth[], Truth, asked: number]>([[[], "no", 0], [["no", "unknown"], "unknown", 2], [["unknown", "yes", "no"], "yes", 2], [["no"], "no", 1]])("%j: %s, after %d", (all, truth, asked) => {
    const given = all.flatMap((each) => { const policy = says("Allow", each); return policy.kind === "read" ? policy.statements : []; });
    let looked = 0;
    expect(anyOf(given, (statement) => { looked++; return known.applies(statement); })).toBe(truth);
    expect(looked).toBe(asked);
  });
});
