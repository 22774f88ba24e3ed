import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, gluelint, root } from "./gluelint.js";

const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const trusting = (Service: unknown) => policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
const lake = "arn:aws:s3:::lake/*";

const files = folder(Object.fromEntries(Object.entries({
  "narrow.json": policy(allow("s3:GetObject", lake)),
  "wide.json": policy(allow("s3:GetObject", lake), { Sid: "More", ...allow("s3:PutObject", lake) }),
  "trust.json": trusting("glue.amazonaws.com"), "wider-trust.json": trusting(["glue.amazonaws.com", "ec2.amazonaws.com"]),
  "bucket.json": policy({ ...allow("s3:GetObject", lake), Principal: "*" }),
  "like-tag.json": policy(allow("s3:GetObject", lake, { Condition: { StringLike: { "aws:SourceVpc": "${aws:PrincipalTag/a}*" } } })),
  "is-tag.json": policy(allow("s3:GetObject", lake, { Condition: { StringEquals: { "aws:SourceVpc": "${aws:PrincipalTag/a}" } } })),
  "malformed.json": policy(allow("s3:GetObject", lake), { ...allow("s3:*"), Effect: "allow" }),
  "access.json": [{ actions: ["s3:PutObject", "s3:Delete*"], resources: [lake] }], "iam.json": [{ actions: ["iam:*"] }], "payroll.json": [{ resources: ["arn:aws:s3:::lake/payroll/*"] }],
  "action.json": [{ actions: ["PutObject"] }], "empty.json": [], "new-action.json": [{ actions: ["s3:NewThing"] }],
}).map(([name, value]) => [name, JSON.stringify(value, undefined, 2)])));
const compare = (...args: readonly string[]) => {
  const { code, stdout, stderr } = gluelint(files, "compare", ...args);
  return { code, stderr, answer: stdout === "" ? undefined : JSON.parse(stdout) };
};

describe("compare", () => {
  test("is exit 0 where nothing is new", () => {
    expect(compare("wide.json", "narrow.json")).toEqual({ code: 0, stderr: "", answer: { verdict: "noNewAccess", because: [] } });
  });

  test("is exit 1 with a request that is new, which simulate decides as it stands, and the statements that allow it", () => {
    const { code, answer } = compare("narrow.json", "wide.json");
    expect([code, answer]).toMatchObject([1, { verdict: "newAccess", counterexample: { action: "s3:PutObject", resource: "arn:aws:s3:::lake/a" }, because: [{ policy: 0, pointer: "/Statement/1", sid: "More" }] }]);
    const decide = (name: string) => JSON.parse(spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "simulate", "--request", "-"], { input: JSON.stringify({ request: answer.counterexample, policies: { identity: [policyIn(name)] } }), encoding: "utf8" }).stdout).decision;
    expect([decide("narrow.json"), decide("wide.json")]).toEqual(["implicitDeny", "allowed"]);
  });

  test("tells trust policies and those of resources by what they say", () => {
    expect(compare("trust.json", "wider-trust.json")).toMatchObject({ code: 1, answer: { counterexample: { principal: "ec2.amazonaws.com", action: "sts:AssumeRole" } } });
    expect(compare("bucket.json", "bucket.json").code).toBe(0);
  });

  test("reads one of the two from stdin", () => {
    const { status } = spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "compare", "-", "wide.json"], { cwd: files, input: JSON.stringify(policyIn("narrow.json")) });
    expect(status).toBe(1);
  });

  test("is exit 3 where it hangs on something, and says on what", () => {
    expect(compare("like-tag.json", "is-tag.json")).toEqual({ code: 3, stderr: "", answer: { verdict: "open", because: [{ policy: 0, pointer: "/Statement/0" }], open: [expect.stringMatching(/`\/Statement\/0` of `is-tag.json`/), expect.stringMatching(/`like-tag.json`/)] } });
  });

  test.each([
    ["policies of different kinds", ["narrow.json", "bucket.json"], /the existing policy is one of an identity, the new one is one of a resource/],
    ["a malformed policy, with its place", ["narrow.json", "malformed.json"], /^gluelint: malformed\.json:\d+:17: `Effect` is `Allow` or `Deny`/],
    ["a type that it is not of", ["narrow.json", "narrow.json", "--type", "trust"], /narrow\.json:4:5: no statement has a `Principal`/],
    ["a file that is not there", ["narrow.json", "none.json"], /none\.json: no such file/],
    ["one policy", ["narrow.json"], /two policies/],
    ["three", ["narrow.json", "narrow.json", "narrow.json"], /too many arguments/],
    ["stdin twice", ["-", "-"], /only one of the two/],
    ["a batch and files", ["narrow.json", "wide.json", "--batch", "-"], /--batch FILE takes nothing besides/],
  ])("%s: exit 2", (_, args, said) => {
    const { code, stderr, answer } = compare(...args);
    expect([code, stderr, answer]).toEqual([2, expect.stringMatching(said), undefined]);
  });
});

describe("compare --not-granted", () => {
  test.each([
    ["narrow.json", "access.json", "notGranted", 0, undefined], ["wide.json", "access.json", "granted", 1, "s3:PutObject"], ["wide.json", "iam.json", "notGranted", 0, undefined],
    ["narrow.json", "payroll.json", "granted", 1, "s3:GetObject"], ["bucket.json", "access.json", "notGranted", 0, undefined], ["bucket.json", "payroll.json", "granted", 1, "s3:GetObject"],
    ["wide.json", "new-action.json", "notGranted", 0, undefined],
  ])("%s against %s: %s", (name, access, verdict, exit, action) => {
    const { code, answer } = compare("--not-granted", access, name);
    expect([code, answer.verdict, answer.counterexample?.action]).toEqual([exit, verdict, action]);
  });

  test.each([
    ["an action that names no service", ["--not-granted", "action.json", "wide.json"], /action\.json:4:7: `PutObject` names no service/],
    ["an empty list", ["--not-granted", "empty.json", "wide.json"], /empty\.json:1:1: what must not be granted is a list/],
    ["two policies", ["--not-granted", "access.json", "wide.json", "narrow.json"], /takes two policies/],
  ])("%s: exit 2", (_, args, said) => {
    const { code, stderr } = compare(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });

  test("knows nothing of an action that AWS's list does not have, and asks for it all the same", () => {
    const path = folder({ "all.json": JSON.stringify(policy(allow("s3:*"))), "access.json": JSON.stringify([{ actions: ["s3:NewThing"] }]) });
    expect(JSON.parse(gluelint(path, "compare", "--not-granted", "access.json", "all.json").stdout)).toMatchObject({ verdict: "granted", counterexample: { action: "s3:NewThing" } });
  });
});

describe("compare --batch", () => {
  const batch = (...lines: readonly (object | string)[]) => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), "compare", "--batch", "-"], { input: lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""), encoding: "utf8" });
    return { code: status, answers: stdout.trimEnd().split("\n").map((line) => JSON.parse(line)) };
  };
  const [narrow, wide] = [policyIn("narrow.json"), policyIn("wide.json")];

  test("answers line by line, in order, one policy or several a side", () => {
    const { code, answers } = batch({ id: 1, existing: wide, new: narrow }, { id: "b", existing: [narrow], new: [narrow, wide], type: "identity" });
    expect(answers).toMatchObject([{ id: 1, verdict: "noNewAccess" }, { id: "b", verdict: "newAccess", because: [{ policy: 1, pointer: "/Statement/1" }] }]);
    expect(code).toBe(1);
  });

  test.each([
    ["no JSON", "{", undefined, /not JSON/], ["no object", "[]", undefined, /`existing`/], ["no new policy", { id: 1, existing: narrow }, 1, /`new` must be a policy/],
    ["an unknown type", { id: 2, existing: narrow, new: narrow, type: "user" }, 2, /identity, resource, trust/], ["policies of two kinds", { id: 3, existing: narrow, new: policyIn("trust.json") }, 3, /only policies of one kind/],
    ["a malformed policy", { id: 4, existing: narrow, new: [narrow, policyIn("malformed.json")] }, 4, /^new\/1\/Statement\/1\/Effect: /],
  ])("%s: its line says so, the others go on, and the exit code is 2", (_, line, id, said) => {
    const { code, answers } = batch(line, { existing: narrow, new: wide });
    expect(answers).toMatchObject([{ ...(id !== undefined && { id }), error: expect.stringMatching(said) }, { verdict: "newAccess" }]);
    expect(code).toBe(2);
  });
});

function policyIn(name: string): unknown {
  return JSON.parse(readFileSync(join(files, name), "utf8"));
}
