import { compareArn } from "./compare-arn.js";
import { compareBinary, compareBool } from "./compare-bool.js";
import { dateOf } from "./compare-date.js";
import { compareIp } from "./compare-ip.js";
import { numberOf } from "./compare-number.js";
import { compareEqual, compareIgnoringCase, compareLike, type Compare } from "./compare-string.js";
import { malformed } from "./malformed.js";

export interface Operator {
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
  readonly negated: boolean;
  readonly base: string;
  /** Whether one value of the request satisfies one value of the policy, before negation; none for `Null`. */
  readonly compare?: Compare;
  /** ARN operators hold for ARNs alone. */
  readonly arnsOnly: boolean;
}

/** Each positive operator: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const positive: { readonly [name: string]: Compare } = {
  StringEquals: compareEqual,
  StringEqualsIgnoreCase: compareIgnoringCase,
  StringLike: compareLike,
  ArnEquals: compareArn,
  ArnLike: compareArn,
  NumericEquals: ordered(numberOf, (asked, written) => asked === written),
  NumericLessThan: ordered(numberOf, (asked, written) => asked < written),
  NumericLessThanEquals: ordered(numberOf, (asked, written) => asked <= written),
  NumericGreaterThan: ordered(numberOf, (asked, written) => asked > written),
  NumericGreaterThanEquals: ordered(numberOf, (asked, written) => asked >= written),
  DateEquals: ordered(dateOf, (asked, written) => asked === written),
  DateLessThan: ordered(dateOf, (asked, written) => asked < written),
  DateLessThanEquals: ordered(dateOf, (asked, written) => asked <= written),
  DateGreaterThan: ordered(dateOf, (asked, written) => asked > written),
  DateGreaterThanEquals: ordered(dateOf, (asked, written) => asked >= written),
  Bool: compareBool,
  BinaryEquals: compareBinary,
  IpAddress: compareIp,
};

/** Each negated operator, and what it negates. */
const negated: { readonly [name: string]: string } = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
};

/** What an operator's name says, or Malformed. `Null` takes neither set operator nor `IfExists`. */
export function operatorOf(name: string): Operator {
  const plain = { set: undefined, ifExists: false, negated: false, arnsOnly: false };
  if (name === "Null") return { ...plain, base: "Null" };
  const [, set, spelled = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const base = negated[spelled] ?? spelled;
  const compare = positive[base];
  if (compare === undefined) throw malformed(`no such operator: ${name}`);
  return {
    set: set === "ForAllValues" || set === "ForAnyValue" ? set : undefined,
    ifExists: ifExists !== undefined, negated: spelled in negated, base, compare, arnsOnly: base.startsWith("Arn"),
  };
}

/** A comparison of two values that are read first; a value that cannot be read compares as false. */
function ordered<Value>(
  read: (text: string) => Value | undefined, holds: (asked: Value, written: Value) => boolean,
): Compare {
  return (written, asked) => {
    const [left, right] = [read(asked), read(written)];
    return left !== undefined && right !== undefined && holds(left, right);
  };
}
