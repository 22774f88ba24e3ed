import { BatchStopJobRunCommand, DeleteJobCommand, GetJobRunCommand, GetJobRunsCommand, type GlueClient } from "@aws-sdk/client-glue";
import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { Folder } from "../smoke/tries.js";
import type { Doing } from "./doing.js";
import type { Outcome } from "./refusal.js";
import type { Failure } from "./snapshot.js";

/** What a smoke run works with. */
export interface Workshop {
  readonly glue: GlueClient;
  readonly s3: S3Client;
  readonly doing: Doing;
  /** Waits so many milliseconds; less where somebody is in a hurry. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds between two looks at a run. */
  readonly interval: number;
  readonly arnOf: (job: string) => string;
  readonly partition: string;
}

export const isOver = (state: string | undefined) => ["STOPPED", "SUCCEEDED", "FAILED", "TIMEOUT", "ERROR", "EXPIRED"].includes(state ?? "");

/** Stops the runs of a job, those that are named or all that go on, and waits until they have stopped. */
export async function stopRuns(job: string, named: string | undefined, { glue, doing, pause, interval, arnOf }: Workshop): Promise<readonly Failure[]> {
  const arn = arnOf(job);
  const listed = named === undefined ? await doing.insist("glue:GetJobRuns", arn, () => glue.send(new GetJobRunsCommand({ JobName: job }))) : undefined;
  if (listed?.kind === "refused") return [leftBehind(listed, `whether a run of \`${job}\` goes on could not be seen`)];
  const ids = named === undefined ? (listed?.kind === "seen" ? listed.value.JobRuns ?? [] : []).flatMap(({ Id, JobRunState }) => Id !== undefined && !isOver(JobRunState) ? [Id] : []) : [named];
  if (ids.length === 0) return [];
  const stopped = await doing.insist("glue:BatchStopJobRun", arn, () => glue.send(new BatchStopJobRunCommand({ JobName: job, JobRunIds: ids })));
  if (stopped.kind === "refused") return [leftBehind(stopped, `the run of \`${job}\` could not be stopped, and ends by its timeout`)];
  // A run that is stopping still writes: what it writes is to be taken away after that.
  for (let looks = 0; looks < 60; looks++) {
    const runs = await Promise.all(ids.map((RunId) => doing.make("glue:GetJobRun", arn, () => glue.send(new GetJobRunCommand({ JobName: job, RunId })))));
    if (runs.every((run) => run.kind !== "seen" || isOver(run.value.JobRun?.JobRunState))) break;
    await pause(interval);
  }
  return [];
}

/** Deletes a job; one that is not there is deleted already. */
export async function deleteJob(job: string, { glue, doing, arnOf }: Workshop): Promise<readonly Failure[]> {
  const deleted = await doing.insist("glue:DeleteJob", arnOf(job), () => glue.send(new DeleteJobCommand({ JobName: job })));
  return deleted.kind === "refused" ? [leftBehind(deleted, `the job \`${job}\` is left behind: delete it (aws glue delete-job --job-name ${job})`)] : [];
}

/** Deletes everything in a folder, what is known to lie in it even where it cannot be listed. */
export async function emptyFolder(folder: Folder, known: readonly string[], workshop: Workshop): Promise<readonly Failure[]> {
  const first = await deleteKeys(folder.bucket, known, workshop);
  const listed = await keysIn(folder, workshop);
  if (listed.kind === "refused") return [...first, leftBehind(listed, `what lies below \`s3://${folder.bucket}/${folder.prefix}\` may be left behind: delete it (aws s3 rm --recursive s3://${folder.bucket}/${folder.prefix})`)];
  return [...first, ...await deleteKeys(folder.bucket, listed.kind === "seen" ? listed.value.filter((key) => !known.includes(key)) : [], workshop)];
}

/** Deletes objects; what is not there is deleted already. */
export async function deleteKeys(bucket: string, keys: readonly string[], { s3, doing, partition }: Workshop): Promise<readonly Failure[]> {
  const outcomes = await Promise.all(keys.map(async (key) => ({ key, outcome: await doing.insist("s3:DeleteObject", `arn:${partition}:s3:::${bucket}/${key}`, () => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))) })));
  return outcomes.flatMap(({ key, outcome }) => outcome.kind === "refused" ? [leftBehind(outcome, `\`s3://${bucket}/${key}\` is left behind: delete it (aws s3 rm s3://${bucket}/${key})`)] : []);
}

/** The keys of all objects below a folder, page by page. */
export async function keysIn({ bucket, prefix }: Folder, { s3, doing, partition }: Pick<Workshop, "s3" | "doing" | "partition">): Promise<Outcome<readonly string[]>> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const from = token;
    const page = await doing.insist("s3:ListBucket", `arn:${partition}:s3:::${bucket}`, () => s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from })));
    if (page.kind !== "seen") return page;
    keys.push(...(page.value.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    token = page.value.IsTruncated === true ? page.value.NextContinuationToken : undefined;
  } while (token !== undefined);
  return { kind: "seen", value: keys };
}

const leftBehind = (outcome: Outcome<unknown>, what: string): Failure => ({ artifact: outcome.kind === "refused" ? outcome.failure.artifact : "", message: outcome.kind === "refused" ? `${what}: ${outcome.failure.message}` : what });
