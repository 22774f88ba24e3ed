/**
 * The report that lines of JSON spell, as a value that may be one: each line is put where it belongs, and nobody has looked at it yet.
 * A text comes back for lines that can be none, in one sentence why.
 */
export function reportOfLines(lines: Iterable<string>): object | string {
  const found: Found = { run: undefined, summary: undefined, findings: [], passes: [], notApplicable: [], subjects: [], failures: [], skipped: [], notes: [] };
  let number = 0;
  for (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const { kind, ...fields } = fieldsOf(parsed(line));
    if (found.summary) return `line ${number} stands behind the summary`;
    if (!isTaken(found, kind, fields)) return `line ${number} is no line of a report`;
  }
  const { run, summary, subjects, ...rest } = found;
  if (run === undefined) return "it has no line `run`";
  if (summary === undefined) return "its last line is missing: the run that wrote it did not come to its end";
  const { rules: _, ...head } = run;
  return { $schema: "https://unpkg.com/gluelint/rules/report.schema.json", ...head, summary: { ...summary, subjects }, ...rest };
}

type Fields = Readonly<Record<string, unknown>>;

interface Found {
  run: Fields | undefined;
  summary: Fields | undefined;
  readonly findings: Fields[];
  readonly passes: Fields[];
  readonly notApplicable: Fields[];
  readonly subjects: Fields[];
  readonly failures: Fields[];
  readonly skipped: Fields[];
  readonly notes: unknown[];
}

function isTaken(found: Found, kind: unknown, fields: Fields): boolean {
  switch (kind) {
    case "run": found.run = fields; return true;
    case "finding": found.findings.push(fields); return true;
    case "passes": found.passes.push(...each(fields, found.run, ["title", "pack"])); return true;
    case "notApplicable": found.notApplicable.push(...each(fields, found.run, ["title"])); return true;
    case "subject": found.subjects.push(fields); return true;
    case "failure": found.failures.push(fields); return true;
    case "skipped": found.skipped.push(fields); return true;
    case "note": found.notes.push(fields["note"]); return true;
    case "summary": found.summary = fields; return true;
    default: return false;
  }
}

/** What was told of several rules at once, for each of them, with what the first line says of the rule. */
function each({ rules, location, ...alike }: Fields, run: Fields | undefined, known: readonly string[]): readonly Fields[] {
  const region = fieldsOf(location);
  const place = { ...region, frame: { startLine: region["startLine"], text: "" }, underline: "", lineHash: "" };
  return (Array.isArray(rules) ? rules : [undefined]).map((rule: unknown) => {
    const about = fieldsOf(fieldsOf(run?.["rules"])[String(rule)]);
    return { rule, ...Object.fromEntries(known.map((key) => [key, about[key]])), ...alike, location: place };
  });
}

const fieldsOf = (value: unknown): Fields => typeof value === "object" && value !== null ? { ...value } : {};

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
