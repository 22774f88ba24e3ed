import fc from "fast-check";
import { expect, test } from "vitest";
import { matches, type Pattern, type State } from "../../src/policy/pattern.js";
import { resourceEntry } from "../../src/policy/resource.js";
import { seed } from "../text/seed.js";

test("a pattern with 2^20 states does not keep all that were ever met", () => {
  const { pattern } = resourceEntry(`arn:aws:s3:::*a${"?".repeat(20)}`, false);
  const names = fc.sample(fc.array(fc.constantFrom("a", "b"), { minLength: 40, maxLength: 40 }), { numRuns: 2_000, seed });
  for (const name of names) matches(pattern, `arn:aws:s3:::${name.join("")}`);
  expect(heldBy(pattern)).toBeGreaterThan(1);
  expect(heldBy(pattern)).toBeLessThanOrEqual(5_000);
});

/** How many states a pattern keeps in memory: those it knows, and those that these lead to. */
function heldBy({ begin, states }: Pattern): number {
  const held = new Set<State>(states.values());
  if (begin !== undefined) held.add(begin);
  for (const state of held) for (const next of [...state.arrows, ...state.others]) if (next !== undefined) held.add(next);
  return held.size;
}
