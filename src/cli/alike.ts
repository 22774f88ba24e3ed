import { bareIn, type Lookup } from "../audit/place.js";
import type { NotApplicable, Passed, Report, SubjectSummary } from "../audit/report.js";
import { roleNameOf } from "../policy/arn.js";
import { currentDocumentOf, piecesOfAwsOutput } from "../sources/aws-output.js";
import type { RolePiece } from "../sources/pieces.js";
import type { Document } from "../text/document.js";
import type { Location } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import { readable } from "../text/unknown.js";
import type { Chunk } from "./chunks.js";

/** Tells of roles that are as one that was judged already, and of which nothing was found. */
export interface Alike {
  /** What is left to judge of a part, and what is proved of the rest of it; `report` is any of the run, for what all parts have in common. */
  readonly split: (chunk: Chunk, report: Report) => { readonly chunk: Chunk; readonly told: Report };
  /** Remembers what was judged of a part. */
  readonly learn: (chunk: Chunk, report: Report) => void;
}

/** What a role is told by: itself, its trust policy, and the policies that are written into it. */
type Slot = { readonly name: string; readonly location: Location };

interface Proved {
  readonly passes: readonly (readonly [slot: number, Passed])[];
  readonly notApplicable: readonly (readonly [slot: number, NotApplicable])[];
  readonly summary: SubjectSummary | undefined;
}

/**
 * Roles of one account with the same trust policy, the same policies written into them, letter by letter, and the same managed ones attached, are
 * judged alike where no job names them and nothing of that looks at who calls: only name and place differ, and where nothing is found no sentence has either.
 */
export function alike(): Alike {
  const known = new Map<string, Proved>();
  return {
    split(chunk, report) {
      const places = bareIn(chunk.documents);
      const told: Told = { passes: [], notApplicable: [], subjects: [] };
      const documents = new Map([...chunk.documents].map(([artifact, document]) => {
        const gone = new Set<Location>();
        for (const { role, key } of rolesIn(document, chunk.documents)) {
          const proved = key === undefined ? undefined : known.get(key);
          if (proved === undefined) continue;
          gone.add(role.location);
          tell(role, proved, places, told);
        }
        return [artifact, gone.size === 0 ? document : without(document, gone)] as const;
      }));
      const { passes, notApplicable, subjects } = told;
      const none = { errors: 0, warnings: 0, notes: 0, refuted: 0, open: 0, failures: 0 };
      return { chunk: { ...chunk, documents }, told: { ...report, findings: [], passes, notApplicable, summary: { ...none, proved: passes.length, notApplicable: notApplicable.length, subjects } } };
    },
    learn(chunk, { findings, passes, notApplicable, summary }) {
      const wrong = new Set(findings.map(({ subject }) => subject));
      const [passed, irrelevant, subjects] = [grouped(passes), grouped(notApplicable), grouped(summary.subjects)];
      for (const document of chunk.documents.values()) for (const { role, key } of rolesIn(document, chunk.documents)) {
        if (key === undefined || known.has(key)) continue;
        const slots = slotsOf(role);
        const own = subjects.get(role.name) ?? [];
        if (own.length > 1 || slots.some(({ name }) => wrong.has(name)) || new Set(slots.map(({ name }) => name)).size < slots.length) continue;
        if (known.size >= most) known.clear();
        const of = <Item>(items: ReadonlyMap<string, readonly Item[]>) => slots.flatMap(({ name }, slot) => (items.get(name) ?? []).map((item) => [slot, item] as const));
        known.set(key, { passes: of(passed), notApplicable: of(irrelevant), summary: own[0] });
      }
    },
  };
}

/** Memory does not grow with the input. */
const most = 2_000;

interface Told {
  readonly passes: Passed[];
  readonly notApplicable: NotApplicable[];
  readonly subjects: SubjectSummary[];
}

function tell(role: RolePiece, proved: Proved, places: Lookup, told: Told): void {
  const slots = slotsOf(role).map(({ name, location }) => ({ subject: name, location: places(location) }));
  for (const [slot, each] of proved.passes) told.passes.push({ ...each, ...slots[slot] });
  for (const [slot, each] of proved.notApplicable) told.notApplicable.push({ ...each, ...slots[slot] });
  if (proved.summary) told.subjects.push({ ...proved.summary, subject: readable(role.name) });
}

function slotsOf({ arn, location, trust = [], policies = [] }: RolePiece): readonly Slot[] {
  return [{ name: readable(arn), location }, ...[...trust, ...policies].map((part) => "kind" in part && part.kind === "node" ? { name: readable(part.name), location: part.root.location } : { name: "", location })];
}

function grouped<Item extends { readonly subject: string }>(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.subject);
    if (group) group.push(item);
    else groups.set(item.subject, [item]);
  }
  return groups;
}

/** The roles of a document, each with all that its verdicts hang on; without that where they may hang on more. */
function rolesIn(document: Document, documents: ReadonlyMap<string, Document>): readonly { readonly role: RolePiece; readonly key: string | undefined }[] {
  if (document.faults.length > 0 || itemsOf(propertyOf(document.root, "RoleDetailList")).length === 0) return [];
  const all = [...documents.values()];
  const named = new Set(all.flatMap(({ root }) => itemsOf(propertyOf(root, "Jobs"))).map((job) => stringOf(propertyOf(job, "Role")) ?? ""));
  const managed = new Map(all.flatMap((each) => itemsOf(propertyOf(each.root, "Policies")).map((policy) => [stringOf(propertyOf(policy, "Arn")) ?? "", textOf(currentDocumentOf(policy), each)] as const)));
  return piecesOfAwsOutput(document).roles.map((role) => ({ role, key: named.has(role.arn) || named.has(role.name) ? undefined : keyOf(role, document, managed) }));
}

function keyOf({ arn, managed, boundary, trust = [], policies = [] }: RolePiece, document: Document, texts: ReadonlyMap<string, string | undefined>): string | undefined {
  const [, account, kind = ""] = /^(arn:[^:]*:iam::\d{12}:)role\/(aws-service-role\/)?/.exec(arn) ?? [];
  if (account === undefined || roleNameOf(arn) === undefined) return undefined;
  const written = [...trust, ...policies].map((part) => "kind" in part && part.kind === "node" && (part.faults ?? []).length === 0 ? textOf(part.root, document) : undefined);
  const attached = [...managed, ...boundary ? [boundary] : []].map((each) => texts.get(each.arn));
  const own = [...written.slice(trust.length), ...attached];
  if ([...written, ...attached].some((text) => text === undefined || /\$\{|\\/.test(text)) || own.some((text) => text !== undefined && /aws:(principal|user)/i.test(text))) return undefined;
  return [account, kind, trust.length, ...written, "attached", ...managed.map((each) => each.arn), "boundary", boundary?.arn ?? ""].join("\0");
}

/** A document as it is written; undefined for one that is a text inside another. */
const textOf = (node: Node | undefined, { text }: Document): string | undefined => node === undefined || node.kind === "scalar" || node.location.span !== undefined ? undefined : text.slice(node.span.start, node.span.end);

/** The document without some of its roles. */
function without(document: Document, gone: ReadonlySet<Location>): Document {
  const { root } = document;
  if (root?.kind !== "map") return document;
  const isGone = (role: Node) => { const arn = propertyOf(role, "Arn"); return arn !== undefined && gone.has(arn.location); };
  return { ...document, root: { ...root, entries: root.entries.map((entry) => {
    const { value } = entry;
    if (entry.key !== "RoleDetailList" || value.kind !== "list") return entry;
    const stay = value.items.map((item) => !isGone(item));
    return { ...entry, value: { ...value, items: value.items.filter((_, i) => stay[i]), ...(value.at && { at: value.at.filter((_, i) => stay[i]) }) } };
  }) } };
}
