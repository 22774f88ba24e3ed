import { describe, expect, test } from "vitest";
import { bindingOf, type Call } from "../../src/evaluate/binding.js";
import { callerOf } from "../../src/evaluate/caller.js";
import { layersOf } from "../../src/evaluate/layers.js";
import type { Policies } from "../../src/evaluate/request.js";
import { readPolicy } from "./read-policy.js";

const account = "123456789012";
const other = "222222222222";
const role = `arn:aws:iam::${account}:role/etl`;
const allow = readPolicy({ Effect: "Allow", Action: "*", Resource: "*" });
const all: Policies = { identity: [allow], boundary: [allow], session: [allow], serviceControl: [[allow], [allow]], resourceControl: [[allow]], resource: [allow], endpoint: [allow] };

const bind = (principal: string | null, call: Partial<Call> = {}, policies: Policies = all, managementAccount?: string) =>
  bindingOf(layersOf(policies), callerOf(principal), { action: "s3:getobject", resource: "arn:aws:s3:::data/x", resourceAccount: undefined, ...call }, managementAccount);
const namesOf = (...asked: Parameters<typeof bind>) => bind(...asked).layers.map(({ name, level }) => level > 0 ? `${name} ${level}` : name);

const everything = ["identity", "boundary", "session", "resource", "serviceControl", "serviceControl 1", "endpoint", "resourceControl"];
const but = (...left: readonly string[]) => everything.filter((name) => !left.some((each) => name.startsWith(each)));

/**
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * and https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
describe("the layers that bind", () => {
  const linked = `arn:aws:iam::${account}:role/aws-service-role/glue.amazonaws.com/AWSServiceRoleForGlue`;
  test.each<readonly [what: string, asked: Parameters<typeof bind>, layers: readonly string[]]>([
    ["a role", [role], everything],
    ["an unsigned call", [null], but("identity", "boundary", "session", "serviceControl")],
    ["a service", ["glue.amazonaws.com"], but("identity", "boundary", "session", "serviceControl")],
    ["a role of a service", [linked], but("serviceControl", "resourceControl")],
    ["a role of the management account", [role, {}, all, account], but("serviceControl", "resourceControl")],
    ["a role of the management account, elsewhere", [role, { resourceAccount: other }, all, account], but("serviceControl")],
    ["a resource of the management account", [role, { resourceAccount: other }, all, other], but("resourceControl")],
    ["a role, where neither is the management account's", [role, {}, all, other], everything],
    ["a service that resource control policies do not know", [role, { action: "glue:getjob", resource: `arn:aws:glue:r:${account}:job/a` }], but("resourceControl")],
    ["a service whose name another begins with", [role, { action: "s3express:getobject" }], but("resourceControl")],
  ])("%s", (_, asked, layers) => {
    expect(namesOf(...asked)).toEqual(layers);
  });

  test("are those that are given", () => {
    expect(namesOf(role, {}, { identity: [] })).toEqual(["identity"]);
    expect(bind(role, {}, { identity: [] })).toMatchObject({ boundary: undefined, session: undefined, resource: undefined, limits: [] });
  });

  test("and must allow: those of the organization and of the endpoint, where they are given", () => {
    expect([bind(role), bind(role, {}, { identity: [], endpoint: [] }), bind(null)].map(({ limits }) => limits.map(({ name, level }) => `${name} ${level}`))).toEqual([["serviceControl 0", "serviceControl 1", "endpoint 0"], ["endpoint 0"], ["endpoint 0"]]);
  });
});

describe("a resource of another account", () => {
  test.each<readonly [principal: string | null, call: Partial<Call>, foreign: boolean]>([
    [role, {}, false],
    [role, { resourceAccount: account }, false],
    [role, { resourceAccount: other }, true],
    [role, { resource: `arn:aws:glue:r:${other}:job/a` }, true],
    [role, { resource: `arn:aws:glue:r:${account}:job/a` }, false],
    [role, { resource: `arn:aws:glue:r:${other}:job/a`, resourceAccount: account }, false],
    [null, {}, true],
    ["glue.amazonaws.com", {}, true],
  ])("%s, %j: %s", (principal, call, foreign) => {
    expect(bind(principal, call).foreign).toBe(foreign);
  });
});

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
describe("a resource that allows nothing unless its own policy says so", () => {
  const key = `arn:aws:kms:r:${account}:key/1`;
  test.each([
    ["sts:assumerole", role, true], ["sts:assumerolewithsaml", role, true], ["sts:getcalleridentity", role, false], ["sts:assumerole", "*", false], ["iam:passrole", role, false],
    ["kms:decrypt", key, true], ["kms:listaliases", "*", false], ["kms:updatealias", `arn:aws:kms:r:${account}:alias/a`, false], ["s3:getobject", key, false],
  ])("%s on %s: %s", (action, resource, guarded) => {
    expect(bind(role, { action, resource }).guarded).toBe(guarded);
  });

  test.each<readonly [what: string, call: Partial<Call>, missed: boolean]>([
    ["of a key", { action: "kms:decrypt", resource: key }, true],
    ["of another account's bucket", { resourceAccount: other }, true],
    ["of one's own bucket", {}, false],
  ])("is unread where nobody gave the policy %s: %j, %s", (_, call, missed) => {
    const { resource } = bind(role, call, { identity: [] });
    expect(resource).toEqual(missed ? expect.objectContaining({ name: "resource", level: 0, unread: [{ kind: "unread", location: { artifact: "", pointer: "" }, because: `the policy of \`${call.resource ?? "arn:aws:s3:::data/x"}\`, which nobody gave` }] }) : undefined);
  });
});
