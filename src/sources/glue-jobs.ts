import type { Compute } from "../subject/compute.js";
import { textOf } from "../templates/values.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, type Node } from "../text/node.js";
import { readable } from "../text/unknown.js";
import { computeOfJob, isGlueJob } from "./glue-job.js";

/** Whether a document is a Glue job of the API, or a list of them. */
export function holdsGlueJobs(root: Node | undefined): boolean {
  return jobsIn(root).length > 0;
}

/** The jobs of a document: what `create-job` or `update-job` take, or what `get-job`, `get-jobs` and `batch-get-jobs` answer. */
export function computesOfJobs({ artifact, root, faults }: Document): readonly Compute[] {
  const file = artifact.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const location = { artifact, pointer: "" };
  if (faults.length > 0) return [{ kind: "compute", name: file, guzzle: false, arguments: {}, location, propertiesLocation: location, properties: {}, faults }];
  return jobsIn(root).map(({ job, name, written }) => computeOfJob(job, readable(textOf(propertyOf(job, "Name")) ?? name ?? file), written));
}

interface Found {
  readonly job: Node;
  readonly name?: string | undefined;
  readonly written: boolean;
}

/** The jobs of a list as `get-jobs` answers it. */
export function computesIn(list: Node): readonly Compute[] {
  return jobsIn(list).map(({ job, name, written }) => computeOfJob(job, readable(textOf(propertyOf(job, "Name")) ?? name ?? ""), written));
}

function jobsIn(root: Node | undefined): readonly Found[] {
  if (root === undefined) return [];
  const update = propertyOf(root, "JobUpdate");
  const answered = [...itemsOf(propertyOf(root, "Job")), ...itemsOf(propertyOf(root, "Jobs")), ...(root.kind === "list" ? root.items : [])].filter(isGlueJob);
  if (isGlueJob(root)) return [{ job: root, written: isWritten(root) }];
  return [...answered.map((job) => ({ job, written: isWritten(job) })), ...(update && isGlueJob(update) ? [{ job: update, name: textOf(propertyOf(root, "JobName")), written: true }] : [])];
}

/** Only the API says when a job was made, and how much it allocates. */
const isWritten = (job: Node) => propertyOf(job, "CreatedOn") === undefined && propertyOf(job, "LastModifiedOn") === undefined && propertyOf(job, "AllocatedCapacity") === undefined;
