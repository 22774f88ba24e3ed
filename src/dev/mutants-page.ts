import type { Score } from "./mutants.js";

/** What a page lists that nobody has looked at yet. */
const unjustified = "not looked at yet";

/** How scores stand to what a page lists about the same files. */
export interface Comparison {
  /** Survivors that the page does not list with a reason. */
  readonly unlisted: readonly string[];
  /** Lines of the page about mutants that are gone or killed. */
  readonly stale: readonly string[];
}

/** A page lists survivors in fenced blocks called `mutants`, under headings that say why they live; one that lives twice is listed twice. */
export function compared(page: string, scores: readonly Score[]): Comparison {
  const listed = sectionsOf(page).flatMap(({ heading, mutants }) => mutants.map((name) => ({ name, justified: heading !== unjustified })));
  const names = scores.flatMap(({ survivors }) => survivors.map(({ name }) => name));
  return {
    unlisted: without(names, listed.filter(({ justified }) => justified).map(({ name }) => name)),
    stale: without(listed.map(({ name }) => name).filter((name) => isAbout(name, scores)), names),
  };
}

/** The page with the scores in its table, without what is stale, and with what is unlisted at its end, to be killed or given a reason. */
export function updated(page: string, scores: readonly Score[]): string {
  const { unlisted, stale } = compared(page, scores);
  const waiting = sectionsOf(page).filter(({ heading }) => heading === unjustified).flatMap(({ mutants }) => mutants).filter((name) => !isAbout(name, scores));
  const open = [...waiting, ...unlisted].sort();
  const gone = [...stale];
  const kept = page.replace(/\n+### not looked at yet\n[^]*$/, "\n").split("\n").filter((line) => {
    const at = gone.indexOf(line);
    if (at >= 0) gone.splice(at, 1);
    return at < 0;
  }).join("\n");
  return `${withScores(kept, scores).trimEnd()}\n${open.length > 0 ? `\n### ${unjustified}\n\n\`\`\`mutants\n${open.join("\n")}\n\`\`\`\n` : ""}`;
}

function sectionsOf(page: string): readonly { readonly heading: string; readonly mutants: readonly string[] }[] {
  return page.split(/^### /m).slice(1).map((section) => {
    const [heading = ""] = section.split("\n");
    return { heading, mutants: [...section.matchAll(/^```mutants\n([^]*?)^```$/gm)].flatMap(([, lines = ""]) => lines.split("\n").filter((line) => line !== "")) };
  });
}

const isAbout = (name: string, scores: readonly Score[]) => scores.some(({ file }) => name.startsWith(`${file} `));

/** The names less the others, each of which takes one away. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return names.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The rows of the page's table of scores by file, those of the scores anew. */
function withScores(page: string, scores: readonly Score[]): string {
  const row = ({ file, mutants, killed, survivors }: Score) => `| \`${file}\` | ${mutants} | ${killed} | ${survivors.length} |`;
  return page.replace(/(?<=^\| --- \| --- \| --- \| --- \|\n)(?:\|.*\n)*/m, (rows) => {
    const others = rows.split("\n").filter((line) => line !== "" && !scores.some(({ file }) => line.startsWith(`| \`${file}\` |`)));
    return [...others, ...scores.map(row)].sort().map((line) => `${line}\n`).join("");
  });
}
