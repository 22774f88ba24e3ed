import { ListJobsCommand } from "@aws-sdk/client-glue";
import { idIn } from "../smoke/identity.js";
import { tag } from "../smoke/job.js";
import type { Folder } from "../smoke/tries.js";
import { deleteJob, deleteKeys, keysIn, stopRuns, type Workshop } from "./clean-up.js";
import type { Failure } from "./snapshot.js";

/** Takes away what earlier runs have left, jobs by their tag and objects by their folder: of those that nobody looks after any longer. */
export async function removeLeftovers(roots: readonly Folder[], isAbandoned: (id: string) => boolean, account: string, workshop: Workshop): Promise<readonly Failure[]> {
  const { jobs, failures } = await taggedJobs(account, workshop);
  const left = jobs.filter((job) => isLeft(job, isAbandoned));
  const removed = await Promise.all(left.map(async (job) => [...await stopRuns(job, undefined, workshop), ...await deleteJob(job, workshop)]));
  const emptied = await Promise.all(roots.map((root) => emptyRoot(root, isAbandoned, workshop)));
  return [...failures, ...removed.flat(), ...emptied.flat()];
}

function isLeft(name: string, isAbandoned: (id: string) => boolean): boolean {
  const id = idIn(name);
  return id !== undefined && isAbandoned(id);
}

async function taggedJobs(account: string, { glue, doing }: Workshop): Promise<{ readonly jobs: readonly string[]; readonly failures: readonly Failure[] }> {
  const jobs: string[] = [];
  let token: string | undefined;
  do {
    const from = token;
    const page = await doing.make("glue:ListJobs", account, () => glue.send(new ListJobsCommand({ Tags: { ...tag(false) }, NextToken: from })));
    if (page.kind === "refused") return { jobs, failures: [{ artifact: account, message: `what earlier smoke runs left could not be looked for: ${page.failure.message}` }] };
    jobs.push(...page.kind === "seen" ? page.value.JobNames ?? [] : []);
    token = page.kind === "seen" && page.value.NextToken !== "" ? page.value.NextToken : undefined;
  } while (token !== undefined);
  return { jobs, failures: [] };
}

async function emptyRoot(root: Folder, isAbandoned: (id: string) => boolean, workshop: Workshop): Promise<readonly Failure[]> {
  const listed = await keysIn(root, workshop);
  if (listed.kind === "refused") return [{ artifact: `s3://${root.bucket}/${root.prefix}`, message: `what earlier smoke runs left could not be looked for: ${listed.failure.message}` }];
  return deleteKeys(root.bucket, (listed.kind === "seen" ? listed.value : []).filter((key) => isLeft(key, isAbandoned)), workshop);
}
