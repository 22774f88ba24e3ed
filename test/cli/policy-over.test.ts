import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { compute, config, policy, project } from "./a-project.js";
import { checked, folder, gluelint } from "./gluelint.js";

const retries = "compute-keeps-retries-in-limits";
const stop = "job-role-can-stop-runs";
const unpacked = "policy-grants-services-by-action";

/** What the repository should be told, whatever it says of itself. */
const wrong = { ...project, "conf/glue.yml": compute.replace("number_of_retries: 0", "number_of_retries: 11"), "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:StopJobRun") };
const over = (text = `rules: { ${retries}: error, ${stop}: error }`, more: Readonly<Record<string, string>> = {}) => join(folder({ "policy.yaml": `version: 1\n${text}\n`, ...more }), "policy.yaml");
const counting = ({ findings }: Report) => findings.filter(({ verdict, waived, baselined }) => verdict === "fail" && waived === undefined && baselined !== true).map(({ rule, level }) => `${rule} ${level}`);
const told = expect.arrayContaining([`${retries} error`, `${stop} error`]) as readonly string[];
const waiver = (rule: string, owner = "data", until = "2027-01-31") => `{ rule: ${rule}, where: "**", reason: a, owner: ${owner}, until: ${until} }`;

describe("a change of the repository cannot loosen the policy", () => {
  test.each([
    ["as it is", {}, ""],
    ["rules off", {}, `rules: { ${retries}: off, ${stop}: note }`],
    ["rules off in a folder", {}, `overrides: [{ files: ["**"], rules: { ${retries}: off, ${stop}: note } }]`],
    ["waivers", {}, `waivers: [${waiver(retries)}, ${waiver(stop)}]`],
    ["a waiver in a comment", { "conf/glue.yml": wrong["conf/glue.yml"].replace("retries: 11", `retries: 11 # gluelint-waive ${retries} until=2027-01-31 owner=data -- a`) }, ""],
    ["a threshold", {}, "failOn: never"],
    ["fewer packs", {}, "packs: [cost]"],
    ["a configuration that it extends", { "base.yaml": `version: 1\nfailOn: never\nrules: { ${retries}: off }\nwaivers: [${waiver(stop)}]\n` }, "extends: [./base.yaml]"],
    ["a package that it extends", { "node_modules/a/gluelint.yaml": `version: 1\nrules: { ${retries}: off, ${stop}: off }\n` }, "extends: [a]"],
    ["an environment without anything", {}, "environments: {}"],
    ["rules off in a configuration that is JSON", { "gluelint.json": JSON.stringify({ version: 1, rules: { [retries]: "off" } }) }, ""],
    ["the rules about waivers off", {}, `rules: { waiver-is-permitted: off, ${stop}: off }\nwaivers: [${waiver(retries)}]`],
  ])("by %s", (_, files, line) => {
    const { code, report } = checked(folder({ ...wrong, ...files, "gluelint.yaml": `${config}${line}\n` }), "--policy", over());
    expect([code, counting(report)]).toEqual([1, told]);
  });

  test("by a baseline, wherever it is named", () => {
    const path = folder({ ...wrong, "gluelint.yaml": `${config}baseline: debt\n` });
    expect(gluelint(path, "check", "--update-baseline").code).toBe(0);
    const { code, report } = checked(path, "--policy", over());
    expect([code, counting(report), report.notes]).toEqual([1, told, [expect.stringContaining("debt is not looked at") as string]]);
    for (const flags of [["--baseline", "debt"], ["--update-baseline"]]) expect(gluelint(path, "check", "--policy", over(), ...flags).code).toBe(2);
  });

  test.each([
    ["--rule", `${retries}:off`], ["--only", "compute-parses"], ["--pack", "cost"], ["--fail-on", "never"], ["--max-warnings", "100"],
  ])("by the flag %s %s", (...flags) => {
    const { code, report } = checked(folder(wrong), "--policy", over(), ...flags);
    expect([code, counting(report)]).toEqual([1, told]);
  });

  test.each([
    ["no datastores", "datastores: []"], ["a datastore of which it says that no rights are needed", "datastores: [{ bucket: sales-lake, access: none }]"], ["no jobs", "datastores: [sales-lake], jobs: []"],
  ])("by saying %s: then it is open, or asked for", (_, facts) => {
    const rule = facts.includes("jobs") ? stop : "job-role-can-use-datastores";
    const path = folder({ ...project, "iam/etl.json": policy.replaceAll(/"s3:[A-Za-z*]+"/g, '"s3:ListAllMyBuckets"').replace("glue:BatchStopJobRun", "glue:StopJobRun"), "gluelint.yaml": config.replace("datastores: [sales-lake]", facts) });
    expect(checked(path).report.notApplicable.map((verdict) => verdict.rule)).toContain(rule);
    const { code, report } = checked(path, "--policy", over("packs: [documented]\nfailOnOpen: true"));
    expect([code, report.notApplicable.map((verdict) => verdict.rule).includes(rule), report.findings.map((finding) => finding.rule).includes(rule)]).toEqual([1, false, true]);
  });

  test("by environments of its own", () => {
    const path = folder({ ...wrong, "gluelint.yaml": `${config}environments: { dev: { datastores: [], jobs: [] } }\n` });
    const { code, report } = checked(path, "--policy", over("packs: [documented]\nenvironment: { jobs: ['*'], datastores: [sales-lake] }"));
    expect([code, counting(report)]).toEqual([1, expect.arrayContaining([`${stop} error`])]);
  });

  test("by a budget, which takes the place of a rule or is larger", () => {
    const dear = { ...project, "conf/glue.yml": compute.replace("job_timeout: 240", "job_timeout: 2880"), "gluelint.yaml": `${config}budget: { usd: 1000000, usdPerDpuHour: 0 }\n` };
    expect(counting(checked(folder(dear), "--policy", over("rules: { compute-chooses-its-timeout: error }")).report)).toContain("compute-chooses-its-timeout error");
    expect(counting(checked(folder(dear), "--policy", over("rules: { compute-keeps-cost-in-budget: error }\nbudget: { usd: 10 }")).report)).toContain("compute-keeps-cost-in-budget error");
  });

  test("by leaving out layers, or what could not be read", () => {
    expect(checked(folder(project), "--policy", over("require: [serviceControl]\nfailOnOpen: true")).code).toBe(1);
    const path = folder({ ...project, "gluelint.yaml": config.replace("[iam/etl.json]", "[iam/etl.json, iam/none.json]") });
    expect([checked(path, "--allow-incomplete").code, checked(path, "--allow-incomplete", "--policy", over()).code]).toEqual([0, 3]);
  });

  test("by having the policy itself, also as a link or below another name", () => {
    const path = folder({ ...project, "platform/policy.yaml": "version: 1\n" });
    const git = (...args: readonly string[]) => expect(spawnSync("git", args, { cwd: path }).status).toBe(0);
    git("init", "-q");
    expect(gluelint(path, "check", "--policy", "platform/policy.yaml").code).toBe(0);
    git("add", "platform");
    expect(gluelint(path, "check", "--policy", "platform/policy.yaml")).toMatchObject({ code: 2, stderr: expect.stringContaining("this repository has the file itself") as string });
    const link = join(folder({}), "policy.yaml");
    expect(spawnSync("ln", ["-s", join(path, "platform/policy.yaml"), link]).status).toBe(0);
    expect(gluelint(path, "check", "--policy", link).code).toBe(2);
  });

  test("by saying who may waive", () => expect(gluelint(folder({ ...wrong, "gluelint.yaml": `${config}mayWaive: { owners: ["*"] }\n` }), "check")).toMatchObject({ code: 2, stderr: expect.stringContaining("gluelint.yaml:8:11: `mayWaive` is said by a policy over repositories") as string }));
});

describe("the repository can be stricter", () => {
  test("in levels, packs and thresholds", () => {
    const path = folder({ ...project, "conf/glue.yml": compute.replace("job_timeout: 240", "job_timeout: 2880"), "gluelint.yaml": `${config}rules: { compute-chooses-its-timeout: error }\n` });
    expect(checked(path, "--policy", over("rules: { compute-chooses-its-timeout: note }")).code).toBe(1);
    expect(checked(folder({ ...wrong, "gluelint.yaml": `${config}rules: { ${retries}: warning, ${stop}: off }\nmaxWarnings: 0\n` }), "--policy", over(`rules: { ${retries}: note }\nmaxWarnings: 5`)).code).toBe(1);
    expect(checked(folder({ ...wrong, "gluelint.yaml": `${config}rules: { ${retries}: note, ${stop}: off }\nfailOn: note\n` }), "--policy", over(`rules: { ${retries}: note }`)).code).toBe(1);
  });

  test("a policy turns on what is off by default, by rule or by pack, and leaves alone what it does not name", () => {
    const wide = { ...project, "iam/etl.json": policy.replace("glue:BatchStopJobRun", "glue:*") };
    expect(counting(checked(folder(wide)).report)).toEqual([]);
    expect(counting(checked(folder(wide), "--policy", over("packs: [least-privilege]")).report).map((text) => text.split(" ")[0])).toContain(unpacked);
    expect(counting(checked(folder(wide), "--policy", over(`rules: { ${unpacked}: error }`)).report)).toContain(`${unpacked} error`);
    expect(checked(folder({ ...wrong, "gluelint.yaml": `${config}rules: { ${stop}: off, ${retries}: note }\n` }), "--policy", over(`rules: { ${retries}: note }`)).code).toBe(0);
  });
});

describe("who may waive", () => {
  const waiving = (...waivers: readonly string[]) => folder({ ...wrong, "gluelint.yaml": `${config}waivers: [${waivers.join(", ")}]\n` });
  const may = (text: string) => over(`rules: { ${retries}: error, ${stop}: error }\nmayWaive: ${text}`);

  test.each([
    ["whoever the policy names", '{ owners: ["dat*"] }', []], ["nobody else", "{ owners: [platform] }", [retries, "waiver-is-permitted", "waiver-is-permitted", stop]],
    ["only what it names", "{ owners: [data], rules: [compute-*] }", ["waiver-is-permitted", stop]], ["only for so long", "{ owners: [data], mostDays: 30 }", [retries, "waiver-is-permitted", "waiver-is-permitted", stop]],
  ])("%s", (_, text, expected) => expect(counting(checked(waiving(waiver(retries), waiver(stop)), "--policy", may(text)).report).map((each) => each.split(" ")[0])).toEqual(expected));

  test("a comment only where it lets comments", () => {
    const path = folder({ ...wrong, "iam/etl.json": policy, "conf/glue.yml": wrong["conf/glue.yml"].replace("retries: 11", `retries: 11 # gluelint-waive ${retries} until=2027-01-31 owner=data -- a`) });
    expect([checked(path, "--policy", may("{ owners: [data] }")).code, checked(path, "--policy", may("{ owners: [data], inline: true }")).code]).toEqual([1, 0]);
  });

  test("the policy waives by itself, has a baseline beside it, and says nothing of waivers that other repositories need", () => {
    const granted = over(`rules: { ${retries}: error, ${stop}: error }\nwaivers: [${waiver(retries)}, ${waiver(stop)}, ${waiver("compute-parses")}]`);
    const { code, report } = checked(folder(wrong), "--policy", granted);
    expect([code, counting(report)]).toEqual([0, []]);
    const path = folder(wrong);
    expect(gluelint(path, "check", "--baseline", "debt", "--update-baseline").code).toBe(0);
    const lines = spawnSync("cat", ["debt"], { cwd: path, encoding: "utf8" }).stdout;
    expect(checked(path, "--policy", over(`rules: { ${stop}: error }\nbaseline: ./etl.baseline`, { "etl.baseline": lines })).code).toBe(0);
  });
});

test.each([
  ["a file that is not there", "/nowhere/policy.yaml", "no such file"], ["what has no place in one", over("computes: [conf/*.yml]"), "`computes` has no place in a policy over repositories"],
  ["a rule that there is not", over("rules: { compute-parse: error }"), "did you mean compute-parses?"], ["a mistake", over("failOn: always"), "policy.yaml:2:9: `always` is no"],
])("%s is a mistake", (_, path, words) => expect(gluelint(folder(project), "check", "--policy", path)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) as string }));
