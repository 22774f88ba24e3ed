import type { Document } from "../text/document.js";
import { spellingOf } from "./classify.js";

/** Documents that somebody calls computes, by what they say. */
export interface NamedComputes {
  readonly computes: readonly Document[];
  readonly jobs: readonly Document[];
  /** Computes that run on something else than Glue. */
  readonly others: readonly Document[];
}

/** What is called a compute is one, and what is wrong with it is said; unless it says itself that it is something else. */
export function computesAmong(named: readonly Document[]): NamedComputes {
  const of = (kind: string) => named.filter((document) => spellingOf(document).kind === kind);
  const [others, jobs] = [of("otherCompute"), of("glueJob")];
  return { others, jobs, computes: named.filter((document) => !others.includes(document) && !jobs.includes(document)) };
}
