import { GetJobsCommand, type GlueClient, type Job } from "@aws-sdk/client-glue";
import type { Caller } from "./calls.js";
import { masked } from "./mask.js";
import { outcomeOf, type Outcome } from "./refusal.js";
import { allTokenPages } from "./token-pages.js";

/** A job as it is written down: with the keys of the API, in one order, its secrets masked. */
export type JobRecord = object & { readonly Name: string; readonly Role: string; readonly Connections?: Job["Connections"]; readonly SecurityConfiguration?: string };

/** All jobs of a Region, page by page. */
export async function jobsOf(region: string, account: string, glue: GlueClient, caller: Caller): Promise<Outcome<readonly JobRecord[]>> {
  const call = { action: "glue:GetJobs", resource: `${account} ${region}` };
  return outcomeOf(call, async () => {
    const jobs = await allTokenPages((NextToken) => caller.call(call, () => glue.send(new GetJobsCommand({ MaxResults: 100, NextToken }))), ({ Jobs }) => Jobs);
    return jobs.map(recordOf).toSorted((a, b) => a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0);
  });
}

function recordOf({ Name = "", Role = "", ...rest }: Job): JobRecord {
  return { Name, Role, ...Object.fromEntries(Object.entries(sorted(masked(rest)) ?? {})) };
}

/** The same value whatever order AWS sent it in; dates as texts. */
function sorted(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, each]) => [key, sorted(each)]));
}
