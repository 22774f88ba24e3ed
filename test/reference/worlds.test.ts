import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage } from "./coverage.js";
import { everything } from "./features.js";
import type { Line } from "./line.js";
import { referenceDecide } from "./reference-decide.js";
import { fullAccess } from "./world-policy.js";
import { worlds } from "./worlds.js";

/** `SEED=… WORLDS=… npx vitest run test/reference` draws others, or more. */
const seed = Number(process.env["SEED"] ?? 60);
const some = (features: Parameters<typeof worlds>[0], numRuns = 300): readonly Line[] => fc.sample(worlds(features), { seed, numRuns });

describe("random worlds", { timeout: 600_000 }, () => {
  it("reach every clause, and the reference decides each of them", () => {
    const counts = new Map<string, number>();
    for (const line of some({}, Math.min(20_000, Number(process.env["WORLDS"] ?? 4000)))) {
      for (const name of coverage(line, referenceDecide(line))) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    console.log([...counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, count]) => `${String(count).padStart(6)}  ${name}`).join("\n"));
    expect(clauses.filter((name) => !counts.has(name))).toEqual([]);
  });

  it("hold nothing that is switched off", () => {
    const off = some({
      layers: ["identity"], conditions: false, variables: false, notElements: false, crossAccount: false, shortArns: false, looseGrammar: false,
      underivedContext: false, callers: ["role"],
    });
    expect(JSON.stringify(off).match(/Condition|\$\{|"Not\w+"|"Statement":\{|derivedContext|"Principal"/)).toBeNull();
    expect(off.filter(({ request }) => /444455556666/.test(JSON.stringify(request)))).toEqual([]);
    expect(off.every(({ policies }) => policies.resource === null && policies.boundary?.length === 0)).toBe(true);
  });

  it("hold no set operator, no IfExists and no Null where these are switched off", () => {
    expect(JSON.stringify(some({ sets: false, ifExists: false, nulls: false })).match(/ForA\w+:|IfExists|"Null"/)).toBeNull();
  });

  it("hang on conditions alone where that is asked for", () => {
    const hanging = some({ onlyConditions: true, layers: ["identity"] }).flatMap(({ policies }) => policies.identity ?? []);
    const others = hanging.filter((policy) => policy !== fullAccess && !JSON.stringify(policy).includes('"Condition":{'));
    expect(others).toEqual([]);
  });

  it("keep to the callers and things asked for", () => {
    const few = some({ callers: ["user", "unsigned"], targets: ["table"] });
    expect(few.every(({ request }) => request.principal === null || request.principal.includes(":user/"))).toBe(true);
    expect(few.every(({ request }) => request.action.startsWith("glue:"))).toBe(true);
  });
});

/** What 4000 worlds must have reached at least once. */
const clauses: readonly string[] = [
  ...["allowed", "explicitDeny", "implicitDeny"].map((decision) => `decision: ${decision}`),
  ...["user", "role", "session", "root", "federatedUser", "service", "provider", "unsigned"].map((kind) => `caller: ${kind}`),
  ...["same", "other", "none"].map((account) => `account: ${account}`),
  ...everything.layers.map((layer) => `denied by ${layer}`),
  ...["boundary", "session", "serviceControl", "endpoint"].map((layer) => `limited by ${layer}`),
  ...["direct", "role", "account"].map((kind) => `resource grants: ${kind}`),
  "a direct grant passes by boundary or session", "a grant to the role is limited", "the resource's policy alone",
  "the account alone", "the other account is silent", "an empty level", "service-linked role under an SCP",
  "management account under an SCP", "management account's resource under an RCP",
  "key or trust grants", "key or trust does not grant", "request on *", "derived context off",
  "NotAction", "NotResource", "NotPrincipal in Deny", "incomplete ARN", "variable", "variable with a default", "escaped sign",
  "variable under an old Version", "ARN operator on no ARN", "several values in the policy",
  ...["missing", "empty", "several", "one"].flatMap((state) => [`ForAllValues, key ${state}`, `ForAnyValue, key ${state}`, `plain, key ${state}`]),
  ...["ForAllValues IfExists", "ForAnyValue IfExists", "ForAnyValue negated", "plain IfExists", "plain negated", "plain IfExists negated"].map((form) => `${form}, key missing`),
  "Null, key missing", "Null, key one",
];
