import { data } from "../services/managed-policies.generated.js";
import { managedPoliciesOf } from "../services/managed-policies.js";

export const account = "123456789012";
export const region = "ap-southeast-1";
/** The bucket of the shared storage, and the datastore. */
export const shared = "guzzle-shared";
export const lake = "sales-lake";

/** A statement as an author writes it. */
type Statement = Readonly<Record<string, unknown>>;

/** What a made-up job role has, before it stands in a dump. */
export interface MadeRole {
  readonly trust: object;
  readonly statements: readonly Statement[];
  readonly boundary: object | undefined;
}

/** What a job of Guzzle's needs, as its page has it with its slips mended, for one account; `folder` alone is the team's own. */
export function soundRole(folder: string): MadeRole {
  const glue = (name: string) => `arn:aws:glue:${region}:${account}:${name}`;
  return {
    trust: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" }] },
    statements: [
      { Sid: "Lake", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], Resource: `arn:aws:s3:::${lake}` },
      { Sid: "Objects", Effect: "Allow", Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"], Resource: `arn:aws:s3:::${lake}/*` },
      { Sid: "Team", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `arn:aws:s3:::team-${folder}/*` },
      { Sid: "Catalog", Effect: "Allow", Action: ["glue:BatchGetPartition", "glue:CreateTable", "glue:GetConnection", "glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetUserDefinedFunctions"], Resource: ["catalog", "connection/*", "database/*", "table/*/*", "userDefinedFunction/*/*"].map(glue) },
      { Sid: "Logs", Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource: "arn:aws:logs:*:*:log-group:/aws-glue/*" },
      { Sid: "Metrics", Effect: "Allow", Action: "cloudwatch:PutMetricData", Resource: "*" },
      { Sid: "Shared", Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${shared}/*` },
      { Sid: "Secrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: `arn:aws:secretsmanager:${region}:${account}:secret:*` },
      { Sid: "Runs", Effect: "Allow", Action: "glue:BatchStopJobRun", Resource: glue("job/*") },
    ],
    boundary: undefined,
  };
}

/** A way in which a role may be wrong, and the rule that must see it. */
export interface Fault {
  readonly rule: string;
  readonly plant: (role: MadeRole) => MadeRole;
}

const statement = (sid: string, change: Statement) => (role: MadeRole): MadeRole => ({ ...role, statements: role.statements.map((each) => each["Sid"] === sid ? { ...each, ...change } : each) });
const deny = (change: Statement) => (role: MadeRole): MadeRole => ({ ...role, statements: [...role.statements, { Sid: "Guard", Effect: "Deny", ...change }] });

/** The faults that are planted in made-up accounts: each is an error of one rule. */
export const faults: readonly Fault[] = [
  { rule: "job-role-trusts-glue", plant: (role) => ({ ...role, trust: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" }, { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }] } }) },
  { rule: "job-role-can-use-datastores", plant: statement("Objects", { Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"] }) },
  { rule: "job-role-can-use-datastores", plant: deny({ Action: "s3:PutObject", Resource: `arn:aws:s3:::${lake}/raw/*` }) },
  { rule: "job-role-can-stop-runs", plant: deny({ Action: "glue:BatchStopJobRun", Resource: "*" }) },
  { rule: "job-role-can-read-secrets", plant: statement("Secrets", { Resource: `arn:aws:secretsmanager:eu-west-3:${account}:secret:*` }) },
  { rule: "job-role-can-write-logs", plant: statement("Logs", { Resource: "arn:aws:logs:*:*:log-group:/aws-gleu/*" }) },
  { rule: "job-role-can-use-catalog", plant: statement("Catalog", { Resource: ["catalog", "connection/*", "database/*", "userDefinedFunction/*/*"].map((name) => `arn:aws:glue:${region}:${account}:${name}`) }) },
  { rule: "job-role-can-put-metrics", plant: (role) => ({ ...role, boundary: { Version: "2012-10-17", Statement: [{ Sid: "NoMetrics", Effect: "Allow", Action: ["s3:*", "glue:*", "logs:*", "secretsmanager:*"], Resource: "*" }] } }) },
];

export interface OtherPolicy {
  readonly arn: string;
  readonly version: string;
  readonly document: unknown;
}

/** Policies of AWS's that say nothing of what a Glue job needs, so that they mend no fault: what else a role has. */
export function otherPolicies(): readonly OtherPolicy[] {
  const managed = managedPoliciesOf(data);
  return managed.arns.flatMap((arn) => managed.policy(arn) ?? [])
    .filter(({ text }) => text.length < 4_000 && !/"(s3|glue|logs|cloudwatch|secretsmanager|kms|iam|sts):|"Deny"|"NotAction"|"Action": "\*"|"\*:/i.test(text)).slice(0, 60)
    .map(({ arn, version, text }): OtherPolicy => ({ arn, version, document: JSON.parse(text) }));
}
