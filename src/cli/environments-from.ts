import { spellingOf, type Spelling } from "../sources/classify.js";
import { environmentsOf } from "../sources/environments.js";
import { observedIn } from "../sources/smoke-run.js";
import type { Environment } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import type { Gathered } from "./gathered.js";
import { isRequirable, type CheckOptions } from "./options.js";

/** The environments that were read, as they are judged on a day (ISO 8601, UTC), and what smoke runs saw of them. */
export function environmentsFrom(gathered: Gathered, at: string, { guzzle = false, require = [] }: Pick<CheckOptions, "guzzle" | "require"> = {}): readonly Environment[] {
  const required = [...gathered.ruling.required, ...gathered.ruling.governing?.manifest.required ?? [], ...require.filter(isRequirable)];
  const observed = smokeRunsIn(gathered).flatMap(observedIn);
  const common = { now: at.slice(0, 10), ...(required.length > 0 && { required }), ...(guzzle && { guzzle }), ...(observed.length > 0 && { observed }) };
  return (gathered.named ?? [gathered.parts]).flatMap((parts) => environmentsOf({ ...parts, ...common }, snapshotsIn(gathered)));
}

export const snapshotsIn = (gathered: Gathered): readonly Document[] => spelledIn(gathered, "snapshot");

export const smokeRunsIn = (gathered: Gathered): readonly Document[] => spelledIn(gathered, "smokeRun");

const spelledIn = ({ documents }: Gathered, kind: Spelling["kind"]): readonly Document[] => [...documents.values()].filter((document) => spellingOf(document).kind === kind);
