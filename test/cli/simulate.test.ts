import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, gluelint, root } from "./gluelint.js";

const role = "arn:aws:iam::123456789012:role/etl";
const request = { principal: role, action: "s3:GetObject", resource: "arn:aws:s3:::data/x" };
const allow = (more: object = {}) => ({ Version: "2012-10-17", Statement: [{ Sid: "Read", Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::data/*", ...more }] });
const line = (more: object) => JSON.stringify({ request, policies: { identity: [allow()] }, ...more });

/** The answers to a batch on stdin. */
function batch(lines: readonly string[], ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "simulate", "--batch", "-", ...args], { input: lines.join("\n"), encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return { code: status, stderr, answers: stdout.trim().split("\n").map((answer) => JSON.parse(answer) as Readonly<Record<string, unknown>>) };
}

describe("simulate --batch", () => {
  test("cites the statement that allows by layer, policy and pointer", () => {
    expect(batch([line({ id: "a" })]).answers).toEqual([{ id: "a", decision: "allowed", by: [{ layer: "identity", policy: 0, pointer: "/Statement/0", sid: "Read" }], missingContext: [] }]);
  });

  test("cites the level of a service control policy", () => {
    const deny = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } };
    const { answers } = batch([line({ policies: { identity: [allow()], serviceControl: [[allow()], [allow(), deny]] } })]);
    expect(answers[0]).toMatchObject({ decision: "explicitDeny", by: [{ layer: "serviceControl", level: 1, policy: 1, pointer: "/Statement" }] });
  });

  test("names the condition that failed and the key that the request does not carry", () => {
    const conditional = allow({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } });
    expect(batch([line({ policies: { identity: [conditional] } })]).answers[0]).toEqual({ decision: "implicitDeny", by: [], missingContext: ["aws:SourceVpc"], unmet: [{ layer: "identity", policy: 0, pointer: "/Statement/0/Condition/StringEquals/aws:SourceVpc" }] });
  });

  test("a line without policies uses those of the line before", () => {
    expect(batch([line({}), JSON.stringify({ request: { ...request, resource: "arn:aws:s3:::other/x" } }), JSON.stringify({ request })]).answers.map(({ decision }) => decision)).toEqual(["allowed", "implicitDeny", "allowed"]);
  });

  test("the policy of each resource by its ARN, or by that of its bucket", () => {
    const policies = { identity: [], resource: { "arn:aws:s3:::data": { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: role }, Action: "s3:*", Resource: "*" }] } } };
    expect(batch([line({ policies }), JSON.stringify({ request: { ...request, resource: "arn:aws:s3:::other/x" } })]).answers.map(({ decision }) => decision)).toEqual(["allowed", "implicitDeny"]);
  });

  test("a layer that is unknown leaves it open", () => {
    expect(batch([line({ policies: { identity: [allow()], boundary: "unknown" } })]).answers[0]).toMatchObject({ decision: "open" });
  });

  test.each([
    ["no JSON", "{", /not JSON/],
    ["a list", "[]", /an object with a `request`/],
    ["no request", "{}", /no `request`/],
    ["a principal that is a number", line({ request: { ...request, principal: 1 } }), /`principal`/],
    ["an action with a wildcard", line({ request: { ...request, action: "s3:Get*" } }), /one action/],
    ["a resource that is no ARN", line({ request: { ...request, resource: "data/x" } }), /must be an ARN/],
    ["an account of eleven digits", line({ request: { ...request, resourceAccount: "12345678901" } }), /twelve digits/],
    ["a context that is a list", line({ request: { ...request, context: [] } }), /`context`/],
    ["a value that is an object", line({ request: { ...request, context: { a: {} } } }), /`context`/],
    ["an expectation that is none", line({ expect: "maybe" }), /`expect`/],
    ["a layer that does not exist", line({ policies: { identities: [] } }), /no layer/],
    ["a malformed policy, with its place", line({ policies: { identity: [allow({ Effect: "allow" })] } }), /\/identity\/0\/Statement\/0\/Effect/],
  ])("%s: its line says so, the others go on, and the exit code is 2", (_, bad, said) => {
    const { code, answers } = batch([line({}), bad, line({})]);
    expect(answers.map(({ decision, error }) => decision ?? error)).toEqual(["allowed", expect.stringMatching(said), "allowed"]);
    expect(code).toBe(2);
  });

  test("--expect fails where a decision is another than the line's", () => {
    expect(batch([line({ expect: "allowed" })], "--expect").code).toBe(0);
    const { code, answers, stderr } = batch([line({ expect: "implicitDeny" })], "--expect");
    expect([code, answers[0]?.["expected"], stderr]).toEqual([1, "implicitDeny", expect.stringContaining("1 not as expected")]);
  });

  test("the cases of fixtures/decisions are as expected, from a file", () => {
    for (const file of readdirSync(join(root, "fixtures/decisions"))) expect([file, gluelint(root, "simulate", "--batch", `fixtures/decisions/${file}`, "--expect").code]).toEqual([file, 0]);
  });

  test("a hundred thousand lines need no more memory than a thousand", () => {
    const peak = (count: number) => {
      const input = `${line({})}\n${`${JSON.stringify({ request })}\n`.repeat(count)}`;
      const { stderr } = spawnSync(process.execPath, ["--max-old-space-size=64", "--require", join(root, "test/cli/peak-memory.cjs"), join(root, "dist/gluelint.cjs"), "simulate", "--batch", "-"], { input, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
      return Number(stderr);
    };
    expect(peak(100_000)).toBeLessThan(peak(1_000) + 64 * 1024);
  }, 60_000);
});

describe("simulate --request", () => {
  test("decides the request of a file", () => {
    const path = folder({ "request.json": line({}) });
    expect(JSON.parse(gluelint(path, "simulate", "--request", "request.json").stdout)).toMatchObject({ decision: "allowed" });
  });

  test("is exit 2 for a file that is not there, and for both at once", () => {
    expect(gluelint(root, "simulate", "--request", "none.json").code).toBe(2);
    expect(gluelint(root, "simulate").code).toBe(2);
  });

  test("reads what the README shows", () => {
    expect(readFileSync(join(root, "README.md"), "utf8")).toContain("gluelint simulate --batch fixtures/decisions/layers.jsonl --expect");
  });
});
