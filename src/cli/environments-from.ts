import { spellingOf } from "../sources/classify.js";
import { environmentsOf } from "../sources/environments.js";
import type { Environment } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import type { Gathered } from "./gathered.js";
import { isRequirable, type CheckOptions } from "./options.js";

/** The environments that were read, as they are judged on a day (ISO 8601, UTC). */
export function environmentsFrom(gathered: Gathered, at: string, { guzzle = false, require = [] }: Pick<CheckOptions, "guzzle" | "require"> = {}): readonly Environment[] {
  const required = [...gathered.ruling.required, ...gathered.ruling.governing?.manifest.required ?? [], ...require.filter(isRequirable)];
  return (gathered.named ?? [gathered.parts]).flatMap((parts) => environmentsOf({ ...parts, now: at.slice(0, 10), ...(required.length > 0 && { required }), ...(guzzle && { guzzle }) }, snapshotsIn(gathered)));
}

export const snapshotsIn = ({ documents }: Gathered): readonly Document[] => [...documents.values()].filter((document) => spellingOf(document).kind === "snapshot");
