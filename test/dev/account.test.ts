import { expect, test } from "vitest";
import { faults, lake, region, shared } from "../../src/dev/account-policies.js";
import { madeAccount, type Size } from "../../src/dev/account.js";
import { rules } from "../../src/rules/rules.generated.js";
import { factsOf } from "../../src/sources/facts.js";
import { withPieces } from "../../src/sources/with-pieces.js";
import { parseJson } from "../../src/text/json.js";
import { reportOf } from "../rules/example-environment.js";

const size: Size = { seed: 1, roles: 80, jobs: 8, distinct: 0.2, faulty: 0.2 };
const textOf = (pieces: Iterable<string>) => [...pieces].join("");

test("an account is the same for its seed, and another for another", () => {
  const [once, again, other] = [size, size, { ...size, seed: 2 }].map((each) => textOf(madeAccount(each).details));
  expect([once === again, once === other]).toEqual([true, false]);
});

test("a part of the roles have policies that no other has", () => {
  const { RoleDetailList } = JSON.parse(textOf(madeAccount({ ...size, faulty: 0 }).details)) as { readonly RoleDetailList: readonly { readonly RolePolicyList: unknown }[] };
  const times = new Map<string, number>();
  for (const { RolePolicyList } of RoleDetailList) times.set(JSON.stringify(RolePolicyList), (times.get(JSON.stringify(RolePolicyList)) ?? 0) + 1);
  // Of those that have a team's policies, some team has but one.
  expect([...times.values()].filter((count) => count === 1).length).toBeGreaterThanOrEqual(16);
  expect(times.size).toBeLessThan(16 + 64 + 1);
});

test("the errors of its roles are those that were planted, and all of them", () => {
  const { details, jobs, planted } = madeAccount(size);
  const documents = [parseJson("details.json", textOf(details)), parseJson("jobs.json", textOf(jobs))];
  const facts = factsOf({ region, sharedStorage: shared, datastores: [lake] });
  const { findings } = reportOf(rules.filter(({ pack }) => pack !== "least-privilege"), { ...withPieces({ facts, computes: [], roles: [], serviceControl: undefined, loose: [] }, documents, new Map()), guzzle: true }, documents);
  const found = new Set(findings.filter(({ level, verdict }) => level === "error" && verdict === "fail").map(({ subject, rule }) => `${subject} ${rule}`));
  expect([...found].sort()).toEqual(planted.map(({ role, rule }) => `${role} ${rule}`).sort());
  expect(new Set(planted.map(({ rule }) => rule))).toEqual(new Set(faults.map(({ rule }) => rule)));
});
