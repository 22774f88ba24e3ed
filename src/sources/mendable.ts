import { isPlan } from "../terraform/is-plan.js";
import type { Document } from "../text/document.js";
import { isAwsOutput } from "./aws-output.js";
import { isSnapshot } from "./snapshot.js";

/** The documents that somebody may change: what AWS or Terraform has answered is a record, and nobody's to change. */
export function mendable(documents: ReadonlyMap<string, Document>): ReadonlyMap<string, Document> {
  return new Map([...documents].filter(([, document]) => !isSnapshot(document.root) && !isPlan(document.root) && !isAwsOutput(document)));
}
