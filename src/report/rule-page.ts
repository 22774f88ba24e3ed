import type { KnownError } from "../rules/error.generated.js";
import type { Examples, Rule } from "../rules/rule.js";

/** The page of a rule: what it demands, why, what to do, who says so, examples of both kinds, and the messages of AWS's that it predicts. */
export function rulePage(rule: Rule, { bad, good, given }: Examples, errors: readonly KnownError[], format: "text" | "markdown"): string {
  const heading = (text: string, depth: number) => format === "markdown" ? `${"#".repeat(depth)} ${text}` : depth === 1 ? text : text.toUpperCase();
  const code = (text: string) => format === "markdown" ? `\`\`\`${/^\s*\{/.test(text) ? "json" : "yaml"}\n${text.trimEnd()}\n\`\`\`` : text.trimEnd().split("\n").map((line) => `    ${line}`).join("\n");
  const inline = (text: string) => format === "markdown" ? `\`${text}\`` : text;
  const predicted = errors.filter(({ rules }) => rules?.some((id) => id === rule.id));
  return `${[
    heading(rule.title, 1), `${inline(rule.id)} · ${rule.level} · ${rule.pack} · since ${rule.since}`,
    heading("Why", 2), rule.why, heading("Fix", 2), rule.fix,
    ...bad.flatMap(({ text, under, given: own = given }) => [heading("Bad", 2), code(text), `It fails at: ${inline(under.split("\n", 1)[0] ?? "")}${own ? `, where this is said: ${inline(JSON.stringify(own))}` : ""}`]),
    ...good.flatMap((text) => [heading("Good", 2), code(text)]),
    ...(predicted.length > 0 ? [heading("What AWS says where it does not hold", 2), ...predicted.map(({ text, source }) => `${code(text).replace("```yaml", "```text")}\n\n${source}`)] : []),
    heading("Source", 2), `${rule.source} (read ${rule.read})`,
  ].join("\n\n")}\n`;
}
