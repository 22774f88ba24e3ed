import { describe, expect, test } from "vitest";
import { operators } from "../../src/policy/operators.js";
import { symbolsOf } from "../../src/policy/symbols.js";

const asked = (operator: string, wanted: string, given: string) => operators.get(operator)?.test(symbolsOf(wanted, true))(given);

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
describe("a value of the request against one of the policy", () => {
  test.each<readonly [operator: string, wanted: string, met: readonly string[], others: readonly string[]]>([
    ["StringEquals", "Ab*", ["Ab*"], ["ab*", "Abc", "Ab", "Ab**", ""]],
    ["StringEquals", "", [""], ["a"]],
    ["StringEqualsIgnoreCase", "Ab*", ["Ab*", "aB*"], ["Abc", "b*"]],
    ["StringLike", "A?c*", ["Abc", "A?cde", "A:c:d"], ["abc", "Ac", "xAbc"]],
    ["StringLike", "*b", ["b", "ab", "a:b"], ["ba"]],
    ["StringLike", "${*}a", ["*a"], ["a", "ba"]],
    ["NumericEquals", "10", ["10", "10.0", "+10", "1e1", "1E+1", "100e-1", "10."], ["11", "9", "-10", "", "10abc", "abc", "1e", "1e1x", ".", "0x0a", " 10", "1 0"]],
    ["NumericEquals", ".5", [".5", "0.5", "+.50", "5e-1"], ["5", ".", "-.5", ".5.0", "0.5.0"]],
    ["NumericEquals", "12", ["12", "12.00", "1.2e01"], ["12,0", "x12", "12-", "1.2x"]],
    ["NumericEquals", "ten", [], ["ten", "10", ""]],
    ["NumericLessThan", "10", ["9", "-11", "9.99"], ["10", "10.01", "x"]],
    ["NumericLessThanEquals", "10", ["9", "10"], ["10.01", "11", "x"]],
    ["NumericGreaterThan", "10", ["10.01", "11"], ["10", "9", "x"]],
    ["NumericGreaterThanEquals", "10", ["10", "11"], ["9", "9.99", "x"]],
    ["DateEquals", "2026-11-22T10:00:00Z", ["2026-11-22T11:00:00+01:00", "1795341600"], ["2026-11-22", "then"]],
    ["DateLessThan", "2026-11-22", ["2026-11-21"], ["2026-11-22", "2026-11-23", "then"]],
    ["DateLessThanEquals", "2026-11-22", ["2026-11-21", "2026-11-22"], ["2026-11-23"]],
    ["DateGreaterThan", "2026-11-22", ["2026-11-23"], ["2026-11-22", "2026-11-21"]],
    ["DateGreaterThanEquals", "2026-11-22", ["2026-11-23", "2026-11-22"], ["2026-11-21", "then"]],
    ["Bool", "true", ["true", "TRUE"], ["false", "asdf", ""]],
    ["Bool", "False", ["false", "asdf", ""], ["true", "True"]],
    ["BinaryEquals", "QmluYXJ5", ["QmluYXJ5"], ["QmluYXJ6", "QmluYXJ", "qmluYXJ5", "QmluYXJ5="+"QQ"]],
    ["BinaryEquals", "QQ==", ["QQ==", "QQ=", "QQ", "QR==", "Qf"], ["Qg==", "QQA=", "RQ", "Q"]],
    ["BinaryEquals", "QUI=", ["QUI=", "QUI", "QUJ", "QUK", "QUL="], ["QUM=", "QUE", "QVI=", "QUIA"]],
    ["BinaryEquals", "+/8=", ["+/8=", "+/9"], ["+/4=", "-_8="]],
    ["BinaryEquals", "", ["", "="], ["AA"]],
    ["BinaryEquals", "Q", [], ["Q", "QUJDR"]],
    ["BinaryEquals", "Q!==", [], ["Q!==", "Q!"]],
    ["BinaryEquals", "!QQ=", [], ["!QQ=", "!QQ"]],
    ["BinaryEquals", "QQ!=", [], ["QQ!=", "QQ!"]],
    ["BinaryEquals", "=QQQQ", [], ["=QQQQ", "QQQQ"]],
    ["IpAddress", "10.0.0.0/8", ["10.1.2.3"], ["11.0.0.0", "::1", "ten"]],
    ["ArnLike", "arn:aws:s3:::da?a*", ["arn:aws:s3:::data", "arn:aws:s3:::data/x:y", "arn:aws:s3:::da:a"], ["arn:aws:s3:::dta", "arn:aws:s3::1:data"]],
    ["ArnLike", "arn:*:s3:*:1*:data", ["arn:aws:s3:::data".replace("::data", ":1:data"), "arn:aws:s3:r:12:data"], ["arn:aws:x:s3:r:1:data", "arn:aws:s3:r:1:2:data", "arn:aws:s3:r::data"]],
    ["ArnLike", "arn:aws:s3:r?:?:data", ["arn:aws:s3:r1:2:data"], ["arn:aws:s3:r::2:data", "arn:aws:s3:r1:::data", "arn:aws:s3:r:2:data"]],
    ["ArnLike", "arn:aws:s3:::a:*:b?", ["arn:aws:s3:::a:x:b:", "arn:aws:s3:::a:x:y:bc"], ["arn:aws:s3:::a:b:"]],
    ["ArnEquals", "arn:aws:s3:::data*", ["arn:aws:s3:::data/x"], ["arn:aws:s3:::dat"]],
  ])("%s %j", (operator, wanted, met, others) => {
    expect([...met, ...others].filter((given) => asked(operator, wanted, given))).toEqual(met);
  });
});

describe("an operator", () => {
  const positive = ["StringEquals", "StringEqualsIgnoreCase", "StringLike", "NumericEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "ArnLike", "ArnEquals"];
  const negated = { StringNotEquals: "StringEquals", StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase", StringNotLike: "StringLike", NumericNotEquals: "NumericEquals", DateNotEquals: "DateEquals", NotIpAddress: "IpAddress", ArnNotEquals: "ArnLike", ArnNotLike: "ArnLike" };

  test("is one of those that IAM has", () => {
    expect([...operators.keys()].sort()).toEqual([...positive, ...Object.keys(negated)].sort());
  });

  test.each(positive)("%s holds where a value is met", (name) => {
    expect(operators.get(name)?.negated).toBe(false);
  });

  test.each(Object.entries(negated))("%s holds where %s is met by none", (name, other) => {
    expect(operators.get(name)?.negated).toBe(true);
    expect(operators.get(name)?.test).toBe(operators.get(other)?.test);
  });

  // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
  test.each([...operators])("%s has variables filled in if it compares texts or ARNs", (name, { variables }) => {
    expect(variables).toBe(/^(String|Arn)/.test(name));
  });

  test.each([...operators])("%s holds for no text that is no ARN if it is about ARNs", (name, { refuses }) => {
    expect([refuses?.("text") ?? false, refuses?.("arn:aws:s3:::data") ?? false]).toEqual([name.startsWith("Arn"), false]);
  });

  test.each([...operators])("%s takes values of the kind that it is named after", (name, { kind }) => {
    const kinds = { String: "text", Numeric: "number", Date: "date", Bool: "boolean", Binary: "binary", IpAddress: "address", NotIpAddress: "address", Arn: "arn" };
    expect(Object.entries(kinds).filter(([prefix]) => name.startsWith(prefix)).map(([, each]) => each)).toEqual([kind]);
  });
});
