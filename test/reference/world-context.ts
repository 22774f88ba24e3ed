import fc from "fast-check";
import type { Features } from "./features.js";
import type { Scalar } from "./line.js";

type Value = Scalar | readonly Scalar[];

/**
 * The few keys that a request may carry. Every value can be read as what its key holds: what a negated operator says
 * about the others is not documented.
 */
const values: { readonly [key: string]: readonly Value[] } = {
  "aws:SourceVpc": ["vpc-1", "vpc-2", "VPC-1"],
  "aws:PrincipalTag/team": ["red", "blue", "r*d", "r?d"],
  "aws:ResourceTag/team": ["red", "rxd", "r*d", "r?d", "${x}", "*"],
  "s3:prefix": ["", "home/", "home/red/x", "home/*"],
  "aws:SecureTransport": [true, "true", "false"],
  "aws:MultiFactorAuthPresent": ["true", false],
  "s3:max-keys": ["10", "10.0", 5],
  "aws:CurrentTime": ["2026-03-01T12:00:00Z", "2026-03-01T20:00:00+08:00", 1772366400, "2026-03-02", "2026-03-01T12:00:00.5Z"],
  "aws:SourceIp": ["203.0.113.7", "198.51.100.1", "2001:0DB8:0:0:0:0:0:1"],
  "aws:SourceArn": [
    "arn:aws:sns:us-east-1:111122223333:red", "arn:aws:logs:us-east-1:111122223333:log-group:/aws-glue/x", "my-topic",
  ],
  "app:blob": ["QQ==", "Qg=="],
};

const tagKeys: readonly Value[] = ["a", "", [], ["a"], ["a", "b"], ["a", "b"], ["b", "c"]];

/** Keys that are derived, and that a request may state otherwise: what it states wins. */
const stated: { readonly [key: string]: readonly Value[] } = {
  "aws:ResourceAccount": ["444455556666"], "AWS:USERNAME": ["red", "bob"], "aws:principalArn": ["arn:aws:iam::444455556666:user/eve"],
};

/** A context in which each key is there or not. */
export function contextArbitrary(features: Features): fc.Arbitrary<{ readonly [key: string]: Value }> {
  const all = { ...values, "aws:TagKeys": features.multiValued ? tagKeys : tagKeys.filter((value) => !Array.isArray(value)) };
  const otherwise = fc.oneof({ weight: 7, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someOf(stated) });
  return fc.tuple(someOf(all), otherwise).map(([carried, said]) => ({ ...carried, ...said }));
}

function someOf(all: { readonly [key: string]: readonly Value[] }): fc.Arbitrary<{ readonly [key: string]: Value }> {
  const keys = Object.fromEntries(Object.entries(all).map(([key, some]) => [key, fc.constantFrom(...some)]));
  return fc.record(keys, { requiredKeys: [] }).map((context) =>
    Object.fromEntries(Object.entries(context).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))));
}
