import { roleNameOf } from "../policy/arn.js";
import type { Environment, Observed } from "../subject/environment.js";
import { outcomeOf, type Ended } from "./outcome.js";
import type { Plan } from "./plan.js";

/** What came of a smoke run: an artifact like any other, from which the report can be made again without the account. */
export interface Recording {
  readonly $schema: string;
  readonly kind: "gluelint smoke run";
  readonly version: 1;
  /** When it began, ISO 8601 in UTC. */
  readonly at: string;
  readonly account: string;
  readonly region: string;
  /** Who made and started the job, as AWS names it. */
  readonly caller: string;
  readonly job: string;
  /** The states that it was seen in, each once, in their order. */
  readonly states: readonly string[];
  readonly observed: readonly Observed[];
  /** What nobody could look at, and what could not be taken away again. */
  readonly failures: readonly { readonly artifact: string; readonly message: string }[];
}

/** Where the published package's copy of `rules/smoke-run.schema.json` is served. */
export const recordingSchema = "https://unpkg.com/gluelint/rules/smoke-run.schema.json";

/** The recording as a file: two spaces a level, so that a line means something. */
export function recordingText(recording: Recording): string {
  return `${JSON.stringify(recording, undefined, 2)}\n`;
}

/** A call of whoever made and started the job. */
interface Done {
  readonly action: string;
  readonly resource: string;
  readonly outcome: Observed["outcome"];
}

/** How a run went. */
interface Ran {
  readonly caller: string;
  readonly states: readonly string[];
  readonly ended: Ended | undefined;
  readonly done: readonly Done[];
  readonly failures: Recording["failures"];
}

/** The recording of a run: what its role was allowed and refused, and what its caller. */
export function recordingOf(plan: Plan, { caller, states, ended, done, failures }: Ran, environment: Environment, at: string): Recording {
  const { observed, unseen } = ended ? outcomeOf(plan, ended, at) : { observed: [], unseen: [] };
  return {
    $schema: recordingSchema, kind: "gluelint smoke run", version: 1, at, account: plan.account, region: plan.region, caller, job: plan.job.Name, states,
    observed: [...observed, ...callsOf(callerIn(environment, caller), plan.job.Role, done, at)],
    failures: [...failures, ...unseen.map((message) => ({ artifact: plan.job.Name, message }))],
  };
}

/** The role behind a session, as the environment knows it: a session does not tell the path of its role. */
function callerIn({ roles }: Environment, caller: string): string {
  const [, partition, account, name] = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller) ?? [];
  if (name === undefined) return caller;
  return roles.find(({ arn }) => roleNameOf(arn) === name && arn.includes(`::${account}:`))?.arn ?? `arn:${partition}:iam::${account}:role/${name}`;
}

/** Each call once; who may make a job with a role may pass the role, too. */
function callsOf(principal: string, role: string, done: readonly Done[], at: string): readonly Observed[] {
  const calls = new Map<string, Observed>();
  for (const { action, resource, outcome } of done) {
    const passes = action === "iam:PassRole" ? [{ action, resource: role, outcome }] : action === "glue:CreateJob" && outcome === "allowed" ? [{ action, resource, outcome }, { action: "iam:PassRole", resource: role, outcome }] : [{ action, resource, outcome }];
    for (const each of passes.filter((call) => call.resource.startsWith("arn:"))) {
      const key = `${each.action} ${each.resource}`;
      // One of several that was allowed tells more than one that went astray.
      if (calls.get(key)?.outcome !== "allowed") calls.set(key, { principal, action: each.action, resources: [each.resource], outcome: each.outcome, at });
    }
  }
  return [...calls.values()];
}
