import { compare } from "../access/compare.js";
import { contain } from "../evaluate/contain.js";
import type { Authorizer } from "../evaluate/prepare.js";
import type { Permission } from "../evaluate/request.js";
import { parsePolicy } from "../policy/parse.js";
import { requiredResources } from "../policy/resource.js";
import { data as managedPolicies } from "../services/managed-policies.generated.js";
import { managedPoliciesOf } from "../services/managed-policies.js";
import { data } from "../services/services.generated.js";
import { servicesOf } from "../services/services.js";
import { parseJson } from "../text/json.js";
import { goal, medianOf, milliseconds } from "./bench-runs.js";
import { preparedRole, roleWorld } from "./bench-role.js";

const principal = "arn:aws:iam::123456789012:role/etl";

/** How long proofs take: of the documented permissions, of AWS's largest policies, and of patterns made to be hard. In time of the processor, for others use it too. */
export function compareBench(): string {
  const managed = managedPoliciesOf(managedPolicies);
  const policy = (name: string) => parsePolicy(parseJson(name, managed.policy(`arn:aws:iam::aws:policy/${name}`)?.text ?? ""), "identity").policy;
  const compared = (existing: string, changed: string) => medianOf(Array.from({ length: 5 }, () => used(() => compare(servicesOf(data), [policy(existing)], [policy(changed)], "identity"))));
  const perQuestion = questionTime();
  const [same, all] = [compared("ReadOnlyAccess", "ReadOnlyAccess"), compared("ReadOnlyAccess", "AdministratorAccess")];
  const hard = adversarial();
  const answers = hard.map(({ authorizer }) => contain(authorizer, permission("s3:GetObject", "arn:aws:s3:::lake/*")).kind);
  const worst = Math.max(...hard.map(({ authorizer }) => medianOf(Array.from({ length: 5 }, () => used(() => contain(authorizer, permission("s3:GetObject", "arn:aws:s3:::lake/*")))))));
  return [
    "contain and compare: medians, in time of the processor; data is decoded anew for each comparison",
    `  documented permissions, one role of 5 policies of 20 statements, each question  ${perQuestion.toFixed(3).padStart(6)} ms   ${goal("1 ms", perQuestion < 1)}`,
    `  ReadOnlyAccess and itself                 ${milliseconds(same)}   ${goal("1,000 ms", same < 1000)}`,
    `  ReadOnlyAccess and AdministratorAccess    ${milliseconds(all)}   ${goal("1,000 ms", all < 1000)}`,
    `  30 patterns of many stars, ${answers.join(" and ")}      ${milliseconds(worst)}   ${goal("open in 1,000 ms", worst < 1000 && answers.every((kind) => kind === "open"))}`,
  ].join("\n");
}

const permission = (action: string, resources: string): Permission => ({ principal, action, resources: requiredResources(resources) });

/** The median time of a question, each asked of a role that was prepared once. */
function questionTime(): number {
  const authorizer = preparedRole(roleWorld().documents);
  const questions = documented.flatMap(([actions, resources]) => actions.map((action) => permission(action, resources)));
  return medianOf(Array.from({ length: 101 }, () => used(() => questions.forEach((question) => contain(authorizer, question))) / questions.length));
}

/** Questions in the form of those that the rules of the job's role ask. Source: https://github.com/ja-guzzle/docs/blob/master/docs/how_to_guides/computes/AWS%20Glue.md */
const documented: readonly (readonly [readonly string[], string])[] = [
  [["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "arn:aws:s3:::sales-lake/?*"], [["s3:GetObject"], "arn:aws:s3:::guzzle-shared/?*"], [["s3:ListBucket", "s3:GetBucketLocation"], "arn:aws:s3:::sales-lake"],
  [["glue:GetDatabase", "glue:GetTable", "glue:CreateTable", "glue:UpdateTable"], "arn:aws:glue:eu-west-1:123456789012:table/?*/?*"], [["glue:BatchStopJobRun"], "arn:aws:glue:eu-west-1:123456789012:job/?*"],
  [["secretsmanager:GetSecretValue"], "arn:aws:secretsmanager:eu-west-1:123456789012:secret:?*-######"], [["logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:eu-west-1:123456789012:log-group:/aws-glue/?*:log-stream:?*"], [["cloudwatch:PutMetricData"], "*"],
];

/** Two roles whose patterns stand in each other's way: 30 Denies, each on a condition of its own, or all on one. */
function adversarial(): readonly { readonly authorizer: Authorizer }[] {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz0123");
  const stars = letters.map((letter) => `arn:aws:s3:::lake/*${letter}*${letter}x*${letter}*`);
  const denies = (when: (letter: string) => object) => stars.map((Resource, i) => ({ Effect: "Deny", Action: "s3:GetObject", Resource, ...when(letters[i] ?? "") }));
  const role = (...more: readonly object[]) => ({ authorizer: preparedRole([{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }, ...more] }]) });
  return [role(...denies((letter) => ({ Condition: { StringEquals: { "aws:SourceVpc": letter } } }))), role(...denies(() => ({ Condition: { Bool: { "aws:SecureTransport": "false" } } })))];
}

/** Milliseconds of the processor that the work takes. */
function used(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
