import { roleNameOf } from "../policy/arn.js";
import type { Compute } from "../subject/compute.js";
import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import type { LoosePolicy, Parts, RolePart } from "./assemble.js";
import { spellingOf, type Spelling } from "./classify.js";
import { readCompute } from "./compute.js";
import { suggestedConfig } from "./suggested-config.js";
import { withPieces, type TerraformPieces } from "./with-pieces.js";

/** How files that no configuration names are taken. */
export interface Unconfigured {
  readonly parts: Parts;
  readonly skipped: readonly { readonly artifact: string; readonly because: string }[];
  /** What the user should know of it, first thing in the report. */
  readonly notes: readonly string[];
}

/**
 * Takes documents by what they say. Policies form a role where it is said which, or where the computes name exactly one; but
 * those that were only found lying about (`typed` is false) are nobody's, for they may belong to anything.
 */
export function unconfigured(documents: readonly Document[], facts: Facts, said: string | undefined, typed: boolean, parameters: ReadonlyMap<string, string>, terraform?: TerraformPieces): Unconfigured {
  const spelled = documents.map((document) => ({ document, spelling: spellingOf(document) }));
  const of = (kind: Spelling["kind"]) => spelled.filter(({ spelling }) => spelling.kind === kind).map(({ document }) => document);
  const [computes, identity, trust] = [of("compute"), of("identityPolicy"), of("trustPolicy")];
  const named = [...new Set(computes.map(readCompute).flatMap(roleArnOf))];
  const arn = typed ? said ?? (named.length === 1 ? named[0] : undefined) : undefined;
  const trusted = trust.length === 1 ? trust : [];
  const role = arn === undefined || identity.length + trusted.length === 0 ? undefined : roleFrom(arn, identity, trusted);
  const loose = (role ? trust.filter((document) => !trusted.includes(document)) : documents).flatMap(looseOf);
  const told = spelled.filter(({ spelling: { kind } }) => kind === "template" || kind === "terraform" || kind === "terraformPlan" || kind === "glueJob" || kind === "awsOutput").map(({ document }) => document);
  return {
    parts: withPieces({ facts, computes, roles: role ? [role] : [], serviceControl: undefined, loose }, told, parameters, terraform),
    skipped: documents.flatMap(skippedOf),
    notes: role ? [`taken as the policies of ${role.arn}: ${list([...identity, ...trusted])}`, ...(loose.length > 0 ? [`a role has one trust policy, and nobody said which of these is its: ${list(trust)}`] : [])] : loose.length > 0 ? [`nobody said whose policies these are, so each is judged alone: ${list([...identity, ...trust])}. Say it with --role, or in gluelint.yaml:\n\n${suggestedConfig({ facts, computes, identity, trust, arn: named[0] })}`] : [],
  };
}

/** A policy of which nobody said what it is attached to; nothing for any other document. */
export function looseOf(document: Document): readonly (LoosePolicy & { readonly document: Document })[] {
  switch (spellingOf(document).kind) {
    case "identityPolicy": return [{ document, use: "identity" }];
    case "trustPolicy": return [{ document, use: "trust" }];
    default: return [];
  }
}

/** Why a document is passed over; nothing for one that is not. */
export function skippedOf(document: Document): Unconfigured["skipped"] {
  const { artifact } = document;
  const spelling = spellingOf(document);
  if (spelling.kind === "resourcePolicy") return [{ artifact, because: "it is the policy of a resource, and nobody said of which" }];
  return "because" in spelling ? [{ artifact, because: spelling.because }] : [];
}

const roleArnOf = ({ properties: { iam_role: role } }: Compute): readonly string[] => typeof role?.value === "string" && !role.unknown && roleNameOf(role.value) !== undefined ? [role.value] : [];

function roleFrom(arn: string, identity: readonly Document[], trust: readonly Document[]): RolePart {
  const [first] = [...identity, ...trust];
  return { arn, is: "job", location: { artifact: first?.artifact ?? "", pointer: "" }, policies: identity.length > 0 ? identity : undefined, boundary: undefined, trust: trust.length > 0 ? trust : undefined };
}

const list = (documents: readonly Document[]) => documents.map(({ artifact }) => artifact).join(", ");
