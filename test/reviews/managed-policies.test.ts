import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ask } from "../../src/audit/ask.js";
import { judge } from "../../src/audit/judge.js";
import { rules } from "../../src/rules/rules.generated.js";
import { data as managedData } from "../../src/services/managed-policies.generated.js";
import { managedPoliciesOf } from "../../src/services/managed-policies.js";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import { assemble } from "../../src/sources/assemble.js";
import { factsOf } from "../../src/sources/facts.js";
import { parseJson } from "../../src/text/json.js";

const managed = managedPoliciesOf(managedData);
const loose = managed.arns.map((arn) => ({ document: parseJson(arn.replace("arn:aws:iam::aws:policy/", ""), managed.policy(arn)?.text ?? ""), use: "identity" as const }));
const environment = assemble({ facts: factsOf({}), computes: [], roles: [], serviceControl: undefined, loose });

/** What the rules of error level say of AWS's own policies: rule, policy and place, sorted. */
const alarms = judge(ask(rules.filter(({ for: [part], level }) => part === "policy" && level === "error"), environment, servicesOf(data)), () => { throw new Error("no rule for policies asks anything"); })
  .flatMap(({ rule, verdict }) => verdict.kind === "fail" ? verdict.problems.map(({ location }) => `${rule.id} ${location.artifact} ${location.pointer}`) : []).toSorted();

/** The rows of the page, each with a policy and a place in it, under the heading of their rule. */
const known = readFileSync(new URL("../../docs/known-alarms.md", import.meta.url), "utf8").split(/^## /m).slice(1)
  .flatMap((section) => [...section.matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, policy = "", place = ""]) => `${/^`([^`]+)`/.exec(section)?.[1] ?? ""} ${policy} ${place}`)).toSorted();

test("no rule of error level says anything of AWS's managed policies but what docs/known-alarms.md explains, and all of that", () => {
  expect(alarms).toEqual(known);
});

test("all of the managed policies are looked at, and hardly any alarmed about", () => {
  expect(environment.documents.length).toBe(managed.arns.length);
  expect(managed.arns.length).toBeGreaterThan(1_500);
  expect(alarms.filter((alarm) => !alarm.startsWith("policy-fits-into-iam")).length).toBeLessThan(20);
});
