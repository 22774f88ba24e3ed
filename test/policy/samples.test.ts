import { expect, test } from "vitest";
import { operators } from "../../src/policy/operators.js";
import { samplesOf } from "../../src/policy/samples.js";
import { symbolsOf } from "../../src/policy/symbols.js";

type Compared = readonly [operator: string, wanted: string];

function samples(compared: readonly Compared[], budget: number) {
  return samplesOf(compared.flatMap(([name, wanted]) => {
    const operator = operators.get(name);
    return operator === undefined ? [] : [{ operator, symbols: symbolsOf(wanted, true) }];
  }), budget);
}

const noArn = ["", "a"];
const anArn = "arn:::::";

test.each<readonly [what: string, compared: readonly Compared[], samples: readonly string[] | undefined]>([
  ["nothing", [], ["a"]],
  ["a text", [["StringEquals", "vpc-1"]], [...noArn, "vpc-1", anArn]],
  ["a text in a pattern", [["StringLike", "vpc-*"], ["StringEquals", "vpc-1"]], [...noArn, "vpc-a", "vpc-1", anArn]],
  ["a text in either case and in one", [["StringEqualsIgnoreCase", "ab"], ["StringEquals", "aB"]], [...noArn, "ab", "aB", anArn]],
  ["a text that reads as a boolean", [["StringEquals", "true"]], [...noArn, "true", anArn]],
  ["a boolean", [["Bool", "true"]], ["true", "false"]],
  ["a boolean, once as a text in another case", [["StringEquals", "False"], ["Bool", "true"]], ["true", "false"]],
  ["a boolean and a text that is none", [["Bool", "true"], ["StringEquals", "no"]], [...noArn, "no", "true", anArn]],
  ["a boolean that reads as none", [["Bool", "yes"]], ["true", "false"]],
  ["a boolean and a text that only begins as one", [["Bool", "true"], ["StringEquals", "truest"]], [...noArn, "true", "truest", anArn]],
  ["a boolean and a text that only ends as one", [["Bool", "true"], ["StringEquals", "untrue"]], [...noArn, "true", "untrue", anArn]],
  ["a boolean and a number that reads as one", [["Bool", "true"], ["NumericEquals", "true"]], undefined],
  ["an ARN: then it is some ARN", [["ArnLike", "arn:aws:s3:::a*"]], [anArn, "arn:aws:s3:::aa"]],
  ["an ARN and a text: then it is anything", [["StringEquals", "a"], ["ArnLike", "arn:aws:s3:::a*"]], [...noArn, "b", anArn, "arn:aws:s3:::aa"].sort()],
  ["an ARN and a boolean", [["ArnLike", "arn:aws:s3:::a*"], ["Bool", "true"]], [...noArn, "true", anArn, "arn:aws:s3:::aa"]],
  ["a text and a number", [["StringEquals", "a"], ["NumericEquals", "1"]], undefined],
  ["a number and a text", [["NumericEquals", "1"], ["StringEquals", "a"]], undefined],
  ["a number and bytes", [["BinaryEquals", "AAAA"], ["NumericEquals", "1"]], undefined],
  ["a number", [["NumericEquals", "5"]], ["5", "4", "6"]],
  ["numbers in any order, twice", [["NumericLessThan", "10"], ["NumericEquals", "6"], ["NumericEquals", "10.0"], ["NumericEquals", "8"], ["NumericEquals", "7"]], ["6", "7", "8", "10", "9", "5", "11"]],
  ["fractions", [["NumericEquals", "0.5"], ["NumericEquals", "1"]], ["0.5", "1", "0.75", "-0.5", "2"]],
  ["what is no number", [["NumericEquals", "x"]], ["-1", "1"]],
  ["a date", [["DateLessThan", "2026-01-01"]], ["2026-01-01T00:00:00Z", "2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z"]],
  ["two dates", [["DateLessThan", "2026-01-01"], ["DateLessThan", "2026-02-01T10:00:00Z"]], ["2026-01-01T00:00:00Z", "2026-02-01T10:00:00Z", "2026-01-01T00:00:01Z", "2025-12-31T00:00:00Z", "2026-02-02T10:00:00Z"]],
  ["what is no date", [["DateLessThan", "then"]], ["1969-12-31T00:00:00Z", "1970-01-02T00:00:00Z"]],
  ["a network", [["IpAddress", "10.1.2.3/8"]], ["10.0.0.0", "11.0.0.0", "0.0.0.0", "0:0:0:0:0:0:0:0"]],
  ["the last network, and one of the other version", [["IpAddress", "255.255.255.0/24"], ["IpAddress", "2001:db8::/32"]], ["255.255.255.0", "0.0.0.0", "2001:db8:0:0:0:0:0:0", "2001:db9:0:0:0:0:0:0", "0:0:0:0:0:0:0:0"]],
  ["all addresses, and what is none", [["IpAddress", "0.0.0.0/0"], ["IpAddress", "ten"]], ["0.0.0.0", "0:0:0:0:0:0:0:0"]],
  ["bytes", [["BinaryEquals", "QQ=="], ["BinaryEquals", "QUJDQUJD"], ["BinaryEquals", "QQ=="]], ["QQ==", "QUJDQUJD", "A".repeat(32)]],
  ["no bytes", [["BinaryEquals", ""]], ["", "AAAA"]],
])("%s", (_, compared, expected) => {
  const found = samples(compared, 999);
  expect(found && [...found].sort()).toEqual(expected && [...expected].sort());
});

test("texts of more classes than there is time for have no samples", () => {
  expect([samples([["StringEquals", "a"]], 9), samples([["ArnLike", "arn:aws:s3:::a*"]], 9)]).toEqual([undefined, undefined]);
});

test("a text is one that a person would think of, where the shortest would do as well", () => {
  expect(samples([["ArnLike", "arn:aws:glue:*:*:table/*"]], 999)).toEqual([anArn, "arn:aws:glue:us-east-1:123456789012:table/a"]);
});
