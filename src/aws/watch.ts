import { GetJobRunCommand } from "@aws-sdk/client-glue";
import type { Plan } from "../smoke/plan.js";
import { isOver, type Workshop } from "./clean-up.js";
import { masked } from "./mask.js";
import type { Failure } from "./snapshot.js";

/** What was seen of a run. */
export interface Seen {
  /** Each state that it was in, in their order. */
  readonly states: readonly string[];
  /** The last state, and the error that Glue gives; undefined where nobody saw the end. */
  readonly ended: { readonly state: string; readonly error: string | undefined } | undefined;
  /** For how long the run is paid. */
  readonly seconds: number;
  readonly failures: readonly Failure[];
}

/** Minutes that a run may wait for its workers. */
const waiting = 15;

/** Looks at a run until it is over, or somebody wants to stop. */
export async function watch(id: string, { job }: Plan, { glue, doing, arnOf, interval, pause }: Workshop, stopped: () => string | undefined, told: (state: string) => void): Promise<Seen> {
  const states: string[] = [];
  const minutes = job.Timeout + waiting;
  const looks = Math.ceil(minutes * 60_000 / Math.max(interval, 1));
  let missed = 0;
  for (let look = 0; look < looks && stopped() === undefined; look++) {
    const answer = await doing.make("glue:GetJobRun", arnOf(job.Name), () => glue.send(new GetJobRunCommand({ JobName: job.Name, RunId: id })));
    missed = answer.kind === "refused" ? missed + 1 : 0;
    // A look that fails is made up for by the next.
    if (answer.kind === "refused" && missed === 3) return { states, ended: undefined, seconds: 0, failures: [answer.failure] };
    if (answer.kind === "seen") {
      const { JobRunState: state = "", ErrorMessage: error, ExecutionTime: seconds = 0 } = answer.value.JobRun ?? {};
      if (states.at(-1) !== state) states.push(state);
      told(state);
      if (isOver(state)) return { states, ended: { state, error: error === undefined ? undefined : String(masked(error)) }, seconds, failures: [] };
    }
    await pause(interval);
  }
  return { states, ended: undefined, seconds: 0, failures: stopped() === undefined ? [{ artifact: arnOf(job.Name), message: `the run had not ended after ${minutes} minutes` }] : [] };
}
