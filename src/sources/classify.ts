import { isTemplate } from "../templates/sections.js";
import { isPlan } from "../terraform/is-plan.js";
import { isHcl } from "../terraform/syntax.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, stringOf } from "../text/node.js";
import { rememberingEach } from "../text/remembering.js";
import { emptyAwsOutput, isAwsOutput } from "./aws-output.js";
import { holdsGlueJobs } from "./glue-jobs.js";
import { isSmokeRun } from "./smoke-run.js";
import { isSnapshot } from "./snapshot.js";

/** What a document is, by what it says and not by its name. */
export type Spelling =
  | { readonly kind: "compute" | "identityPolicy" | "trustPolicy" | "resourcePolicy" | "template" | "terraform" | "terraformPlan" | "glueJob" | "awsOutput" | "snapshot" | "smokeRun" }
  /** A compute that runs on something else than Glue, or nothing of ours, and why. */
  | { readonly kind: "otherCompute" | "none"; readonly because: string };

/** A broken document is taken for what it looks like, so that its faults are reported and not passed over. */
export const spellingOf: (document: Document) => Spelling = rememberingEach((document) => {
  const { artifact, root, text, faults } = document;
  if (isHcl(document)) return /\.(tf|tofu)(\.json)?$/.test(artifact) ? { kind: "terraform" } : { kind: "none", because: "it holds values of variables: hand it in with --parameters" };
  const runMode = propertyOf(root, "run_mode");
  if (runMode !== undefined) return computeSpelling(stringOf(runMode));
  if (isSnapshot(root)) return { kind: "snapshot" };
  if (isSmokeRun(root)) return { kind: "smokeRun" };
  if (propertyOf(root, "Statement") !== undefined) return { kind: policyKind(root) };
  if (isPlan(root) || (faults.length > 0 && /"planned_values"\s*:/.test(text))) return { kind: "terraformPlan" };
  if (isTemplate(root)) return { kind: "template" };
  if (holdsGlueJobs(root)) return { kind: "glueJob" };
  // A document of which nobody says whose it is, as a policy file is.
  if (propertyOf(propertyOf(root, "PolicyVersion"), "Document") !== undefined) return { kind: "identityPolicy" };
  if (isAwsOutput({ root })) return { kind: "awsOutput" };
  if (faults.length > 0 && /AWSTemplateFormatVersion|"?\bType"?\s*:\s*["']?AWS::(IAM|Glue|S3|KMS)::/.test(text)) return { kind: "template" };
  if (faults.length > 0 && /"Statement"|"2012-10-17"/.test(text)) return { kind: "identityPolicy" };
  if (faults.length > 0 && /"(ScriptLocation|GlueVersion|AllocatedCapacity|JobUpdate)"\s*:/.test(text)) return { kind: "glueJob" };
  if (faults.length > 0 && /^\s*run_mode\s*:\s*["']?aws-glue\b/m.test(text)) return { kind: "compute" };
  const [fault] = faults;
  const empty = emptyAwsOutput({ root });
  return { kind: "none", because: fault ? `it is neither a policy, a compute nor a template: ${fault.message}` : empty ?? "it is no IAM policy, no Guzzle compute or Glue job, and no template of CloudFormation" };
});

/** A run mode that Guzzle does not have is a mistake in a compute, not another kind of compute. */
const computeSpelling = (runMode: string | undefined): Spelling => runMode !== undefined && otherRunModes.includes(runMode) ? { kind: "otherCompute", because: `its run mode is \`${runMode}\`, not \`aws-glue\`` } : { kind: "compute" };

/** Source: the compute examples of Guzzle's documentation (static/documents/spark_parameters.xlsx). */
const otherRunModes: readonly string[] = ["azure-databricks", "azure-synapse-spark", "aws-emr", "local"];

/** A document that names a principal is attached to a resource: to a role, if it is about assuming it. */
function policyKind(root: Document["root"]): "identityPolicy" | "trustPolicy" | "resourcePolicy" {
  const statements = itemsOf(propertyOf(root, "Statement"));
  if (!statements.some((statement) => propertyOf(statement, "Principal") ?? propertyOf(statement, "NotPrincipal"))) return "identityPolicy";
  const actions = statements.flatMap((statement) => itemsOf(propertyOf(statement, "Action"))).map((action) => stringOf(action)?.toLowerCase() ?? "");
  return actions.some((action) => action.startsWith("sts:")) ? "trustPolicy" : "resourcePolicy";
}
