import { bytesOf, booleanOf, compared, equals, equalsInEitherCase, exactly, inEitherCase, isNoArn, like, likeArn, matchedBy, numberOf, type Test } from "./comparisons.js";
import { instantOf } from "./instant.js";
import { ipRangeOf, liesIn } from "./ip.js";
import type { Pattern } from "./pattern.js";
import { symbolsOf, type Symbol } from "./symbols.js";

/** What an operator takes values for. Those of texts are matched by patterns, the others are read first. */
export type Kind = "text" | "arn" | "boolean" | "number" | "date" | "address" | "binary";

/** One way of comparing. A negated operator holds where none of the policy's values is met. */
export interface Operator {
  readonly kind: Kind;
  readonly negated: boolean;
  /** Policy variables are filled in. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
  readonly variables: boolean;
  /** The test that a value of the policy stands for. */
  readonly test: (symbols: readonly Symbol[]) => Test;
  /** Of texts: what tells the values that the test is met by from the others. */
  readonly tells?: (symbols: readonly Symbol[]) => Pattern;
  /** Values of the request that the operator never holds for, negated or not. */
  readonly refuses?: (value: string) => boolean;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const positive = {
  StringEquals: { kind: "text", variables: true, tells: exactly, test: equals },
  StringEqualsIgnoreCase: { kind: "text", variables: true, tells: inEitherCase, test: equalsInEitherCase },
  StringLike: { kind: "text", variables: true, tells: like, test: matchedBy(like) },
  NumericEquals: { kind: "number", variables: false, test: compared(numberOf, (value, limit) => value === limit) },
  NumericLessThan: { kind: "number", variables: false, test: compared(numberOf, (value, limit) => value < limit) },
  NumericLessThanEquals: { kind: "number", variables: false, test: compared(numberOf, (value, limit) => value <= limit) },
  NumericGreaterThan: { kind: "number", variables: false, test: compared(numberOf, (value, limit) => value > limit) },
  NumericGreaterThanEquals: { kind: "number", variables: false, test: compared(numberOf, (value, limit) => value >= limit) },
  DateEquals: { kind: "date", variables: false, test: compared(instantOf, (value, limit) => value === limit) },
  DateLessThan: { kind: "date", variables: false, test: compared(instantOf, (value, limit) => value < limit) },
  DateLessThanEquals: { kind: "date", variables: false, test: compared(instantOf, (value, limit) => value <= limit) },
  DateGreaterThan: { kind: "date", variables: false, test: compared(instantOf, (value, limit) => value > limit) },
  DateGreaterThanEquals: { kind: "date", variables: false, test: compared(instantOf, (value, limit) => value >= limit) },
  Bool: { kind: "boolean", variables: false, tells: () => inEitherCase(symbolsOf("true", false)), test: compared(booleanOf, (value, wanted) => value === wanted) },
  BinaryEquals: { kind: "binary", variables: false, test: compared(bytesOf, (value, wanted) => value === wanted) },
  IpAddress: { kind: "address", variables: false, test: compared(ipRangeOf, liesIn) },
  ArnLike: { kind: "arn", variables: true, tells: likeArn, test: matchedBy(likeArn), refuses: isNoArn },
} satisfies Readonly<Record<string, Omit<Operator, "negated">>>;

/** All operators by name in lower case, without `IfExists` and set prefixes; `Null` asks another question and is none of them. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...Object.entries(positive).map(([name, operator]): [string, Operator] => [name, { ...operator, negated: false }]),
  ["ArnEquals", { ...positive.ArnLike, negated: false }],
  ["StringNotEquals", { ...positive.StringEquals, negated: true }],
  ["StringNotEqualsIgnoreCase", { ...positive.StringEqualsIgnoreCase, negated: true }],
  ["StringNotLike", { ...positive.StringLike, negated: true }],
  ["NumericNotEquals", { ...positive.NumericEquals, negated: true }],
  ["DateNotEquals", { ...positive.DateEquals, negated: true }],
  ["NotIpAddress", { ...positive.IpAddress, negated: true }],
  ["ArnNotEquals", { ...positive.ArnLike, negated: true }],
  ["ArnNotLike", { ...positive.ArnLike, negated: true }],
]);
