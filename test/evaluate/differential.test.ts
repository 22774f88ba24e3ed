import fc from "fast-check";
import { expect, test } from "vitest";
import { coverage } from "../reference/coverage.js";
import { referenceDecide } from "../reference/reference-decide.js";
import { worlds } from "../reference/worlds.js";
import { seed } from "../text/seed.js";
import { decided } from "./decided.js";

/** How many worlds; CI asks for 100,000 and more. */
const runs = Number(process.env["WORLDS"] ?? 10_000);

test(`decide and the reference evaluator agree on ${runs} random worlds`, () => {
  const clauses = new Map<string, number>();
  fc.assert(fc.property(worlds(), (line) => {
    const reference = referenceDecide(line);
    for (const clause of coverage(line, reference)) clauses.set(clause, (clauses.get(clause) ?? 0) + 1);
    return decided(line) === reference;
  }), { seed, numRuns: runs });
  console.log(`decide against the reference, seed ${seed}, worlds by clause: ${[...clauses].sort().map(([clause, count]) => `${clause} ${count}`).join(", ")}`);
  expect(clauses.size).toBeGreaterThan(20);
}, 600_000);
