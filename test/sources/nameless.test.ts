import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/sources/facts.js";
import { nameless } from "../../src/sources/nameless.js";

const facts = factsOf({ sharedStorage: "guzzle-shared", datastores: ["sales-lake"] });
const policy = (...resources: readonly string[]) => JSON.stringify({ Statement: resources.map((Resource) => ({ Action: "s3:GetObject", Resource })) });
const of = (...resources: readonly string[]) => nameless([policy(...resources)], facts);

describe("policies are the same whatever a bucket is called of which nothing is asked", () => {
  test.each([
    [["arn:aws:s3:::team-a/*"], ["arn:aws:s3:::team-b/*"]],
    [["arn:aws:s3:::team-a", "arn:aws:s3:::team-a/x?/*"], ["arn:aws:s3:::other", "arn:aws:s3:::other/x?/*"]],
    [["arn:aws:s3:::one", "arn:aws:s3:::two", "arn:aws:s3:::one/*"], ["arn:aws:s3:::two", "arn:aws:s3:::one", "arn:aws:s3:::two/*"]],
    [["arn:aws:s3:::team-a/*", "*", "arn:aws:s3:::*", "arn:aws:s3:::*/x", "arn:aws:glue:*:*:table/team-*"], ["arn:aws:s3:::team-b/*", "*", "arn:aws:s3:::*", "arn:aws:s3:::*/x", "arn:aws:glue:*:*:table/team-*"]],
  ])("%j and %j", (one, other) => {
    expect(of(...one)).toBeDefined();
    expect(of(...one)).toEqual(of(...other));
  });

  test.each([
    // What is asked of, in one of them.
    [["arn:aws:s3:::sales-lake/*"], ["arn:aws:s3:::team-b/*"]],
    [["arn:aws:s3:::team-a/*", "arn:aws:s3:::guzzle-shared/*"], ["arn:aws:s3:::team-a/*", "arn:aws:s3:::sales-lake/*"]],
    // The same bucket twice is not two.
    [["arn:aws:s3:::one", "arn:aws:s3:::one"], ["arn:aws:s3:::one", "arn:aws:s3:::two"]],
    [["arn:aws:s3:::one", "arn:aws:s3:::two", "arn:aws:s3:::one/*"], ["arn:aws:s3:::one", "arn:aws:s3:::two", "arn:aws:s3:::two/*"]],
    // Other parts, another partition, another service, no name that a bucket has.
    [["arn:aws:s3:::team-a/x/*"], ["arn:aws:s3:::team-b/y/*"]], [["arn:aws:s3:::team-a"], ["arn:aws-cn:s3:::team-a"]], [["arn:aws:sqs:::team-a"], ["arn:aws:sqs:::team-b"]],
    [["arn:aws:s3:::Team_A/*"], ["arn:aws:s3:::Team_B/*"]], [["arn:aws:s3:::<bucket>/*"], ["arn:aws:s3:::team-a/*"]], [["arn:aws:s3:::0"], ["arn:aws:s3:::one"]], [["team-a"], ["team-b"]],
  ])("%j and %j are two", (one, other) => {
    expect(of(...one)).toBeDefined();
    expect(of(...one)).not.toEqual(of(...other));
  });

  test.each([
    "arn:aws:s3:::team-*", "arn:aws:s3:::team-*/x", "arn:aws:s3:::*-x/*", "arn:aws:s3:::**", "arn:aws:s3:::?*/*", "arn:aws:s3:::a?b/x", "arn:*", "arn:aws:*", "arn:aws:s3*", "arn:aws:s?:::x",
    "arn:aws:s3:*:*:x", "arn:aws:s3:*:x", "arn:aws:s3::*:x", "arn:aws:s3:eu*::x", "arn:aws:s3::1*:x", "arn:aws:s3:?",
  ])("a pattern may tell some names from others: %s", (pattern) => { expect(of("arn:aws:s3:::team-a/*", pattern)).toBeUndefined(); });

  test("names count where a policy may be too long, and where nobody says of which buckets something is asked", () => {
    expect(nameless([policy("arn:aws:s3:::team-a/*").padEnd(6_144)], facts)).toBeDefined();
    expect(nameless([policy("arn:aws:s3:::team-a/*").padEnd(6_145)], facts)).toBeUndefined();
    expect([factsOf({ sharedStorage: "guzzle-shared" }), factsOf({ datastores: ["sales-lake"] })].map((some) => nameless([policy("arn:aws:s3:::team-a/*")], some))).toEqual([undefined, undefined]);
  });
});
