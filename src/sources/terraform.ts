import type { Compute } from "../subject/compute.js";
import type { Given } from "../templates/given.js";
import { rootModule, type Folder, type Loaded, type Resource, type Workspace } from "../terraform/module.js";
import { resourcesOfPlan, type Declaration } from "../terraform/plan.js";
import { givenBy, toldByPlan, type Told } from "../terraform/provider.js";
import type { Document } from "../text/document.js";
import { propertyOf } from "../text/node.js";
import { readable } from "../text/unknown.js";
import { computeOfJob } from "./glue-job.js";
import { together, type Pieces, type PolicyPiece } from "./pieces.js";
import { keyNamed } from "./key-names.js";
import { bucketsOf } from "./terraform-buckets.js";
import { configurationsIn, encryptedIn } from "./terraform-encryption.js";
import { jobOf } from "./terraform-job.js";
import { keyNamesIn, keysOf } from "./terraform-keys.js";
import { partsOf } from "./terraform-policy.js";
import { rolesOf } from "./terraform-roles.js";
import { nameOf, textIn } from "./terraform-text.js";

/** The roles, buckets, policies and Glue jobs of modules that nothing calls, each with the modules that it calls. */
export function piecesOfTerraform(roots: readonly Folder[], workspace: Workspace, given: Given): Pieces {
  return together(roots.map((root) => piecesOfModule(rootModule(root, workspace, given), given)));
}

/** Where the providers of such modules work, one by one. */
export const toldByTerraform = (roots: readonly Folder[], workspace: Workspace, given: Given): readonly Told[] => roots.map((root) => rootModule(root, workspace, given).told());

/** The same of a plan. */
export function piecesOfPlan(document: Document, given: Given, declared: (address: string) => Declaration | undefined): Pieces {
  return piecesOfResources(resourcesOfPlan(document, given, declared).filter(({ type }) => wanted.has(type)), [], givenBy(given, toldByPlan(document.root)));
}

function piecesOfModule(module: Loaded, given: Given): Pieces {
  const resources = module.resources((type) => wanted.has(type));
  return piecesOfResources(resources, module.unread(), givenBy(given, module.told()));
}

const wanted: ReadonlySet<string> = new Set([
  "aws_iam_role", "aws_iam_role_policy", "aws_iam_policy", "aws_iam_role_policy_attachment", "aws_iam_policy_attachment", "aws_iam_role_policy_attachments_exclusive", "aws_iam_user_policy", "aws_iam_group_policy",
  "aws_s3_bucket", "aws_s3_bucket_policy", "aws_s3_bucket_server_side_encryption_configuration", "aws_glue_job", "aws_glue_security_configuration",
  "aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_key_policy", "aws_kms_alias", "aws_kms_grant",
]);

/** What resources say, wherever they were read. */
function piecesOfResources(resources: readonly Resource[], unread: ReturnType<Loaded["unread"]>, given: Given): Pieces {
  const { roles, elsewhere } = rolesOf(resources, unread);
  const { buckets, policies } = bucketsOf(resources, given);
  const names = keyNamesIn(resources);
  const named = (text: string) => keyNamed(text, names, given);
  return { roles, buckets, ...keysOf(resources, given), encrypted: encryptedIn(resources, named), configurations: configurationsIn(resources, named), policies: [...elsewhere, ...resources.flatMap(policiesOf), ...policies], computes: resources.filter(({ type }) => type === "aws_glue_job").map((resource) => jobIn(resource, given)) };
}

/** A job that another configuration of the provider makes, or that says so itself, may run in another Region. */
function jobIn({ node, address, told }: Resource, given: Given): Compute {
  const compute = computeOfJob(jobOf(node), readable(nameOf(node) ?? address), true);
  const region = textIn(node, "region") ?? told.region;
  return region === undefined || region === given.region ? compute : { ...compute, region };
}

/** Policies that belong to no role by what they say themselves. */
function policiesOf(resource: Resource): readonly PolicyPiece[] {
  if (resource.type !== "aws_iam_user_policy" && resource.type !== "aws_iam_group_policy") return [];
  return partsOf(resource, propertyOf(resource.node, "policy")).map((part) => ({ part, use: "identity", arn: undefined, roles: [] }));
}
