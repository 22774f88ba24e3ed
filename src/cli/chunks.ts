import type { Shard } from "../audit/report.js";
import { roleNameOf } from "../policy/arn.js";
import { currentDocumentOf } from "../sources/aws-output.js";
import { documentOf, emptyDump, type Excerpt } from "../sources/dump.js";
import type { Part } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, stringOf } from "../text/node.js";
import { openDump, type DumpFile } from "./dump-file.js";
import { onDisk } from "./paths.js";
import type { RoleRow, Row } from "./role-rows.js";
import type { Survey } from "./survey.js";

/** So much of dumps as is looked at together: roles with their jobs and all that is attached to them, jobs whose role is not there, or policies. */
export interface Chunk extends Batch {
  /** By artifact. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly part: Part;
}

/** What is never divided: a role with its jobs. */
export interface Unit {
  readonly rows: readonly Row[];
  /** The managed policies that hang on it, by their ARNs. */
  readonly beside: readonly string[];
  /** A role that no job names. */
  readonly alone?: RoleRow;
}

/** What is looked at together. */
export interface Batch {
  readonly units: readonly Unit[];
  /** Managed policies are there for the sake of roles, and told of in a batch of their own. */
  readonly hasRoles: boolean;
}

/** All that dumps hold, one batch after the other; of a shard, every Nth role and what belongs to it. */
export function* batchesOf(survey: Survey, { index, count }: Shard): Generator<Batch, void> {
  let isEmpty = true;
  for (const [units, hasRoles] of [[unitsOf(survey), true], [policiesOf(survey), false]] as const) for (const batch of batched(everyNth(units, index - 1, count))) {
    isEmpty = false;
    yield { units: batch, hasRoles };
  }
  // A shard to which nothing falls has a report as well.
  if (isEmpty) yield { units: [], hasRoles: true };
}

function* everyNth(units: Iterable<Unit>, from: number, count: number): Iterable<Unit> {
  let nth = 0;
  for (const unit of units) {
    if (nth % count === from) yield unit;
    nth += 1;
  }
}

/** Dumps that are read where somebody asks. */
export interface Dumps {
  readonly textOf: (row: Row) => string;
  /** A batch as chunks: one, but where there is a mistake in it one for each unit. */
  readonly chunksOf: (batch: Batch) => readonly Chunk[];
  readonly close: () => void;
}

export function openDumps(survey: Survey): Dumps {
  const open = new Map<string, DumpFile>();
  const byArn = new Map(survey.policies.map((row) => [row.arn, row]));
  const fileOf = ({ file }: Row): DumpFile => {
    const known = open.get(file) ?? openDump(onDisk(file));
    open.set(file, known);
    return known;
  };
  const chunkOf = ({ units, hasRoles }: Batch): Chunk => {
    const beside = [...new Set(units.flatMap((unit) => unit.beside))].flatMap((arn) => byArn.get(arn) ?? []);
    const excerpts = new Map<string, Excerpt[]>();
    // In the order of the files, as they would be read as a whole.
    for (const row of [...units.flatMap(({ rows }) => rows), ...beside].toSorted((a, b) => survey.files.indexOf(a.file) - survey.files.indexOf(b.file) || a.start - b.start)) {
      const known = excerpts.get(row.file);
      if (known) known.push(fileOf(row).excerpt(row));
      else excerpts.set(row.file, [fileOf(row).excerpt(row)]);
    }
    const documents = units.length === 0 ? survey.files.slice(0, 1).map(emptyDump) : [...excerpts].map(([artifact, own]) => documentOf(artifact, own));
    return { units, hasRoles, documents: new Map(documents.map((document) => [document.artifact, document])), part: { limiting: new Set(documents.flatMap((document) => limitsIn(document, survey.limiting))), arns: survey.arns, first: survey.first } };
  };
  return {
    textOf: (row) => fileOf(row).text(row),
    chunksOf(batch) {
      const chunk = chunkOf(batch);
      const isWhole = batch.units.length <= 1 || [...chunk.documents.values()].every(({ faults }) => faults.length === 0);
      return isWhole ? [chunk] : batch.units.map((unit) => chunkOf({ ...batch, units: [unit] }));
    },
    close: () => { for (const file of open.values()) file.close(); },
  };
}

/** Roles, each with its jobs, and then the jobs of roles that no dump shows. */
function* unitsOf({ roles, jobs }: Survey): Iterable<Unit> {
  const used = new Set<string>();
  const jobsOf = (name: string): readonly Row[] => {
    if (used.has(name)) return [];
    used.add(name);
    return jobs.get(name) ?? [];
  };
  for (const row of roles) {
    const names = [row.arn, roleNameOf(row.arn) ?? ""].filter((name) => jobs.has(name));
    yield { rows: [row, ...names.flatMap(jobsOf)], beside: row.managed, ...(names.length === 0 && { alone: row }) };
  }
  for (const [name, rows] of jobs) if (!used.has(name)) yield { rows, beside: [] };
}

const policiesOf = ({ policies }: Survey): readonly Unit[] => policies.map((row) => ({ rows: [row], beside: [] }));

const mostBytes = 192 * 1024;

/** Units that together are not too large, but for one that alone is. */
function* batched(units: Iterable<Unit>): Generator<readonly Unit[], void> {
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

function limitsIn({ artifact, root }: Document, limiting: ReadonlySet<string>): readonly string[] {
  return itemsOf(propertyOf(root, "Policies")).flatMap((policy) => {
    const document = limiting.has(stringOf(propertyOf(policy, "Arn")) ?? "") ? currentDocumentOf(policy) : undefined;
    return document ? [`${artifact} ${document.location.pointer}`] : [];
  });
}
