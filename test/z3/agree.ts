import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { contain } from "../../src/evaluate/contain.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { requiredResources } from "../../src/policy/resource.js";
import { policyOf } from "../access/a-policy.js";
import { judged, type SmallStatement, type Solver } from "./judge.js";

// Holds `contain` to z3, a solver that knows nothing of policies: random small ones, a permission, and the same answer twice.
// Takes the folder whose node_modules hold z3-solver, and how many; `SEED=…` repeats a run. Exit 1 where they differ.

const [folder = ".", count = "40"] = process.argv.slice(2);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

const one = fc.constantFrom;
const globs = fc.array(one("a", "b", "/", "*", "*", "?"), { minLength: 1, maxLength: 3 }).map((letters) => `arn:aws:s3:::lake/${letters.join("")}`);
const condition = fc.tuple(one("StringEquals", "StringLike", "StringNotEquals", "StringNotLike"), one("vpc-1", "vpc-2", "vpc-*", "vpc-1?", "*1")).map(([operator, value]) => ({ Condition: { [operator]: { "aws:SourceVpc": value } } }));
const statement: fc.Arbitrary<SmallStatement> = fc.tuple(one("Allow", "Allow", "Deny"), fc.array(globs, { minLength: 1, maxLength: 2 }), fc.option(condition, { nil: {}, freq: 2 }))
  .map(([Effect, Resource, when]) => ({ Effect, Action: "s3:GetObject", Resource, ...when }));
const broad: SmallStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:aws:s3:::lake/*"] };
const world = fc.record({ statements: fc.tuple(one([], [broad]), fc.array(statement, { minLength: 1, maxLength: 4 })).map((parts) => parts.flat()), wanted: globs });

const { init } = createRequire(join(folder, "package.json"))("z3-solver");
const { Z3 } = await init();
const context = Z3.mk_context(Z3.mk_config());
const ask: Solver = async (script) => {
  const solver = Z3.mk_solver(context);
  Z3.solver_inc_ref(context, solver);
  Z3.solver_from_string(context, solver, script);
  const answer = await Z3.solver_check(context, solver);
  Z3.solver_dec_ref(context, solver);
  if (answer === 0) throw new Error(`z3 does not know: ${script}`);
  return answer === 1;
};

const seen = { yes: 0, no: 0, open: 0 };
const failures: string[] = [];
for (const { statements, wanted } of fc.sample(world, { seed, numRuns: Number(count) })) {
  const expected = await judged(ask, statements, wanted);
  const { kind } = contain(prepare({ identity: [policyOf(statements)] }), { principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resources: requiredResources(wanted) });
  seen[expected]++;
  if (kind !== expected) failures.push(`contain says ${kind}, z3 says ${expected}: ${wanted} ${JSON.stringify(statements)}`);
}
console.log(`contain against z3, ${count} policies, seed ${seed}: ${JSON.stringify(seen)}, ${failures.length} differ`);
for (const failure of failures) console.log(failure);
// Its threads would go on.
process.exit(failures.length === 0 ? 0 : 1);
