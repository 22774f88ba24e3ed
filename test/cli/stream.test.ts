import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readReport } from "../../src/audit/read-report.js";
import type { Report } from "../../src/audit/report.js";
import { lake, region, shared, soundRole } from "../../src/dev/account-policies.js";
import { madeAccount } from "../../src/dev/account.js";
import { folder, gluelint, type Run } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const facts = ["--no-config", "--region", region, "--shared-storage", shared, "--datastore", lake, "--now", "2026-11-22", "--deterministic", "--fail-on", "never"];
const most = ["documented", "runs", "cost", "quality"].flatMap((pack) => ["--pack", pack]);
const textOf = (pieces: Iterable<string>) => [...pieces].join("");

/** Whatever a dump may have that the made-up account has not. */
function withOddities(details: string): string {
  const { RoleDetailList, Policies, ...rest } = JSON.parse(details) as { RoleDetailList: Record<string, unknown>[]; Policies: Record<string, unknown>[] };
  const [first = {}, second = {}, third = {}] = RoleDetailList;
  const managed = (name: string, statement: object) => ({ PolicyName: name, Arn: arnOf(name), PolicyVersionList: [{ Document: { Version: "2012-10-17", Statement: [statement] }, VersionId: "v1", IsDefaultVersion: true }] });
  const policies = [
    managed("void", { Effect: "Allow", Action: "secretsmanager:GetSecretValues", Resource: "*" }), managed("nobodys", { Effect: "Allow", Action: "s3:Get", Resource: "*" }),
    managed("boundary", { Effect: "Allow", Action: "*", Resource: "*" }), managed("beside", { Effect: "Deny", Action: "sqs:*", Resource: "*" }), managed("in-the-way", { Effect: "Deny", Action: ["sqs:*", "glue:BatchStopJobRun"], Resource: "*" }), managed("all-but", { Effect: "Deny", NotAction: ["s3:*", "logs:*", "cloudwatch:*", "secretsmanager:*"], Resource: "*" }), { ...managed("encoded", {}), PolicyVersionList: [{ Document: encodeURIComponent(`{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "glüe:*", "Resource": "*" } }`), VersionId: "v1", IsDefaultVersion: true }] },
  ];
  const named = (role: object, name: string, more: object) => ({ ...role, RoleName: name, Arn: `arn:aws:iam::123456789012:role/${name}`, ...more });
  const attached = (...names: readonly string[]) => ({ AttachedManagedPolicies: names.map((name) => ({ PolicyName: name, PolicyArn: arnOf(name) })) });
  const others = [
    named(first, "voided", { RolePolicyList: [], ...attached("void") }), named(first, "voided-as-well", { RolePolicyList: [], ...attached("void") }), named(first, "encoded", attached("encoded")),
    named(second, "bounded", { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arnOf("boundary") } }), named(third, "unknown-policy", attached("elsewhere")), named(third, "aws", { AttachedManagedPolicies: [{ PolicyName: "AmazonS3FullAccess", PolicyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" }] }),
    // Word for word the same, and yet each is told by who calls.
    ...["trusted-a", "other-a", "trusted-b", "other-b"].map((name) => named(first, name, { RolePolicyList: [{ PolicyName: "p", PolicyDocument: ofTrusted }] })), ...["self-a", "self-b"].map((name) => named(first, name, { RolePolicyList: [{ PolicyName: "p", PolicyDocument: ofOneself }] })),
    named(third, "refused", { RolePolicyList: [{ PolicyName: "p", PolicyDocument: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*" } } }] }), named(third, "somebodys", { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] } }),
    // As one that passed, but for what makes no difference, and then for what does; the first two make the managed policies known.
    { ...ofBucket("denied-i", "team-b"), ...attached("in-the-way") }, { ...ofBucket("denied-j", "team-c"), ...attached("beside", "all-but") },
    ...Array.from({ length: 80 }, (_, i) => ofBucket(`padding-${i}`, `team-${i}`)), ofBucket("alike-a", "team-a"), { ...ofBucket("alike-b", "some.other-bucket"), ...attached("beside"), Tags: [{ Key: "a", Value: "]\"" }] },
    ofBucket("denied-a", "sales-lake"), ofBucket("denied-b", "guzzle-shared"), ofBucket("denied-c", "sales-*"), ofBucket("denied-d", "*"),
    { ...ofBucket("denied-e", "team-b"), ...attached("in-the-way") }, { ...ofBucket("denied-f", "team-c"), ...attached("beside", "all-but") }, { ...ofBucket("denied-g", "team-d"), AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }] } },
    { ...ofBucket("denied-h", "team-e"), PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arnOf("beside") } },
  ];
  return JSON.stringify({ ...rest, RoleDetailList: [...RoleDetailList, ...others], Policies: [...policies, ...Policies] }, undefined, 4);
}

const ofTrusted = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/trusted-*" } } }] };
const ofOneself = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action: "glue:BatchStopJobRun", Resource: "arn:aws:glue:*:*:job/*", Condition: { ArnEquals: { "AWS:principalARN": "arn:aws:iam::123456789012:role/self-b" } } }] };

/** A role with all that a job needs, that is denied the writing of one bucket. */
function ofBucket(name: string, bucket: string): object {
  const { trust, statements } = soundRole("any");
  const PolicyDocument = { Version: "2012-10-17", Statement: [...statements, { Effect: "Deny", Action: "s3:PutObject", Resource: `arn:aws:s3:::${bucket}/*` }] };
  return { Path: "/", RoleName: name, RoleId: `AROA${name}`, Arn: `arn:aws:iam::123456789012:role/${name}`, AssumeRolePolicyDocument: trust, RolePolicyList: [{ PolicyName: "p", PolicyDocument }], AttachedManagedPolicies: [], InstanceProfileList: [] };
}

const arnOf = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;

function withMoreJobs(jobs: string): string {
  const { Jobs } = JSON.parse(jobs) as { Jobs: Record<string, unknown>[] };
  const [first = {}] = Jobs;
  return JSON.stringify({ Jobs: [{ ...first, Name: "by-name", Role: "bounded" }, ...Jobs, { ...first, Name: "roleless", Role: "arn:aws:iam::123456789012:role/gone" }, { ...first, Name: "stranger", Command: { Name: "glueetl", ScriptLocation: "s3://other/x.py" } }, { ...first, Name: "second", GlueVersion: "1.0" }] }, undefined, 4);
}

let here = "";
const check = (...args: readonly string[]): Run => gluelint(here, "check", "details.json", "jobs.json", ...facts, ...args);
const read = (file: string): Report => { const report = readReport(readFileSync(join(here, file), "utf8")); if (typeof report === "string") throw new Error(report); return report; };

/** What a dump that is read in parts does not tell: how many lines of all the text are alike. */
const lineless = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, child: unknown) => key === "lineHash" ? String(child).replace(/:\d+$/, "") : child));
const comparable = ({ findings, passes, notApplicable, summary, failures, skipped, environment }: Report) => ({
  findings: lineless(findings), passes: passes.map((each) => JSON.stringify(each)).sort(), notApplicable: notApplicable.map((each) => JSON.stringify(each)).sort(), failures, skipped, environment,
  summary: { ...summary, subjects: summary.subjects.map((each) => JSON.stringify(each)).sort() },
});

beforeAll(() => {
  const account = madeAccount({ seed: 3, roles: 60, jobs: 6, distinct: 0.2, faulty: 0.2 });
  const details = withOddities(textOf(account.details));
  here = folder({ "details.json": details, "jobs.json": withMoreJobs(textOf(account.jobs)), "one-line.json": JSON.stringify(JSON.parse(details)), ".git/HEAD": "" });
});

describe("a dump that is read in parts", () => {
  test.each([["laid out", "details.json", ["--guzzle"]], ["in one line", "one-line.json", []], ["with more packs", "details.json", [...most, "--guzzle"]]])("gives the report of the whole: %s", (_, details, flags) => {
    const reports = [["whole.json"], ["parts.json", "--stream"]].map(([file = "", ...more]) => {
      expect(gluelint(here, "check", details, "jobs.json", ...facts, ...flags, ...more, "--format", `json:${file}`).code).toBe(0);
      return read(file);
    });
    const [whole, parts] = reports.map(comparable);
    expect(parts).toEqual(whole);
    expect(reports[0]?.findings.length).toBeGreaterThan(30);
    if (flags.length > 0) expect(new Set(reports[1]?.findings.filter(({ subject, level }) => level === "error" && /role\/(trusted|other|self|padding|alike|denied)-/.test(subject)).map(({ subject }) => subject.replace(/^.*\//, "")))).toEqual(new Set(["other-a", "other-b", "self-b", "denied-a", "denied-c", "denied-d", "denied-e", "denied-f", "denied-h", "denied-i", "denied-j"]));
    // What is the matter with a managed policy is told with what follows from it, whichever part that is in.
    if (flags.includes("quality")) expect(reports[0]?.findings.filter(({ related }) => related.some(({ message }) => message.includes("(policy-names-known-actions)"))).map(({ subject }) => subject)).toEqual(["arn:aws:iam::123456789012:role/voided", "arn:aws:iam::123456789012:role/voided-as-well"]);
  });

  test.each([1, 2, 3])("with and without sharing what is proved the report is the same, seed %i", (seed) => {
    const made = madeAccount({ seed: 100 + seed, roles: 120, jobs: 12, distinct: 0.2, faulty: 0.3 });
    writeFileSync(join(here, "random.json"), textOf(made.details));
    writeFileSync(join(here, "random-jobs.json"), textOf(made.jobs));
    // By more rules no role is without a finding; by those that are on by default most are.
    for (const packs of [most, []]) {
      for (const [name, ...flags] of [["shared.json"], ["anew.json", "--verify"]]) expect(gluelint(here, "check", "random.json", "random-jobs.json", ...facts, "--stream", ...packs, "--guzzle", ...flags, "--format", `json:${name ?? ""}`).code).toBe(0);
      expect(readFileSync(join(here, "shared.json"), "utf8")).toBe(readFileSync(join(here, "anew.json"), "utf8"));
    }
    const errors = new Set(read("shared.json").findings.filter(({ level, verdict }) => level === "error" && verdict === "fail").map(({ subject, rule }) => `${subject} ${rule}`));
    expect([...errors].sort()).toEqual(made.planted.map(({ role, rule }) => `${role} ${rule}`).sort());
  });

  test.each([1, 3, 200])("%i shards are the whole again, byte for byte, in JSON and in lines", (count) => {
    const run = (name: string, ...flags: readonly string[]) => check("--stream", ...most, "--guzzle", "--format", `json:${name}.json`, "--format", `jsonl:${name}.jsonl`, ...flags);
    expect(run("all").code).toBe(0);
    const names = Array.from({ length: count }, (_, i) => `${count}-${i + 1}`);
    // Of many shards most are alike: nothing falls to them but their share.
    const some = names.filter((_, i) => i < 3 || i === names.length - 1 || count < 10);
    for (const name of some) expect(run(name, "--shard", name.replace(/^(\d+)-(\d+)$/, "$2/$1")).code).toBe(0);
    if (some.length < names.length) {
      expect(some.map((name) => read(`${name}.json`).summary.subjects.length)).toEqual([3, 1, 1, 0]);
      return;
    }
    for (const form of ["json", "jsonl"]) {
      expect(gluelint(here, "merge", ...names.map((name) => `${name}.${form}`), "--format", `json:merged-${form}.json`, "--fail-on", "never").code).toBe(0);
      expect(readFileSync(join(here, `merged-${form}.json`), "utf8")).toBe(readFileSync(join(here, "all.json"), "utf8"));
    }
  });

  test("lines of JSON tell the same, and a shard that stopped in the middle is no report", () => {
    expect(check("--stream", "--format", "jsonl:lines.jsonl", "--format", "json:lines.json").code).toBe(0);
    expect(gluelint(here, "merge", "lines.jsonl", "--format", "json:again.json", "--fail-on", "never").code).toBe(0);
    expect(readFileSync(join(here, "again.json"), "utf8")).toBe(readFileSync(join(here, "lines.json"), "utf8"));
    const lines = readFileSync(join(here, "lines.jsonl"), "utf8").trimEnd().split("\n");
    const broken: readonly (readonly [readonly string[], string])[] = [
      [lines.slice(0, -1), "its last line is missing: the run that wrote it did not come to its end"], [[...lines.slice(0, 3), "{", ...lines.slice(3)], "line 4 is no line of a report"],
      [[...lines, lines[1] ?? ""], `line ${lines.length + 1} stands behind the summary`], [[lines[0] ?? "", `{"kind":"finding"}`, lines.at(-1) ?? ""], "it is no JSON report of gluelint"],
    ];
    for (const [text, why] of broken) {
      writeFileSync(join(here, "broken.jsonl"), text.join("\n"));
      expect(gluelint(here, "merge", "broken.jsonl")).toMatchObject({ code: 2, stderr: expect.stringContaining(why) as string });
    }
  });

  test("a dump that ends in the middle is looked at as far as it goes: exit 3", () => {
    const text = readFileSync(join(here, "details.json"), "utf8");
    writeFileSync(join(here, "half.json"), text.slice(0, text.length / 2));
    const run = gluelint(here, "check", "half.json", ...facts, "--stream", "--format", "json:half-report.json");
    expect(run.code).toBe(3);
    expect(read("half-report.json").failures).toEqual([{ artifact: "half.json", message: expect.stringMatching(/^it is no whole dump: it ends on line \d+, before its brackets are closed$/) as string }]);
  });

  test("a mistake in one role is told of it, and the others are judged", () => {
    const text = readFileSync(join(here, "details.json"), "utf8");
    writeFileSync(join(here, "comma.json"), text.replace(`"Effect": "Allow",`, `"Effect": "Allow"`));
    expect(gluelint(here, "check", "comma.json", ...facts, "--guzzle", "--stream", "--format", "json:comma-report.json").code).toBe(0);
    const { findings, summary } = read("comma-report.json");
    expect(findings.filter(({ rule }) => rule === "policy-parses").map(({ message, location }) => [message, location.artifact, location.startLine])).toEqual([[expect.stringContaining("a comma is missing") as string, "comma.json", text.slice(0, text.indexOf(`"Effect": "Allow",`)).split("\n").length]]);
    expect(summary.subjects.length).toBeGreaterThan(60);
  });

  test("what is no dump is none", () => {
    writeFileSync(join(here, "policy.json"), `{ "Version": "2012-10-17", "Statement": [] }`);
    expect(check("policy.json", "--stream")).toMatchObject({ code: 2, stderr: "gluelint: policy.json is neither a dump of roles nor of jobs: check it by its own, or name it in gluelint.yaml\n" });
    writeFileSync(join(here, "other.json"), readFileSync(join(here, "details.json"), "utf8").replaceAll("123456789012", "210987654321"));
    expect(check("other.json", "--stream")).toMatchObject({ code: 2, stderr: expect.stringContaining("these dumps are of several accounts (123456789012, 210987654321)") as string });
  });

  test("a configuration holds, and what it names besides is not told of", () => {
    const config = { version: 1, environment: { region, sharedStorage: shared, datastores: [lake] }, roles: [{ arn: "arn:aws:iam::123456789012:role/own", policies: ["own.json"] }], rules: { "job-role-trusts-glue": "warning" }, waivers: [{ rule: "job-role-can-stop-runs", where: "details.json", reason: "it moves", owner: "data", until: "2027-01-31" }] };
    writeFileSync(join(here, "gluelint.yaml"), JSON.stringify(config));
    writeFileSync(join(here, "own.json"), `{ "Version": "2012-10-17", "Statement": [] }`);
    const reports = [["configured.json"], ["configured-parts.json", "--stream"]].map(([file = "", ...more]) => {
      expect(gluelint(here, "check", "details.json", "jobs.json", "--config", "gluelint.yaml", "--guzzle", "--now", "2026-11-22", "--deterministic", "--fail-on", "never", "--format", `json:${file}`, ...more).code).toBe(0);
      return read(file);
    });
    const isOfDump = ({ subject }: { readonly subject: string }) => subject !== "own";
    const [whole, parts] = reports.map((report) => comparable({ ...report, summary: { ...report.summary, subjects: report.summary.subjects.filter(isOfDump) } }));
    expect(parts).toEqual(whole);
    expect(reports[1]?.summary.subjects.every(isOfDump)).toBe(true);
    expect(reports[1]?.findings.some(({ waived }) => waived !== undefined)).toBe(true);
    expect(reports[1]?.findings.find(({ rule }) => rule === "job-role-trusts-glue")?.level).toBe("warning");
  });
});
