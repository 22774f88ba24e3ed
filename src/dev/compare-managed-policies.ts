import fc from "fast-check";
import { compare, statementsOf } from "../access/compare.js";
import { parsePolicy, parsePolicyNode } from "../policy/parse.js";
import { matches } from "../policy/pattern.js";
import type { Policy } from "../policy/policy.js";
import { data as managedPolicies } from "../services/managed-policies.generated.js";
import { managedPoliciesOf } from "../services/managed-policies.js";
import { data } from "../services/services.generated.js";
import { servicesOf } from "../services/services.js";
import { parseJson } from "../text/json.js";
import { nodeOf } from "../text/plain-node.js";

// Compares every managed policy of AWS with itself, which is no new access; with itself beside a Deny that is idle, which makes the
// two be thought through, and which may be too much to think of for few; and with itself and one action more, which is new
// access. Prints what was counted and its seed (`SEED=…` repeats a run); exit 1 where anything fails.

const services = servicesOf(data);
const managed = managedPoliciesOf(managedPolicies);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

const policyOf = (statement: object): Policy => parsePolicyNode(nodeOf({ Version: "2012-10-17", Statement: [statement] }, { artifact: "one more", pointer: "" }), "identity").policy;
/** Denies nothing, as thought will show: the key cannot be absent and say something. */
const idle = policyOf({ Effect: "Deny", Action: "*", Resource: "*", Condition: { Null: { "aws:SourceVpce": "true" }, StringEquals: { "aws:SourceVpce": "vpce-1" } } });

const actions = services.prefixes.flatMap((prefix) => [...services.service(prefix)?.actions.values() ?? []].map(({ name }) => `${prefix}:${name}`));
const drawn = fc.sample(fc.shuffledSubarray(actions, { minLength: 200, maxLength: 200 }), { seed, numRuns: managed.arns.length });

/** Whether no statement is about the action. */
const isStrange = (policy: Policy, action: string) => !statementsOf(policy).some(({ actions: { negated, entries } }) => negated !== entries.some(({ value }) => matches(value, action.toLowerCase())));

const failures: string[] = [];
const counts = { same: 0, "same beside an idle Deny": 0, "too much to think of": 0, "one action more": 0, "nearly everything, to which nothing drawn is new": 0 };
for (const [i, arn] of managed.arns.entries()) {
  const { policy } = parsePolicy(parseJson(arn, managed.policy(arn)?.text ?? ""), "identity");
  const same = compare(services, [policy], [policy], "identity");
  counts.same++;
  if (same.verdict !== "noNewAccess") failures.push(`${arn} and itself: ${same.verdict} ${JSON.stringify(same.counterexample ?? {})}`);
  const beside = compare(services, [policy, idle], [policy], "identity");
  counts[beside.verdict === "open" ? "too much to think of" : "same beside an idle Deny"]++;
  if (beside.verdict === "newAccess" || beside.because.some(({ kind }) => kind !== "budget")) failures.push(`${arn} and itself beside an idle Deny: ${beside.verdict} ${JSON.stringify(beside.counterexample ?? {})}`);
  const action = drawn[i]?.find((each) => isStrange(policy, each));
  if (action === undefined) {
    counts["nearly everything, to which nothing drawn is new"]++;
    continue;
  }
  const { verdict, counterexample } = compare(services, [policy], [policy, policyOf({ Effect: "Allow", Action: action, Resource: "*" })], "identity");
  counts["one action more"]++;
  if (verdict !== "newAccess" || counterexample?.action !== action) failures.push(`${arn} and ${action}: ${verdict} ${JSON.stringify(counterexample ?? {})}`);
}
if (counts["too much to think of"] > 10) failures.push("too much is too much to think of");
console.log(`seed ${seed}`);
for (const [what, count] of Object.entries(counts)) console.log(`${count} ${what}`);
for (const failure of failures) console.log(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
