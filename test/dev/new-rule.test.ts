import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { writeRule } from "../../src/dev/new-rule-file.js";
import type { RuleFile } from "../../src/rules/rule.generated.js";
import { failures, reportOn } from "../rules/example-environment.js";

const rules = join(import.meta.dirname, "../../rules");
const schema: object = JSON.parse(readFileSync(join(rules, "rule.schema.json"), "utf8"));
const valid = new Ajv2019({ allErrors: true, formats: { uri: (text: string) => URL.canParse(text), date: /^\d{4}-\d\d-\d\d$/ } }).compile<RuleFile>(schema);

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gluelint-new-rule-"));
  cpSync(rules, join(root, "rules"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (id: string, check?: string) => writeRule(root, { id, check, since: "0.2.0", read: "2026-11-22" });

function written(path: string): RuleFile {
  const rule: unknown = parse(readFileSync(join(root, path), "utf8"));
  if (!valid(rule)) throw new Error(JSON.stringify(valid.errors));
  return rule;
}

describe.each([
  { id: "job-role-can-fly", check: undefined, path: "rules/job-role/job-role-can-fly.yaml", rule: { check: "can", for: ["jobRole"] } },
  { id: "job-role-trusts-nobody", check: "trusts", path: "rules/job-role/job-role-trusts-nobody.yaml", rule: { check: "trusts", for: ["jobRole"] } },
  { id: "caller-role-can-wait", check: undefined, path: "rules/caller-role/caller-role-can-wait.yaml", rule: { check: "can", for: ["callerRole"] } },
  { id: "compute-is-cheap", check: undefined, path: "rules/compute/compute-is-cheap.yaml", rule: { check: "conforms", for: ["compute"] } },
  { id: "compute-reads-well", check: "reads", path: "rules/compute/compute-reads-well.yaml", rule: { check: "reads", for: ["compute"] } },
  { id: "compute-has-a-friend", check: "joins", path: "rules/compute/compute-has-a-friend.yaml", rule: { check: "joins", for: ["compute"] } },
  { id: "policy-is-short", check: undefined, path: "rules/policy/policy-is-short.yaml", rule: { check: "reads", for: ["policy"] } },
])("new-rule $id --check $check", ({ id, check, path, rule }) => {
  test("writes a rule that the schema accepts, into the folder of its subject", () => {
    expect(write(id, check)).toEqual({ kind: "written", path });
    expect(written(path)).toMatchObject({ ...rule, id, since: "0.2.0", read: "2026-11-22", status: "preview" });
  });

  test("gives it an example that fails until it is written", () => {
    write(id, check);
    const { examples: { bad }, ...begun } = written(path);
    const pointed = bad.map(({ text }) => failures(reportOn([begun], text), id).map(({ location }) => location.underline));
    expect(pointed).not.toEqual(bad.map(({ under }) => [under]));
  });
});

test("makes the folder of the first rule about a subject", () => {
  rmSync(join(root, "rules/policy"), { recursive: true });
  expect(write("policy-is-short")).toEqual({ kind: "written", path: "rules/policy/policy-is-short.yaml" });
});

test.each([
  { id: "JobRoleCanFly", check: undefined, because: "kebab case" },
  { id: "job-role", check: undefined, because: "job-role- or caller-role- or compute- or policy-" },
  { id: "policy-", check: undefined, because: "kebab case" },
  { id: "../policy-is-short", check: undefined, because: "kebab case" },
  { id: "bucket-is-private", check: undefined, because: "job-role- or caller-role- or compute- or policy-" },
  { id: "policies-are-short", check: undefined, because: "job-role- or caller-role- or compute- or policy-" },
  { id: "policy-parses", check: undefined, because: "already" },
  { id: "compute-can-fly", check: "can", because: "conforms or supports or within or costs or reads or joins" },
])("refuses $id --check $check, and says why: $because", ({ id, check, because }) => {
  const before = readdirSync(join(root, "rules"), { recursive: true });
  expect(write(id, check)).toMatchObject({ kind: "refused", because: expect.stringContaining(because) });
  expect(readdirSync(join(root, "rules"), { recursive: true })).toEqual(before);
});

test("refuses the name of a rule that lies in another folder", () => {
  mkdirSync(join(root, "rules/quality"));
  cpSync(join(rules, "policy/policy-parses.yaml"), join(root, "rules/quality/policy-is-short.yaml"));
  expect(write("policy-is-short")).toMatchObject({ kind: "refused" });
});
