import fc from "fast-check";
import { expect, test } from "vitest";
import { compare } from "../../src/access/compare.js";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Request } from "../../src/evaluate/request.js";
import type { Services } from "../../src/services/service.js";
import { contextsOf, resources, statement, type Statement } from "../evaluate/small-worlds.js";
import { referenceDecide } from "../reference/reference-decide.js";
import { seed } from "../text/seed.js";
import { policyOf } from "./a-policy.js";

/** Each is compared in many ways, so a thousand take as long as some twenty thousand worlds of the agreement. */
const runs = Math.min(1_100, Math.ceil(Number(process.env["AGREEMENTS"] ?? process.env["WORLDS"] ?? 5_000) / 20));

/** All that there is in these worlds: one service of two actions, on things of any name. */
const services: Services = {
  date: "2026-01-01", prefixes: ["x"], globalKeys: new Map(),
  service: (prefix) => prefix !== "x" ? undefined : {
    prefix, name: "X", conditionKeys: new Map(),
    actions: new Map((["Get", "Put"] as const).map((name) => [name.toLowerCase(), { name, access: name === "Get" ? "Read" : "Write", conditionKeys: [], resourceTypes: [{ name: "thing", required: true, conditionKeys: [] }] }])),
    resourceTypes: new Map([["thing", { name: "thing", arns: ["arn:${Partition}:x:${Region}:${Account}:${ObjectName}"], conditionKeys: [] }]]),
  },
};

type Statements = readonly Statement[];
const compared = (existing: Statements, changed: Statements) => compare(services, existing.length === 0 ? [] : [policyOf(existing)], changed.length === 0 ? [] : [policyOf(changed)], "identity");
const few = (most: number) => fc.array(statement, { minLength: 1, maxLength: most });
const isSmall = (...all: readonly Statements[]) => contextsOf({ text: JSON.stringify(all) }).length <= 100;

/** The same in other words, so that the comparison has to think: every list of resources begins with what it ends with. */
const respelled = (all: Statements): Statements => all.map((each) => Object.fromEntries(Object.entries(each).map(([name, value]) => [name, name.endsWith("Resource") && Array.isArray(value) ? [value.at(-1), ...value] : value])) as unknown as Statement);

const allowing: fc.Arbitrary<Statement> = statement.map((each) => ({ ...each, Effect: "Allow" }));
const denying: fc.Arbitrary<Statement> = statement.map((each) => ({ ...each, Effect: "Deny" }));

test("no new access means that no request is new, and new access comes with one that is", () => {
  const seen = { noNewAccess: 0, newAccess: 0, open: 0, "noNewAccess beside something granted": 0 };
  fc.assert(fc.property(few(3), few(3), fc.boolean(), (one, other, isEdit) => {
    const [existing, changed] = [one, isEdit ? [...respelled(one.slice(1)), ...other] : other];
    fc.pre(isSmall(existing, changed));
    const { verdict, counterexample } = compared(existing, changed);
    seen[verdict]++;
    const [before, after] = [existing, changed].map((all) => prepare({ identity: [policyOf(all)] }));
    if (!before || !after) throw new Error("there are two");
    if (verdict === "newAccess") {
      if (!counterexample) throw new Error("no counterexample");
      const { context = {}, ...call } = counterexample;
      const decisions = [existing, changed].map((all) => referenceDecide({ request: { ...call, context: { ...context } }, policies: { identity: [{ Version: "2012-10-17", Statement: all }] } }));
      expect([before.decide(counterexample) === "allowed", after.decide(counterexample), decisions[0] === "allowed", decisions[1]]).toEqual([false, "allowed", false, "allowed"]);
    } else if (verdict === "noNewAccess") {
      let granted = 0;
      for (const context of contextsOf({ text: JSON.stringify([existing, changed]) })) for (const action of ["x:Get", "x:Put"]) for (const resource of resources) {
        const request: Request = { principal: "arn:aws:iam::123456789012:role/example", action, resource, resourceAccount: "123456789012", derivedContext: false, context };
        if (resource.endsWith(":") || after.decide(request) !== "allowed") continue;
        granted++;
        if (before.decide(request) !== "allowed") throw new Error(`this is new: ${JSON.stringify(request)}`);
      }
      if (granted > 0) seen["noNewAccess beside something granted"]++;
    } else expect(JSON.stringify([existing, changed])).toContain("${");
  }), { seed, numRuns: runs });
  console.log(`compare against all requests, ${runs} pairs, seed ${seed}: ${JSON.stringify(seen)}`);
  expect(Math.min(seen.newAccess, seen["noNewAccess beside something granted"])).toBeGreaterThan(runs / 100);
}, 1_200_000);

test("compare is reflexive", () => {
  fc.assert(fc.property(few(4), (all) => {
    fc.pre(isSmall(all));
    expect(compared(all, all).verdict).toBe("noNewAccess");
    expect(compared(all, respelled(all)).verdict).not.toBe("newAccess");
    if (!JSON.stringify(all).includes("${")) expect(compared(all, respelled(all)).verdict).toBe("noNewAccess");
  }), { seed, numRuns: runs });
}, 600_000);

test("compare is transitive", () => {
  let chains = 0;
  fc.assert(fc.property(fc.tuple(few(2), few(1), few(1), few(1)), ([common, ...more]) => {
    const [a = [], b = [], c = []] = more.map((each, i) => [...respelled(common).slice(0, i + 1), ...each]);
    fc.pre(isSmall(a, b, c));
    if (compared(b, a).verdict !== "noNewAccess" || compared(c, b).verdict !== "noNewAccess") return;
    chains++;
    expect(compared(c, a).verdict).not.toBe("newAccess");
  }), { seed, numRuns: runs });
  console.log(`compare is transitive on ${chains} chains of ${runs} triples, seed ${seed}`);
  expect(chains).toBeGreaterThan(runs / 100);
}, 600_000);

test("an Allow more takes nothing away, and a Deny more gives nothing", () => {
  const seen = { "an Allow that adds": 0, "a Deny that takes away": 0 };
  fc.assert(fc.property(few(3), allowing, denying, (all, more, less) => {
    fc.pre(isSmall(all, [more, less]));
    const other = respelled(all);
    expect([compared([...other, more], all).verdict, compared(all, [...other, less]).verdict]).not.toContain("newAccess");
    if (compared(all, [...other, more]).verdict === "newAccess") seen["an Allow that adds"]++;
    if (compared([...other, less], all).verdict === "newAccess") seen["a Deny that takes away"]++;
  }), { seed, numRuns: runs });
  console.log(`an Allow and a Deny more, ${runs} policies, seed ${seed}: ${JSON.stringify(seen)}`);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(runs / 100);
}, 600_000);
