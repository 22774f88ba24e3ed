import { CreateJobCommand, StartJobRunCommand } from "@aws-sdk/client-glue";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Plan } from "../smoke/plan.js";
import { deleteJob, emptyFolder, isOver, stopRuns, type Workshop } from "./clean-up.js";
import { glueClient, s3Client, stsClient, type Access } from "./clients.js";
import { doingWith, type Done } from "./doing.js";
import { removeLeftovers } from "./leftovers.js";
import type { Failure } from "./snapshot.js";
import { watch, type Seen } from "./watch.js";

/** What a run needs of the world. */
export interface World {
  /** Waits so many milliseconds, or until somebody wants the run to stop. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Why the run is to stop: the name of a signal. */
  readonly stopped: () => string | undefined;
  /** Whether nobody looks after the run of that id any longer. */
  readonly isAbandoned: (id: string) => boolean;
  /** Hears of the state of the run, at each look. */
  readonly told: (state: string) => void;
  /** Milliseconds between two looks. */
  readonly interval: number;
}

/** How a smoke run went. */
export interface Ran extends Seen {
  /** Who made and started the job; empty where nobody knows. */
  readonly caller: string;
  /** What whoever makes and starts the job was allowed and refused. */
  readonly done: readonly Done[];
}

/** Runs the plan, and takes away whatever it left, however it ends. */
export async function smoke(plan: Plan, access: Access, world: World): Promise<Ran> {
  const workshop = workshopFor(plan, access, world);
  const { doing } = workshop;
  const unstarted = { states: [], ended: undefined, seconds: 0, done: doing.done };

  const who = await doing.make("sts:GetCallerIdentity", "the caller", () => stsClient(access).send(new GetCallerIdentityCommand({})));
  if (who.kind !== "seen") return { ...unstarted, caller: "", failures: who.kind === "refused" ? [who.failure] : [] };
  const { Account: account = "", Arn: caller = "" } = who.value;
  if (account !== plan.account) return { ...unstarted, caller, failures: [{ artifact: account, message: `the credentials are of the account ${account}, and the role of the compute is of ${plan.account}: sign in there, or name a profile with --profile` }] };

  const before = await removeLeftovers(plan.roots, world.isAbandoned, account, workshop);
  const run = await start(plan, workshop, world);
  const seen: Seen = run.id === undefined ? { ...unstarted, failures: [] } : await watch(run.id, plan, workshop, world.stopped, world.told);
  const after = await cleanUp(plan, run, isOver(seen.ended?.state), workshop);
  const signal = world.stopped();
  const interrupted = signal === undefined ? [] : [{ artifact: plan.job.Name, message: `the smoke run was stopped by ${signal}` }];
  return { ...seen, caller, done: doing.done, failures: [...before, ...run.failures, ...seen.failures, ...interrupted, ...after] };
}

/** How far the start got. What was begun may be there, even where AWS gave no answer. */
interface Started {
  readonly begun: readonly ("script" | "job" | "run")[];
  readonly id: string | undefined;
  readonly failures: readonly Failure[];
}

async function start({ job, script }: Plan, { glue, s3, doing, arnOf, partition }: Workshop, { stopped }: World): Promise<Started> {
  const { Tags, DefaultArguments, Command, ...rest } = job;
  const steps = [
    { begins: "script", take: () => doing.make("s3:PutObject", `arn:${partition}:s3:::${script.bucket}/${script.prefix}`, async () => s3.send(new PutObjectCommand({ Bucket: script.bucket, Key: script.prefix, Body: script.text }))) },
    { begins: "job", take: () => doing.make("glue:CreateJob", arnOf(job.Name), async () => glue.send(new CreateJobCommand({ ...rest, Command: { ...Command }, Tags: { ...Tags }, DefaultArguments: { ...DefaultArguments } }))) },
  ] as const;
  const begun: Started["begun"][number][] = [];
  for (const { begins, take } of steps) {
    if (stopped() !== undefined) return { begun, id: undefined, failures: [] };
    begun.push(begins);
    const outcome = await take();
    if (outcome.kind === "refused") return { begun, id: undefined, failures: [outcome.failure] };
  }
  if (stopped() !== undefined) return { begun, id: undefined, failures: [] };
  const run = await doing.make("glue:StartJobRun", arnOf(job.Name), () => glue.send(new StartJobRunCommand({ JobName: job.Name })));
  return { begun: [...begun, "run"], id: run.kind === "seen" ? run.value.JobRunId : undefined, failures: run.kind === "refused" ? [run.failure] : [] };
}

async function cleanUp({ job, script, folders, keep }: Plan, { begun, id }: Started, over: boolean, workshop: Workshop): Promise<readonly Failure[]> {
  const stopped = begun.includes("run") && !over ? await stopRuns(job.Name, id, workshop) : [];
  if (keep) return stopped;
  const deleted = begun.includes("job") ? await deleteJob(job.Name, workshop) : [];
  // Before the run there is nothing but the script, in the first folder.
  const dirty = begun.includes("run") ? folders : folders.slice(0, begun.length > 0 ? 1 : 0);
  const emptied = await Promise.all(dirty.map((folder, i) => emptyFolder(folder, i === 0 ? [script.prefix] : [], workshop)));
  return [...stopped, ...deleted, ...emptied.flat()];
}

function workshopFor({ region, partition, account }: Plan, access: Access, { pause, interval }: World): Workshop {
  return { glue: glueClient(access, region), s3: s3Client(access), doing: doingWith(access, () => pause(interval)), pause, interval, partition, arnOf: (job) => `arn:${partition}:glue:${region}:${account}:job/${job}` };
}
