import { readFile } from "node:fs/promises";
import type { RuleFile } from "../rules/rule.generated.js";

/** The README with the table of rules and the reference report of `fixtures/example` between their marks. */
export async function readmeWithRules(rules: readonly RuleFile[]): Promise<Readonly<Record<string, string>>> {
  const rows = rules.map((rule) => `| [\`${rule.id}\`](docs/rules/${rule.id}.md) | ${rule.level} | ${rule.title} | [page](${rule.source}) |`);
  const table = ["| rule | level | what must hold | who says so |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const report = `\`\`\`text\n${(await readFile("reports/example.txt", "utf8")).trimEnd()}\n\`\`\``;
  return { "README.md": filled(filled(await readFile("README.md", "utf8"), "rules", table), "example", report) };
}

const filled = (text: string, mark: string, content: string) =>
  text.replace(new RegExp(`(<!-- ${mark} -->\n)[^]*(<!-- /${mark} -->)`), (_, start: string, end: string) => `${start}\n${content}\n\n${end}`);
