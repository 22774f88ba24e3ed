import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { compute, config, policy, project } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const retries = "compute-keeps-retries-in-limits";
const stop = "job-role-can-stop-runs";

/** Two things are wrong: one in the compute, one in the policy. */
const wrong = { ...project, "conf/glue.yml": compute.replace("number_of_retries: 0", "number_of_retries: 11"), "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun") };

const waiver = (rule: string, where: string, until = "2027-01-31") => `  - { rule: ${rule}, where: ${where}, reason: moves with DATA-12, owner: data-platform, until: ${until} }\n`;
const waiving = (...waivers: readonly string[]) => ({ ...wrong, "gluelint.yaml": `${config}waivers:\n${waivers.join("")}` });
const faults = ({ findings }: Report) => findings.filter(({ verdict, waived }) => verdict === "fail" && waived === undefined).map(({ rule }) => rule);
const waivedIn = ({ findings }: Report) => findings.filter(({ waived }) => waived).map(({ rule }) => rule);

describe("a waiver of the configuration", () => {
  test("without one, two things are wrong", () => expect(faults(checked(folder(wrong)).report)).toEqual([retries, stop]));

  test.each([
    ["a file", "iam/etl.json"], ["a glob", '"iam/*.json"'], ["a folder", "iam"], ["a subject's ARN", '"arn:aws:iam::*:role/guzzle-*"'], ["a subject's name", "guzzle-glue"], ["a pointer", '"/Statement/*"'],
    ["several that fit", "{ file: iam/etl.json, subject: guzzle-glue, pointer: /Statement }"],
  ])("waives by %s (%s): it stays in the report, and fails nothing", (_, where) => {
    const { code, report } = checked(folder(waiving(waiver(stop, where), waiver(retries, "conf/glue.yml"))));
    expect([code, faults(report), waivedIn(report), report.summary.errors]).toEqual([0, [], [retries, stop], 0]);
    expect(report.findings.find(({ rule }) => rule === stop)?.waived).toEqual({ reason: "moves with DATA-12", owner: "data-platform", until: "2027-01-31" });
  });

  test("waives by the Sid of the statement", () => {
    const denied = policy.replace(`"Statement": [`, `"Statement": [{ "Sid": "NotThePayroll", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::sales-lake/payroll/*" },`);
    const { code, report } = checked(folder({ ...project, "iam/etl.json": denied, "gluelint.yaml": `${config}waivers:\n${waiver("job-role-can-use-datastores", '"NotThe*"')}` }));
    expect([code, waivedIn(report)]).toEqual([0, ["job-role-can-use-datastores"]]);
  });

  test.each([
    ["another rule", waiver("compute-scales-by-itself", "iam/etl.json")], ["another file", waiver(stop, "iam/other.json")], ["another subject", waiver(stop, "guzzle-server")],
    ["several of which one does not fit", waiver(stop, "{ file: iam/etl.json, sid: Nobody }")], ["a part of the name", waiver(stop, "etl.json")],
  ])("for %s waives nothing, and that is said", (_, entry) => {
    const { code, report } = checked(folder(waiving(entry)));
    expect([code, faults(report)]).toEqual([1, [retries, "waiver-waives-something", stop]]);
    expect(report.findings.find(({ rule }) => rule === "waiver-waives-something")).toMatchObject({ level: "warning", pack: "governance", location: { artifact: "gluelint.yaml" } });
  });

  test.each([
    ["2026-11-21", [retries, "waiver-has-not-ended", stop]], ["2026-11-22", [retries, "waiver-lasts-two-weeks"]], ["2026-12-06", [retries, "waiver-lasts-two-weeks"]], ["2026-12-07", [retries]],
  ])("until %s, on 2026-11-22: %j", (until, expected) => expect(faults(checked(folder(waiving(waiver(stop, "iam/etl.json", until)))).report)).toEqual(expected));

  test("of a rule that did not run, or where only a part was looked at, is not called unused", () => {
    const path = folder(waiving(waiver(stop, "iam/other.json")));
    expect(faults(checked(path, "--rule", `${stop}:off`).report)).toEqual([retries]);
    expect(faults(checked(path, "conf/glue.yml").report)).not.toContain("waiver-waives-something");
    expect(faults(checked(path, "--shard", "1/2").report)).not.toContain("waiver-waives-something");
  });

  test("of what is open fails no run either", () => {
    const unsaid = config.replace("region: eu-west-1, ", "");
    const path = folder({ ...project, "gluelint.yaml": `${unsaid}waivers:\n${["job-role-can-stop-runs", "job-role-can-use-catalog", "job-role-can-read-secrets"].map((rule) => waiver(rule, '"*"')).join("")}` });
    const { code, report } = checked(path, "--fail-on-open", "--only", stop, "--only", "job-role-can-use-catalog", "--only", "job-role-can-read-secrets");
    expect([code, report.summary.open > 0]).toEqual([0, true]);
  });

  test("does not hold with --no-waivers", () => {
    const { code, report } = checked(folder(waiving(waiver(stop, "iam/etl.json", "2026-01-31"), waiver(retries, "conf"))), "--no-waivers");
    expect([code, faults(report)]).toEqual([1, [retries, stop]]);
  });

  test("is seen from the configuration, wherever that lies", () => {
    const moved = Object.fromEntries(Object.entries(waiving(waiver(stop, "iam/etl.json"), waiver(retries, '"conf/**"'))).map(([name, text]) => [`etl/${name}`, text]));
    expect(checked(folder(moved), "--config", "etl/gluelint.yaml").code).toBe(0);
  });

  test.each([
    ["no end", "waivers: [{ rule: job-role-can-stop-runs, where: a, reason: b, owner: c }]", "gluelint.yaml:8:11: `until` is missing: The last day of the waiver, as in 2027-01-31"],
    ["no owner", "waivers: [{ rule: job-role-can-stop-runs, where: a, reason: b, until: 2027-01-31 }]", "`owner` is missing: Who answers for it"],
    ["an empty reason", `waivers: [{ rule: job-role-can-stop-runs, where: a, reason: " ", owner: c, until: 2027-01-31 }]`, "` ` is no reason: Why it is let be."],
    ["a day that there is not", "waivers: [{ rule: job-role-can-stop-runs, where: a, reason: b, owner: c, until: 2027-02-30 }]", "`2027-02-30` is no day that the calendar has"],
    ["a rule that there is not", "waivers: [{ rule: job-role-can-stop-run, where: a, reason: b, owner: c, until: 2027-01-31 }]", "job-role-can-stop-run: there is no such rule: did you mean job-role-can-stop-runs?"],
  ])("with %s is a mistake in the configuration", (_, text, told) => {
    const { code, stderr } = gluelint(folder({ ...project, "gluelint.yaml": `${config}${text}\n` }), "check");
    expect([code, stderr]).toEqual([2, expect.stringContaining(told) as string]);
  });
});

describe("a waiver in a comment", () => {
  const inline = (comment: string) => ({ ...wrong, "iam/etl.json": policy, "conf/glue.yml": wrong["conf/glue.yml"].replace("  number_of_retries: 11\n", comment) });
  const words = `gluelint-waive ${retries} until=2027-01-31 owner=data -- the vendor's sample has it`;

  test.each([
    ["above the line", `  # ${words}\n  number_of_retries: 11\n`], ["behind it", `  number_of_retries: 11 # ${words}\n`], ["above two comments", `  # ${words}\n\n  # another\n  number_of_retries: 11\n`],
  ])("%s waives, and says that it stands in the source", (_, text) => {
    const { code, report } = checked(folder(inline(text)));
    expect([code, faults(report)]).toEqual([0, []]);
    expect(report.findings[0]?.waived).toEqual({ reason: "the vendor's sample has it", owner: "data", until: "2027-01-31", inSource: true });
  });

  test.each([
    ["for another line", `  number_of_retries: 11\n  # ${words}\n`, [retries, "waiver-waives-something"]],
    ["for another rule", `  number_of_retries: 11 # ${words.replace(retries, "compute-scales-by-itself")}\n`, [retries, "waiver-waives-something"]],
    ["that has ended", `  number_of_retries: 11 # ${words.replace("2027", "2026")}\n`, [retries, "waiver-has-not-ended"]],
    ["without an owner", `  number_of_retries: 11 # ${words.replace("owner=data", "")}\n`, [retries, "waiver-is-well-formed"]],
    ["without a reason", `  number_of_retries: 11 # ${words.replace(/ -- .*/, "")}\n`, [retries, "waiver-is-well-formed"]],
    ["on a day that there is not", `  number_of_retries: 11 # ${words.replace("01-31", "02-31")}\n`, [retries, "waiver-is-well-formed"]],
    ["of no rule", `  number_of_retries: 11 # ${words.replace(` ${retries}`, "")}\n`, [retries, "waiver-is-well-formed"]],
    ["with a word too many", `  number_of_retries: 11 # ${words.replace("owner", "because=x owner")}\n`, [retries, "waiver-is-well-formed"]],
  ])("%s waives nothing, and that is said", (_, text, expected) => expect(faults(checked(folder(inline(text))).report)).toEqual(expected));

  test("in HCL waives what stands in the block below", () => {
    const terraform = (comment: string) => folder({ ...project, "gluelint.yaml": `${config}templates: ["infra/*.tf"]\n`, "infra/main.tf": `${comment}resource "aws_iam_policy" "etl" {\n  name = "etl"\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*" }] })\n}\n` });
    const unknown = "policy-names-known-actions";
    expect(faults(checked(terraform(""), "--rule", `${unknown}:error`).report)).toContain(unknown);
    const { report } = checked(terraform(`# gluelint-waive ${unknown} until=2027-01-31 owner=data -- a\n`), "--rule", `${unknown}:error`);
    expect([faults(report), waivedIn(report)]).toEqual([expect.not.arrayContaining([unknown]), [unknown]]);
  });

  test("does not hold with --no-waivers, and JSON has none", () => {
    expect(checked(folder(inline(`  # ${words}\n  number_of_retries: 11\n`)), "--no-waivers").code).toBe(1);
    const path = folder({ "a.json": `{ "Version": "2012-10-17", "Statement": [{ "Sid": "# gluelint-waive x", "Effect": "allow" }] }` });
    expect(faults(checked(path, "--no-config", "a.json").report)).not.toContain("waiver-is-well-formed");
  });
});

describe("levels by path", () => {
  const overriding = (text: string, top = "") => ({ ...wrong, "gluelint.yaml": `${config}${top}overrides:\n${text}` });

  test.each([
    ["off in a folder", `  - { files: ["conf/**"], rules: { ${retries}: off } }\n`, [], [[stop, "error"]]],
    ["quieter in a folder", `  - { files: [conf], rules: { ${retries}: note } }\n`, [], [[retries, "note"], [stop, "error"]]],
    ["of two that match the last counts", `  - { files: [conf], rules: { ${retries}: off } }\n  - { files: ["**/glue.yml"], rules: { ${retries}: warning } }\n`, [], [[retries, "warning"], [stop, "error"]]],
    ["elsewhere it stays", `  - { files: [iam], rules: { ${retries}: off } }\n`, [], [[retries, "error"], [stop, "error"]]],
    ["a flag wins", `  - { files: [conf], rules: { ${retries}: off } }\n`, ["--rule", `${retries}:warning`], [[retries, "warning"], [stop, "error"]]],
  ])("%s", (_, text, args, expected) => {
    const { report } = checked(folder(overriding(text)), ...args);
    expect(report.findings.map(({ rule, level }) => [rule, level])).toEqual(expected);
  });

  test("a rule that is off may be on in a folder, and only there", () => {
    const on = (where: string) => checked(folder(overriding(`  - { files: [${where}], rules: { ${retries}: warning } }\n`, `rules: { ${retries}: off }\n`))).report.findings.map(({ rule }) => rule);
    expect([on("conf"), on("iam")]).toEqual([[retries, stop], [stop]]);
  });

  test("what is off somewhere proves nothing there, and fails nothing", () => {
    const { code, report } = checked(folder({ ...overriding(`  - { files: ["**"], rules: { ${retries}: off, ${stop}: off, job-role-can-write-logs: off } }\n`) }));
    expect([code, report.passes.map(({ rule }) => rule).includes("job-role-can-write-logs")]).toEqual([0, false]);
  });

  test("a rule that there is not is a mistake", () => expect(gluelint(folder(overriding(`  - { files: [conf], rules: { compute-keeps-retries-in-limit: off } }\n`)), "check").stderr).toContain(`did you mean ${retries}?`));
});
