import type { Fact, Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";

/** What is known when nobody has written a configuration yet. */
export interface Known {
  readonly facts: Facts;
  readonly computes: readonly Document[];
  readonly identity: readonly Document[];
  readonly trust: readonly Document[];
  /** The ARN of the role, if a compute names one. */
  readonly arn: string | undefined;
}

/** The gluelint.yaml to write, with `<…>` where somebody must say more. */
export function suggestedConfig({ facts, computes, identity, trust, arn }: Known): string {
  const one = (fact: Fact<string>, unknown: string) => fact.kind === "said" ? fact.values[0] ?? "[]" : unknown;
  const datastores = facts.datastores.kind === "said" ? facts.datastores.values.map(({ bucket }) => bucket).join(", ") : "<bucket>";
  const quoted = (documents: readonly Document[]) => documents.map(({ artifact }) => JSON.stringify(artifact)).join(", ");
  return [
    "version: 1", "environment:",
    `  region: ${one(facts.region, "<region>")}`, `  sharedStorage: ${one(facts.sharedStorage, "<bucket>")}`, `  datastores: [${datastores}]`,
    ...(computes.length > 0 ? [`computes: [${quoted(computes)}]`] : []),
    "roles:", `  - arn: ${arn ?? "arn:aws:iam::<account>:role/<name>"}`, `    policies: [${quoted(identity)}]`,
    ...(trust.length > 0 ? [`    trust: ${quoted(trust.slice(0, 1))}`] : []),
  ].join("\n");
}
