import type { Condition } from "../policy/condition.js";
import type { Test } from "../policy/comparisons.js";
import type { Operator } from "../policy/operators.js";
import type { Context } from "./context.js";
import type { Truth } from "./truth.js";
import { withValues } from "./variables.js";

/**
 * Whether a condition holds. A key that is not there makes a positive operator fail and a negated one hold.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function holds(condition: Condition, context: Context): Truth {
  const values = context(condition.key);
  if (values === "unknown") return "unknown";
  const { asks } = condition;
  const given = values === "absent" ? [] : values;
  // An empty text counts as no value: measured on AWS.
  const isAbsent = given.every((value) => value === "");
  if (asks.kind === "null") return truthOf(asks.absent.includes(isAbsent));
  if (condition.set === "ForAllValues" && isAbsent) return "yes";
  if (condition.set === "ForAnyValue" && isAbsent) return "no";
  if (given.length === 0) return truthOf(condition.ifExists || asks.operator.negated);
  const tests = testsOf(asks, context);
  if (tests === "unknown") return "unknown";
  const met = (value: string) => isMet(asks.operator, tests, value);
  // Several values without a set operator are documented nowhere: one is enough, and for a negated operator none may be met.
  const needsEvery = condition.set === "ForAllValues" || (condition.set === undefined && asks.operator.negated);
  return truthOf(needsEvery ? given.every(met) : given.some(met));
}

const truthOf = (holds: boolean): Truth => holds ? "yes" : "no";

function isMet({ negated, refuses }: Operator, tests: readonly Test[], value: string): boolean {
  return refuses?.(value) !== true && tests.some((test) => test(value)) !== negated;
}

/** The tests of the policy's values; one whose variable has no value is met by nothing. */
function testsOf(asks: Extract<Condition["asks"], { kind: "compare" }>, context: Context): readonly Test[] | "unknown" {
  const tests: Test[] = [];
  for (const wanted of asks.wanted) {
    if (wanted.kind === "fixed") {
      tests.push(wanted.test);
      continue;
    }
    const symbols = withValues(wanted.symbols, context);
    if (symbols === "unknown") return "unknown";
    if (symbols !== "absent") tests.push(asks.operator.test(symbols));
  }
  return tests;
}
