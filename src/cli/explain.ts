import { unknownRule } from "../audit/unknown-rule.js";
import { examples } from "../rules/examples.generated.js";
import type { Examples, Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import type { ExitCode } from "./exit-code.js";
import { sayMisused } from "./say.js";

/** Prints the page of a rule: what it demands, why, what to do, who says so, and examples. */
export function explain(id: string, format: "text" | "markdown" | "json"): ExitCode {
  const rule = rules.find((each) => each.id === id);
  const shown = examples[id];
  if (rule === undefined || shown === undefined) return sayMisused(unknownRule(id));
  process.stdout.write(format === "json" ? `${JSON.stringify({ ...rule, examples: shown }, undefined, 2)}\n` : pageOf(rule, shown, format));
  return 0;
}

/** Prints all rules, one a line: name, level, pack, title. */
export function listRules(): ExitCode {
  const width = Math.max(...rules.map(({ id }) => id.length));
  process.stdout.write(rules.map(({ id, level, pack, title }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${pack.padEnd(10)}  ${title}\n`).join(""));
  return 0;
}

function pageOf(rule: Rule, { bad, good, given }: Examples, format: "text" | "markdown"): string {
  const heading = (text: string, depth: number) => format === "markdown" ? `${"#".repeat(depth)} ${text}` : depth === 1 ? text : text.toUpperCase();
  const code = (text: string) => format === "markdown" ? `\`\`\`\n${text.trimEnd()}\n\`\`\`` : text.trimEnd().split("\n").map((line) => `    ${line}`).join("\n");
  return `${[
    heading(rule.title, 1), `${rule.id} · ${rule.level} · ${rule.pack} · since ${rule.since}`,
    heading("Why", 2), rule.why, heading("Fix", 2), rule.fix,
    ...bad.flatMap(({ text, under, given: own = given }) => [heading("Bad", 2), code(text), `It fails at: ${under}${own ? `, where this is said: ${JSON.stringify(own)}` : ""}`]),
    ...good.flatMap((text) => [heading("Good", 2), code(text)]),
    heading("Source", 2), `${rule.source} (read ${rule.read})`,
  ].join("\n\n")}\n`;
}
