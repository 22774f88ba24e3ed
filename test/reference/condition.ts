import { isArn } from "./arn.js";
import { isTrue } from "./compare-bool.js";
import { type Context, valuesOf } from "./context.js";
import { operatorOf } from "./operator.js";
import type { Statement, Test } from "./policy.js";

/**
 * Whether a statement's conditions hold: every operator, and every key under it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionsHold(statement: Statement, context: Context): boolean {
  return statement.tests.every((test) => testHolds(test, context, statement.variables));
}

/** Whether one key passes one operator. */
export function testHolds(test: Test, context: Context, variables: boolean): boolean {
  const operator = operatorOf(test.operator);
  const asked = valuesOf(context, test.key);
  const compare = operator.compare;
  // An empty text is no value for Null (measured) and for the set operators.
  const empty = asked.every((value) => value === "");
  // Null "true": the key must be absent.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
  if (compare === undefined) return test.values.some((written) => isTrue(written) === empty);
  /** Any of the policy's values will do; negated, none of them may match. */
  const passes = (value: string): boolean => {
    const found = test.values.some((written) => compare(written, value, context, variables));
    // A value that is no ARN passes no ARN operator, the negated ones included (measured).
    return operator.negated ? !found && (!operator.arnsOnly || isArn(value)) : found;
  };
  // Set operators decide about an absent key, whether IfExists is there or not (measured:
  // https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w).
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  if (operator.set === "ForAllValues") return empty || asked.every(passes);
  if (operator.set === "ForAnyValue") return !empty && asked.some(passes);
  // An absent key fails the positive operators and passes the negated ones; IfExists lets both pass.
  if (asked.length === 0) return operator.ifExists || operator.negated;
  // Several values without a set operator are undocumented: any value passes; negated, every value must. The page on both kinds of keys:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  return operator.negated ? asked.every(passes) : asked.some(passes);
}
