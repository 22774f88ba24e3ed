import type { WorkerFact } from "../rules/facts.generated.js";
import { glue } from "../rules/glue.generated.js";
import { isBelow } from "./glue-versions.js";

/** What is known of a worker type, in AWS's own spelling; undefined for any other text. */
export function workerNamed(text: string | undefined): WorkerFact | undefined {
  return glue.workers.entries.find(({ type }) => type === text);
}

/** The worker type that a text spells in another way: `G 1X`, `g1x`. */
export function workerMeant(text: string): WorkerFact | undefined {
  return glue.workers.entries.find(({ type }) => plain(type) === plain(text));
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Whether a version of Glue has the worker type. */
export function isIn({ since }: WorkerFact, version: string): boolean {
  return since === undefined || !isBelow(version, since);
}
