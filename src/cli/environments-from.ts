import { spellingOf, type Spelling } from "../sources/classify.js";
import { environmentsOf } from "../sources/environments.js";
import { observedIn } from "../sources/smoke-run.js";
import type { Environment } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import type { Gathered } from "./gathered.js";

/** The environments that were read, as they are judged on a day (ISO 8601, UTC), and what smoke runs saw of them. */
export function environmentsFrom(gathered: Gathered, at: string, guzzle = false): readonly Environment[] {
  const runs = smokeRunsIn(gathered);
  return environmentsOf({ ...gathered.parts, now: at.slice(0, 10), ...(guzzle && { guzzle }), ...(runs.length > 0 && { observed: runs.flatMap(observedIn) }) }, snapshotsIn(gathered));
}

export const snapshotsIn = (gathered: Gathered): readonly Document[] => spelledIn(gathered, "snapshot");

export const smokeRunsIn = (gathered: Gathered): readonly Document[] => spelledIn(gathered, "smokeRun");

const spelledIn = ({ documents }: Gathered, kind: Spelling["kind"]): readonly Document[] => [...documents.values()].filter((document) => spellingOf(document).kind === kind);
