import { account, faults, lake, otherPolicies, region, shared, soundRole, type MadeRole, type OtherPolicy } from "./account-policies.js";
import { randomFrom } from "./random.js";

/** How large an account is made, and how its roles are. */
export interface Size {
  readonly seed: number;
  readonly roles: number;
  readonly jobs: number;
  /** Which part of the roles have a policy that no other role has. */
  readonly distinct: number;
  /** Which part of the roles have a fault. */
  readonly faulty: number;
}

/** A role with an error, and the rule that must find it. */
export interface Planted {
  readonly role: string;
  readonly rule: string;
}

/** An account as the AWS CLI shows it: texts in pieces, for they may be larger than memory. The same for the same size and seed. */
export interface MadeAccount {
  /** `aws iam get-account-authorization-details`. Source: https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html */
  readonly details: Iterable<string>;
  /** `aws glue get-jobs`. Source: https://docs.aws.amazon.com/cli/latest/reference/glue/get-jobs.html */
  readonly jobs: Iterable<string>;
  readonly planted: readonly Planted[];
}

export function madeAccount(size: Size): MadeAccount {
  const others = otherPolicies();
  const plan = planned(size, others.length);
  return {
    details: detailsOf(plan, others),
    jobs: jobsOf(plan, size.jobs),
    planted: plan.flatMap(({ name, fault }) => fault === undefined ? [] : [{ role: arnOf(name), rule: faults[fault]?.rule ?? "" }]),
  };
}

/** What is drawn for a role. */
interface Planned {
  readonly name: string;
  /** Whose policies it has. */
  readonly folder: string;
  readonly fault: number | undefined;
  readonly attached: readonly number[];
}

const teams = ["sales", "risk", "claims", "orders", "billing", "ledger", "people", "stock", "freight", "energy", "media", "retail", "audit", "forecast", "pricing", "returns"];
const stages = ["ingest", "clean", "join", "publish"];

function planned({ seed, roles, distinct, faulty }: Size, others: number): readonly Planned[] {
  const random = randomFrom(seed);
  const oneOf = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  // In turn, so that each kind of fault is there.
  const faultyOnes = new Map([...chosen(random, roles, Math.round(roles * faulty))].map((role, i) => [role, i % faults.length]));
  const distinctOnes = chosen(random, roles, Math.round(roles * distinct));
  return Array.from({ length: roles }, (_, i): Planned => {
    const [team = "", stage = ""] = [oneOf(teams), oneOf(stages)];
    const name = `guzzle-${team}-${stage}-${String(i).padStart(6, "0")}`;
    return { name, folder: distinctOnes.has(i) ? name : `${team}-${stage}`, fault: faultyOnes.get(i), attached: random() < 0.4 ? [Math.floor(random() * others)] : [] };
  });
}

/** So many different numbers below `count`. */
function chosen(random: () => number, count: number, wanted: number): ReadonlySet<number> {
  const found = new Set<number>();
  while (found.size < wanted) found.add(Math.floor(random() * count));
  return found;
}

const arnOf = (name: string) => `arn:aws:iam::${account}:role/data/${name}`;
const boundaryArn = (fault: number) => `arn:aws:iam::${account}:policy/boundary-${fault}`;
const made = (folder: string, fault: number | undefined): MadeRole => fault === undefined ? soundRole(folder) : faults[fault]?.plant(soundRole(folder)) ?? soundRole(folder);

function* detailsOf(plan: readonly Planned[], others: readonly OtherPolicy[]): Iterable<string> {
  yield `{\n    "UserDetailList": [],\n    "GroupDetailList": [],\n    "RoleDetailList": [\n`;
  for (const [i, role] of plan.entries()) yield `${indented(detailOf(role, i, others))}${i + 1 < plan.length ? "," : ""}\n`;
  yield `    ],\n    "Policies": [\n`;
  const boundaries = faults.flatMap((_, fault) => { const { boundary } = made("", fault); return boundary === undefined ? [] : [{ arn: boundaryArn(fault), version: "v1", document: boundary }]; });
  const policies = [...others, ...boundaries].map(policyOf);
  yield policies.map(indented).join(",\n");
  yield `\n    ]\n}\n`;
}

/** As the AWS CLI lays it out, two levels in. */
const indented = (value: object) => JSON.stringify(value, undefined, 4).replace(/^/gm, "        ");

const id = (kind: string, i: number) => `${kind}${i.toString(36).toUpperCase().padStart(17, "X")}`;

function detailOf({ name, folder, fault, attached }: Planned, i: number, others: readonly OtherPolicy[]): object {
  const { trust, statements, boundary } = made(folder, fault);
  return {
    Path: "/data/", RoleName: name, RoleId: id("AROA", i), Arn: arnOf(name), CreateDate: "2026-03-01T08:00:00+00:00", AssumeRolePolicyDocument: trust, InstanceProfileList: [],
    RolePolicyList: [{ PolicyName: "guzzle-job", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
    AttachedManagedPolicies: attached.flatMap((nth) => { const arn = others[nth]?.arn; return arn === undefined ? [] : [{ PolicyName: arn.replace(/^.*\//, ""), PolicyArn: arn }]; }),
    ...(boundary && fault !== undefined && { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: boundaryArn(fault) } }),
    Tags: [{ Key: "team", Value: folder }, { Key: "cost-center", Value: String(1000 + i % 97) }],
    RoleLastUsed: { LastUsedDate: "2026-11-20T03:00:00+00:00", Region: region },
  };
}

function policyOf({ arn, version, document }: OtherPolicy, i: number): object {
  return {
    PolicyName: arn.replace(/^.*\//, ""), PolicyId: id("ANPA", i), Arn: arn, Path: "/", DefaultVersionId: version, AttachmentCount: 1, PermissionsBoundaryUsageCount: 0, IsAttachable: true, CreateDate: "2026-03-01T08:00:00+00:00", UpdateDate: "2026-03-01T08:00:00+00:00",
    PolicyVersionList: [{ Document: document, VersionId: version, IsDefaultVersion: true, CreateDate: "2026-03-01T08:00:00+00:00" }],
  };
}

/** The jobs run with the roles, in turn. */
function* jobsOf(plan: readonly Planned[], jobs: number): Iterable<string> {
  yield `{\n    "Jobs": [\n`;
  for (let i = 0; i < jobs; i++) yield `${indented(jobOf(plan[Math.floor(i * plan.length / jobs)]?.name ?? "", i))}${i + 1 < jobs ? "," : ""}\n`;
  yield `    ]\n}\n`;
}

function jobOf(role: string, i: number): object {
  return {
    Name: `guzzle-job-${String(i).padStart(6, "0")}`, JobMode: "SCRIPT", JobRunQueuingEnabled: false, Role: arnOf(role), CreatedOn: "2026-03-01T08:00:00+00:00", LastModifiedOn: "2026-03-01T08:00:00+00:00",
    ExecutionProperty: { MaxConcurrentRuns: 1 }, Command: { Name: "glueetl", ScriptLocation: `s3://${shared}/guzzle/scripts/main.py`, PythonVersion: "3" },
    DefaultArguments: { "--job-language": "python", "--TempDir": `s3://${lake}/_guzzle/tmp/`, "--enable-metrics": "true", "--enable-continuous-cloudwatch-log": "true", "--enable-spark-ui": "true", "--spark-event-logs-path": `s3://${lake}/_guzzle/spark-ui/` },
    MaxRetries: 0, AllocatedCapacity: 10, Timeout: 240, MaxCapacity: 10, WorkerType: "G.1X", NumberOfWorkers: 10, GlueVersion: "5.0", ExecutionClass: "STANDARD",
  };
}
