import { glue } from "../rules/glue.generated.js";
import { perhaps, writing } from "../text/mend.js";
import { nearest } from "../text/nearest.js";
import { hasUnknown } from "../text/unknown.js";
import { placeOf, textOf } from "./compute-properties.js";
import { hasEnded, isVersion, listed, versionNamed } from "./glue-versions.js";
import { isIn, workerMeant, workerNamed } from "./glue-workers.js";
import { regionOf } from "./job-context.js";
import type { Lookup } from "./lookup.js";

const property = "worker_type";

/** AWS has a worker type of this name. One that looks like a name of AWS's may be newer than the list. */
export const knownWorker: Lookup = {
  properties: [property],
  problemsOf(compute) {
    const text = textOf(compute, property);
    if (text === undefined || workerNamed(text) || /^[A-Z]\.[1-9]\d*X$/.test(text)) return [];
    const spelled = workerMeant(text)?.type;
    const meant = spelled ?? nearest(text, types);
    const mend = meant === undefined ? `there are ${listed(types)} (list of ${glue.workers.read})` : text === labels.get(meant) ? `Guzzle's page calls it so, and AWS \`${meant}\`` : `did you mean \`${meant}\`?`;
    return [{ property, message: `\`${text}\` is no worker type, and Glue refuses the job: ${mend}`, ...(meant !== undefined && { mends: [spelled === undefined ? perhaps(writing(placeOf(compute, property), text, meant)) : writing(placeOf(compute, property), text, meant)] }) }];
  },
};

const types = glue.workers.entries.map(({ type }) => type);

/** How Guzzle's page and screen write the worker types that they offer. */
const labels: ReadonlyMap<string, string> = new Map(glue.guzzle.workers.map((type) => [type, type.replace(".", " ")]));

/** The version of Glue has the worker type; of a version that has ended, nothing is said any more. */
export const workerOfVersion: Lookup = {
  properties: [property],
  problemsOf(compute, { now }) {
    const [worker, version] = [workerNamed(textOf(compute, property)), textOf(compute, "glue_version")];
    const known = versionNamed(version);
    if (worker?.since !== undefined && compute.properties["glue_version"]?.unknown) return [{ property, message: `\`${worker.type}\` workers are there from Glue ${worker.since} on, and the version is a placeholder`, open: true }];
    if (!worker || !isVersion(version) || isIn(worker, version) || (known && hasEnded(known, now))) return [];
    return [{ property, message: `Glue ${version} has no \`${worker.type}\` workers, and refuses the job: they are there from ${worker.since ?? ""} on` }];
  },
};

/** AWS has said that it offers the worker type in the Region. */
export const workerOfRegion: Lookup = {
  properties: [property],
  problemsOf(compute, environment) {
    const region = regionOf({ compute, environment });
    const worker = workerNamed(textOf(compute, property));
    if (!worker?.regions) return [];
    if (region.kind === "unsaid") return [{ property, message: `AWS offers \`${worker.type}\` workers in some Regions alone, so nothing can be said before \`environment.${region.key}\` is said`, open: true }];
    return region.values.filter((name) => !hasUnknown(name) && !worker.regions?.includes(name)).map((name) => ({ property, message: `AWS has not named \`${name}\` among the Regions that have \`${worker.type}\` workers, and where there are none it refuses the job (list of ${glue.workers.read})` }));
  },
};

/** The worker type is for batch jobs on Spark, which is what Guzzle runs; what another job runs is not known here. */
export const workerOfBatch: Lookup = {
  properties: [property],
  problemsOf(compute) {
    const worker = workerNamed(textOf(compute, property));
    return worker?.jobs && compute.guzzle ? [{ property, message: `\`${worker.type}\` workers are for ${worker.jobs} jobs alone, and Guzzle's, which are none, do not run on them` }] : [];
  },
};

/** Guzzle's page offers the worker type. What AWS would refuse is for other rules to say. */
export const documentedWorker: Lookup = {
  properties: [property],
  problemsOf(compute, environment) {
    const text = textOf(compute, property);
    if (text === undefined || glue.guzzle.workers.includes(text) || [knownWorker, workerOfVersion, workerOfBatch].some(({ problemsOf }) => problemsOf(compute, environment).length > 0)) return [];
    return [{ property, message: `Guzzle's page offers ${listed(glue.guzzle.workers)} workers and not \`${text}\`, which Guzzle may not know` }];
  },
};
