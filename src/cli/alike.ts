import { subjectName } from "../audit/findings.js";
import type { Assessment } from "../audit/judge.js";
import { barely } from "../audit/place.js";
import type { NotApplicable, Passed, Report, SubjectSummary } from "../audit/report.js";
import type { Rule } from "../rules/rule.js";
import { writtenRole, type WrittenSubject } from "../sources/written-role.js";
import type { Facts } from "../subject/facts.js";
import { lineStarts } from "../text/lines.js";
import { regionInWhole } from "../text/piece.js";
import { regionBetween } from "../text/region.js";
import { readable } from "../text/unknown.js";
import type { Chunk, Unit } from "./chunks.js";
import { likeness } from "./likeness.js";
import type { RoleRow, Row } from "./role-rows.js";

/** Tells of roles that are as one that was judged already, and of which nothing was found. */
export interface Alike {
  /** What is left to judge of some, and what is proved of the rest; `report` is any of the run, for what all parts have in common. */
  readonly split: (units: readonly Unit[], report: Report) => { readonly units: readonly Unit[]; readonly told: Report };
  /** Remembers what was judged of those that were left. */
  readonly learn: (chunk: Chunk, judged: Judged) => void;
}

export interface Judged {
  readonly assessments: readonly Assessment[];
  readonly report: Report;
}

/** What is proved of a role, and how it is summed up. */
interface Proved {
  /** Of the role itself, of its trust policy, and of each policy that is written into it. */
  readonly subjects: readonly ProvedSubject[];
  readonly summary: Omit<SubjectSummary, "subject"> | undefined;
}

interface ProvedSubject {
  readonly passes: readonly Bare<Passed>[];
  readonly notApplicable: readonly Bare<NotApplicable>[];
}

type Bare<Verdict> = Omit<Verdict, "subject" | "location">;

/** Of a role that no job names and that is as another, no more is read than it takes to know that. */
export function alike(rules: readonly Rule[], facts: Facts, textOf: (row: Row) => string): Alike {
  const { keyOf, see } = likeness(rules, facts);
  const known = new Map<string, Proved>();
  const once = new Map<string, Proved>();
  const roleOf = ({ alone }: Unit) => {
    const text = alone && textOf(alone);
    const role = text === undefined ? undefined : writtenRole(text, alone?.file ?? "");
    return alone && role && text !== undefined ? { row: alone, role, text, key: keyOf(role) } : undefined;
  };
  return {
    split(units, report) {
      const left: Unit[] = [];
      const [passes, notApplicable, subjects]: [Passed[], NotApplicable[], SubjectSummary[]] = [[], [], []];
      for (const unit of units) {
        const own = roleOf(unit);
        const proved = known.get(own?.key ?? "");
        if (own === undefined || proved === undefined) {
          left.push(unit);
          continue;
        }
        const toldOf = placing(own.row, own.text);
        own.role.subjects.forEach((subject, i) => {
          const told = toldOf(subject);
          for (const each of proved.subjects[i]?.passes ?? []) passes.push({ ...each, ...told });
          for (const each of proved.subjects[i]?.notApplicable ?? []) notApplicable.push({ ...each, ...told });
        });
        if (proved.summary) subjects.push({ ...proved.summary, subject: readable(own.role.name) });
      }
      const none = { errors: 0, warnings: 0, notes: 0, refuted: 0, open: 0, failures: 0 };
      return { units: left, told: { ...report, findings: [], passes, notApplicable, summary: { ...none, proved: passes.length, notApplicable: notApplicable.length, subjects } } };
    },
    learn({ units, documents }, { assessments, report }) {
      see(documents.values());
      const wrong = new Set(assessments.flatMap(({ verdict, joined: { subject } }) => verdict.kind === "fail" || verdict.kind === "open" ? [subjectName(subject)] : []));
      const [passes, notApplicable, summaries] = [grouped(report.passes), grouped(report.notApplicable), grouped(report.summary.subjects)];
      for (const { role, key } of units.flatMap((unit) => roleOf(unit) ?? [])) {
        const names = role.subjects.map(({ name }) => readable(name));
        const own = summaries.get(readable(role.name)) ?? [];
        if (key === undefined || own.length > 1 || names.some((name) => wrong.has(name)) || new Set(names).size < names.length) continue;
        const proved: Proved = { subjects: names.map((name) => ({ passes: (passes.get(name) ?? []).map(bare), notApplicable: (notApplicable.get(name) ?? []).map(bare) })), summary: own[0] };
        const text = JSON.stringify({ ...proved, summary: { ...proved.summary, subject: "" } });
        // Most have the same proved of them: it is kept once.
        once.set(text, once.get(text) ?? proved);
        if (known.size >= most) [known, once].forEach((each) => each.clear());
        known.set(key, once.get(text) ?? proved);
      }
    },
  };
}

/** Memory does not grow with the input. */
const most = 20_000;

function bare<Verdict extends Passed | NotApplicable>({ subject: _, location: __, ...rest }: Verdict): Bare<Verdict> {
  return rest;
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

/** Names and places what verdicts on a role are about. */
function placing({ file, list, index, line, column }: RoleRow, text: string): (subject: WrittenSubject) => Pick<Passed, "subject" | "location"> {
  const starts = lineStarts(text);
  const whole = { span: { start: 0, end: text.length }, text, offset: 0, lines: line, cut: column };
  return ({ name, pointer, span }) => {
    const region = regionInWhole(whole, regionBetween(starts, span));
    return { subject: readable(name), location: { artifact: file, pointer: `/${list}/${index}${pointer}`, ...region, ...barely(region) } };
  };
}
