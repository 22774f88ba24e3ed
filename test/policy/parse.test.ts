import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../src/policy/parse.js";
import type { PolicyUse } from "../../src/policy/grammar-fault.js";
import { matches } from "../../src/policy/pattern.js";
import type { Statement } from "../../src/policy/policy.js";
import { parseJson } from "../../src/text/json.js";

const parse = (document: unknown, use: PolicyUse = "resource") => parsePolicy(parseJson("p.json", JSON.stringify(document)), use);

function statementsOf(Statement: unknown, Version?: string, use: PolicyUse = "resource"): readonly Statement[] {
  const { policy } = parse({ ...(Version !== undefined && { Version }), Statement }, use);
  return policy.kind === "read" ? policy.statements : [];
}

const at = (pointer: string) => ({ artifact: "p.json", pointer });
const allow = { Effect: "Allow", Principal: "*", Action: "s3:Get*", Resource: "arn:aws:s3:::${aws:username}" };

describe("a statement", () => {
  test("is read whole, each entry at its place", () => {
    const [statement, ...more] = statementsOf([{ Sid: "A", Effect: "Deny", Principal: { AWS: ["1", "*"], Service: "glue.amazonaws.com", Federated: "f", CanonicalUser: "c" }, Action: ["s3:Get*", "s3:Put*"], Resource: "*", Condition: { "StringEquals": { "a/b": ["x", 1, true] }, Null: { c: "true" } } }]);
    expect(more).toEqual([]);
    expect(statement).toMatchObject({
      location: at("/Statement/0"), sid: "A", effect: "Deny",
      actions: { negated: false, location: at("/Statement/0/Action"), entries: [{ value: { text: "s3:Get*" }, location: at("/Statement/0/Action/0") }, { value: { text: "s3:Put*" } }] },
      resources: { negated: false, location: at("/Statement/0/Resource"), entries: [{ value: { text: "*" } }] },
      principals: { negated: false, location: at("/Statement/0/Principal") },
      conditions: [{ operator: "StringEquals", name: "a/b", location: at("/Statement/0/Condition/StringEquals/a~1b") }, { operator: "Null", name: "c" }],
    });
    expect(statement?.principals?.entries.map(({ value, location }) => [value.type, value.id, location.pointer])).toEqual([
      ["AWS", "1", "/Statement/0/Principal/AWS/0"], ["AWS", "*", "/Statement/0/Principal/AWS/1"], ["Service", "glue.amazonaws.com", "/Statement/0/Principal/Service"],
      ["Federated", "f", "/Statement/0/Principal/Federated"], ["CanonicalUser", "c", "/Statement/0/Principal/CanonicalUser"],
    ]);
  });

  test("has the values of its conditions as text, be they numbers or booleans", () => {
    const [condition] = statementsOf({ ...allow, Condition: { StringEquals: { a: ["x", 1.50, true] } } })[0]?.conditions ?? [];
    const tests = condition?.asks.kind === "compare" ? condition.asks.wanted.flatMap((wanted) => wanted.kind === "fixed" ? wanted.test : []) : [];
    expect(["x", "1.5", "true"].map((value) => tests.findIndex((meets) => meets(value)))).toEqual([0, 1, 2]);
  });

  test("has the values of its conditions as they read, not as they are spelled", () => {
    const { policy } = parsePolicy(parseJson("p.json", String.raw`{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "a": "\u0062\"" } } } }`), "identity");
    const [asks] = policy.kind === "read" ? policy.statements.flatMap(({ conditions }) => conditions.map((condition) => condition.asks)) : [];
    expect(asks?.kind === "compare" && asks.wanted.map((wanted) => wanted.kind === "fixed" && wanted.test('b"'))).toEqual([true]);
  });

  test("may say Not of everything", () => {
    const [statement] = statementsOf({ Effect: "Deny", NotPrincipal: { AWS: "1" }, NotAction: "s3:*", NotResource: "*" });
    expect(statement).toMatchObject({ sid: undefined, effect: "Deny", principals: { negated: true, entries: [{ value: { type: "AWS", id: "1" } }] }, actions: { negated: true }, resources: { negated: true }, conditions: [] });
  });

  test("that names everyone names `*` of AWS", () => {
    expect(statementsOf(allow)[0]?.principals?.entries).toMatchObject([{ value: { type: "AWS", id: "*" }, location: at("/Statement/Principal") }]);
  });

  test("of a trust policy has no resources, one of an identity no principals", () => {
    expect(statementsOf({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }, undefined, "trust")).toMatchObject([{ effect: "Allow", resources: undefined }]);
    expect(statementsOf({ Effect: "Allow", Action: "s3:*", Resource: "*" }, undefined, "identity")).toMatchObject([{ effect: "Allow", principals: undefined }]);
  });

  // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  test.each([["2012-10-17", true], ["2008-10-17", false], [undefined, false]])("of version %s has variables: %s", (version, variables) => {
    const [statement] = statementsOf({ ...allow, Condition: { StringEquals: { a: "${b}" } } }, version);
    expect(statement?.resources?.entries.map(({ value }) => value.symbols !== undefined)).toEqual([variables]);
    expect(statement?.conditions).toMatchObject([{ asks: { wanted: [{ kind: variables ? "filled" : "fixed" }] } }]);
    expect(statement?.resources?.entries.map(({ value }) => matches(value.pattern, "arn:aws:s3:::anything"))).toEqual([variables]);
  });
});

describe("a document that IAM would refuse", () => {
  const because = "`p.json`, which IAM would refuse";

  test("is an unread policy at its place, with its faults", () => {
    expect(parse({ Statement: [] })).toMatchObject({ policy: { kind: "unread", location: at(""), because }, faults: [{ kind: "grammar" }] });
  });

  test.each(["", "{", `{ "Statement": [], }`])("and so is %j, which is no JSON", (text) => {
    const { policy, faults } = parsePolicy(parseJson("p.json", text), "identity");
    expect(policy).toEqual({ kind: "unread", location: at(""), because });
    expect(faults.length).toBeGreaterThan(0);
  });

  test("one with a fault in its text says nothing of its grammar", () => {
    expect(parsePolicy(parseJson("p.json", `{ "Statement": [], }`), "identity").faults.map(({ kind }) => kind)).not.toContain("grammar");
  });
});

test("a document that IAM takes has no faults", () => {
  expect(parse({ Statement: allow })).toMatchObject({ policy: { kind: "read", location: at("") }, faults: [] });
});
