import type { Shard } from "../audit/report.js";
import { roleNameOf } from "../policy/arn.js";
import { currentDocumentOf } from "../sources/aws-output.js";
import { documentOf, emptyDump, type Excerpt } from "../sources/dump.js";
import type { Part } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, stringOf } from "../text/node.js";
import { openDump, type DumpFile } from "./dump-file.js";
import { onDisk } from "./paths.js";
import type { PolicyRow, RoleRow, Row, Survey } from "./survey.js";

/** So much of dumps as is looked at together: roles with their jobs and all that is attached to them, jobs whose role is not there, or policies. */
export interface Chunk {
  /** By artifact. */
  readonly documents: ReadonlyMap<string, Document>;
  /** Whether managed policies are there for the sake of roles, and told of in a chunk of their own. */
  readonly hasRoles: boolean;
  readonly part: Part;
}

/** What is never divided: a role with its jobs. */
interface Unit {
  readonly rows: readonly Row[];
  readonly beside: readonly string[];
}

/** The parts of dumps, one after the other; of a shard, every Nth role and what belongs to it. Parts with a mistake in them come one by one. */
export function* chunksOf(survey: Survey, { index, count }: Shard): Generator<Chunk, void> {
  const files = new Map<string, DumpFile>();
  const byArn = new Map(survey.policies.map((row) => [row.arn, row]));
  const isOurs = (_: unknown, nth: number) => nth % count === index - 1;
  const roles = unitsOf(survey);
  const policies = survey.policies.map((row): Unit => ({ rows: [row], beside: [] }));
  const [own, ownPolicies] = [roles.filter(isOurs), policies.filter(isOurs)];
  // A shard to which nothing falls has a report as well.
  if (own.length + ownPolicies.length === 0) yield { documents: new Map(survey.files.slice(0, 1).map((file) => [file, emptyDump(file)])), hasRoles: true, part: { limiting: new Set(), arns: survey.arns, first: undefined } };
  try {
    for (const [units, hasRoles] of [[own, true], [ownPolicies, false]] as const) for (const batch of batched(units)) {
      const chunk = chunkOf(batch, hasRoles, byArn, survey, files);
      if (batch.length > 1 && [...chunk.documents.values()].some(({ faults }) => faults.length > 0)) yield* batch.map((unit) => chunkOf([unit], hasRoles, byArn, survey, files));
      else yield chunk;
    }
  } finally {
    for (const file of files.values()) file.close();
  }
}

/** Roles, each with its jobs, and then the jobs of roles that no dump shows. */
function unitsOf({ roles, jobs }: Survey): readonly Unit[] {
  const used = new Set<string>();
  const jobsOf = (name: string): readonly Row[] => {
    if (used.has(name)) return [];
    used.add(name);
    return jobs.get(name) ?? [];
  };
  const withRoles = roles.map((row: RoleRow): Unit => ({ rows: [row, ...jobs.size === 0 ? [] : [...jobsOf(row.arn), ...jobsOf(roleNameOf(row.arn) ?? "")]], beside: row.managed }));
  return [...withRoles, ...[...jobs].flatMap(([name, rows]): readonly Unit[] => used.has(name) ? [] : [{ rows, beside: [] }])];
}

const mostBytes = 192 * 1024;

/** Units that together are not too large, but for one that alone is. */
function* batched(units: readonly Unit[]): Generator<readonly Unit[], void> {
  let batch: Unit[] = [];
  let bytes = 0;
  for (const unit of units) {
    const own = unit.rows.reduce((sum, { start, end }) => sum + end - start, 0);
    if (batch.length > 0 && bytes + own > mostBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(unit);
    bytes += own;
  }
  if (batch.length > 0) yield batch;
}

function chunkOf(units: readonly Unit[], hasRoles: boolean, byArn: ReadonlyMap<string, PolicyRow>, { files: order, limiting, arns, first }: Survey, files: Map<string, DumpFile>): Chunk {
  const beside = [...new Set(units.flatMap((unit) => unit.beside))].flatMap((arn) => byArn.get(arn) ?? []);
  const excerpts = new Map<string, Excerpt[]>();
  // In the order of the files, as they would be read as a whole.
  for (const row of [...units.flatMap(({ rows }) => rows), ...beside].toSorted((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.start - b.start)) {
    const file = files.get(row.file) ?? openDump(onDisk(row.file));
    files.set(row.file, file);
    const known = excerpts.get(row.file);
    if (known) known.push(file.excerpt(row));
    else excerpts.set(row.file, [file.excerpt(row)]);
  }
  const documents = new Map([...excerpts].map(([artifact, own]) => [artifact, documentOf(artifact, own)] as const));
  return { documents, hasRoles, part: { limiting: new Set([...documents.values()].flatMap((document) => limitsIn(document, limiting))), arns, first } };
}

function limitsIn({ artifact, root }: Document, limiting: ReadonlySet<string>): readonly string[] {
  return itemsOf(propertyOf(root, "Policies")).flatMap((policy) => {
    const document = limiting.has(stringOf(propertyOf(policy, "Arn")) ?? "") ? currentDocumentOf(policy) : undefined;
    return document ? [`${artifact} ${document.location.pointer}`] : [];
  });
}
