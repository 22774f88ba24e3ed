import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/audit/report.js";
import { examples } from "../../src/rules/examples.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { applyEdits, byArtifact } from "../../src/text/edit.js";
import { compute, config, policy, project } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const all = ["--no-config", "--pack", "all", "--now", "2026-11-22"];
const statement = (text: string) => `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${text}\n  ]\n}\n`;
const allow = (action: string, resource: string) => statement(`{ "Effect": "Allow", "Action": "${action}", "Resource": "${resource}" }`);
const deny = (action: string, resource: string) => allow(action, resource).replace("Allow", "Deny");

/** What a file says after `--fix`. */
function fixed(name: string, text: string, ...flags: readonly string[]): string {
  const path = folder({ [name]: text });
  gluelint(path, "check", name, ...all, "--fix", ...flags);
  return readFileSync(join(path, name), "utf8");
}

describe("a policy with one right answer is mended, and every other byte stays", () => {
  test.each([
    ["a log group without its segment", allow("logs:PutLogEvents", "arn:aws:logs:*:*:/aws-glue/*"), "*:/aws", "*:log-group:/aws"],
    ["an address in S3", allow("s3:GetObject", "s3://lake/in/"), "s3://lake/in/", "arn:aws:s3:::lake/in/*"],
    ["an address in S3 of another scheme", allow("s3:GetObject", "s3a://lake/*"), "s3a://lake", "arn:aws:s3:::lake"],
    ["an effect in another case", allow("s3:GetObject", "arn:aws:s3:::a/*").replace("Allow", "allow"), "allow", "Allow"],
    ["a misspelt element", allow("s3:GetObject", "arn:aws:s3:::a/*").replace("Resource", "Resorce"), "Resorce", "Resource"],
    ["a misspelt operator", statement(`{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": { "StringEqauls": { "aws:SourceVpc": "vpc-1" } } }`), "Eqauls", "Equals"],
    ["a misspelt action of a Deny", deny("s3:DeleteObjcet", "arn:aws:s3:::a/*"), "Objcet", "Object"],
    ["a service in another case, of a Deny", deny("glue:GetJob", "arn:AWS:glue:EU-WEST-1:1234-5678-9012:job/a"), "arn:AWS:glue:EU-WEST-1:1234-5678-9012:", "arn:aws:glue:eu-west-1:123456789012:"],
    ["no version", allow("s3:GetObject", "arn:aws:s3:::a/*").replace(`  "Version": "2012-10-17",\n`, ""), `{\n  "St`, `{\n  "Version": "2012-10-17",\n  "St`],
    ["an old version", allow("s3:GetObject", "arn:aws:s3:::a/*").replace("2012", "2008"), "2008", "2012"],
    ["an empty Sid", statement(`{ "Sid": "", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*" }`), `"Sid": "", `, ""],
    ["what stands twice", allow("s3:GetObject", `arn:aws:s3:::a/*", "arn:aws:s3:::a/*`).replace(`: "arn`, `: ["arn`).replace(`" }`, `"] }`), `, "arn:aws:s3:::a/*"`, ""],
    ["a comma too many", allow("s3:GetObject", "arn:aws:s3:::a/*").replace(`" }`, `", }`), `", }`, `" }`],
    ["a comma too few", allow("s3:GetObject", "arn:aws:s3:::a/*").replace(`"s3:GetObject",`, `"s3:GetObject"`), `"s3:GetObject"`, `"s3:GetObject",`],
    ["a name without quotes", allow("s3:GetObject", "arn:aws:s3:::a/*").replace(`"Effect"`, "Effect"), "Effect", `"Effect"`],
  ])("%s", (_, text, wrong, right) => {
    expect(text).toContain(wrong);
    for (const each of [text, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) {
      const [from, to] = each.includes("\r\n") ? [wrong.replaceAll("\n", "\r\n"), right.replaceAll("\n", "\r\n")] : [wrong, right];
      const mended = fixed("p.json", each);
      expect(mended).toBe(each.replace(from, () => to));
      expect(fixed("p.json", mended)).toBe(mended);
    }
  });

  test.each([
    ["a misspelt action that somebody would get", allow("s3:GetObjcet", "arn:aws:s3:::a/*"), "grant"],
    ["an account with hyphens that somebody would get", allow("glue:GetJob", "arn:aws:glue:eu-west-1:1234-5678-9012:job/a"), "grant"],
    ["a version that makes text a variable", allow("s3:GetObject", "arn:aws:s3:::a/${aws:username}/*").replace("2012", "2008"), "grant"],
    ["an action that might be another", allow("s3:GetObjects", "arn:aws:s3:::a/*"), "suggestion"],
    ["what reads as the name of a bucket", allow("s3:GetObject", "lake/in/*"), "suggestion"],
    ["a misspelt key of a condition", statement(`{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": { "StringEquals": { "aws:SourceVcp": "vpc-1" } } }`), "suggestion"],
  ])("but %s is shown, and left as it is: %#", (_, text, kind) => {
    expect(fixed("p.json", text)).toBe(text);
    expect(checked(folder({ "p.json": text }), "p.json", ...all).report.findings.flatMap(({ mends = [] }) => mends.map((mend) => mend.kind))).toEqual([kind]);
  });

  test.each([
    ["that would be about what its action is not", allow("s3:ListBucket", "s3://lake/in/")],
    ["that stands there twice", allow("s3:GetObject", "*").replace(`"s3:GetObject"`, `["s3:GetObjcet", "s3:GetObject"]`)],
  ])("a mend %s is not offered at all", (_, text) => {
    const { report } = checked(folder({ "p.json": text }), "p.json", ...all);
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.findings.flatMap(({ mends = [] }) => mends)).toEqual([]);
  });
});

describe("a compute with one right answer is mended", () => {
  test.each([
    [`glue_version: "3.0"`, "glue_version: 3.0", `glue_version: "3.0"`],
    [`glue_version: "3.0"`, "glue_version: 3 # Spark 3.1", `glue_version: "3.0" # Spark 3.1`],
    ["worker_type: G.1X", "worker_type: G 1X", "worker_type: G.1X"],
    ["worker_type: G.1X", "worker_type: 'g1x'", "worker_type: 'G.1X'"],
    ["auto_scale: true", "autoScale: true", "auto_scale: true"],
    ["auto_scale: true", `"Automatically scale": true`, `"auto_scale": true`],
    ["s3://sales-lake/_guzzle/tmp/", "s3://sales-lake/_guzzle/tmp", "s3://sales-lake/_guzzle/tmp/"],
    ["s3://sales-lake/_guzzle/tmp/", "arn:aws:s3:::sales-lake/_guzzle/tmp", "s3://sales-lake/_guzzle/tmp/"],
    ["s3://sales-lake/_guzzle/tmp/", "s3://sales-lake", "s3://sales-lake/"],
    ["s3://sales-lake/_guzzle/spark-ui/", "s3a://sales-lake/_guzzle/spark-ui/", "s3://sales-lake/_guzzle/spark-ui/"],
    [`  auth_type: "service_role"\n`, "", "  auth_type: service_role\n"],
  ])("%s, written as %s", (right, wrong, expected) => {
    const text = compute.replace(right, () => wrong);
    expect(text).not.toBe(compute);
    for (const each of [text, text.replaceAll("\n", "\r\n")]) expect(fixed("glue.yml", each)).toBe(each.includes("\r") ? compute.replace(right, () => expected).replaceAll("\n", "\r\n") : compute.replace(right, () => expected));
  });

  test.each([
    ["a file", "s3://sales-lake/_guzzle/tmp/", "s3://sales-lake/tmp.csv", []],
    ["a type that is near", "G.1X", "4 DPU", []],
    ["a type that is near", "G.1X", "G.1Z", ["suggestion"]],
    ["a number that is too large", "number_of_retries: 0", "number_of_retries: 11", ["suggestion"]],
    ["a key that is near", "job_metrics", "job_metric", ["suggestion"]],
    ["a key that nobody has published", "temporary_path", "temporaryPath", ["suggestion"]],
    ["a placeholder", "worker_type: G.1X", "worker_type: ${worker}", []],
  ])("but %s is left as it is: %s", (_, right, wrong, kinds) => {
    const text = compute.replace(right, () => wrong);
    expect(fixed("glue.yml", text)).toBe(text);
    expect(checked(folder({ "glue.yml": text }), "glue.yml", ...all).report.findings.flatMap(({ mends = [] }) => mends.map(({ kind }) => kind))).toEqual(kinds);
  });
});

describe("what is no file of the user's own, or cannot be spliced, is left as it is", () => {
  const wide = JSON.parse(allow("logs:PutLogEvents", "arn:aws:logs:*:*:/aws-glue/*")) as object;
  const template = (resource: string) => `Resources:\n  Glue:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: "sts:AssumeRole" }] }\n      Policies:\n        - PolicyName: logs\n          PolicyDocument:\n            Version: "2012-10-17"\n            Statement:\n              - Effect: Allow\n                Action: logs:PutLogEvents\n                Resource: ${resource}\n`;
  test.each([
    ["percent-encoded, as AWS answers", "v.json", JSON.stringify({ PolicyVersion: { Document: encodeURIComponent(JSON.stringify(wide)) } })],
    ["the answer of AWS, decoded", "v.json", JSON.stringify({ PolicyVersion: { Document: wide } })],
    ["a function of a template", "t.yaml", template("!Sub 'arn:\${AWS::Partition}:logs:*:*:/aws-glue/*'")],
    ["a function of a template that does nothing", "t.yaml", template("!Sub 'arn:aws:logs:*:*:/aws-glue/*'")],
  ])("%s", (_, name, text) => {
    expect(checked(folder({ [name]: text }), name, ...all).report.findings.map(({ rule }) => rule)).toContain("policy-names-log-groups-in-full");
    expect(fixed(name, text)).toBe(text);
  });

  test("what a template spells out is mended", () => expect(fixed("t.yaml", template("'arn:aws:logs:*:*:/aws-glue/*' # all"))).toBe(template("'arn:aws:logs:*:*:log-group:/aws-glue/*' # all")));

  test("a file that is no UTF-8 keeps its bytes", () => {
    const bytes = Buffer.concat([Buffer.from(allow("logs:PutLogEvents", "arn:aws:logs:*:*:/aws-glue/*").replace(`"Version"`, `"Id": "`)), Buffer.from([0xe9]), Buffer.from(`", "Version"`)]);
    const path = folder({ "p.json": bytes });
    gluelint(path, "check", "p.json", ...all, "--fix");
    expect(readFileSync(join(path, "p.json"))).toEqual(bytes);
  });
});

describe("files", () => {
  const wrong = compute.replace("worker_type: G.1X", "worker_type: G 1X");

  test("are replaced under their mode and through their links, and nothing is left beside them", () => {
    const path = folder({ "real/glue.yml": wrong });
    chmodSync(join(path, "real/glue.yml"), 0o640);
    symlinkSync("real/glue.yml", join(path, "glue.yml"));
    expect(gluelint(path, "check", "glue.yml", ...all, "--fix").stderr).toBe("mended glue.yml\n");
    expect([readFileSync(join(path, "real/glue.yml"), "utf8"), statSync(join(path, "real/glue.yml")).mode & 0o777, lstatSync(join(path, "glue.yml")).isSymbolicLink(), readdirSync(join(path, "real"))]).toEqual([compute, 0o640, true, ["glue.yml"]]);
  });

  test("the report and the exit code are those of what is left", () => {
    const path = folder({ ...project, "conf/glue.yml": wrong });
    expect(gluelint(path, "check").code).toBe(1);
    const { code, report } = checked(path, "--fix");
    expect([code, report.findings, readFileSync(join(path, "conf/glue.yml"), "utf8")]).toEqual([0, [], compute]);
    const other = folder({ ...project, "conf/glue.yml": wrong.replace("number_of_retries: 0", "number_of_retries: 11") });
    expect([checked(other, "--fix").report.findings.map(({ rule }) => rule), gluelint(other, "check", "--fix").code]).toEqual([["compute-keeps-retries-in-limits"], 1]);
  });

  test("--diff prints what git applies, writes nothing, and exits as the files stand", () => {
    const path = folder({ ...project, "conf/glue.yml": wrong, "iam/etl.json": policy.replaceAll("log-group:", "") });
    const { code, stdout } = gluelint(path, "check", "--diff", "--fix");
    expect([code, readFileSync(join(path, "conf/glue.yml"), "utf8")]).toEqual([1, wrong]);
    expect(stdout).toContain("--- a/conf/glue.yml\n+++ b/conf/glue.yml\n");
    expect(spawnSync("git", ["apply", "-"], { cwd: path, input: stdout, encoding: "utf8" }).stderr).toBe("");
    expect([readFileSync(join(path, "conf/glue.yml"), "utf8"), readFileSync(join(path, "iam/etl.json"), "utf8")]).toEqual([compute, policy]);
    expect(gluelint(path, "check", "--diff")).toMatchObject({ code: 0, stdout: "" });
  });

  test("with a configuration the files that it names are mended, and with paths those that hang on them alone", () => {
    const path = folder({ ...project, "conf/glue.yml": wrong, "conf/other.yml": wrong, "gluelint.yaml": config });
    gluelint(path, "check", "--fix", "conf/other.yml");
    expect([readFileSync(join(path, "conf/glue.yml"), "utf8"), readFileSync(join(path, "conf/other.yml"), "utf8")]).toEqual([wrong, compute]);
  });

  test("a file that cannot be written is a failure: exit 3, and the report says it", () => {
    const path = folder({ "glue.yml": wrong });
    mkdirSync(join(path, "gone"));
    const { stdout, status } = spawnSync("sh", ["-c", `${JSON.stringify(process.execPath)} ${JSON.stringify(join(import.meta.dirname, "../../dist/gluelint.cjs"))} check glue.yml ${all.join(" ")} --fail-on never --format json --fix`], { cwd: path, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(join(import.meta.dirname, "full-disk.cjs"))}` } });
    expect([status, (JSON.parse(stdout) as { readonly failures: readonly object[] }).failures]).toEqual([3, [{ artifact: "glue.yml", message: expect.stringContaining("not mended: ENOSPC") as string }]]);
    expect([readFileSync(join(path, "glue.yml"), "utf8"), readdirSync(path).toSorted()]).toEqual([wrong, ["glue.yml", "gone"]]);
  });
});

describe("the bad examples of all rules", () => {
  const bad = rules.flatMap(({ id }) => (examples[id]?.bad ?? []).map(({ text }, i) => ({ name: `${id}-${i}.${/^\s*\{/.test(text) ? "json" : "yml"}`, text })));
  const kinds = ["json", "yml"].map((extension) => Object.fromEntries(bad.filter(({ name }) => name.endsWith(extension)).map(({ name, text }) => [name, text])));

  test.each([["policies", kinds[0] ?? {}], ["computes", kinds[1] ?? {}]])("%s: what is mended is so for good, grants nothing, and is what the report said", (_, files) => {
    const path = folder(files);
    const names = Object.keys(files);
    const read = (name: string) => readFileSync(join(path, name), "utf8");
    const before = checked(path, ...names, ...all, "--fail-on", "never").report.findings;
    gluelint(path, "check", ...names, ...all, "--fix");
    const after = checked(path, ...names, ...all, "--fail-on", "never").report.findings;
    const changed = names.filter((name) => read(name) !== files[name]);
    expect(changed.length).toBeGreaterThan(5);
    expect(after.flatMap(({ mends = [] }) => mends.filter(({ kind }) => kind === "fix"))).toEqual([]);
    const count = (findings: readonly Finding[], { rule, location: { artifact } }: Finding) => findings.filter((each) => each.rule === rule && each.location.artifact === artifact).length;
    for (const finding of before.filter(({ mends = [] }) => mends.some(({ kind }) => kind === "fix"))) expect(count(after, finding), `${finding.rule} in ${finding.location.artifact}`).toBeLessThan(count(before, finding));

    const texts = new Map(changed.map((name) => [name, read(name)]));
    gluelint(path, "check", ...names, ...all, "--fix");
    expect(new Map(changed.map((name) => [name, read(name)]))).toEqual(texts);

    for (const finding of before) for (const { edits } of finding.mends ?? []) for (const [artifact, own] of byArtifact(edits)) expect(applyEdits(files[artifact] ?? "", own)).not.toBe(files[artifact]);

    const pairs = changed.filter((name) => name.endsWith(".json")).flatMap((name) => { try { return [{ id: name, existing: JSON.parse(files[name] ?? "") as object, new: JSON.parse(read(name)) as object }]; } catch { return []; } });
    writeFileSync(join(path, "pairs.jsonl"), pairs.map((pair) => JSON.stringify(pair)).join("\n"));
    const answers = gluelint(path, "compare", "--batch", "pairs.jsonl").stdout.trim().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as { readonly id: string; readonly verdict?: string });
    expect(answers.filter(({ verdict }) => verdict === "newAccess" || verdict === "open")).toEqual([]);
  }, 120_000);

  test("the rules that mend, each in one of its examples", () => {
    const path = folder({ ...kinds[0], ...kinds[1] });
    const fixing = [...kinds].flatMap((files) => checked(path, ...Object.keys(files), ...all, "--fail-on", "never").report.findings).filter(({ mends = [] }) => mends.some(({ kind }) => kind === "fix"));
    expect([...new Set(fixing.map(({ rule }) => rule))].toSorted()).toEqual([
      "compute-conforms-to-documentation", "compute-names-a-known-worker-type", "compute-names-temporary-path-as-prefix", "compute-quotes-its-version", "compute-spells-properties-as-guzzle-does",
      "compute-writes-spark-ui-logs-to-plain-s3", "policy-conforms-to-grammar", "policy-declares-its-version", "policy-leaves-nothing-empty", "policy-names-log-groups-in-full", "policy-parses",
      "policy-says-nothing-twice", "template-parses",
    ]);
  }, 120_000);
});

test("SARIF carries the edits by lines and columns", () => {
  const path = folder({ "p.json": allow("logs:PutLogEvents", "arn:aws:logs:*:*:/aws-glue/*") });
  const log = JSON.parse(gluelint(path, "check", "p.json", ...all, "--format", "sarif").stdout) as { readonly runs: readonly [{ readonly results: readonly { readonly ruleId: string; readonly fixes?: readonly unknown[] }[] }] };
  expect(log.runs[0].results.find(({ ruleId }) => ruleId === "policy-names-log-groups-in-full")?.fixes).toEqual([{
    description: { text: "Write `arn:aws:logs:*:*:log-group:/aws-glue/*`." },
    artifactChanges: [{ artifactLocation: { uri: "p.json", uriBaseId: "%SRCROOT%" }, replacements: [{ deletedRegion: { startLine: 4, startColumn: 87, endLine: 4, endColumn: 87 }, insertedContent: { text: "log-group:" } }] }],
  }]);
});
