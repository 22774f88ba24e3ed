import { expect, test } from "vitest";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Policies, Request } from "../../src/evaluate/request.js";
import { readPolicy } from "./read-policy.js";

const here = "123456789012";
const role = `arn:aws:iam::${here}:role/etl`;
const ask = (action: string, resource: string, more: Partial<Request> = {}): Request => ({ principal: role, action, resource, ...more });
const allow = readPolicy({ Effect: "Allow", Action: "*", Resource: "*" });
const everyones = readPolicy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });

/** Requests of one action each whose layers differ with the resource, its account or the caller. */
const requests: readonly Request[] = [
  ask("kms:Decrypt", `arn:aws:kms:r:${here}:alias/a`), ask("kms:Decrypt", `arn:aws:kms:r:${here}:key/a`), ask("kms:Decrypt", `arn:aws:kms:r:${here}:alias/b`),
  ask("sts:AssumeRole", `arn:aws:iam::${here}:user/a`), ask("sts:AssumeRole", `arn:aws:iam::${here}:role/a`), ask("sts:AssumeRole", `arn:aws:iam::${here}:user/b`),
  ask("s3:GetObject", "arn:aws:s3:::a/b"), ask("s3:GetObject", "arn:aws:s3:::a/b", { resourceAccount: "222222222222" }), ask("s3:GetObject", "arn:aws:s3:::c/d", { resourceAccount: "222222222222" }), ask("s3:GetObject", "arn:aws:s3:::a/b", { resourceAccount: here }),
  ask("glue:GetJob", "arn:aws:glue:r:222222222222:job/a"), ask("glue:GetJob", `arn:aws:glue:r:${here}:job/a`), ask("glue:GetJob", `arn:aws:glue:r:${here}:job/a`, { principal: null }), ask("glue:GetJob", `arn:aws:glue:r:${here}:job/b`),
];

test.each<readonly [what: string, policies: Policies]>([
  ["policies of the caller alone", { identity: [allow] }],
  ["a policy of the resource", { identity: [], resource: [everyones] }],
  ["a policy of the resource that says nothing of it", { identity: [allow], resource: [readPolicy({ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" })] }],
  ["policies on both sides", { identity: [allow], resource: [everyones] }],
  ["limits", { identity: [allow], boundary: [allow], resource: [everyones], resourceControl: [[allow]], serviceControl: [[allow]] }],
])("%s: what was asked before changes no answer", (_, policies) => {
  const anew = (request: Request) => prepare(policies).explain(request);
  for (const all of [requests, requests.toReversed()]) {
    const authorizer = prepare(policies);
    expect(all.map((request) => [authorizer.explain(request), authorizer.decide(request)])).toEqual(all.map((request) => [anew(request), anew(request).decision]));
  }
});
