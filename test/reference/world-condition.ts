import fc from "fast-check";
import type { Features } from "./features.js";
import type { Scalar } from "./line.js";

/** Operators that compare one kind of value, and what is written in policies for it. */
interface Family {
  readonly keys: readonly string[];
  readonly operators: readonly string[];
  readonly written: readonly Scalar[];
  /** Only where variables are on. */
  readonly variables?: readonly string[];
}

const orders = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const strings = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];

const families: readonly Family[] = [
  {
    keys: ["aws:SourceVpc", "aws:PrincipalTag/team", "AWS:principaltag/TEAM", "s3:prefix"], operators: strings,
    written: ["vpc-1", "vpc-?", "red", "RED", "r*", "", "home/*", "*"],
    variables: [
      "${aws:PrincipalTag/team}", "home/${aws:PrincipalTag/team}/*", "${aws:username}", "${aws:PrincipalTag/none, 'red'}",
      "r${*}d", "home/${*}", "vpc-${?}", "${$}{x}",
    ],
  },
  {
    keys: ["aws:ResourceTag/team"], operators: strings, written: ["red", "r?d", "r*d", "R*D"],
    variables: ["${aws:PrincipalTag/team}", "${aws:PrincipalTag/team}", "r${*}d", "r${?}d", "${$}{x}", "${aws:PrincipalTag/none, 'red'}"],
  },
  { keys: ["aws:TagKeys", "AWS:TAGKEYS"], operators: strings.slice(0, 4), written: ["a", "b", "?", "A"] },
  {
    keys: ["aws:PrincipalArn", "aws:ResourceAccount", "aws:username"], operators: strings.slice(0, 4),
    written: [
      "arn:aws:iam::111122223333:role/etl", "arn:aws:iam::111122223333:*", "arn:aws:sts::111122223333:*",
      "111122223333", "444455556666", "bob", "b*", "ann", "red",
    ],
  },
  {
    keys: ["aws:SecureTransport", "aws:MultiFactorAuthPresent", "aws:PrincipalIsAWSService"],
    operators: ["Bool"],
    // Reads as false in a policy; seen on IAM's simulator.
    written: [true, false, "true", "false", "asdf"],
  },
  { keys: ["s3:max-keys"], operators: orders.map((order) => `Numeric${order}`), written: ["10", 10, "5.5", "-1"] },
  { keys: ["s3:max-keys"], operators: ["NumericEquals", "NumericLessThan"], written: ["10abc", "11abc", "10"] },
  {
    keys: ["aws:CurrentTime"], operators: orders.map((order) => `Date${order}`),
    written: ["2026-03-01T12:00:00Z", "1772366400", 1772366400, "2026-03-01", "2026-03-02T08:00:00+08:00", "2026-03-01T12:00:00.25Z"],
  },
  {
    keys: ["aws:SourceIp"], operators: ["IpAddress", "NotIpAddress"],
    written: ["203.0.113.0/24", "203.0.113.99/24", "203.0.113.7", "0.0.0.0/0", "2001:db8::/32", "2001:db8::1", "::/0"],
  },
  {
    keys: ["aws:SourceArn"], operators: ["ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals", "StringLike", "StringNotLike"],
    written: ["arn:aws:sns:*:111122223333:*", "arn:aws:logs:*:*:/aws-glue/*", "arn:aws:logs:*:*:log-group:*", "arn:*:*:*:*:*"],
    variables: ["arn:aws:sns:*:*:${aws:PrincipalTag/team}", "arn:aws:sns:*:*:${aws:username}*"],
  },
  { keys: ["app:blob"], operators: ["BinaryEquals"], written: ["QQ==", "Qg=="] },
];

const nullable = [...families.flatMap(({ keys }) => keys), "aws:TokenIssueTime", "s3:prefix", "aws:TagKeys", "aws:TagKeys"];

/** Once more, and more often: the key that holds several values, and the caller's own. */
const several = families.filter(({ keys }) => keys.includes("aws:TagKeys")).flatMap((family) => [family, family, family]);
const callers = families.filter(({ keys }) => keys.includes("aws:PrincipalArn"));

/** Keys that are derived for every caller of an account; what they hold for others AWS's pages leave open. */
const ofAccounts: Family = {
  keys: ["aws:PrincipalAccount", "aws:PrincipalType"], operators: strings.slice(0, 4),
  written: ["111122223333", "4444*", "User", "AssumedRole", "Account", "FederatedUser"],
};

/** A condition block of one or two operators, as a policy has it; `signed`: the caller belongs to an account. */
export function conditionArbitrary(
  features: Features, signed: boolean,
): fc.Arbitrary<{ readonly [operator: string]: unknown }> {
  const drawn = [...families, ...callers, ...(features.multiValued ? several : []), ...(signed ? [ofAccounts] : [])];
  const tests = fc.constantFrom(...drawn).chain((family) => testArbitrary(family, features));
  const value = fc.constantFrom<unknown>("true", "false", ...(features.looseGrammar ? [true, false] : []));
  const nulls = fc.record({ operator: fc.constant("Null"), key: fc.constantFrom(...nullable), value });
  const some = features.nulls ? fc.oneof({ weight: 6, arbitrary: tests }, { weight: 1, arbitrary: nulls }) : tests;
  return fc.array(some, { minLength: 1, maxLength: 2 }).map((all) => {
    const block: Record<string, Record<string, unknown>> = {};
    for (const { operator, key, value } of all) block[operator] = { ...block[operator], [key]: value };
    return block;
  });
}

function testArbitrary(
  { keys, operators, written, variables = [] }: Family, features: Features,
): fc.Arbitrary<{ readonly operator: string; readonly key: string; readonly value: unknown }> {
  const values = [...written, ...(features.variables ? variables : [])].map((value) => (features.looseGrammar ? value : String(value)));
  const list = fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
  return fc
    .record({
      set: fc.constantFrom("", "", ...(features.sets ? ["ForAllValues:", "ForAnyValue:"] : [])),
      operator: fc.constantFrom(...operators),
      ifExists: fc.constantFrom("", "", ...(features.ifExists ? ["IfExists"] : [])),
      key: fc.constantFrom(...keys),
      value: features.looseGrammar ? fc.oneof(list, fc.constantFrom(...values)) : list,
    })
    .map(({ set, operator, ifExists, key, value }) => ({ operator: `${set}${operator}${ifExists}`, key, value }));
}
