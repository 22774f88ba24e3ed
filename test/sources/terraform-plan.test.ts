import { expect, test } from "vitest";
import { nothingGiven } from "../../src/templates/given.js";
import { piecesOfPlan } from "../../src/sources/terraform.js";
import { joined, type Pieces } from "../../src/sources/pieces.js";
import { assemble } from "../../src/sources/assemble.js";
import { factsOf } from "../../src/sources/facts.js";
import { spellingOf } from "../../src/sources/classify.js";
import { parseJson } from "../../src/text/json.js";
import { textAt } from "../../src/text/region.js";
import { readable } from "../../src/text/unknown.js";
import { statementsOf } from "./a-world.js";

interface Planned {
  readonly address: string;
  readonly values?: object;
  readonly unknown?: object;
  readonly expressions?: object;
}

const typeOf = (address: string) => /(?:^|\.)((?:data\.)?aws_\w+)\.[^.]+$/.exec(address)![1]!;
const resourceOf = ({ address, values = {} }: Planned) => ({ address, mode: typeOf(address).startsWith("data.") ? "data" : "managed", type: typeOf(address).replace("data.", ""), name: address.replace(/\[.*$/, "").replace(/^.*\./, ""), values });
const expressionsOf = (resources: readonly Planned[]) => resources.map(({ address, expressions = {} }) => ({ address: address.replace(/^(module\.\w+(\[[^\]]*\])?\.)*/, "").replace(/\[.*$/, ""), expressions }));

/** A plan of the root module and of one that it calls `m`. */
const plan = (resources: readonly Planned[], inner: readonly Planned[] = [], call: object = {}) => JSON.stringify({
  format_version: "1.2", terraform_version: "1.13.0",
  planned_values: { root_module: { resources: resources.map(resourceOf), child_modules: inner.length === 0 ? [] : [{ address: "module.m", resources: inner.map(resourceOf) }] } },
  resource_changes: [...resources, ...inner].map(({ address, unknown = {} }) => ({ address, change: { after_unknown: unknown } })),
  configuration: { root_module: { resources: expressionsOf(resources), module_calls: { m: { module: { resources: expressionsOf(inner), outputs: { role: { expression: { references: ["aws_iam_role.r.name", "aws_iam_role.r"] } } } }, ...call } } } },
}, undefined, 1);

const piecesIn = (text: string): Pieces => piecesOfPlan(parseJson("plan.json", text), { ...nothingGiven, account: "123456789012" }, () => undefined);
const rolesIn = (text: string) => { const { roles, loose } = joined(piecesIn(text)); return assemble({ facts: factsOf({}), computes: [], roles, serviceControl: undefined, loose }).roles; };

const allow = (action: string) => JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: action, Resource: "*" } });
const trust = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" } });
const role: Planned = { address: "aws_iam_role.r", values: { name: "r", path: "/", assume_role_policy: trust, inline_policy: [{ name: "i", policy: allow("a:I") }] }, unknown: { arn: true, id: true, inline_policy: [{}] } };
const refersTo = (...references: readonly string[]) => ({ references });

test("what refers to another resource belongs to it, though nobody knows its ARN yet", () => {
  const [r] = rolesIn(plan([
    role,
    { address: "aws_iam_policy.p", values: { name: "p", policy: allow("a:P") }, unknown: { arn: true } },
    { address: "aws_iam_role_policy_attachment.p", values: { role: "r" }, unknown: { policy_arn: true }, expressions: { policy_arn: refersTo("aws_iam_policy.p.arn", "aws_iam_policy.p") } },
    { address: "aws_iam_role_policy.q", values: { policy: allow("a:Q") }, unknown: { role: true }, expressions: { role: refersTo("aws_iam_role.r.id", "aws_iam_role.r") } },
  ]));
  expect([r!.arn, r!.is, statementsOf(r!)]).toEqual(["arn:aws:iam::123456789012:role/r", "job", ["Allow a:I on *", "Allow a:Q on *", "Allow a:P on *"]]);
});

test("through modules as well, both ways", () => {
  const inner: readonly Planned[] = [
    { ...role, address: "module.m.aws_iam_role.r" },
    { address: "module.m.aws_iam_role_policy.q", values: { policy: allow("a:Q") }, unknown: { role: true }, expressions: { role: refersTo("var.role") } },
  ];
  const outer: readonly Planned[] = [
    { ...role, address: "aws_iam_role.o", values: { ...role.values, name: "o" } },
    { address: "aws_iam_role_policy.x", values: { policy: allow("a:X") }, unknown: { role: true }, expressions: { role: refersTo("module.m.role", "module.m") } },
  ];
  expect(rolesIn(plan(outer, inner, { expressions: { role: refersTo("aws_iam_role.o.name", "aws_iam_role.o") } })).map((each) => [each.name, statementsOf(each)])).toEqual([["o", ["Allow a:I on *", "Allow a:Q on *"]], ["r", ["Allow a:I on *", "Allow a:X on *"]]]);
});

test("a document that is known only in part says what is known", () => {
  const [r] = rolesIn(plan([
    role,
    { address: "data.aws_iam_policy_document.d", values: { statement: [{ actions: ["s3:GetObject"], effect: null }] }, unknown: { json: true, statement: [{ resources: [true] }] } },
    { address: "aws_iam_role_policy.q", values: { role: "r" }, unknown: { policy: true }, expressions: { policy: refersTo("data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d") } },
  ]));
  expect(statementsOf(r!)).toEqual(["Allow a:I on *", "Allow s3:GetObject on ${data.aws_iam_policy_document.d.statement[0].resources[0]}"]);
});

test.each([
  ["a policy that nobody knows yet", { unknown: { policy: true }, values: { role: "r" } }, "unread: `${aws_iam_role_policy.q.policy}`, which is not known before it is applied"],
  ["a role that nobody knows yet", { unknown: { role: true }, values: { policy: allow("a:Q") } }, "unread: `aws_iam_role_policy.q`, which is attached to `${aws_iam_role_policy.q.role}`"],
  ["a role that one of several may be", { unknown: { role: true }, values: { policy: allow("a:Q") }, expressions: { role: refersTo("aws_iam_role.r", "each.key") } }, "unread: `aws_iam_role_policy.q`, which is attached to `${aws_iam_role_policy.q.role}`"],
])("%s may be any", (_, given, means) => {
  expect(rolesIn(plan([role, { address: "aws_iam_role_policy.q", ...given }])).map(statementsOf)).toEqual([["Allow a:I on *", means]]);
});

test("a job's arguments that nobody knows yet are there all the same", () => {
  const { computes: [job] } = piecesIn(plan([role, { address: "aws_glue_job.j", values: { name: "j", command: [{ script_location: "s3://b/a.py" }], default_arguments: { "--job-language": "python" }, timeout: 60 }, unknown: { role_arn: true, default_arguments: { "--TempDir": true }, command: [{}] }, expressions: { role_arn: refersTo("aws_iam_role.r.arn", "aws_iam_role.r") } }]));
  expect(Object.fromEntries(Object.entries(job!.properties).map(([key, { value, unknown }]) => [key, unknown ? readable(String(value)) : value]))).toMatchObject({ iam_role: "arn:aws:iam::123456789012:role/r", script_location: "s3://b/a.py", temporary_path: "${aws_glue_job.j.default_arguments.--TempDir}", job_timeout: 60 });
});

test("a fault in a policy stands where it does in the string", () => {
  const text = plan([role, { address: "aws_iam_role_policy.q", values: { role: "r", policy: allow("GetObject") } }]);
  const { roles, loose } = joined(piecesIn(text));
  const [fault] = assemble({ facts: factsOf({}), computes: [], roles, serviceControl: undefined, loose }).documents.flatMap(({ faults }) => faults);
  expect(fault && textAt(parseJson("plan.json", text), fault.location)).toBe('\\"GetObject\\"');
});

test("a state is one as well, and other JSON is none", () => {
  const state = JSON.stringify({ format_version: "1.0", terraform_version: "1.13.0", values: { root_module: { resources: [resourceOf({ ...role, values: { ...role.values, arn: "arn:aws:iam::210987654321:role/r" } })] } } });
  expect([rolesIn(state).map(({ arn }) => arn), spellingOf(parseJson("a.json", state)).kind, spellingOf(parseJson("a.json", '{ "format_version": "1", "values": {} }')).kind]).toEqual([["arn:aws:iam::210987654321:role/r"], "terraformPlan", "none"]);
});

test("what the provider fills in is nothing that anybody wrote", () => {
  const bare: Planned = { ...role, unknown: { ...role.unknown, managed_policy_arns: true } };
  const bucket: Planned = { address: "aws_s3_bucket.b", values: { bucket: "b" }, unknown: { policy: true } };
  const named = { managed_policy_arns: refersTo("var.arns"), policy: refersTo("var.policy") };
  const told = (...resources: readonly Planned[]) => { const text = plan(resources); return [rolesIn(text).map(statementsOf), piecesIn(text).buckets.map(({ policies }) => policies.length)]; };
  expect(told(bare, bucket)).toEqual([[["Allow a:I on *"]], [0]]);
  expect(told({ ...bare, expressions: named }, { ...bucket, expressions: named })).toEqual([[["Allow a:I on *", "unread: `${aws_iam_role.r.managed_policy_arns}`, a managed policy whose text is not here"]], [1]]);
});

test("a document that is made around a name is not that name", () => {
  const around = (references: object) => rolesIn(plan([role, { address: "aws_s3_bucket.b", values: { bucket: "b" }, unknown: { arn: true, id: true } }, { address: "aws_iam_role_policy.q", values: { role: "r" }, unknown: { policy: true }, expressions: { policy: references } }])).map(statementsOf);
  expect(around(refersTo("aws_s3_bucket.b.arn", "aws_s3_bucket.b"))).toEqual([["Allow a:I on *", "unread: `${aws_iam_role_policy.q.policy}`, which is not known before it is applied"]]);
});
