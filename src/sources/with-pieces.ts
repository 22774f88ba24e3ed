import { arnOf, roleNameOf } from "../policy/arn.js";
import type { Compute } from "../subject/compute.js";
import { orElse, type Fact, type Facts } from "../subject/facts.js";
import type { Given } from "../templates/given.js";
import type { Told } from "../terraform/provider.js";
import type { Document } from "../text/document.js";
import type { Parts, RolePart } from "./assemble.js";
import { spellingOf } from "./classify.js";
import { readCompute } from "./compute.js";
import { bucketsOf, over } from "./buckets.js";
import { withConfiguration } from "./named-by-job.js";
import { joined, together, type Pieces, type RolePiece } from "./pieces.js";
import { piecesOf } from "./pieces-of.js";
import { knowingKeys, notWritten, withBucketKeys } from "./seen-buckets.js";

/** What Terraform's modules tell, and the documents that it was read from. */
export interface TerraformPieces {
  readonly pieces: (given: Given) => Pieces;
  /** Where the provider of each works. */
  readonly told: (given: Given) => readonly Told[];
  /** All files of the modules. */
  readonly modules: readonly Document[];
  /** The files of the modules in which one of these files takes part, as a plan does in those that it is of. */
  readonly alongWith: (files: readonly string[]) => readonly string[];
  /** All that was read until now, by artifact. */
  readonly documents: () => ReadonlyMap<string, Document>;
}

/** The parts of an environment with what templates, Glue jobs and answers of AWS add to them. */
export function withPieces(parts: Parts, documents: readonly Document[], parameters: ReadonlyMap<string, string>, terraform?: TerraformPieces): Parts {
  if (documents.length === 0) return parts;
  const computes = parts.computes.map((part) => "kind" in part ? part : readCompute(part));
  const named = computes.flatMap(namedRole);
  const given = givenFor(parts.facts, [...parts.roles, ...named].map(({ arn }) => arn), parameters);
  const pieces = together([...documents.map((document) => piecesOf(document, given)), ...(terraform ? [terraform.pieces(given)] : [])]);
  const { roles, loose } = joined({ ...pieces, roles: [...pieces.roles, ...onlyNamed([...named, ...pieces.computes.flatMap(namedRole)], pieces)] });
  const facts = knowingKeys(knowing(parts.facts, given, terraform?.told(given) ?? []), pieces.encrypted);
  const besides = notWritten(pieces.encrypted, facts);
  return {
    ...parts, facts, computes: [...computes, ...pieces.computes].map((compute) => withBucketKeys(withConfiguration(compute, pieces.configurations), besides)), roles: merged(parts.roles, roles), loose: [...parts.loose, ...loose], buckets: over(parts.buckets ?? [], bucketsOf(pieces.buckets)), keys: over(parts.keys ?? [], bucketsOf(pieces.keys, "key")),
    templates: [...documents.filter((document) => ["template", "terraformPlan"].includes(spellingOf(document).kind)), ...terraform?.modules ?? []],
  };
}

/** A role's ARN tells account and partition where nobody said them, if all that are named tell the same. */
function givenFor(facts: Facts, arns: readonly string[], parameters: Given["parameters"]): Given {
  const single = (values: readonly string[]) => new Set(values).size === 1 ? values[0] : undefined;
  const one = (fact: Fact<string>, part: "account" | "partition" | undefined) => fact.kind === "said" ? fact.values[0] : part && single(arns.flatMap((arn) => arnOf(arn)?.[part] ?? []));
  return { account: one(facts.account, "account"), partition: one(facts.partition, "partition"), region: one(facts.region, undefined), parameters };
}

/** What nobody says, and no role's ARN, is as all of Terraform's modules say. */
function knowing(facts: Facts, given: Given, [first, ...others]: readonly Told[]): Facts {
  const agreed = (key: keyof Told) => others.every((other) => other[key] === first?.[key]) ? first?.[key] : undefined;
  return { ...facts, region: orElse(facts.region, agreed("region")), account: given.account === undefined ? orElse(facts.account, agreed("account")) : facts.account };
}

const namedRole = ({ properties: { iam_role: role } }: Compute) => typeof role?.value === "string" && !role.unknown && roleNameOf(role.value) !== undefined ? [{ arn: role.value, location: role.location }] : [];

/** Roles that a compute names and nothing else tells of, but that a policy may say it belongs to. */
function onlyNamed(named: ReturnType<typeof namedRole>, { roles }: Pieces): readonly RolePiece[] {
  const known = new Set(roles.map(({ arn }) => arn));
  return [...new Map(named.map((each) => [each.arn, each])).values()].flatMap(({ arn, location }) => {
    return known.has(arn) ? [] : [{ name: roleNameOf(arn) ?? "", arn, isForGlue: true, location, policies: undefined, managed: [], boundary: undefined, trust: undefined }];
  });
}

/** What the configuration says of a role goes before what a template says of it. */
function merged(configured: readonly RolePart[], found: readonly RolePart[]): readonly RolePart[] {
  const byArn = new Map(found.map((role) => [role.arn, role]));
  const own = new Set(configured.map(({ arn }) => arn));
  return [...configured.map((role) => {
    const other = byArn.get(role.arn);
    return { ...role, policies: role.policies ?? other?.policies, boundary: role.boundary ?? other?.boundary, trust: role.trust ?? other?.trust };
  }), ...found.filter(({ arn }) => !own.has(arn))];
}
