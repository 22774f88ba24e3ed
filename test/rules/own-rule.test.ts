import { describe, expect, test } from "vitest";
import { ask } from "../../src/audit/ask.js";
import type { Finding } from "../../src/audit/report.js";
import { selectRules } from "../../src/audit/select.js";
import { examples } from "../../src/rules/examples.generated.js";
import type { Given, Rule } from "../../src/rules/rule.js";
import { rules } from "../../src/rules/rules.generated.js";
import { parseJson } from "../../src/text/json.js";
import { checked, root } from "../cli/gluelint.js";
import { policyText } from "../documented-page.js";
import { exampleOf, reportOn } from "./example-environment.js";

// Rules about computes, policies and governance have tests of their own (compute-rules, reviews/examples, examples): here are all the others.
const about = rules.filter(({ for: [part], pack }) => part !== "compute" && part !== "policy" && pack !== "governance");
const bad = about.flatMap((rule) => (examples[rule.id]?.bad ?? []).map(({ given = examples[rule.id]?.given ?? {}, ...example }) => ({ rule, id: rule.id, ...example, given })));

/** Another policy of the role, that grants all but what the rule asks for. */
function allBut(rule: Rule, text: string, given: Given): string {
  const asked = new Map<string, Set<string>>();
  for (const { permission: { action, resources } } of ask([rule], exampleOf(text, given).environment).flatMap(({ questions }) => questions)) asked.set(action, new Set([...asked.get(action) ?? [], resources.text.replaceAll("#", "?").replaceAll("?*", "*")]));
  const others = [...asked].filter(([, resources]) => !resources.has("*"));
  return policyText([{ Effect: "Allow", NotAction: [...asked.keys()], Resource: "*" }, ...others.map(([Action, resources]) => ({ Effect: "Allow", Action, NotResource: [...resources] }))]);
}

/** The rules that are on by default, with the one; what a role lacks is another matter than how its policies read. */
const on = ({ id, level, check }: Rule) => selectRules(rules, { levels: { [id]: level } }).filter((rule) => check === "can" || rule.check !== "can");

/** What makes the guilty text void is the same finding, wherever the refusal is told. */
const isSame = ({ rule, location: { underline } }: Finding, under: string) => underline === under && rules.find(({ id }) => id === rule)?.voids === true;

describe("a bad role or template breaks the one rule, beside those that it says", () => {
  test.each(bad)("$id at $under", ({ rule, id, text, under, besides = [], given }) => {
    const beside = rule.check === "can" ? parseJson("beside.json", allBut(rule, text, given)) : undefined;
    const { findings } = reportOn(on(rule), text, given, beside);
    const failed = findings.filter(({ verdict, location: { artifact } }) => verdict === "fail" && !["compute.yml", "anything.json"].includes(artifact)).filter((finding) => !isSame(finding, under)).map(({ rule: name }) => name);
    expect([...new Set(failed)].toSorted()).toEqual([id, ...besides].toSorted());
  });
});

test("every rule has a bad example that one of these tests is about", () => {
  expect(rules.filter(({ id }) => (examples[id]?.bad ?? []).length === 0)).toEqual([]);
});

test("where nothing is wrong nothing fires, and with all packs what the page itself leaves out or grants widely", () => {
  const failing = (...flags: readonly string[]) => checked(root, "--config", "fixtures/clean/gluelint.yaml", ...flags).report.findings.filter(({ verdict }) => verdict === "fail");
  expect(failing()).toEqual([]);
  expect([...new Set(failing("--pack", "all").filter(({ pack }) => pack !== "least-privilege").map(({ rule }) => rule))]).toEqual(["job-role-can-list-shared-storage"]);
});
