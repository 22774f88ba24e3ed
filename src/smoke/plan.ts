import { ceilingOf, type Ceiling } from "../checks/cost.js";
import { textOf } from "../checks/compute-properties.js";
import { settingValues } from "../checks/settings.js";
import { arnOf } from "../policy/arn.js";
import { glue } from "../rules/glue.generated.js";
import type { Rule } from "../rules/rule.js";
import type { Compute, Property } from "../subject/compute.js";
import type { Budget } from "../subject/environment.js";
import type { Fact, Facts } from "../subject/facts.js";
import { keptMark, mark, nameWithin } from "./identity.js";
import { jobOf, type JobDefinition } from "./job.js";
import { triesFor } from "./probes.js";
import { scriptFor } from "./script.js";
import type { Folder, Site, Try } from "./tries.js";

/** All that a smoke run is going to do, before the first call: plain data. */
export interface Plan {
  readonly id: string;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly job: JobDefinition;
  readonly script: Folder & { readonly text: string };
  /** What Glue does before the script runs, and then, in this order, what the script does. */
  readonly launch: readonly Try[];
  readonly tries: readonly Try[];
  /** Where the run leaves objects, folders of its own. */
  readonly folders: readonly Folder[];
  /** The folders in which those of all runs lie, leftovers too. */
  readonly roots: readonly Folder[];
  /** Undefined where the price is not known. */
  readonly ceiling: Ceiling | undefined;
  readonly keep: boolean;
}

export interface Wanted {
  readonly compute: Compute;
  readonly facts: Facts;
  readonly rules: readonly Rule[];
  readonly budget: Budget | undefined;
  readonly id: string;
  readonly keep: boolean;
}

/** A run that takes longer has gone astray. */
const minutes = 10;

/** The plan of a smoke run, or what is missing for it: lines for the user. */
export function planOf(wanted: Wanted): Plan | { readonly lines: readonly string[] } {
  const { compute, facts, rules, budget, id, keep } = wanted;
  const known = groundsOf(wanted);
  if ("lines" in known) return known;
  const { role, version, region, sharedStorage, jobName, partition, account } = known;
  const places = [{ bucket: sharedStorage, prefix: "" }, foldersOf(compute, "temporary_path")[0], textOf(compute, "spark_ui") === "true" ? foldersOf(compute, "spark_ui_logs_path")[0] : undefined];
  const under = (name: string) => places.map((place) => place && { ...place, prefix: `${place.prefix}${name}/` });
  const [storage = { bucket: sharedStorage, prefix: "" }, temporary, events] = under(`${keep ? keptMark : mark}/${id}`);
  const script = { ...storage, prefix: `${storage.prefix}script.py` };
  const site: Site = {
    id, partition, account, region, jobName, compute, script, temporary, events,
    secrets: valuesOf(facts.secrets), databases: valuesOf(facts.databases), connections: valuesOf(facts.connections), datastores: valuesOf(facts.datastores),
  };
  const all = triesFor(rules, site);
  const tries = all.filter(({ call }) => call !== undefined);
  const workers = glue.workers.least;
  const ceiling = ceilingOf(asSmall(compute, workers), budget);
  return {
    id, partition, account, region, keep, tries, launch: all.filter(({ call }) => call === undefined),
    job: jobOf(site, { workers, minutes, version, role }, keep), script: { ...script, text: scriptFor(region, tries) },
    folders: [storage, temporary, events].flatMap((folder) => folder ?? []), roots: under(mark).flatMap((folder) => folder ?? []),
    ceiling: typeof ceiling === "object" ? ceiling : undefined,
  };
}

/** What no run can do without. */
interface Grounds {
  readonly role: string;
  readonly version: string;
  readonly region: string;
  readonly sharedStorage: string;
  readonly jobName: string;
  readonly partition: string;
  readonly account: string;
}

function groundsOf({ compute, facts, id, keep }: Wanted): Grounds | { readonly lines: readonly string[] } {
  const [role, version] = [textOf(compute, "iam_role"), textOf(compute, "glue_version")];
  const arn = role === undefined ? undefined : arnOf(role);
  const [region, sharedStorage, jobs] = [onlyOf(facts.region), onlyOf(facts.sharedStorage), valuesOf(facts.jobs)];
  const jobName = nameWithin(jobs, `${keep ? keptMark : mark}-${id}`);
  if (role !== undefined && arn !== undefined && version !== undefined && region !== undefined && sharedStorage !== undefined && jobName !== undefined) return { role, version, region, sharedStorage, jobName, partition: arn.partition, account: arn.account };
  return {
    lines: [
      ...(arn === undefined ? [`${compute.name}: a smoke run needs the ARN of the role in \`iam_role\`, and not a placeholder`] : []),
      ...(version === undefined ? [`${compute.name}: a smoke run needs a version in \`glue_version\`, and not a placeholder`] : []),
      ...(region === undefined ? ["nobody said where the job is to run: name a Region with --region, in gluelint.yaml, or in AWS_REGION"] : []),
      ...(sharedStorage === undefined ? ["nobody said where the script is to lie: name the bucket with --shared-storage, or in gluelint.yaml"] : []),
      ...(jobName === undefined ? [`\`environment.jobs\` leaves no room for a job of a smoke run: ${jobs.join(", ")} has no \`*\``] : []),
    ],
  };
}

/** The compute with the size of a smoke run: what it may cost is worked out as for every other. */
function asSmall(compute: Compute, workers: number): Compute {
  const sized = Object.entries({ worker_type: "G.1X", number_of_workers: workers, job_timeout: minutes, number_of_retries: 0 });
  return { ...compute, properties: { ...compute.properties, ...Object.fromEntries(sized.map(([key, value]): readonly [string, Property] => [key, { value, location: compute.location, unknown: false }])) } };
}

function foldersOf(compute: Compute, key: string): readonly Folder[] {
  const [buckets, prefixes] = ["bucket", "prefix"].map((part) => settingValues(`compute.${key}.${part}`, compute));
  return Array.isArray(buckets) && Array.isArray(prefixes) ? buckets.map((bucket: string, i) => ({ bucket, prefix: String(prefixes[i] ?? "") })) : [];
}

const valuesOf = <Value>(fact: Fact<Value>): readonly Value[] => fact.kind === "said" ? fact.values : [];
const onlyOf = (fact: Fact<string>): string | undefined => valuesOf(fact)[0];
