import fc from "fast-check";
import type { Policies, Request } from "../../src/evaluate/request.js";
import { parsePolicy } from "../../src/policy/parse.js";
import type { PolicyUse } from "../../src/policy/grammar-fault.js";
import type { Policy } from "../../src/policy/policy.js";
import { parseJson } from "../../src/text/json.js";

/** Worlds small enough for all their requests to be tried one by one: resources of a few letters, keys of a few values. */
export interface SmallWorld {
  readonly policies: () => Policies;
  readonly principal: string;
  readonly resourceAccount: string | undefined;
  /** The pattern of the resources that are asked for. */
  readonly wanted: string;
  readonly text: string;
}

export const action = "x:Get";
const here = "123456789012";

/** All the resources of these worlds: of up to three characters of a small alphabet, in the ARN of some service. */
export const resources: readonly string[] = ["", "a", "b", "/"].reduce<readonly string[]>((all) => [...new Set(all.flatMap((key) => [key, ...["a", "b", "c", "/", ":"].map((letter) => key + letter)]))], [""])
  .filter((key) => key.length <= 3 && !/c.*c|:.*:/.test(key)).map((key) => `arn:aws:x:r:${here}:${key}`);

/** The keys of these worlds, with values of every class that their conditions can part; and what else may stand for several. */
const keys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "aws:SourceVpc": [["vpc-1"], ["vpc-2"], ["VPC-1"], ["VPC-2"], ["vpc-12"], ["vpc-*"], ["VPC-*"], ["vpc-1?"], ["VPC-1?"], ["v"], [""]],
  "aws:SecureTransport": [["true"], ["false"]],
  "s3:max-keys": [["4"], ["5"], ["6"], ["7"], ["8"]],
  "aws:CurrentTime": [["2026-01-01T00:00:00Z"], ["2026-01-01T12:00:00Z"], ["2026-02-01T00:00:00Z"], ["2027-01-01T00:00:00Z"], ["2025-01-01T00:00:00Z"]],
  "aws:SourceIp": [["10.0.0.1"], ["10.0.1.1"], ["10.1.0.1"], ["11.0.0.1"], ["2001:db8::1"]],
  "aws:SourceArn": [["arn:aws:s3:::a"], ["arn:aws:s3:::ab"], ["arn:aws:s3:::b"], ["arn:aws:sqs:r:1:a:b"]],
  "aws:TagKeys": [["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]],
  "aws:PrincipalTag/team": [["a"], ["b"], ["c"], ["*"], ["a/b"]],
};

type Operands = readonly [operator: string, key: string, values: string | readonly string[]];
const one = fc.constantFrom;
const several = (...values: readonly string[]) => fc.oneof(one(...values), fc.uniqueArray(one(...values), { minLength: 1, maxLength: 2 }));
const text = fc.tuple(one("StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"), one("aws:SourceVpc", "AWS:sourceVPC"), several("vpc-1", "vpc-2", "vpc-*", "vpc-1?", "VPC-1"));
const boolean = fc.tuple(one("Bool", "Bool", "StringEquals"), one("aws:SecureTransport"), several("true", "false"));
const number = fc.tuple(one("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"), one("s3:max-keys"), several("5", "7", "5.0"));
const date = fc.tuple(one("DateLessThan", "DateGreaterThanEquals", "DateEquals", "DateNotEquals"), one("aws:CurrentTime"), several("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
const address = fc.tuple(one("IpAddress", "NotIpAddress"), one("aws:SourceIp"), several("10.0.0.0/24", "10.0.0.0/16", "10.0.0.0/8", "2001:db8::/32"));
const arn = fc.tuple(one("ArnLike", "ArnNotLike", "ArnEquals"), one("aws:SourceArn"), several("arn:aws:s3:::a*", "arn:aws:s3:::ab", "arn:*:sqs:*:*:*"));
const tagKeys = fc.tuple(one("ForAllValues:StringEquals", "ForAnyValue:StringEquals", "ForAllValues:StringNotEquals", "ForAnyValue:StringNotEquals", "ForAnyValue:StringLike"), one("aws:TagKeys"), several("a", "b"));
const absent = fc.tuple(one("Null"), one(...Object.keys(keys)), several("true", "false"));
const operands: fc.Arbitrary<Operands> = fc.tuple(fc.oneof(text, text, boolean, number, date, address, arn, tagKeys, absent), fc.boolean(), fc.boolean())
  .map(([[operator, key, values], ifExists, rare]) => [ifExists && rare && operator !== "Null" ? `${operator}IfExists` : operator, key, values]);
// Two sets of the same key are what only values that several members make can tell apart.
const twoSets = fc.tuple(tagKeys, tagKeys).map((pair): readonly Operands[] => pair);
const conditions: fc.Arbitrary<readonly Operands[]> = fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 4, arbitrary: operands.map((each) => [each]) }, { weight: 2, arbitrary: fc.tuple(operands, operands) }, { weight: 1, arbitrary: twoSets });

function conditionOf(all: readonly Operands[]): object {
  const condition: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, values] of all) condition[operator] = { ...condition[operator], [key]: values };
  return all.length === 0 ? {} : { Condition: condition };
}

const word = fc.array(one("a", "b", "/", ":", "*", "*", "?"), { maxLength: 4 }).map((letters) => letters.join(""));
const arnOf = fc.tuple(one("r", "r", "*", "?", "*r", "q"), one(here, here, "*", "1*", "*2", "999999999999"), word).map(([region, account, name]) => `arn:aws:x:${region}:${account}:${name}`);
const resource = fc.oneof({ arbitrary: arnOf, weight: 8 }, { arbitrary: one("*", "*", "arn:aws:x", "arn:aws:x:r", "arn:aws:x:*:a", "arn:aws:y:::a"), weight: 2 }, { arbitrary: one("${aws:PrincipalTag/team}", "a${aws:PrincipalTag/team}", "${aws:PrincipalTag/team, 'b'}*").map((name) => `arn:aws:x:r:${here}:${name}`), weight: 1 });

export interface Statement { readonly Effect: string; readonly [element: string]: unknown }
export const statement: fc.Arbitrary<Statement> = fc.record({
  Effect: one("Allow", "Allow", "Allow", "Deny"),
  element: one("Action", "Action", "Action", "NotAction"),
  actions: fc.array(one("x:Get", "x:*", "X:g?t", "x:Put", "*"), { minLength: 1, maxLength: 2 }),
  target: one("Resource", "Resource", "Resource", "NotResource"),
  resources: fc.array(resource, { minLength: 1, maxLength: 3 }),
  conditions,
}).map(({ Effect, element, actions, target, resources: patterns, conditions: all }) => ({ Effect, [element]: actions, [target]: patterns, ...conditionOf(all) }));
const broad: Statement = { Effect: "Allow", Action: "x:*", Resource: "*" };
const statements = fc.tuple(one([], [], [broad]), fc.array(statement, { minLength: 1, maxLength: 3 })).map((parts) => parts.flat());

const callers = [`arn:aws:iam::${here}:role/etl`, `arn:aws:iam::${here}:role/etl`, `arn:aws:iam::${here}:user/ann`, `arn:aws:sts::${here}:assumed-role/etl/run`];
const principal = one<unknown>("*", { AWS: here }, { AWS: callers[0] }, { AWS: callers[2] }, { AWS: callers[3] }, { Service: "glue.amazonaws.com" });
const resourcePolicy = fc.array(fc.tuple(statement, one("Principal", "Principal", "Principal", "NotPrincipal"), principal), { minLength: 1, maxLength: 2 })
  .map((all) => all.map(([each, element, who]): Statement => ({ ...each, [each.Effect === "Deny" ? element : "Principal"]: who })));

/** A layer that allows nothing, or almost everything, as most are; or that says something. */
const level = fc.oneof({ weight: 1, arbitrary: statements }, { weight: 1, arbitrary: statements.map((all) => [broad, ...all]) });
/** One in so many; what is not drawn is not made, for most of the time went there. */
const oneIn = <Drawn>(n: number, arbitrary: fc.Arbitrary<Drawn>) => fc.oneof({ weight: n - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const everyones = (all: readonly Statement[]): readonly Statement[] => all.map((each) => ({ ...each, Principal: "*" }));
const sole = (all: readonly Statement[]) => [all];

export const smallWorld: fc.Arbitrary<SmallWorld> = fc.record({
  raw: fc.record({
    identity: fc.array(statements, { minLength: 1, maxLength: 2 }),
    boundary: oneIn(5, level.map(sole)), session: oneIn(8, level.map(sole)), endpoint: oneIn(8, level.map(everyones).map(sole)),
    serviceControl: oneIn(5, fc.array(level, { minLength: 1, maxLength: 2 })), resourceControl: oneIn(8, level.map(everyones).map(sole)), resource: oneIn(4, resourcePolicy.map(sole)),
  }),
  unread: oneIn(12, fc.constant(true)), foreign: oneIn(8, fc.constant(true)), caller: one(...callers),
  wanted: fc.tuple(one("a", "", "b/", "a/"), one("*", "?*", "a", "*b", "?")).map((parts) => `arn:aws:x:r:${here}:${parts.join("")}`),
}).map(({ raw, unread, foreign, caller, wanted }) => {
  const text = JSON.stringify(raw);
  return { policies: () => policiesOf(raw, unread === true), principal: caller, resourceAccount: foreign && "210987654321", wanted, text };
}).filter((world) => valuesIn(world).reduce((product, [, values]) => product * (values.length + 1), 1) <= 100);

type Documents = readonly (readonly Statement[])[];
type Raw = Readonly<Record<Exclude<keyof Policies, "managementAccount" | "identity">, Documents | undefined>> & { readonly identity: Documents };

function policiesOf({ identity, boundary, session, endpoint, serviceControl, resourceControl, resource: owner }: Raw, unread: boolean): Policies {
  const reader = (use: PolicyUse) => (all: readonly Statement[]) => read(all, use);
  return {
    identity: [...identity.map(reader("identity")), ...(unread ? [{ kind: "unread", location: { artifact: "", pointer: "" }, because: "it is gone" } as const] : [])],
    ...(boundary && { boundary: boundary.map(reader("identity")) }), ...(session && { session: session.map(reader("identity")) }),
    ...(owner && { resource: owner.map(reader("resource")) }), ...(endpoint && { endpoint: endpoint.map(reader("resource")) }),
    ...(serviceControl && { serviceControl: serviceControl.map((each) => [read(each, "limit")]) }), ...(resourceControl && { resourceControl: resourceControl.map((each) => [read(each, "resource")]) }),
  };
}

function read(statementsOf: readonly Statement[], use: PolicyUse): Policy {
  const { policy } = parsePolicy(parseJson("p.json", JSON.stringify({ Version: "2012-10-17", Statement: statementsOf })), use);
  if (policy.kind === "unread") throw new Error(`the generator made what the grammar refuses: ${JSON.stringify(statementsOf)} (${use})`);
  return policy;
}

/** The keys of a world's conditions and variables, with values of every class. */
function valuesIn({ text: written }: Pick<SmallWorld, "text">): readonly (readonly [string, readonly (readonly string[])[]])[] {
  return Object.entries(keys).filter(([key]) => written.toLowerCase().includes(key.toLowerCase()));
}

/** All the contexts that a world can tell apart. */
export function contextsOf(world: Pick<SmallWorld, "text">): readonly NonNullable<Request["context"]>[] {
  return valuesIn(world).reduce<readonly NonNullable<Request["context"]>[]>((all, [key, values]) => all.flatMap((context) => [context, ...values.map((value) => ({ ...context, [key]: value }))]), [{}]);
}
