import type { Standing } from "../report/standing.js";
import type { Entries } from "./entries.js";

/** What a cell says: the worst of its verdicts, with all of them by the names that the page gives them. */
export interface Cell {
  readonly verdict: CellVerdict;
  readonly ids: readonly string[];
  /** Why, in one sentence. */
  readonly because: string;
}

export type CellVerdict = Standing | "pass" | "notApplicable";

/** Subjects that are asked the same rules, and what came of it. */
export interface Matrix {
  readonly title: string;
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly rows: readonly { readonly subject: string; readonly cells: readonly (Cell | undefined)[] }[];
}

/** The kinds of rules, by how their ids begin, in the order of reading. */
const kinds: readonly (readonly [string, string])[] = [["job-role-", "Job roles"], ["caller-role-", "Server roles"], ["compute-", "Computes"], ["policy-", "Policies"], ["", "Everything else"]];

const gravity = { error: 6, warning: 5, note: 4, open: 3, waived: 2, pass: 1, notApplicable: 0 } as const satisfies Record<CellVerdict, number>;

interface Verdict extends Cell {
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
}

/** A matrix for each kind of rule that was asked, subjects by requirements; rules by id, the worst subjects first. */
export function matricesOf(entries: Entries): readonly Matrix[] {
  const verdicts = verdictsOf(entries);
  const kindOf = (rule: string) => kinds.find(([prefix]) => rule.startsWith(prefix))?.[1];
  return kinds.flatMap(([, title]) => {
    const own = verdicts.filter(({ rule }) => kindOf(rule) === title);
    return own.length > 0 ? [{ title, ...laidOut(own) }] : [];
  });
}

function verdictsOf({ findings, passes, notApplicable }: Entries): readonly Verdict[] {
  return [
    ...findings.flatMap(({ id, standing, findings: alike }) => alike.map(({ rule, title, subject, message }): Verdict => ({ rule, title, subject, verdict: standing, ids: [id], because: message }))),
    ...passes.map(({ rule, title, subject, id, assumes }): Verdict => ({ rule, title, subject, verdict: "pass", ids: [id], because: assumes.length > 0 ? `proved, where ${assumes.join("; ")}` : "proved" })),
    ...notApplicable.map(({ rule, title, subject, id, because }): Verdict => ({ rule, title, subject, verdict: "notApplicable", ids: [id], because })),
  ];
}

function laidOut(verdicts: readonly Verdict[]) {
  const titles = new Map(verdicts.map(({ rule, title }) => [rule, title]));
  const rules = [...titles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, title]) => ({ id, title }));
  const bySubject = new Map<string, Map<string, Verdict[]>>();
  for (const verdict of verdicts) {
    const row = bySubject.get(verdict.subject) ?? new Map<string, Verdict[]>();
    const cell = row.get(verdict.rule);
    if (cell) cell.push(verdict);
    else bySubject.set(verdict.subject, row.set(verdict.rule, [verdict]));
  }
  return { rules, rows: [...bySubject].map(([subject, row]) => ({ subject, cells: rules.map(({ id }) => joined(row.get(id) ?? [])) })).sort(worstFirst) };
}

type Row = Matrix["rows"][number];

function worstFirst(a: Row, b: Row): number {
  const count = ({ cells }: Row, verdict: CellVerdict) => cells.filter((cell) => cell?.verdict === verdict).length;
  return count(b, "error") - count(a, "error") || count(b, "open") - count(a, "open") || (a.subject < b.subject ? -1 : 1);
}

/** The gravest speaks; all keep their names, each once, the gravest first. */
function joined(verdicts: readonly Verdict[]): Cell | undefined {
  const sorted = [...verdicts].sort((a, b) => gravity[b.verdict] - gravity[a.verdict]);
  return sorted[0] && { verdict: sorted[0].verdict, because: sorted[0].because, ids: [...new Set(sorted.flatMap(({ ids }) => ids))] };
}
