import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compared, updated } from "../../src/dev/mutants-page.js";
import { scoresIn } from "../../src/dev/mutants.js";
import * as remembered from "../../src/text/remembering.js";
import * as forgettable from "../mutation-memory.js";

const source = "import a;\n\nexport function f(): boolean {\n  return a < 1 &&\n    b;\n}\n";
const mutant = (status: string, replacement: string, [line, column, endLine, endColumn] = [4, 10, 4, 15]) => ({ status, replacement, location: { start: { line, column }, end: { line: endLine, column: endColumn } } });
const reportOf = (...mutants: readonly object[]) => ({ files: { "src/x/a.ts": { source, mutants } } });

test("what stands in place of memory while mutants are tried has all that it has: else no test would load, and each mutant would live", () => {
  expect(Object.keys(forgettable)).toEqual(expect.arrayContaining(Object.keys(remembered)));
});

describe("the scores in a report", () => {
  test("count what was killed or took too long, and name what lives by what stands there", () => {
    const [score] = scoresIn(reportOf(mutant("NoCoverage", "true", [4, 10, 5, 6]), mutant("Killed", "false"), mutant("Timeout", "a > 1"), mutant("Survived", "a <= 1"), mutant("Ignored", "x"), mutant("Survived", `""`, [1, 8, 1, 9])));
    expect(score).toEqual({
      file: "src/x/a.ts", mutants: 5, killed: 2,
      survivors: [{ name: `src/x/a.ts top: a → ""`, line: 1 }, { name: "src/x/a.ts f: a < 1 && b → true", line: 4 }, { name: "src/x/a.ts f: a < 1 → a <= 1", line: 4 }],
    });
  });

  test("name a long text by its ends", () => {
    const [score] = scoresIn(reportOf(mutant("Survived", `"${"x".repeat(200)}y"`)));
    expect(score?.survivors.map(({ name }) => name)).toEqual([`src/x/a.ts f: a < 1 → "${"x".repeat(89)} … ${"x".repeat(38)}y"`]);
  });
});

describe("a page of survivors", () => {
  const scores = scoresIn(reportOf(mutant("Survived", "a <= 1"), mutant("Survived", "a <= 1"), mutant("Killed", "true")));
  const name = "src/x/a.ts f: a < 1 → a <= 1";
  const gone = "src/x/a.ts f: b → true";
  const other = "src/x/b.ts g: c → d";
  const pageOf = (heading: string, ...lines: readonly string[]) => `# M\n\n| file | mutants | killed | live |\n| --- | --- | --- | --- |\n| \`src/x/a.ts\` | 9 | 9 | 0 |\n| \`src/x/b.ts\` | 1 | 0 | 1 |\n\n## S\n\n### ${heading}\n\n\`\`\`mutants\n${lines.map((line) => `${line}\n`).join("")}\`\`\`\n`;

  test.each<readonly [string, string, { readonly unlisted: readonly string[]; readonly stale: readonly string[] }]>([
    ["lists what lives as often as it lives", pageOf("why", name, name), { unlisted: [], stale: [] }],
    ["misses the second of two", pageOf("why", name), { unlisted: [name], stale: [] }],
    ["gives no reason for what is not looked at yet", pageOf("not looked at yet", name, name), { unlisted: [name, name], stale: [] }],
    ["holds what is gone, and says nothing of files that did not run", pageOf("why", name, name, name, gone, other), { unlisted: [], stale: [name, gone] }],
  ])("%s", (_, page, comparison) => {
    expect(compared(page, scores)).toEqual(comparison);
  });

  test("is brought up to date, and then stays as it is", () => {
    const page = updated(pageOf("why", gone, name, other), scores);
    expect(page).toBe(`${pageOf("why", name, other).replace("| 9 | 9 | 0 |", "| 3 | 1 | 2 |")}\n### not looked at yet\n\n\`\`\`mutants\n${name}\n\`\`\`\n`);
    expect(updated(page, scores)).toBe(page);
  });

  test("keeps what is not looked at yet in files that did not run", () => {
    expect(updated(pageOf("not looked at yet", other, gone), scores)).toContain(`\`\`\`mutants\n${name}\n${name}\n${other}\n\`\`\``);
  });
});

test("the page of the project gives a reason for every survivor that it lists", () => {
  expect(readFileSync(new URL("../../docs/mutants.md", import.meta.url), "utf8")).not.toContain("### not looked at yet");
});
